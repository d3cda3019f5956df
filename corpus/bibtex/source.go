package bibtex

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"

	"appraise/corpus/intake"
)

// source cuts a file into entries.
type source struct {
	src  io.Reader
	buf  []byte
	from int
	line int
	err  error

	// limit is how long an entry may be; it is halved after each that is not
	// closed, so that a damaged file cannot cost hours.
	limit int
}

// leastEntry is how far limit goes down.
const leastEntry = 64 << 10

func newSource(r io.Reader) *source {
	return &source{src: r, buf: make([]byte, 0, 64<<10), line: 1, limit: intake.MaxRaw}
}

func (s *source) failed() error {
	if errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// opening is the start of an entry: @word{ or @word(.
var opening = regexp.MustCompile(`^@[ \t]*(?:%[^\n]*|\s)*[A-Za-z]+[ \t]*(?:%[^\n]*|\s)*[{(]`)

// restart is an entry that begins at the start of a line, with a key: where it
// stands inside another, that one was not closed.
var restart = regexp.MustCompile(`\n[ \t]*@[A-Za-z]{3,20}[ \t]*[{(][ \t]*[^\s{}(),=]*[ \t]*,`)

// maxJunk is how much of the text between entries is looked at.
const maxJunk = 64 << 10

// seek moves to the next entry and returns what it passed over.
func (s *source) seek() (junk []byte, line int, ok bool) {
	line = s.line
	pass := func(n int) {
		if len(junk) < maxJunk {
			junk = append(junk, s.buf[s.from:s.from+n]...)
		}
		s.consume(n)
	}
	for {
		data := s.buf[s.from:]
		at := bytes.IndexByte(data, '@')
		switch {
		case at < 0:
			pass(len(data))
		case len(data)-at < 4096 && s.err == nil:
			pass(at)
		default:
			pass(at)
			data = s.buf[s.from:]
			if opening.Match(data[:min(len(data), 4096)]) {
				return junk, line, true
			}
			pass(1)
			continue
		}
		if s.err != nil {
			return junk, line, false
		}
		s.fill()
	}
}

// entry returns the entry at the current place. problem says that it is not
// closed; it then ends where the next begins, or with the file.
func (s *source) entry() (raw []byte, line int, problem error) {
	line = s.line
	for {
		data := s.buf[s.from:]
		near := data[:min(len(data), s.limit)]
		if loc := s.nextEntry(near); loc > 0 {
			near = near[:loc]
		}
		size := balanced(near)
		last := s.err != nil || len(data) > s.limit || len(near) < min(len(data), s.limit)
		if size == 0 && !last {
			for n := len(data); s.err == nil && len(s.buf)-s.from < 2*n; {
				s.fill()
			}
			continue
		}
		end := size
		if size == 0 {
			end = len(near)
			problem = errors.New("the entry is not closed before the file ends")
			if s.err == nil || len(near) < len(data) {
				problem = fmt.Errorf("the entry is not closed within %d KiB", s.limit>>10)
			}
			s.limit = max(s.limit/2, leastEntry)
		}
		if loc := restart.FindIndex(data[1:end]); loc != nil && !isComment(data) {
			end = 1 + loc[0] + 1
			problem = errors.New("a brace is not closed before the next entry begins")
		}
		raw = bytes.Clone(data[:end])
		s.consume(end)
		return raw, line, problem
	}
}

// nextEntry returns where the next entry seems to begin in a file in which many
// are not closed, 0 in others.
func (s *source) nextEntry(data []byte) int {
	if s.limit > leastEntry || len(data) < 2 || isComment(data) {
		return 0
	}
	if loc := restart.FindIndex(data[1:]); loc != nil {
		return loc[0] + 2
	}
	return 0
}

func isComment(data []byte) bool {
	return len(data) > 8 && bytes.EqualFold(data[1:8], []byte("comment"))
}

// balanced returns the length of the entry at the start of data: up to the
// brace that closes it, or in the form @word(…) the bracket outside braces.
// It is 0 where the end is not in data.
func balanced(data []byte) int {
	open := bytes.IndexAny(data, "{(")
	if open < 0 {
		return 0
	}
	depth, round := 0, data[open] == '('
	quoted := false
	for i := open; i < len(data); i++ {
		switch c := data[i]; {
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 && !round {
				return i + 1
			}
			depth = max(depth, 0)
		case c == '"' && round && depth == 0:
			quoted = !quoted
		case c == ')' && round && depth == 0 && !quoted:
			return i + 1
		}
	}
	return 0
}

func (s *source) consume(n int) {
	s.line += bytes.Count(s.buf[s.from:s.from+n], []byte{'\n'})
	s.from += n
}

func (s *source) fill() {
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
