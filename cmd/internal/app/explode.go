package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/index"
	"appraise/index/mesh"
	"appraise/index/query"
)

// vocabulary is what the imported subject headings say about the queries of
// one search.
type vocabulary struct {
	*mesh.Thesaurus // only the headings that the queries can mean, and those below
	about           Headings
	unknown         []string // headings that were asked for and do not exist
}

// vocabularyOf looks up the headings and words of queries. It is nil when no
// headings were imported.
func (a *App) vocabularyOf(nodes []query.Node) (*vocabulary, error) {
	h, err := a.openHeadings()
	if h == nil || err != nil {
		return nil, err
	}
	defer h.close()
	w := &wanted{h: h, known: map[string]bool{}}
	for _, n := range nodes {
		query.Walk(n, w.visit)
	}
	if w.err != nil {
		return nil, w.err
	}
	return &vocabulary{mesh.New(w.list), h.about, w.unknown}, nil
}

// longestName is how many words of a query beside each other are looked up
// together.
const longestName = 8

// wanted gathers the headings that queries can mean.
type wanted struct {
	h       *headings
	list    []mesh.Descriptor
	known   map[string]bool
	unknown []string
	err     error
}

func (w *wanted) visit(n query.Node) bool {
	switch n := n.(type) {
	case *query.Heading:
		if n.Name != "" && !n.Prefix && !w.add(n.Name, n.Explode) && !slices.Contains(w.unknown, n.Name) {
			w.unknown = append(w.unknown, n.Name)
		}
	case *query.Word, *query.Phrase:
		w.add(strings.Join(bareWords(n), " "), true)
	case *query.And:
		if n.Implicit {
			w.runs(n.Operands)
		}
	}
	return w.err == nil
}

// runs looks up every row of bare words beside each other.
func (w *wanted) runs(operands []query.Node) {
	for i := range operands {
		var words []string
		for _, n := range operands[i:min(len(operands), i+longestName)] {
			more := bareWords(n)
			if len(more) == 0 {
				break
			}
			words = append(words, more...)
			w.add(strings.Join(words, " "), true)
		}
	}
}

// bareWords returns the words of a term without field or quotation marks.
func bareWords(n query.Node) []string {
	switch n := n.(type) {
	case *query.Word:
		if n.Fields == 0 && !n.Quoted {
			return []string{n.Text}
		}
	case *query.Phrase:
		if n.Fields == 0 && !n.Quoted {
			return n.Words
		}
	}
	return nil
}

// add looks a name up and reports whether it is known.
func (w *wanted) add(name string, narrower bool) bool {
	if name == "" || w.err != nil {
		return true
	}
	d, ok, err := w.h.find(name)
	if err != nil || !ok {
		w.err = err
		return false
	}
	if w.known[d.UI] {
		return true
	}
	w.known[d.UI] = true
	w.list = append(w.list, d)
	for i := 0; narrower && i < len(d.Trees); i++ {
		list, err := w.h.below(d.Trees[i])
		w.err = err
		w.list = append(w.list, list...)
	}
	return true
}

// mostNamed is how many headings that do not exist are told by name.
const mostNamed = 6

// notes tells which headings do not exist.
func (v *vocabulary) notes() []string {
	if len(v.unknown) == 0 {
		return nil
	}
	var named []string
	for _, name := range v.unknown[:min(len(v.unknown), mostNamed)] {
		named = append(named, strconv.Quote(name))
	}
	text := "no heading of " + v.about.Source + ", and searched as it stands: " + strings.Join(named, ", ")
	if more := len(v.unknown) - mostNamed; more > 0 {
		text += fmt.Sprintf(" (and %d more)", more)
	}
	return []string{text}
}

// prepare adds what the subject headings know to a search: all narrower
// headings where one is exploded, and headings for bare words of a Boolean
// query. Words that are ranked are left alone.
func (a *App) prepare(node query.Node, opt *index.Options, mapping bool) (query.Node, []mesh.Mapping, []string, error) {
	v, err := a.vocabularyOf([]query.Node{node})
	if v == nil || err != nil {
		return node, nil, nil, err
	}
	opt.Headings = v
	if !mapping || opt.Mode == index.Ranked || opt.Mode == index.Auto && query.Plain(node) {
		return node, nil, v.notes(), nil
	}
	mapped, how := v.Map(node)
	return mapped, how, v.notes(), nil
}

// HeadingPage is a subject heading with what is around it.
type HeadingPage struct {
	UI       string        `json:"ui"`
	Name     string        `json:"name"`
	Entries  []string      `json:"entries"`
	Trees    []HeadingTree `json:"trees"`
	Studies  *int          `json:"studies,omitempty"`  // of the library that have it
	Exploded *int          `json:"exploded,omitempty"` // that have it or a narrower one
	Source   string        `json:"source"`
}

// HeadingTree is one place of a heading in the tree.
type HeadingTree struct {
	Number   string        `json:"number"`
	Above    []HeadingName `json:"above"`    // from the top
	Narrower []HeadingName `json:"narrower"` // in the order of the tree, at any depth
}

// HeadingName is a heading at a place in the tree.
type HeadingName struct {
	Number string `json:"number"`
	Name   string `json:"name"`
}

// Heading shows a subject heading, by its name or an entry term.
func (a *App) Heading(ctx context.Context, name string) (HeadingPage, error) {
	h, err := a.openHeadings()
	if err != nil {
		return HeadingPage{}, err
	}
	if h == nil {
		return HeadingPage{}, fmt.Errorf("no subject headings were imported: %w; get desc%d.xml from the National Library of Medicine and run: appraise mesh import FILE", corpus.ErrNotFound, a.Now().Year())
	}
	defer h.close()
	d, ok, err := h.find(name)
	if err == nil && !ok {
		err = fmt.Errorf("subject heading %q: %w in %s", name, corpus.ErrNotFound, h.about.Source)
	}
	if err != nil {
		return HeadingPage{}, err
	}
	p := HeadingPage{UI: d.UI, Name: d.Name, Trees: []HeadingTree{}, Source: h.about.Source}
	if p.Entries, err = h.entries(d); err != nil {
		return p, err
	}
	for _, t := range d.Trees {
		place, err := h.place(t)
		if err != nil {
			return p, err
		}
		p.Trees = append(p.Trees, place)
	}
	return p, a.countHeading(ctx, &p)
}

// entries lists the further names of a heading.
func (h *headings) entries(d mesh.Descriptor) ([]string, error) {
	out := []string{}
	for line, err := range h.names.from("") {
		if err != nil {
			return nil, err
		}
		if f := strings.Split(line, "\t"); len(f) == 5 && f[1] == d.UI && f[3] != d.Name {
			out = append(out, f[3])
		}
	}
	return out, nil
}

// place describes one place in the tree.
func (h *headings) place(number string) (HeadingTree, error) {
	p := HeadingTree{Number: number, Above: []HeadingName{}, Narrower: []HeadingName{}}
	for i, r := range number {
		if r != '.' {
			continue
		}
		for line, err := range h.tree.from(number[:i] + "\t") {
			if err != nil {
				return p, err
			}
			p.Above = append(p.Above, HeadingName{number[:i], line[strings.LastIndexByte(line, '\t')+1:]})
			break
		}
	}
	below, err := h.below(number)
	for _, d := range below {
		p.Narrower = append(p.Narrower, HeadingName{d.Trees[0], d.Name})
	}
	return p, err
}

// countHeading counts the studies of the library that have a heading.
func (a *App) countHeading(ctx context.Context, p *HeadingPage) error {
	for _, c := range []struct {
		into    **int
		explode bool
	}{{&p.Studies, false}, {&p.Exploded, true}} {
		node := &query.Heading{Name: p.Name, Explode: c.explode}
		opt := index.Options{Mode: index.Boolean, Limit: 1}
		if _, _, _, err := a.prepare(node, &opt, false); err != nil {
			return err
		}
		res, err := a.Index.Search(ctx, node, opt)
		if err != nil {
			return nil // the page is of use without counts
		}
		*c.into = &res.Total
	}
	return nil
}
