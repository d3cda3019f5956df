package pubmed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxRecord is the longest record that is read, in bytes.
const maxRecord = 16 << 20

// element is one record as it stands in the file.
type element struct {
	name string
	text []byte // valid until the next call
	line int
	err  error // why it cannot be read
}

// roots lists the elements that are records. A bare MedlineCitation is one in
// the files of the years before PubmedArticle.
var roots = []string{"PubmedArticle", "PubmedBookArticle", "DeleteCitation", "MedlineCitation"}

// splitter cuts a file into records without holding more than one.
type splitter struct {
	src  io.Reader
	buf  []byte
	from int
	line int
	err  error
}

func newSplitter(r io.Reader) *splitter {
	return &splitter{src: r, buf: make([]byte, 0, 256<<10), line: 1}
}

// failed returns the error that ended the file, nil at its regular end.
func (s *splitter) failed() error {
	if errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// next returns the next record, or false at the end of the file.
func (s *splitter) next() (element, bool) {
	name, ok := s.seek()
	if !ok {
		return element{}, false
	}
	el := element{name: name, line: s.line}
	shut := []byte("</" + name + ">")
	again := []byte("<" + name + ">")
	for searched := 1; ; {
		data := s.buf[s.from:]
		if end := bytes.Index(data[searched:], shut); end >= 0 {
			size := searched + end + len(shut)
			if inner := bytes.Index(data[1:size], again); inner >= 0 {
				return s.broken(el, 1+inner, errors.New("the record is not closed before the next one begins")), true
			}
			el.text = data[:size]
			s.consume(size)
			return el, true
		}
		searched = max(1, len(data)-len(shut))
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

// broken leaves out size bytes and says why.
func (s *splitter) broken(el element, size int, err error) element {
	s.consume(size)
	el.err = err
	return el
}

// tooLong skips to the end of a record that is too long.
func (s *splitter) tooLong(el element, shut []byte) element {
	el.err = fmt.Errorf("the record is longer than %d MiB", maxRecord>>20)
	for {
		data := s.buf[s.from:]
		if end := bytes.Index(data, shut); end >= 0 {
			s.consume(end + len(shut))
			return el
		}
		s.consume(max(0, len(data)-len(shut)))
		if s.err != nil {
			s.consume(len(s.buf) - s.from)
			return el
		}
		s.fill()
	}
}

// seek moves to the start of the next record and returns its name.
func (s *splitter) seek() (string, bool) {
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
			if name := rootName(data[at:]); name != "" {
				return name, true
			}
			s.consume(1)
			continue
		}
		if s.err != nil {
			return "", false
		}
		s.fill()
	}
}

// rootName returns the record that begins at data, or "".
func rootName(data []byte) string {
	for _, name := range roots {
		n := len(name) + 1
		if len(data) > n && string(data[1:n]) == name && (data[n] == '>' || data[n] == ' ' || data[n] == '\n' || data[n] == '\t' || data[n] == '\r') {
			return name
		}
	}
	return ""
}

func (s *splitter) consume(n int) {
	s.line += bytes.Count(s.buf[s.from:s.from+n], []byte{'\n'})
	s.from += n
}

// fill reads more of the file into the buffer.
func (s *splitter) fill() {
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
