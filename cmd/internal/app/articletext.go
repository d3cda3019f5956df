package app

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"path"
	"path/filepath"
	"strings"

	"appraise/corpus"
	"appraise/corpus/decode"
)

// Limits of an article: of the file, and of the text in a document of Word.
const (
	maxArticle  = 32 << 20
	maxDocument = 32 << 20
)

// ReadArticle takes the text out of an article: plain text, Markdown, HTML or a
// document of Word. Paragraphs are separated by blank lines.
func ReadArticle(in Input) (string, error) {
	r, err := in.Open()
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", in.Name, err)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, maxArticle+1))
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", in.Name, err)
	}
	if len(raw) > maxArticle {
		return "", &corpus.ParseError{Source: in.Name, Err: fmt.Errorf("%w: it is larger than %d MB", corpus.ErrInvalid, maxArticle>>20)}
	}
	text, err := articleText(in.Name, raw)
	if err != nil {
		return "", &corpus.ParseError{Source: in.Name, Err: err}
	}
	if strings.TrimSpace(text) == "" {
		return "", &corpus.ParseError{Source: in.Name, Err: fmt.Errorf("%w: there is no text in it", corpus.ErrInvalid)}
	}
	return text, nil
}

func articleText(name string, raw []byte) (string, error) {
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return docxText(raw)
	}
	if bytes.HasPrefix(raw, []byte("%PDF-")) {
		return "", fmt.Errorf("%w: an article is read from text, Markdown, HTML or .docx, not from PDF", corpus.ErrInvalid)
	}
	plain, _, err := decode.Reader(bytes.NewReader(raw))
	if err != nil {
		return "", err
	}
	body, err := io.ReadAll(plain)
	if err != nil {
		return "", err
	}
	if bytes.IndexByte(body, 0) >= 0 {
		return "", fmt.Errorf("%w: it is not text", corpus.ErrInvalid)
	}
	text := strings.ReplaceAll(strings.ReplaceAll(string(body), "\r\n", "\n"), "\r", "\n")
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return htmlText(text), nil
	}
	head := strings.ToLower(text[:min(len(text), 512)])
	if strings.Contains(head, "<!doctype html") || strings.Contains(head, "<html") {
		return htmlText(text), nil
	}
	return text, nil
}

// docxText reads the paragraphs of word/document.xml. Text that was deleted,
// and the codes of fields, are left out.
func docxText(raw []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return "", fmt.Errorf("%w: a damaged document: %w", corpus.ErrInvalid, err)
	}
	for _, f := range z.File {
		if !filepath.IsLocal(f.Name) || f.Name != "word/document.xml" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return "", fmt.Errorf("%w: a damaged document: %w", corpus.ErrInvalid, err)
		}
		defer r.Close()
		limited := &io.LimitedReader{R: r, N: maxDocument + 1}
		text, err := wordText(limited)
		if limited.N <= 0 {
			return "", fmt.Errorf("%w: its text is larger than %d MB", corpus.ErrInvalid, maxDocument>>20)
		}
		return text, err
	}
	return "", fmt.Errorf("%w: a ZIP file that is no document of Word", corpus.ErrInvalid)
}

func wordText(r io.Reader) (string, error) {
	dec := xml.NewDecoder(r)
	var b strings.Builder
	inText := false
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", fmt.Errorf("%w: a damaged document: %w", corpus.ErrInvalid, err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = true
			case "tab":
				b.WriteByte(' ')
			case "br", "cr":
				b.WriteByte('\n')
			case "numPr": // the paragraph is an entry of a list
				b.WriteString("- ")
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "p":
				b.WriteString("\n\n")
			}
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	}
}

// unread are elements of HTML whose content is no text of the article.
var unread = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "svg": true, "head": true, "nav": true, "iframe": true, "math": true, "textarea": true, "select": true, "object": true}

// raw are elements whose content is never text, even when nothing ends them.
// Of the others the article would be lost behind a missing end.
var raw = map[string]bool{"script": true, "style": true, "textarea": true}

// endsLater reports whether an element is ended in s.
func endsLater(s, tag string) bool {
	for {
		i := strings.Index(s, "</")
		if i < 0 {
			return false
		}
		s = s[i+2:]
		if len(s) >= len(tag) && strings.EqualFold(s[:len(tag)], tag) {
			return true
		}
	}
}

// inline are elements that do not end a paragraph.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "ins": true,
	"kbd": true, "mark": true, "q": true, "s": true, "samp": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true, "time": true, "u": true, "var": true, "wbr": true,
}

// htmlText leaves the words of a page. The result is text and is escaped again
// wherever it is shown.
func htmlText(s string) string {
	var b strings.Builder
	skip := ""                   // element whose end is waited for
	endless := map[string]bool{} // elements that nothing ends any more
	for len(s) > 0 {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		if skip == "" {
			b.WriteString(strings.Join(strings.FieldsFunc(html.UnescapeString(s[:i]), func(r rune) bool { return r == '\n' || r == '\t' }), " "))
		}
		s = s[i:]
		if s == "" {
			break
		}
		tag, end, rest := cutTag(s)
		s = rest
		switch {
		case tag == "":
			if skip == "" && end {
				b.WriteByte('<')
			}
		case skip != "":
			if end && tag == skip {
				skip = ""
			}
		case unread[tag] && !end && !endless[tag]:
			if endless[tag] = !raw[tag] && !endsLater(s, tag); !endless[tag] {
				skip = tag
			}
		case tag == "br":
			b.WriteByte('\n')
		case tag == "li" && !end:
			b.WriteString("\n\n- ")
		case !inline[tag]:
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

// cutTag takes a tag, a comment or a declaration off the front of s; tag is ""
// for all but tags. A "<" that begins nothing is reported with end true.
func cutTag(s string) (tag string, end bool, rest string) {
	if strings.HasPrefix(s, "<!--") {
		if i := strings.Index(s, "-->"); i >= 0 {
			return "", false, s[i+3:]
		}
		return "", false, ""
	}
	name := s[1:]
	if strings.HasPrefix(name, "/") {
		end, name = true, name[1:]
	}
	n := 0
	for n < len(name) && (name[n] >= 'a' && name[n] <= 'z' || name[n] >= 'A' && name[n] <= 'Z' || n > 0 && (name[n] >= '0' && name[n] <= '9' || name[n] == ':' || name[n] == '-')) {
		n++
	}
	if n == 0 && !strings.HasPrefix(name, "!") && !strings.HasPrefix(name, "?") && !end {
		return "", true, s[1:]
	}
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && s[i-1] == '=':
			quote = c
		case c == '>':
			return strings.ToLower(name[:n]), end, s[i+1:]
		}
	}
	return "", false, ""
}
