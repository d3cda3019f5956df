// Package decode turns the bytes of a file into clean UTF-8 text, whatever
// wrote them: gzip is unpacked, byte order marks are taken off, and UTF-16,
// UTF-32 and Windows-1252 become UTF-8. One decision is made per file and told
// in Result. Everything streams.
//
// The order of the decision: byte order mark; encoding named by an XML
// declaration or a "% Encoding:" line; NUL pattern of UTF-16 without a mark;
// then UTF-8 or Windows-1252 (never strict Latin-1: bytes 0x80 to 0x9F are
// quotation marks there), decided at the first byte that is not ASCII by what
// the 64 KiB around it look like.
package decode

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Result tells how a file was read. Encoding and Replaced may still change
// until the reader has reached the end of the file.
type Result struct {
	Encoding  string // "utf-8", "utf-16le", "windows-1252", …
	BOM       bool   // the file opened with a byte order mark
	DoubleBOM bool   // a mark that was itself decoded wrongly ("ï»¿") was taken off
	Gzip      bool   // the file was packed with gzip
	Replaced  int    // bytes that belong to no character; each is now U+FFFD
}

// String reads "utf-16le, gzip, 3 unreadable bytes".
func (r *Result) String() string {
	parts := []string{r.Encoding}
	if r.Gzip {
		parts = append(parts, "gzip")
	}
	if r.Replaced > 0 {
		parts = append(parts, fmt.Sprintf("%d unreadable bytes", r.Replaced))
	}
	return strings.Join(parts, ", ")
}

// window is how many bytes are looked at to tell one encoding from another.
const window = 64 << 10

// Reader returns the text of r as UTF-8. Errors of the packed form (a gzip
// file cut short, a decompression bomb) come out of the reader it returns.
func Reader(r io.Reader) (io.Reader, *Result, error) {
	res := &Result{Encoding: "utf-8"}
	br := bufio.NewReaderSize(r, window)
	if head, _ := br.Peek(3); bytes.HasPrefix(head, []byte{0x1f, 0x8b, 8}) {
		unpacked, err := gunzip(br)
		if err != nil {
			return nil, res, err
		}
		res.Gzip = true
		br = bufio.NewReaderSize(unpacked, window)
	}
	head, err := br.Peek(window)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, res, err
	}
	text := byMark(br, head, res)
	if text == nil {
		text = byDeclaration(br, head, res)
	}
	return dropDoubleMark(text, res), res, nil
}

// marks lists the byte order marks; UTF-32 before UTF-16, whose mark is the
// beginning of the other.
var marks = []struct {
	bytes string
	name  string
	enc   encoding.Encoding
}{
	{"\x00\x00\xfe\xff", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xfe\xff", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"\xef\xbb\xbf", "utf-8", nil},
}

// byMark reads a file that opens with a byte order mark, or returns nil.
func byMark(br *bufio.Reader, head []byte, res *Result) io.Reader {
	for _, m := range marks {
		if !bytes.HasPrefix(head, []byte(m.bytes)) {
			continue
		}
		_, _ = br.Discard(len(m.bytes))
		res.BOM, res.Encoding = true, m.name
		if m.enc == nil {
			return newText(br, res, modeUTF8)
		}
		return transcode(br, m.enc, res)
	}
	return nil
}

// byDeclaration reads a file without a mark.
func byDeclaration(br *bufio.Reader, head []byte, res *Result) io.Reader {
	if name := nulPattern(head); name != "" {
		for _, m := range marks {
			if m.name == name {
				res.Encoding = name
				return transcode(br, m.enc, res)
			}
		}
	}
	name := declared(head)
	if name == "" || strings.HasPrefix(name, "utf-16") || looksUTF8(head) && hasHigh(head) {
		return newText(br, res, modeUndecided)
	}
	switch name {
	case "utf-8", "utf8", "us-ascii", "ascii":
		return newText(br, res, modeUTF8)
	case "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "iso8859_1":
		res.Encoding = "windows-1252"
		return newText(br, res, mode1252)
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		return newText(br, res, modeUndecided)
	}
	res.Encoding = name
	return transcode(br, enc, res)
}

// nulPattern recognises UTF-16 without a mark by where its zero bytes are.
func nulPattern(head []byte) string {
	var even, odd int
	n := min(len(head), 4096)
	for i, b := range head[:n] {
		if b == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	switch half := n / 2; {
	case n < 4:
		return ""
	case odd*10 > half*7 && even*10 < half:
		return "utf-16le"
	case even*10 > half*7 && odd*10 < half:
		return "utf-16be"
	}
	return ""
}

// declared returns the encoding that the first lines name, in lower case.
func declared(head []byte) string {
	line := bytes.TrimLeft(head[:min(len(head), 400)], " \t\r\n")
	lower := strings.ToLower(string(line))
	if strings.HasPrefix(lower, "<?xml") {
		decl, _, _ := strings.Cut(lower, "?>")
		_, after, ok := strings.Cut(decl, "encoding")
		after = strings.TrimLeft(after, " \t=")
		if ok && len(after) > 1 && (after[0] == '"' || after[0] == '\'') {
			name, _, _ := strings.Cut(after[1:], after[:1])
			return name
		}
		return ""
	}
	if rest, ok := strings.CutPrefix(lower, "%"); ok {
		first, _, _ := strings.Cut(rest, "\n")
		if name, ok := strings.CutPrefix(strings.TrimSpace(first), "encoding:"); ok {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// doubleMark is a UTF-8 byte order mark that somebody read as Windows-1252
// and wrote again as UTF-8.
const doubleMark = "\u00ef\u00bb\u00bf"

// dropDoubleMark takes off what is left of marks at the start of the text.
func dropDoubleMark(text io.Reader, res *Result) io.Reader {
	br := bufio.NewReaderSize(text, 32<<10)
	for {
		head, _ := br.Peek(len(doubleMark))
		switch {
		case string(head) == doubleMark:
			res.DoubleBOM = true
			_, _ = br.Discard(len(doubleMark))
		case bytes.HasPrefix(head, []byte("\ufeff")):
			_, _ = br.Discard(len("\ufeff"))
		default:
			return br
		}
	}
}
