package decode

import (
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

type mode int

const (
	modeUndecided mode = iota // nothing but ASCII so far
	modeUTF8
	mode1252
)

// text is the reader for files of single bytes: ASCII, UTF-8, Windows-1252.
type text struct {
	src   io.Reader
	res   *Result
	mode  mode
	in    []byte // read, not yet looked at: at most the start of a character
	out   []byte // made, not yet handed on
	chunk []byte
	err   error
}

func newText(src io.Reader, res *Result, m mode) *text {
	return &text{src: src, res: res, mode: m, chunk: make([]byte, window)}
}

// Read implements io.Reader.
func (t *text) Read(p []byte) (int, error) {
	for len(t.out) == 0 {
		if t.err != nil && len(t.in) == 0 {
			return 0, t.err
		}
		t.fill()
	}
	n := copy(p, t.out)
	t.out = t.out[n:]
	return n, nil
}

// fill makes the next piece of text out of what the source gives.
func (t *text) fill() {
	n := copy(t.chunk, t.in)
	t.in = nil
	for n < utf8.UTFMax && t.err == nil {
		var m int
		m, t.err = t.src.Read(t.chunk[n:])
		n += m
	}
	data := t.chunk[:n]
	if t.mode == modeUndecided {
		at := firstHigh(data)
		if at == len(data) {
			t.out = data
			return
		}
		for n < len(t.chunk) && t.err == nil { // see as much as possible before deciding
			var m int
			m, t.err = t.src.Read(t.chunk[n:])
			n += m
		}
		data = t.chunk[:n]
		t.mode = modeUTF8
		if !looksUTF8(data[at:]) {
			t.mode, t.res.Encoding = mode1252, "windows-1252"
		}
	}
	if t.mode == mode1252 {
		t.out = t.from1252(data)
		return
	}
	if t.err == nil {
		whole := len(data) - cutRune(data)
		t.in = data[whole:]
		data = data[:whole]
	}
	if utf8.Valid(data) {
		t.out = data
		return
	}
	t.out = t.repair(data)
}

// repair replaces each byte that is part of no character.
func (t *text) repair(data []byte) []byte {
	out := make([]byte, 0, len(data)+64)
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			t.res.Replaced++
		}
		out = utf8.AppendRune(out, r)
		data = data[size:]
	}
	return out
}

// from1252 reads Windows-1252; the five bytes it does not define are counted.
func (t *text) from1252(data []byte) []byte {
	out := make([]byte, 0, len(data)+len(data)/8)
	for _, b := range data {
		if b < utf8.RuneSelf {
			out = append(out, b)
			continue
		}
		r := charmap.Windows1252.DecodeByte(b)
		if b == 0x81 || b == 0x8d || b == 0x8f || b == 0x90 || b == 0x9d {
			r = utf8.RuneError
			t.res.Replaced++
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// cutRune returns how many bytes at the end of data begin a character that
// goes on in the next piece.
func cutRune(data []byte) int {
	for back := 1; back <= min(utf8.UTFMax-1, len(data)); back++ {
		b := data[len(data)-back]
		if utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(data[len(data)-back:]) {
				return back
			}
			return 0
		}
	}
	return 0
}

// firstHigh returns the place of the first byte outside ASCII.
func firstHigh(data []byte) int {
	i := 0
	for ; i+8 <= len(data); i += 8 {
		if binary.LittleEndian.Uint64(data[i:])&0x8080808080808080 != 0 {
			break
		}
	}
	for ; i < len(data); i++ {
		if data[i] >= utf8.RuneSelf {
			return i
		}
	}
	return i
}

func hasHigh(data []byte) bool { return firstHigh(data) < len(data) }

// looksUTF8 reports whether data holds more characters of UTF-8 than bytes
// that break its rules. A character cut at the end counts only where it is all
// there is.
func looksUTF8(data []byte) bool {
	good, bad := 0, 0
	cut := cutRune(data)
	data = data[:len(data)-cut]
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	if good == 0 && bad == 0 {
		return cut == 0
	}
	return good >= bad
}

// transcode reads an encoding of x/text and counts what it cannot read.
func transcode(src io.Reader, enc encoding.Encoding, res *Result) io.Reader {
	return &counted{src: transform.NewReader(src, enc.NewDecoder()), res: res}
}

// counted counts replacement characters that the decoder put in.
type counted struct {
	src io.Reader
	res *Result
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.src.Read(p)
	for i := 0; i+2 < n; i++ {
		if p[i] == 0xef && p[i+1] == 0xbf && p[i+2] == 0xbd {
			c.res.Replaced++
		}
	}
	if errors.Is(err, transform.ErrShortSrc) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
