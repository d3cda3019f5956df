// Package bibtex reads and writes BibTeX and BibLaTeX, with the defects that
// real files have: missing keys and commas, braces that are not closed, junk
// between entries, accents in LaTeX. A damaged entry costs itself only.
package bibtex

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"

	"appraise/corpus"
	"appraise/corpus/intake"
)

// Format is the name of the format in records.
const Format = "bibtex"

// Version says which rules read a record. 1: first.
const Version = "bibtex/1"

// Read yields the entries of a BibTeX file in their order. An entry that
// inherits from a later one (crossref, xdata) waits for it, and so do those
// behind it; where it comes much later or not at all, the entry comes last.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, parse)
}

// Limits of inheritance: how many entries are kept to inherit from, and how
// many wait behind one whose parent has not come yet.
const (
	maxParents = 20_000
	maxQueue   = 1_000
)

type parser struct {
	sink    *intake.Sink
	src     *source
	macros  map[string]string
	parents map[string][]pair
	queue   []entry // in order; the first has no parent yet
	late    []entry // without a parent for long
}

func parse(r io.Reader, sink *intake.Sink) error {
	p := parser{sink: sink, src: newSource(r), macros: map[string]string{}, parents: map[string][]pair{}}
	for !sink.Stopped() {
		junk, line, ok := p.src.seek()
		p.stray(junk, line)
		if !ok {
			break
		}
		p.next()
	}
	for _, e := range append(p.queue, p.late...) {
		if sink.Stopped() {
			break
		}
		p.emit(p.inherit(e, 0))
	}
	return p.src.failed()
}

// stray reports text between entries that is no comment.
func (p *parser) stray(junk []byte, line int) {
	for i, text := range bytes.Split(junk, []byte{'\n'}) {
		if text = bytes.TrimSpace(text); len(text) > 0 && text[0] != '%' && !bytes.Equal(text, []byte{'}'}) {
			p.sink.Stray(line+i, text)
		}
	}
}

// next reads the entry at the current place.
func (p *parser) next() {
	raw, line, problem := p.src.entry()
	e := entry{raw: raw, line: line}
	e.read(p.macros)
	if problem != nil {
		e.problems = append(e.problems, problem)
	}
	switch e.kind {
	case "comment", "preamble":
		return
	case "string":
		for _, f := range e.fields {
			p.macros[strings.ToLower(f.name)] = f.value
		}
		return
	}
	if len(e.fields) == 0 {
		if problem == nil {
			problem = errors.New("the entry is empty")
		}
		p.sink.Lost(line, problem)
		return
	}
	if e.key != "" && isParent(e.kind) && len(p.parents) < maxParents {
		p.parents[strings.ToLower(e.key)] = e.fields
	}
	if e.kind != "xdata" {
		p.queue = append(p.queue, e)
	}
	p.flush()
}

// flush hands on the entries at the head of the queue whose parents are there.
func (p *parser) flush() {
	for len(p.queue) > 0 {
		head := p.queue[0]
		switch from := head.parent(); {
		case from == "" || p.parents[strings.ToLower(from)] != nil:
			p.emit(p.inherit(head, 0))
		case len(p.queue) > maxQueue:
			p.late = append(p.late, head)
		default:
			return
		}
		p.queue = p.queue[1:]
	}
}

// isParent reports whether entries of a type are inherited from.
func isParent(kind string) bool {
	switch kind {
	case "book", "collection", "proceedings", "mvbook", "mvcollection", "mvproceedings", "xdata", "reference", "periodical":
		return true
	}
	return false
}

// inherit adds the fields of the entries that e refers to. A title of a parent
// becomes the title of the book.
func (p *parser) inherit(e entry, depth int) entry {
	from := e.parent()
	if from == "" || depth > 8 {
		return e
	}
	parent, ok := p.parents[strings.ToLower(from)]
	if !ok {
		e.problems = append(e.problems, fmt.Errorf("the entry refers to %s, which is not in the file", intake.Quote(from)))
		return e
	}
	above := p.inherit(entry{kind: "book", fields: parent, key: from}, depth+1)
	plain := e.get("xdata") != ""
	for _, f := range above.fields {
		name := f.name
		switch {
		case name == "crossref" || name == "xdata" || name == "shorttitle" || name == "label":
			continue
		case name == "title" && !plain && e.kind != "book":
			name = "booktitle"
		}
		if e.get(name) == "" {
			e.fields = append(e.fields, pair{name: name, value: f.value})
		}
	}
	return e
}

func (p *parser) emit(e entry) {
	rd := reader{entry: e}
	item := rd.read()
	if nothing(item) {
		p.sink.Lost(e.line, errors.New("the entry is empty"))
		return
	}
	for _, problem := range rd.entry.problems {
		p.sink.Kept(e.line, problem)
	}
	p.sink.Record(e.line, string(e.raw), e.key, item)
}

// nothing reports whether an item holds no more than its type.
func nothing(it corpus.Item) bool {
	it.Kind = ""
	if len(it.Extra) == 1 && it.Extra[0].Name == typeField {
		it.Extra = nil
	}
	return reflect.ValueOf(it).IsZero()
}
