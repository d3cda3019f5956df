// Package jats reads articles in JATS XML, as PubMed Central and publishers
// give them: the description of the article from its front matter, and, for
// attachments, the text of its body.
package jats

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"appraise/corpus"
	"appraise/corpus/decode"
	"appraise/corpus/intake"
	"appraise/corpus/xmlscan"
)

// Format is the name of the format in records.
const Format = "jats"

// Version says which rules read a record. 1: first.
const Version = "jats/1"

// Read yields the articles of a file: one, or a set of them.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, func(text io.Reader, sink *intake.Sink) error {
		sp := xmlscan.NewSplitter(text, "article")
		for !sink.Stopped() {
			el, ok := sp.Next()
			if !ok {
				break
			}
			if el.Err != nil {
				sink.Lost(el.Line, el.Err)
				continue
			}
			if err := record(string(el.Text), el.Line, sink); err != nil {
				sink.Lost(el.Line, err)
			}
		}
		return sp.Failed()
	})
}

func record(raw string, line int, sink *intake.Sink) error {
	rd := reader{x: xmlscan.Scanner{S: raw}}
	rd.x.Children(func(_, attrs string) { rd.article(attrs) })
	if rd.x.Err != nil {
		return fmt.Errorf("the article is not well-formed XML: %w", rd.x.Err)
	}
	it := rd.finish()
	if it.Title == "" && it.DOI == "" && it.PMID == "" {
		return errors.New("the article has neither title nor identifier")
	}
	for _, p := range rd.problems {
		sink.Kept(line, p)
	}
	id := string(it.PMCID)
	if id == "" {
		id = string(it.DOI)
	}
	sink.Record(line, raw, id, it)
	return nil
}

// Section is a part of the body of an article.
type Section struct {
	Title string // "Methods > Participants"
	Text  string // paragraphs on lines of their own
}

// Body returns the text of the first article in r, section by section, with
// captions of figures and cells of tables, without the reference list.
func Body(r io.Reader) ([]Section, error) {
	text, _, err := decode.Reader(r)
	if err != nil {
		return nil, err
	}
	sp := xmlscan.NewSplitter(text, "article")
	el, ok := sp.Next()
	switch {
	case !ok && sp.Failed() != nil:
		return nil, sp.Failed()
	case !ok:
		return nil, errors.New("there is no <article> in the file")
	case el.Err != nil:
		return nil, el.Err
	}
	b := bodyReader{x: xmlscan.Scanner{S: string(el.Text)}}
	b.x.Children(func(string, string) {
		b.x.Children(func(name, _ string) {
			if name == "body" {
				b.x.Children(b.part)
			}
		})
	})
	if b.x.Err != nil {
		return nil, fmt.Errorf("the article is not well-formed XML: %w", b.x.Err)
	}
	b.flush()
	return b.out, nil
}

// bodyReader collects the sections of a body.
type bodyReader struct {
	x      xmlscan.Scanner
	out    []Section
	titles []string
	text   []string
}

func (b *bodyReader) flush() {
	if len(b.text) > 0 {
		b.out = append(b.out, Section{Title: strings.Join(b.titles, " > "), Text: strings.Join(b.text, "\n")})
	}
	b.text = nil
}

// part reads a child of the body or of a section.
func (b *bodyReader) part(name, _ string) {
	switch name {
	case "sec":
		b.flush()
		depth := len(b.titles)
		b.x.Children(func(name, attrs string) {
			if name == "title" {
				b.titles = append(b.titles[:depth], plain(b.x.Inner()))
				return
			}
			b.part(name, attrs)
		})
		b.flush()
		b.titles = b.titles[:depth]
	case "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "table", "tbody", "thead", "caption", "disp-quote":
		b.x.Children(b.part)
	case "tr":
		var cells []string
		b.x.Children(func(string, string) { cells = append(cells, plain(b.x.Inner())) })
		b.add(strings.Join(cells, " | "))
	case "graphic", "object-id", "media":
	default:
		b.add(plain(b.x.Inner()))
	}
}

func (b *bodyReader) add(text string) {
	if text != "" {
		b.text = append(b.text, text)
	}
}
