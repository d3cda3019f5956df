package index_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"appraise/index"
	"appraise/index/query"
)

// TestBooleanSets compares what the index finds for random queries with
// query.Match over the same texts. With APPRAISE_LONG=1 it does so for 10,000
// queries over 2,000 records.
func TestBooleanSets(t *testing.T) {
	queries, size := 800, 1000
	switch {
	case os.Getenv("APPRAISE_LONG") != "": // four minutes
		queries, size = 10000, 2000
	case testing.Short():
		queries, size = 300, 400
	}
	l := madeUp(7, size, 60)
	x := synced(t, l)
	// changes and removals after the first building leave several segments
	v := newVocabulary(8, 4000+size/4)
	for i := 0; i < size; i += 7 {
		l.put(fmt.Sprintf("study%05d", i), v.document(i, 60))
	}
	for i := 3; i < size; i += 31 {
		l.put(fmt.Sprintf("study%05d", i), nil)
	}
	if _, err := x.Sync(t.Context(), l, nil); err != nil {
		t.Fatal(err)
	}
	docs := l.docs()
	records := make([]*query.Doc, len(docs))
	trees := map[string][]string{}
	for i, d := range docs {
		records[i] = d.Record()
		for _, h := range d.MeSH {
			trees[query.Fold(h.Descriptor)] = h.TreeNumbers
		}
	}
	m := query.Matcher{Trees: func(name string) []string { return trees[name] }}
	g := &querySource{v: newVocabulary(7, 4000+size/4), docs: docs}
	hits := 0
	for i := range queries {
		n := g.node(3)
		var want []string
		for j, r := range records {
			if m.Match(n, r) {
				want = append(want, docs[j].ID)
			}
		}
		res, err := x.Search(t.Context(), n, index.Options{Mode: index.Boolean, Limit: 5000, Sort: index.ByKey})
		if err != nil {
			t.Fatalf("query %d, %s: %v", i, query.String(n), err)
		}
		got := make([]string, len(res.Hits))
		for j, h := range res.Hits {
			got[j] = h.ID
		}
		slices.Sort(want)
		if !slices.Equal(got, want) || res.Total != len(want) {
			narrow(t, x, m, n, docs, records)
			t.Fatalf("query %d, %s: found %d (total %d), want %d\nmissing %v\ntoo many %v", i, query.String(n), len(got), res.Total, len(want), without(want, got), without(got, want))
		}
		hits += len(want)
	}
	t.Logf("%d queries over %d records: no differences, %d hits", queries, len(docs), hits)
	if hits < queries {
		t.Errorf("the queries found only %d records together: they test nothing", hits)
	}
}

// narrow reports the smallest parts of n that are evaluated differently.
func narrow(t *testing.T, x *index.Index, m query.Matcher, n query.Node, docs []*index.Document, records []*query.Doc) {
	query.Walk(n, func(n query.Node) bool {
		if _, ok := n.(*query.Near); ok {
			return false
		}
		res, err := x.Search(t.Context(), n, index.Options{Mode: index.Boolean, Limit: 5000, Sort: index.ByKey})
		want := 0
		for _, r := range records {
			if m.Match(n, r) {
				want++
			}
		}
		if err != nil || res.Total != want {
			t.Logf("part %s: found %d, want %d, %v", query.String(n), res.Total, want, err)
		}
		return true
	})
}

func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

// querySource makes random queries whose words come from the documents.
type querySource struct {
	v    *vocabulary
	docs []*index.Document
}

func (g *querySource) doc() *index.Document { return g.docs[g.v.r.IntN(len(g.docs))] }

func (g *querySource) node(depth int) query.Node {
	r := g.v.r
	if depth == 0 || r.IntN(4) == 0 {
		return g.leaf()
	}
	ops := func() []query.Node {
		var out []query.Node
		for range 2 + r.IntN(3) {
			out = append(out, g.node(depth-1))
		}
		return out
	}
	switch r.IntN(5) {
	case 0, 1:
		return &query.And{Operands: ops(), Implicit: r.IntN(2) == 0}
	case 2, 3:
		return &query.Or{Operands: ops()}
	}
	return &query.Not{Keep: g.node(depth - 1), Drop: g.node(depth - 1)}
}

func (g *querySource) fields() query.FieldSet {
	switch g.v.r.IntN(10) {
	case 0:
		return query.SetOf(query.Title)
	case 1:
		return query.SetOf(query.TitleAbstract)
	case 2:
		return query.SetOf(query.Abstract)
	case 3:
		return query.SetOf(query.TextWord)
	case 4:
		return query.SetOf(query.Keyword, query.HeadingWord)
	case 5:
		return query.SetOf(query.OtherWord)
	}
	return 0
}

// run returns up to n words that follow each other in a document.
func (g *querySource) run(n int) []string {
	d := g.doc()
	tokens := query.Tokens(d.Abstract)
	if len(tokens) < 20 || g.v.r.IntN(4) == 0 {
		tokens = query.Tokens(d.Title)
	}
	at := g.v.r.IntN(max(1, len(tokens)-n))
	var out []string
	for _, t := range tokens[at:min(at+n, len(tokens))] {
		out = append(out, t.Term)
	}
	return out
}

func (g *querySource) pattern(w string) string {
	r := g.v.r
	if len(w) < 3 {
		return w + "*"
	}
	switch r.IntN(4) {
	case 0:
		return w[:1+r.IntN(len(w)-1)] + "?" + w[len(w)-1:]
	case 1:
		return w[:2] + "*" + w[len(w)-1:]
	case 2:
		return "*" + w[len(w)-2:]
	}
	return w[:len(w)-1] + "*"
}

func (g *querySource) text(f query.FieldSet) query.Node {
	r := g.v.r
	w := g.run(1)[0]
	switch r.IntN(8) {
	case 0:
		return &query.Prefix{Fields: f, Stem: w[:max(1, len(w)-r.IntN(3))]}
	case 1:
		return &query.Wildcard{Fields: f, Pattern: strings.ToValidUTF8(g.pattern(w), "")}
	case 2:
		words := g.run(2 + r.IntN(2))
		if r.IntN(4) == 0 {
			words[0] = words[0] + "*"
		}
		if len(words) > 1 {
			return &query.Phrase{Fields: f, Words: words, Quoted: true}
		}
	}
	return &query.Word{Fields: f, Text: w}
}

func (g *querySource) near(f query.FieldSet) query.Node {
	r := g.v.r
	n := &query.Near{Fields: f, N: r.IntN(6), Ordered: r.IntN(3) == 0}
	words := g.run(3 + r.IntN(6))
	for len(n.Operands) < 2+r.IntN(2) {
		var op query.Node = &query.Word{Fields: f, Text: words[r.IntN(len(words))]}
		switch r.IntN(8) {
		case 0:
			op = &query.Or{Operands: []query.Node{op, g.text(f)}}
		case 1:
			op = g.text(f)
		case 2:
			if len(n.Operands) == 0 {
				op = &query.Near{Fields: f, N: r.IntN(3), Operands: []query.Node{op, g.text(f)}}
			}
		}
		n.Operands = append(n.Operands, op)
	}
	return n
}

func (g *querySource) leaf() query.Node {
	r := g.v.r
	f := g.fields()
	switch r.IntN(16) {
	case 0, 1:
		return g.near(f)
	case 2:
		return g.value()
	case 3:
		return g.heading()
	case 4:
		from := 1980 + r.IntN(45)
		n := &query.DateRange{Fields: query.SetOf(query.PublicationDate), From: query.Date{Year: from, Month: r.IntN(13)}, To: query.Date{Year: from + r.IntN(10)}}
		if r.IntN(5) == 0 {
			n.To = query.Date{}
		}
		return n
	case 5:
		n := &query.NumberRange{Fields: query.SetOf(query.SampleSize), From: float64(r.IntN(300)), To: math.Inf(1)}
		if r.IntN(2) == 0 {
			n.To = n.From + float64(r.IntN(300))
		}
		return n
	case 6:
		all := []query.Field{query.Abstract, query.MeSH, query.MajorHeading, query.Subheading, query.SampleSize, query.PublicationDate, query.RiskOfBias, query.TitleAbstract, query.FirstAuthor, query.Tag, query.EntryDate, query.Grant}
		return &query.Has{Field: all[r.IntN(len(all))]}
	case 7:
		if r.IntN(6) == 0 {
			return &query.All{}
		}
	}
	return g.text(f)
}

func (g *querySource) value() query.Node {
	r, d := g.v.r, g.doc()
	author := d.Authors[r.IntN(len(d.Authors))]
	family, _, _ := strings.Cut(author, " ")
	switch r.IntN(8) {
	case 0:
		return &query.Term{Fields: query.SetOf(query.Author), Text: query.Fold(family)}
	case 1:
		return &query.Term{Fields: query.SetOf(query.Author, query.LastAuthor), Text: query.Fold(author[:len(author)-1])}
	case 2:
		return &query.Term{Fields: query.SetOf(query.FirstAuthor), Text: author, Exact: true}
	case 3:
		return &query.Term{Fields: query.SetOf(query.Author), Text: strings.ToLower(family[:2]), Prefix: true}
	case 4:
		return &query.Term{Fields: query.SetOf(query.Journal), Text: d.Journal[0]}
	case 5:
		return &query.Term{Fields: query.SetOf(query.PublicationType), Text: "randomized controlled trial"}
	case 6:
		return &query.Term{Fields: query.SetOf(query.PMID, query.Tag), Text: []string{d.PMID, "to read"}[r.IntN(2)]}
	}
	return &query.Term{Fields: query.SetOf(query.Design, query.RiskOfBias), Text: []string{"rct", "cohort", "high", "low"}[r.IntN(4)]}
}

func (g *querySource) heading() query.Node {
	r := g.v.r
	h := g.v.heading()
	n := &query.Heading{Name: strings.ToLower(h.Descriptor), Families: r.IntN(3) == 0, Explode: r.IntN(2) == 0, Major: r.IntN(3) == 0}
	switch r.IntN(6) {
	case 0:
		n.Name = ""
	case 1:
		n.Prefix = true
	}
	for range r.IntN(3) {
		n.Subheadings = append(n.Subheadings, []string{"therapy", "drug therapy", "surgery"}[r.IntN(3)])
	}
	return n
}
