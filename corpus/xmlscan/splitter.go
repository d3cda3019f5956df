package xmlscan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxRecord is the longest record that is read, in bytes.
const maxRecord = 16 << 20

// Element is one record as it stands in the file.
type Element struct {
	Name string
	Text []byte // valid until the next call
	Line int
	Err  error // why it cannot be read
}

// Splitter cuts a file into records without holding more than one.
type Splitter struct {
	roots []string
	src   io.Reader
	buf   []byte
	from  int
	line  int
	err   error
	open  bool // a comment did not end: none is looked for any more
}

// NewSplitter finds the elements named by roots in r, the outermost where one
// stands in another.
func NewSplitter(r io.Reader, roots ...string) *Splitter {
	return &Splitter{roots: roots, src: r, buf: make([]byte, 0, 256<<10), line: 1}
}

// Failed returns the error that ended the file, nil at its regular end.
func (s *Splitter) Failed() error {
	if errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// Next returns the next record, or false at the end of the file.
func (s *Splitter) Next() (Element, bool) {
	name, ok := s.seek()
	if !ok {
		return Element{}, false
	}
	el := Element{Name: name, Line: s.line}
	if size := tagSize(string(s.near())); size > 1 && s.buf[s.from+size-2] == '/' {
		el.Text = s.buf[s.from : s.from+size]
		s.consume(size)
		return el, true
	}
	shut := []byte("</" + name)
	again := []byte("<" + name + ">")
	for searched := 1; ; {
		data := s.buf[s.from:]
		if size := closing(data, searched, shut); size > 0 {
			if inner := bytes.Index(data[1:size], again); inner >= 0 {
				return s.broken(el, 1+inner, errors.New("the record is not closed before the next one begins")), true
			}
			el.Text = data[:size]
			s.consume(size)
			return el, true
		}
		searched = max(1, len(data)-len(shut)-maxGap)
		switch {
		case len(data) > maxRecord:
			return s.tooLong(el, shut), true
		case s.err != nil:
			if inner := bytes.Index(data[1:], again); inner >= 0 {
				return s.broken(el, 1+inner, errors.New("the record is not closed before the next one begins")), true
			}
			return s.broken(el, len(data), errors.New("the file ends inside this record")), true
		}
		s.fill()
	}
}

// maxGap is how much white space an end tag may hold: </name >.
const maxGap = 16

// closing returns where the end tag that shut begins ends, looked for from a
// place in data on; 0 where there is none.
func closing(data []byte, from int, shut []byte) int {
	for {
		at := bytes.Index(data[from:], shut)
		if at < 0 {
			return 0
		}
		from += at + len(shut)
		end := from
		for end < len(data) && end < from+maxGap && isSpace(data[end]) {
			end++
		}
		if end < len(data) && data[end] == '>' {
			return end + 1
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// near returns what is in the buffer from the current place on, up to the
// length that a start tag may have.
func (s *Splitter) near() []byte {
	for len(s.buf)-s.from < maxTag && s.err == nil {
		s.fill()
	}
	return s.buf[s.from:min(len(s.buf), s.from+maxTag)]
}

// maxTag is how long the start tag of a record may be to be looked at.
const maxTag = 1 << 10

// broken leaves out size bytes and says why.
func (s *Splitter) broken(el Element, size int, err error) Element {
	s.consume(size)
	el.Err = err
	return el
}

// tooLong skips to the end of a record that is too long.
func (s *Splitter) tooLong(el Element, shut []byte) Element {
	el.Err = fmt.Errorf("the record is longer than %d MiB", maxRecord>>20)
	for {
		data := s.buf[s.from:]
		if size := closing(data, 0, shut); size > 0 {
			s.consume(size)
			return el
		}
		s.consume(max(0, len(data)-len(shut)-maxGap))
		if s.err != nil {
			s.consume(len(s.buf) - s.from)
			return el
		}
		s.fill()
	}
}

// seek moves to the start of the next record and returns its name.
func (s *Splitter) seek() (string, bool) {
	for {
		data := s.buf[s.from:]
		at := bytes.IndexByte(data, '<')
		switch {
		case at < 0:
			s.consume(len(data))
		case len(data)-at < 20 && s.err == nil:
			s.consume(at)
		default:
			s.consume(at)
			if name := s.rootName(data[at:]); name != "" {
				return name, true
			}
			if !s.comment() {
				s.consume(1)
			}
			continue
		}
		if s.err != nil {
			return "", false
		}
		s.fill()
	}
}

// comment passes over the comment at the current place; false where there is
// none, or none that ends soon.
func (s *Splitter) comment() bool {
	if s.open || !bytes.HasPrefix(s.buf[s.from:], []byte("<!--")) {
		return false
	}
	for {
		if end := bytes.Index(s.buf[s.from:], []byte("-->")); end >= 0 {
			s.consume(end + len("-->"))
			return true
		}
		if s.open = s.err != nil || len(s.buf)-s.from > maxComment; s.open {
			return false
		}
		s.fill()
	}
}

// maxComment is how long a comment between records may be.
const maxComment = 1 << 20

// rootName returns the record that begins at data, or "".
func (s *Splitter) rootName(data []byte) string {
	for _, name := range s.roots {
		n := len(name) + 1
		if len(data) > n && string(data[1:n]) == name && (data[n] == '>' || data[n] == '/' || isSpace(data[n])) {
			return name
		}
	}
	return ""
}

func (s *Splitter) consume(n int) {
	s.line += bytes.Count(s.buf[s.from:s.from+n], []byte{'\n'})
	s.from += n
}

// fill reads more of the file into the buffer.
func (s *Splitter) fill() {
	if s.from > 0 {
		n := copy(s.buf, s.buf[s.from:])
		s.buf, s.from = s.buf[:n], 0
	}
	if cap(s.buf)-len(s.buf) < 32<<10 {
		bigger := make([]byte, len(s.buf), 2*cap(s.buf))
		copy(bigger, s.buf)
		s.buf = bigger
	}
	n, err := s.src.Read(s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	s.err = err
}
