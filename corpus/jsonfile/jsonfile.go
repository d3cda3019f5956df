// Package jsonfile cuts JSON files into the objects that are records, whatever
// holds them: an array, an envelope such as {"message": {"items": […]}}, one
// object alone, or one object a line. An object that is damaged costs itself
// only. The JSON formats share it.
package jsonfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"appraise/corpus/intake"
)

// Longest record that is read, in bytes; after each that is not closed the
// limit is halved down to the least, so that a damaged file cannot cost hours.
const (
	maxObject   = 16 << 20
	leastObject = 64 << 10
)

// Each calls visit with every record of r. envelopes are the names under which
// records, or an inner envelope, are found.
func Each(r io.Reader, sink *intake.Sink, envelopes []string, visit func(raw []byte, line int) error) error {
	s := splitter{src: r, buf: make([]byte, 0, 128<<10), line: 1, envelopes: envelopes, limit: maxObject}
	for !sink.Stopped() {
		raw, line, err := s.next()
		switch {
		case err == io.EOF:
			if errors.Is(s.err, io.EOF) {
				return nil
			}
			return s.err
		case err != nil:
			sink.Lost(line, err)
			continue
		}
		if err := visit(raw, line); err != nil {
			sink.Lost(line, readable(err))
		}
	}
	return nil
}

// readable shortens what encoding/json says.
func readable(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("%s is %s where something else is expected", kind.Field, kind.Value)
	}
	return err
}

type splitter struct {
	src       io.Reader
	buf       []byte
	from      int
	line      int
	err       error
	envelopes []string
	limit     int  // of a record
	depth     int  // of envelopes that are open
	list      bool // inside the list of an envelope
	past      bool // behind that list
	plain     bool // records stand alone
}

// next returns the next record, io.EOF at the end.
func (s *splitter) next() (raw []byte, line int, err error) {
	for {
		data := s.buf[s.from:]
		if len(data) == 0 {
			if s.err != nil {
				return nil, s.line, io.EOF
			}
			s.fill()
			continue
		}
		switch c := data[0]; c {
		case '{':
			if raw, line, err, ok := s.object(); ok {
				return raw, line, err
			}
		case '[':
			s.list = true
			s.consume(1)
		case ']':
			s.past, s.list = s.depth > 0, false
			s.consume(1)
		case '}':
			s.consume(1)
			if s.depth = max(s.depth-1, 0); s.depth == 0 {
				s.past, s.list = false, false
			}
		case '"':
			size := s.whole(stringSize)
			s.consume(max(size, 1))
		default:
			n := bytes.IndexAny(data, "{[]}\"")
			if n < 0 {
				n = len(data)
			}
			s.consume(n)
		}
	}
}

// object handles the object at the current place: an envelope is entered, one
// behind the list is passed over, any other is a record.
func (s *splitter) object() (raw []byte, line int, err error, record bool) {
	if !s.list && !s.past && s.depth < 3 && !s.plain && len(s.envelopes) > 0 {
		for len(s.buf)-s.from < 64<<10 && s.err == nil {
			s.fill()
		}
		if at := s.enter(s.buf[s.from:]); at > 0 {
			s.depth++
			s.consume(at)
			return nil, 0, nil, false
		}
		s.plain = s.depth == 0 // records one after another
	}
	line = s.line
	size := s.whole(objectSize)
	if size == 0 {
		n := len(s.buf) - s.from
		err = errors.New("the file ends inside this record")
		if s.err == nil {
			err = errors.New("the record is too long, or a bracket is not closed")
		}
		if end := bytes.Index(s.buf[s.from:], []byte("\n{")); end > 0 {
			n = end + 1 // one record a line: go on with the next
			err = errors.New("the record is not closed before the next line begins")
		}
		s.consume(n)
		return nil, line, err, true
	}
	raw = s.buf[s.from : s.from+size]
	s.consume(size)
	return raw, line, nil, !s.past
}

// enter returns where the value of an envelope begins, 0 where the object is
// none.
func (s *splitter) enter(data []byte) int {
	for i := 1; i < len(data); {
		switch c := data[i]; {
		case c == '"':
			n := stringSize(data[i:])
			if n == 0 {
				return 0
			}
			name := string(data[i+1 : i+n-1])
			i += n
			for i < len(data) && (data[i] == ' ' || data[i] == ':' || data[i] == '\n' || data[i] == '\t' || data[i] == '\r') {
				i++
			}
			if i < len(data) && s.isEnvelope(name) && (data[i] == '[' || data[i] == '{') {
				return i
			}
			if i < len(data) && data[i] == '"' {
				n := stringSize(data[i:])
				if n == 0 {
					return 0
				}
				i += n
			}
		case c == '{' || c == '[':
			n := objectSize(data[i:])
			if n == 0 {
				return 0
			}
			i += n
		case c == '}':
			return 0
		default:
			i++
		}
	}
	return 0
}

func (s *splitter) isEnvelope(name string) bool {
	for _, e := range s.envelopes {
		if e == name {
			return true
		}
	}
	return false
}

// whole returns the size of the value at the current place, reading more of
// the file as needed; 0 where its end does not come.
func (s *splitter) whole(size func([]byte) int) int {
	for {
		data := s.buf[s.from:]
		near := data[:min(len(data), s.limit)]
		if s.limit == leastObject { // a damaged file: no record goes over a line that begins one
			if next := bytes.Index(near, []byte("\n{")); next > 0 {
				return size(near[:next])
			}
		}
		if n := size(near); n > 0 {
			return n
		}
		if s.err != nil || len(data) > s.limit {
			s.limit = max(s.limit/2, leastObject)
			return 0
		}
		for n := len(data); s.err == nil && len(s.buf)-s.from < 2*n; {
			s.fill()
		}
	}
}

// stringSize returns the length of the string at the start of data, or 0.
func stringSize(data []byte) int {
	for i := 1; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// objectSize returns the length of the object or array at the start of data,
// or 0.
func objectSize(data []byte) int {
	depth := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			n := stringSize(data[i:])
			if n == 0 {
				return 0
			}
			i += n - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

func (s *splitter) consume(n int) {
	s.line += bytes.Count(s.buf[s.from:s.from+n], []byte{'\n'})
	s.from += n
}

func (s *splitter) fill() {
	if s.from > 0 {
		n := copy(s.buf, s.buf[s.from:])
		s.buf, s.from = s.buf[:n], 0
	}
	if len(s.buf) == cap(s.buf) {
		bigger := make([]byte, len(s.buf), 2*cap(s.buf))
		copy(bigger, s.buf)
		s.buf = bigger
	}
	n, err := s.src.Read(s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	s.err = err
}
