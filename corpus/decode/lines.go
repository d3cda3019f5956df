package decode

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// MaxLine is the longest line that is read whole, in bytes. What is beyond it
// is left out, and Line.Cut is set.
const MaxLine = 1 << 20

// Line is one line of a text file.
type Line struct {
	Text []byte // without its ending; valid until the next call of Next
	Raw  []byte // with its ending, as it stands in the file
	No   int    // number in the original file, from 1
	Cut  bool   // longer than MaxLine
}

// Lines splits text at LF, CR LF, CR, NEL (U+0085), U+2028 and U+2029. Only
// the first three count as lines of the file, as editors count them.
type Lines struct {
	src  io.Reader
	buf  []byte
	from int // start of what is not handed on yet
	noLF int // no LF before this place
	high int // the first byte at or behind from that is not ASCII; too small where not known
	err  error
	no   int
}

// NewLines reads lines from r, which should be the reader of this package.
func NewLines(r io.Reader) *Lines {
	return &Lines{src: r, buf: make([]byte, 0, window), no: 1}
}

// Next returns the next line, or false at the end of the text.
func (l *Lines) Next() (Line, bool) {
	for {
		if end, size, counts := l.ending(); size > 0 {
			line := Line{Text: l.buf[l.from:end], Raw: l.buf[l.from : end+size], No: l.no}
			l.from = end + size
			if counts {
				l.no++
			}
			return line, true
		}
		if l.err != nil {
			return l.last()
		}
		if len(l.buf)-l.from > MaxLine {
			return l.long(), true
		}
		l.fill()
	}
}

// Err returns the error that ended the text, nil at its regular end.
func (l *Lines) Err() error {
	if errors.Is(l.err, io.EOF) {
		return nil
	}
	return l.err
}

// ending finds the end of the first line in the buffer: where it is, how many
// bytes it takes, and whether it counts as a line of the file.
func (l *Lines) ending() (end, size int, counts bool) {
	data := l.buf[l.from:]
	lf := -1
	if l.noLF < len(l.buf) {
		start := max(l.from, l.noLF)
		if lf = bytes.IndexByte(l.buf[start:], '\n'); lf >= 0 {
			lf += start - l.from
			l.noLF = l.from + lf
		} else {
			l.noLF = len(l.buf)
		}
	}
	head := data
	if lf >= 0 {
		head = data[:lf]
	}
	if cr := bytes.IndexByte(head, '\r'); cr >= 0 {
		head, lf = head[:cr], -1
		switch {
		case cr+1 < len(data) && data[cr+1] == '\n':
			size = 2
		case cr+1 < len(data) || l.err != nil:
			size = 1
		default:
			return 0, 0, false // CR at the end of the buffer: an LF may follow
		}
		end, counts = cr, true
	}
	if l.high < l.from {
		l.high = l.from + firstHigh(data)
	}
	if start := l.high - l.from; start < len(head) {
		if at, n := separator(head[start:]); n > 0 {
			return l.high + at, n, false
		}
	}
	if lf >= 0 {
		return l.from + lf, 1, true
	}
	return l.from + end, size, counts
}

// separator finds the first NEL, U+2028 or U+2029.
func separator(data []byte) (at, size int) {
	for i := 0; i < len(data); {
		j := bytes.IndexByte(data[i:], 0xe2)
		if j < 0 {
			break
		}
		i += j
		if i+2 < len(data) && data[i+1] == 0x80 && (data[i+2] == 0xa8 || data[i+2] == 0xa9) {
			at, size = i, 3
			break
		}
		i++
	}
	if nel := bytes.Index(data, []byte{0xc2, 0x85}); nel >= 0 && (size == 0 || nel < at) {
		return nel, 2
	}
	return at, size
}

// last returns what stands behind the last line ending.
func (l *Lines) last() (Line, bool) {
	if l.from == len(l.buf) {
		return Line{}, false
	}
	rest := l.buf[l.from:]
	l.from = len(l.buf)
	return Line{Text: rest, Raw: rest, No: l.no}, true
}

// long returns the first MaxLine bytes of an overlong line and skips the rest.
func (l *Lines) long() Line {
	cut := l.from + MaxLine
	for cut > l.from && !utf8.RuneStart(l.buf[cut]) {
		cut--
	}
	text := bytes.Clone(l.buf[l.from:cut])
	line := Line{Text: text, Raw: append(bytes.Clone(text), '\n'), No: l.no, Cut: true}
	for {
		if end, size, counts := l.ending(); size > 0 {
			l.from = end + size
			if counts {
				l.no++
			}
			return line
		}
		l.from = len(l.buf)
		if n := len(l.buf); n > 0 && l.buf[n-1] == '\r' {
			l.from = n - 1
		}
		if l.err != nil {
			l.from = len(l.buf)
			return line
		}
		l.fill()
	}
}

// fill reads more of the source into the buffer.
func (l *Lines) fill() {
	if l.from > 0 {
		n := copy(l.buf, l.buf[l.from:])
		l.buf = l.buf[:n]
		l.noLF = max(l.noLF-l.from, 0)
		l.high -= l.from
		l.from = 0
	}
	if l.high == len(l.buf) {
		l.high = -1 // what comes may hold it
	}
	if len(l.buf) == cap(l.buf) {
		bigger := make([]byte, len(l.buf), 2*cap(l.buf))
		copy(bigger, l.buf)
		l.buf = bigger
	}
	n, err := l.src.Read(l.buf[len(l.buf):cap(l.buf)])
	l.buf = l.buf[:len(l.buf)+n]
	l.err = err
}
