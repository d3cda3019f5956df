package decode_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"appraise/corpus/decode"

	"github.com/klauspost/compress/gzip"
)

func packed(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	if _, err := zw.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReader(t *testing.T) {
	late := strings.Repeat("plain ASCII text. ", 20_000)
	for _, c := range []struct {
		name, in, want, enc string
		replaced            int
	}{
		{"empty", "", "", "utf-8", 0},
		{"ascii", "abc", "abc", "utf-8", 0},
		{"utf-8", "Köln – 10⁶", "Köln – 10⁶", "utf-8", 0},
		{"mark", "\xef\xbb\xbfTY", "TY", "utf-8", 0},
		{"mark read wrongly", "\u00ef\u00bb\u00bfTY", "TY", "utf-8", 0},
		{"two marks", "\xef\xbb\xbf\xef\xbb\xbfTY", "TY", "utf-8", 0},
		{"utf-16le", "\xff\xfeT\x00Y\x00", "TY", "utf-16le", 0},
		{"utf-16be", "\xfe\xff\x00T\x00Y", "TY", "utf-16be", 0},
		{"utf-16le without mark", "T\x00Y\x00 \x00 \x00-\x00 \x00", "TY  - ", "utf-16le", 0},
		{"utf-32le", "\xff\xfe\x00\x00T\x00\x00\x00", "T", "utf-32le", 0},
		{"windows-1252", "M\xfcller \x93x\x94 \x96", "Müller “x” –", "windows-1252", 0},
		{"windows-1252 with 0x9d", "M\xfcller \x9d", "Müller \ufffd", "windows-1252", 1},
		{"one bad byte in utf-8", "Müller Mül \xfc Köln", "Müller Mül \ufffd Köln", "utf-8", 1},
		{"windows-1252 late", late + "M\xfcller", late + "Müller", "windows-1252", 0},
		{"utf-8 late", late + "Müller", late + "Müller", "utf-8", 0},
		{"declared latin-1", `<?xml version="1.0" encoding="ISO-8859-1"?><a>` + "\xe9</a>", `<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>`, "windows-1252", 0},
		{"declared latin-1, is utf-8", `<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>`, `<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>`, "utf-8", 0},
		{"declared windows-1251", `<?xml version="1.0" encoding="windows-1251"?>` + "\xcf", `<?xml version="1.0" encoding="windows-1251"?>П`, "windows-1251", 0},
		{"JabRef", "% Encoding: cp1252\n\xe9", "% Encoding: cp1252\né", "windows-1252", 0},
		{"astral", "𝛼 = 0.05", "𝛼 = 0.05", "utf-8", 0},
		{"cut rune at the end", "Müabc\xc3", "Müabc\ufffd", "utf-8", 1},
	} {
		for _, how := range []string{"whole", "by bytes", "gzip"} {
			var src io.Reader = strings.NewReader(c.in)
			switch how {
			case "by bytes":
				if len(c.in) > 1000 {
					continue
				}
				src = iotest.OneByteReader(src)
			case "gzip":
				src = bytes.NewReader(packed(t, []byte(c.in)))
			}
			r, res, err := decode.Reader(src)
			if err != nil {
				t.Errorf("%s, %s: %v", c.name, how, err)
				continue
			}
			got, err := io.ReadAll(r)
			if err != nil || string(got) != c.want {
				t.Errorf("%s, %s: got %.60q (%v), want %.60q", c.name, how, got, err, c.want)
			}
			if res.Encoding != c.enc || res.Replaced != c.replaced || res.Gzip != (how == "gzip") {
				t.Errorf("%s, %s: got %v, want %s with %d replaced", c.name, how, res, c.enc, c.replaced)
			}
		}
	}
}

func TestTruncatedGzip(t *testing.T) {
	whole := packed(t, bytes.Repeat([]byte("TY  - JOUR\nTI  - x\nER  - \n"), 1000))
	for _, n := range []int{5, len(whole) / 2, len(whole) - 4} {
		r, _, err := decode.Reader(bytes.NewReader(whole[:n]))
		if err == nil {
			_, err = io.ReadAll(r)
		}
		if !errors.Is(err, decode.ErrTruncated) {
			t.Errorf("cut at %d: got %v, want %v", n, err, decode.ErrTruncated)
		}
	}
}

func TestDamagedGzip(t *testing.T) {
	data := packed(t, bytes.Repeat([]byte("some text "), 1000))
	data[len(data)-6] ^= 0xff // in the check sum
	r, _, err := decode.Reader(bytes.NewReader(data))
	if err == nil {
		_, err = io.ReadAll(r)
	}
	if err == nil || errors.Is(err, decode.ErrTruncated) {
		t.Errorf("got %v, want an error about damage", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBomb(t *testing.T) {
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	if _, err := io.CopyN(zw, zeros{}, 64<<20); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	r, _, err := decode.Reader(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, r); !errors.Is(err, decode.ErrBomb) {
		t.Errorf("got %v, want %v", err, decode.ErrBomb)
	}
}

func TestLines(t *testing.T) {
	in := "one\ntwo\r\nthree\rfour\u2028five\u0085six\n\nlast"
	want := []struct {
		text string
		no   int
	}{{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 4}, {"six", 4}, {"", 5}, {"last", 6}}
	for _, src := range []io.Reader{strings.NewReader(in), iotest.OneByteReader(strings.NewReader(in))} {
		lines := decode.NewLines(src)
		raw := ""
		for i, w := range want {
			line, ok := lines.Next()
			if !ok || string(line.Text) != w.text || line.No != w.no {
				t.Errorf("line %d: got %q, number %d, want %q, %d", i, line.Text, line.No, w.text, w.no)
			}
			raw += string(line.Raw)
		}
		if line, ok := lines.Next(); ok || lines.Err() != nil {
			t.Errorf("after the last line: %q, %v", line.Text, lines.Err())
		}
		if raw != in {
			t.Errorf("raw lines are %q, want %q", raw, in)
		}
	}
}

func TestLongLine(t *testing.T) {
	in := "a\n" + strings.Repeat("ü", decode.MaxLine) + "\r\nb"
	lines := decode.NewLines(strings.NewReader(in))
	lines.Next()
	long, ok := lines.Next()
	if !ok || !long.Cut || len(long.Text) > decode.MaxLine || !utf8.Valid(long.Text) {
		t.Errorf("got a line of %d bytes, cut %v", len(long.Text), long.Cut)
	}
	if last, ok := lines.Next(); !ok || string(last.Text) != "b" || last.No != 3 {
		t.Errorf("got %q, number %d", last.Text, last.No)
	}
}

func TestReaderError(t *testing.T) {
	broken := errors.New("disk on fire")
	r, _, err := decode.Reader(io.MultiReader(strings.NewReader("abc\n"), iotest.ErrReader(broken)))
	if err != nil {
		t.Fatal(err)
	}
	lines := decode.NewLines(r)
	if line, ok := lines.Next(); !ok || string(line.Text) != "abc" {
		t.Errorf("got %q", line.Text)
	}
	if _, ok := lines.Next(); ok || !errors.Is(lines.Err(), broken) {
		t.Errorf("got %v, want %v", lines.Err(), broken)
	}
}

func FuzzReader(f *testing.F) {
	for _, s := range []string{"", "abc", "\xff\xfea\x00", "M\xfcller\r\rx", "\xef\xbb\xbfx", "<?xml encoding='x'?>", "\x1f\x8b\x08", "a\u2028b\xe2\x80"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _, err := decode.Reader(bytes.NewReader(data))
		if err != nil {
			return
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return
		}
		if !utf8.Valid(text) {
			t.Errorf("%q became invalid UTF-8 %q", data, text)
		}
		lines, slow := decode.NewLines(bytes.NewReader(text)), decode.NewLines(iotest.OneByteReader(bytes.NewReader(text)))
		var all []byte
		for {
			line, ok := lines.Next()
			again, more := slow.Next()
			if ok != more || line.No != again.No || !bytes.Equal(line.Raw, again.Raw) || !bytes.Equal(line.Text, again.Text) {
				t.Fatalf("of %q a line is %q, and %q where bytes come one by one", text, line.Raw, again.Raw)
			}
			if !ok {
				break
			}
			if bytes.ContainsAny(line.Text, "\n\r\u0085\u2028\u2029") {
				t.Errorf("the line %q of %q holds the end of a line", line.Text, text)
			}
			all = append(all, line.Raw...)
		}
		if !bytes.Equal(all, text) {
			t.Errorf("lines of %q are %q", text, all)
		}
	})
}

func BenchmarkLines(b *testing.B) {
	data := bytes.Repeat([]byte("TI  - A title of some seventy letters that stands in a file of references\r\n"), 100_000)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r, _, err := decode.Reader(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		lines := decode.NewLines(r)
		for {
			if _, ok := lines.Next(); !ok {
				break
			}
		}
	}
}
