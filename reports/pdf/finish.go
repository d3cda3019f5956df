package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/md5"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"appraise/reports"
)

// finish rewrites the file gofpdf wrote: structure tree, language, metadata,
// output intent, file identifier, link annotations as objects that can be
// described, counts of the outline, better compression.
func finish(raw []byte, c *canvas, b reports.Briefing, opt Options) ([]byte, error) {
	f, err := parse(raw)
	if err != nil {
		return nil, err
	}
	root := f.add(nil)
	f.number(c.tags.root)
	if err := f.pages(c, opt); err != nil {
		return nil, err
	}
	f.structure(c, root)
	stamp, err := f.stamp(b, opt)
	if err != nil {
		return nil, err
	}
	f.catalog(b, root, stamp, opt)
	f.outline()
	f.recompress()
	return f.bytes(opt), nil
}

// file is a PDF as its objects.
type file struct {
	objects    map[int][]byte
	n          int
	root, info int
}

func (f *file) add(body []byte) int {
	f.n++
	f.objects[f.n] = body
	return f.n
}

var (
	lengthKey = regexp.MustCompile(`/Length (\d+)`)
	rootKey   = regexp.MustCompile(`/Root (\d+)`)
	infoKey   = regexp.MustCompile(`/Info (\d+)`)
	dateValue = regexp.MustCompile(`\(D:(\d{14})\)`)
	noFiles   = regexp.MustCompile(`(?s)/Names <<\s*/EmbeddedFiles << /Names \[\s*\] >>\s*>>`)
)

// parse reads the plain cross-reference table gofpdf writes.
func parse(b []byte) (*file, error) {
	i := bytes.LastIndex(b, []byte("startxref\n"))
	if i < 0 {
		return nil, fmt.Errorf("the file has no startxref")
	}
	at, err := strconv.Atoi(strings.SplitN(string(b[i+10:]), "\n", 2)[0])
	if err != nil || at < 0 || at > i {
		return nil, fmt.Errorf("startxref does not point into the file")
	}
	rows := strings.Split(string(b[at:i]), "\n")
	count := 0
	if _, err := fmt.Sscanf(rows[1], "0 %d", &count); err != nil {
		return nil, fmt.Errorf("reading the cross-reference table: %w", err)
	}
	f := &file{objects: map[int][]byte{}, n: count - 1}
	for k := 1; k < count; k++ {
		if f.objects[k], err = object(b, rows[2+k], k); err != nil {
			return nil, err
		}
	}
	trailer := string(b[bytes.LastIndex(b, []byte("trailer")):])
	f.root, f.info = key(rootKey, trailer), key(infoKey, trailer)
	if f.root == 0 || f.info == 0 {
		return nil, fmt.Errorf("the trailer has no root or no information")
	}
	return f, nil
}

func key(re *regexp.Regexp, s string) int {
	m := re.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// object cuts object k out of the file. Streams are passed over by their
// length, so that "endobj" inside their data does no harm.
func object(b []byte, row string, k int) ([]byte, error) {
	off, err := strconv.Atoi(row[:10])
	head := fmt.Sprintf("%d 0 obj\n", k)
	if err != nil || !bytes.HasPrefix(b[off:], []byte(head)) {
		return nil, fmt.Errorf("object %d is not at its place", k)
	}
	body := b[off+len(head):]
	end := bytes.Index(body, []byte("endobj"))
	if s := bytes.Index(body[:end], []byte("stream\n")); s >= 0 {
		n := key(lengthKey, string(body[:s]))
		end = s + 7 + n + bytes.Index(body[s+7+n:], []byte("endobj"))
	}
	return bytes.TrimRight(body[:end], "\n"), nil
}

// catalog adds language, metadata and the colour space to the root object.
func (f *file) catalog(b reports.Briefing, root, stamp int, opt Options) {
	icc := deflate(sRGB())
	profile := f.add(append(fmt.Appendf(nil, "<</N 3 /Filter /FlateDecode /Length %d>>\nstream\n", len(icc)), append(icc, "\nendstream"...)...))
	intent := f.add(fmt.Appendf(nil, "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R>>", profile))
	x := xmp(b, opt)
	meta := f.add(fmt.Appendf(nil, "<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(x), x))
	cat := noFiles.ReplaceAllString(string(f.objects[f.root]), "")
	cat = strings.TrimSuffix(strings.TrimSpace(cat), ">>") + fmt.Sprintf(
		"/Lang %s\n/MarkInfo <</Marked true>>\n/StructTreeRoot %d 0 R\n/Metadata %d 0 R\n/OutputIntents [%d 0 R]\n/ViewerPreferences <</DisplayDocTitle true>>\n/AppraiseStamp %d 0 R\n>>",
		literal(b.Lang), root, meta, intent, stamp)
	f.objects[f.root] = []byte(cat)
	f.objects[f.info] = dateValue.ReplaceAll(f.objects[f.info], []byte("(D:${1}+00'00')"))
}

// literal writes a short ASCII string, such as a language tag.
func literal(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r > ' ' && r < 0x7F && r != '(' && r != ')' && r != '\\' {
			b.WriteRune(r)
		}
	}
	return "(" + b.String() + ")"
}

// outline repairs the counts: gofpdf writes 0 on leaves and none on the root.
func (f *file) outline() {
	items, root := 0, 0
	for k := 1; k <= f.n; k++ {
		s := string(f.objects[k])
		switch {
		case strings.HasPrefix(s, "<</Title "):
			items++
			f.objects[k] = []byte(strings.Replace(s, "/Count 0>>", ">>", 1))
		case strings.HasPrefix(s, "<</Type /Outlines"):
			root = k
		}
	}
	if root > 0 {
		f.objects[root] = []byte(strings.TrimSuffix(string(f.objects[root]), ">>") + fmt.Sprintf(" /Count %d>>", items))
	}
}

func deflate(b []byte) []byte {
	var z bytes.Buffer
	w, err := zlib.NewWriterLevel(&z, zlib.DefaultCompression)
	if err != nil {
		return nil
	}
	if _, err := w.Write(b); err != nil {
		return nil
	}
	if err := w.Close(); err != nil {
		return nil
	}
	return z.Bytes()
}

// recompress packs every stream but the metadata again, better than gofpdf.
func (f *file) recompress() {
	for k := 1; k <= f.n; k++ {
		o := f.objects[k]
		i := bytes.Index(o, []byte("stream\n"))
		if i < 0 || bytes.Contains(o[:i], []byte("/Type /Metadata")) {
			continue
		}
		dict := string(o[:i])
		n := key(lengthKey, dict)
		if i+7+n > len(o) {
			continue
		}
		data := o[i+7 : i+7+n]
		if strings.Contains(dict, "/Filter") {
			r, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				continue
			}
			if data, err = io.ReadAll(r); err != nil {
				continue
			}
		} else {
			dict = strings.Replace(dict, "<<", "<</Filter /FlateDecode ", 1)
		}
		z := deflate(data)
		dict = lengthKey.ReplaceAllString(dict, "/Length "+strconv.Itoa(len(z)))
		f.objects[k] = append(append([]byte(dict+"stream\n"), z...), "\nendstream"...)
	}
}

// bytes writes the file with a new table, and an identifier made from its
// own bytes.
func (f *file) bytes(opt Options) []byte {
	var out bytes.Buffer
	version := "1.7"
	if opt.PDFA1b {
		version = "1.4"
	}
	fmt.Fprintf(&out, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version)
	off := make([]int, f.n+1)
	for k := 1; k <= f.n; k++ {
		off[k] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n", k)
		out.Write(f.objects[k])
		out.WriteString("\nendobj\n")
	}
	id := md5.Sum(out.Bytes())
	at := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", f.n+1)
	for k := 1; k <= f.n; k++ {
		fmt.Fprintf(&out, "%010d 00000 n \n", off[k])
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%X><%X>]>>\nstartxref\n%d\n%%%%EOF\n", f.n+1, f.root, f.info, id, id, at)
	return out.Bytes()
}

// hexText writes any text as a UTF-16 string.
func hexText(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}
