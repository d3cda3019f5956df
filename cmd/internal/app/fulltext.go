package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/jats"
	"appraise/corpus/markup"
)

// Limits of what is attached and of the text taken out of it.
const (
	maxAttachment = 512 << 20
	maxText       = 32 << 20
	pdfTime       = 60 * time.Second
)

// Media types of attachments.
const (
	typePDF  = "application/pdf"
	typeXML  = "application/xml"
	typeText = "text/plain"
)

// pdfTool is the program of poppler that takes the text out of a PDF.
const pdfTool = "pdftotext"

// fullText is the text of an attachment. Pages are separated by form feeds;
// missing says why there is no text.
type fullText struct {
	text    []byte
	pages   int // 0 when the text has no pages
	missing string
}

// mediaType tells what a file is by its first bytes.
func mediaType(head []byte) (string, error) {
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return typePDF, nil
	}
	text, _, err := decode.Reader(bytes.NewReader(head))
	if err == nil {
		plain, err := io.ReadAll(text)
		switch trimmed := bytes.TrimSpace(plain); {
		case err != nil, len(trimmed) == 0, bytes.ContainsRune(plain, 0):
		case bytes.HasPrefix(trimmed, []byte("<?xml")), bytes.HasPrefix(trimmed, []byte("<!DOCTYPE")), bytes.HasPrefix(trimmed, []byte("<article")):
			return typeXML, nil
		case bytes.Count(plain, []byte("\uFFFD"))*20 < len(plain):
			return typeText, nil
		}
	}
	return "", fmt.Errorf("%w: it is neither a PDF, nor text, nor XML", corpus.ErrInvalid)
}

// readText takes the text out of the file at path. That there is none is no
// error: it is said in missing.
func readText(ctx context.Context, path, media string) (fullText, error) {
	switch media {
	case typePDF:
		return pdfTextIn(ctx, path, pdfTime)
	case typeXML:
		return fileText(path, xmlText)
	}
	return fileText(path, func(s string) string { return s })
}

// xmlText is the body of an article in JATS, a section after the other with
// its heading; other XML loses its tags.
func xmlText(s string) string {
	sections, err := jats.Body(strings.NewReader(s))
	var b strings.Builder
	for _, sec := range sections {
		if sec.Title != "" {
			b.WriteString(sec.Title + "\n")
		}
		b.WriteString(sec.Text + "\n\n")
	}
	if err != nil || b.Len() == 0 {
		return markup.XMLBlock(s)
	}
	return b.String()
}

// fileText reads a file of characters.
func fileText(path string, clean func(string) string) (fullText, error) {
	f, err := os.Open(path)
	if err != nil {
		return fullText{}, err
	}
	defer f.Close()
	text, _, err := decode.Reader(f)
	if err != nil {
		return fullText{}, err
	}
	raw, err := io.ReadAll(io.LimitReader(text, maxText+1))
	if err != nil {
		return fullText{}, err
	}
	if len(raw) > maxText {
		return fullText{missing: tooLong}, nil
	}
	return paged([]byte(clean(string(raw)))), nil
}

var tooLong = fmt.Sprintf("its text is longer than %d MiB", maxText>>20)

// paged counts the pages of a text by its form feeds.
func paged(text []byte) fullText {
	if len(bytes.TrimSpace(text)) == 0 {
		return fullText{missing: "there is no text in it"}
	}
	t := fullText{text: text}
	if n := bytes.Count(text, []byte{'\f'}); n > 0 {
		if t.pages = n; !bytes.HasSuffix(bytes.TrimRight(text, " \n"), []byte{'\f'}) {
			t.pages++
		}
	}
	return t
}

// pdfTextIn runs poppler's pdftotext on a file, without a shell, with a limit
// on its time and on what it may write.
func pdfTextIn(ctx context.Context, path string, within time.Duration) (fullText, error) {
	tool, err := exec.LookPath(pdfTool)
	if err != nil {
		return fullText{missing: "pdftotext is not installed (it comes with poppler, Debian: apt install poppler-utils); attach the file again when it is"}, nil
	}
	limited, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	cmd := exec.CommandContext(limited, tool, "-enc", "UTF-8", "-eol", "unix", path, "-")
	out, errs := &capped{max: maxText}, &capped{max: 4 << 10}
	cmd.Stdout, cmd.Stderr = out, errs
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return fullText{}, ctx.Err()
	case limited.Err() != nil:
		return fullText{missing: fmt.Sprintf("pdftotext did not finish within %s", within)}, nil
	case out.full:
		return fullText{missing: tooLong}, nil
	case err != nil:
		return fullText{missing: "pdftotext could not read it: " + firstLine(errs.buf.String(), err)}, nil
	}
	t := paged(out.buf.Bytes())
	if t.missing != "" {
		t.missing = "there is no text in it; its pages may be pictures, which need character recognition first"
	}
	return t, nil
}

// firstLine is the first line of what a program complained about, else its
// error.
func firstLine(s string, err error) string {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && utf8.ValidString(line) {
			return line
		}
	}
	return err.Error()
}

// capped keeps what is written to it up to a limit and refuses the rest.
type capped struct {
	buf  bytes.Buffer
	max  int
	full bool
}

var errFull = errors.New("too much output")

func (c *capped) Write(p []byte) (int, error) {
	if c.buf.Len()+len(p) > c.max {
		c.full = true
		return 0, errFull
	}
	return c.buf.Write(p)
}

// brokenWord is a word that a line break in print has cut in two.
var brokenWord = regexp.MustCompile(`(\p{Ll})[-\x{2010}\x{00AD}]\n(\p{Ll})`)

// splitPages cuts a text at its form feeds and joins words that were broken
// at the end of a line. A text without form feeds is one page of number 0.
func splitPages(text string) []string {
	pages := strings.Split(strings.TrimRight(text, "\f \n"), "\f")
	for i, p := range pages {
		pages[i] = brokenWord.ReplaceAllString(p, "$1$2")
	}
	return pages
}
