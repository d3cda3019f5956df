package index_test

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/index"
)

// library is a Source in memory.
type library struct {
	revision int64
	changes  []index.Change // one a study, in the order of revisions
	fail     int            // stop with an error after so many changes; 0 never
}

func (l *library) Revision(context.Context) (int64, error) { return l.revision, nil }

func (l *library) Changes(_ context.Context, after int64) iter.Seq2[index.Change, error] {
	return func(yield func(index.Change, error) bool) {
		n := 0
		for _, c := range l.changes {
			if c.Revision <= after {
				continue
			}
			if n++; l.fail > 0 && n > l.fail {
				yield(index.Change{}, fmt.Errorf("the library went away"))
				return
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// put adds or changes a study; a nil document removes it.
func (l *library) put(id string, d *index.Document) {
	l.revision++
	l.changes = slices.DeleteFunc(l.changes, func(c index.Change) bool { return c.Study == id })
	l.changes = append(l.changes, index.Change{Study: id, Revision: l.revision, Doc: d})
}

func (l *library) docs() []*index.Document {
	var out []*index.Document
	for _, c := range l.changes {
		if c.Doc != nil {
			out = append(out, c.Doc)
		}
	}
	return out
}

// synced returns an index of l in a new folder.
func synced(t testing.TB, l *library) *index.Index {
	t.Helper()
	x := index.New(t.TempDir() + "/index")
	t.Cleanup(x.Close)
	if _, err := x.Sync(t.Context(), l, nil); err != nil {
		t.Fatal(err)
	}
	return x
}

// vocabulary is a made-up language: frequent short words, rare long ones,
// with numbers, hyphens, accents and possessives among them.
type vocabulary struct {
	words []string
	zipf  *rand.Zipf
	r     *rand.Rand
}

func newVocabulary(seed uint64, size int) *vocabulary {
	r := rand.New(rand.NewPCG(seed, 1))
	syllables := strings.Fields("ba ce di fo gu ka le mi no pu ra se ti vo xa ze lor men tis car dio neu ro gas tri epi hyp oto pla que ster ol")
	v := &vocabulary{r: r, zipf: rand.NewZipf(r, 1.07, 4, uint64(size-1))}
	seen := map[string]bool{}
	for len(v.words) < size {
		n := 1 + r.IntN(2) + len(v.words)*3/size
		var b strings.Builder
		for range n {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		switch r.IntN(60) {
		case 0:
			b.WriteString("é")
		case 1:
			b.WriteString("-" + syllables[r.IntN(len(syllables))])
		case 2:
			fmt.Fprintf(&b, "%d", r.IntN(100))
		case 3:
			b.WriteString("ing")
		case 4:
			b.WriteString("s")
		}
		w := b.String()
		if seen[w] {
			continue
		}
		seen[w] = true
		v.words = append(v.words, w)
	}
	return v
}

func (v *vocabulary) word() string { return v.words[v.zipf.Uint64()] }

// text writes n words with punctuation.
func (v *vocabulary) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", 1))
		}
		w := v.word()
		switch v.r.IntN(25) {
		case 0:
			w += "'s"
		case 1:
			w = fmt.Sprintf("%d.%d%%", v.r.IntN(90), v.r.IntN(10))
		case 2:
			w += ","
		case 3:
			w = strings.ToUpper(w)
		case 4:
			w += "."
		}
		b.WriteString(w)
	}
	return b.String()
}

var designs = []string{"rct", "cohort", "case-control", "systematic-review", "guideline", ""}

// madeUp fills a library with n studies.
func madeUp(seed uint64, n, words int) *library {
	v := newVocabulary(seed, 4000+n/4)
	l := &library{}
	for i := range n {
		l.put(fmt.Sprintf("study%05d", i), v.document(i, words))
	}
	return l
}

func (v *vocabulary) document(i, words int) *index.Document {
	r := v.r
	d := &index.Document{
		ID: fmt.Sprintf("study%05d", i), Title: v.text(5 + r.IntN(10)),
		Journal: []string{"J " + v.words[r.IntN(40)], "Journal of " + v.words[r.IntN(40)]},
		Design:  designs[r.IntN(len(designs))], PMID: fmt.Sprint(1000000 + i),
		PublicationTypes: []string{"Journal Article"}, Languages: []string{"eng"},
	}
	if r.IntN(10) > 0 {
		d.Abstract = "METHODS: " + v.text(words/2+r.IntN(words/2+1)) + "\nRESULTS: " + v.text(words/2+r.IntN(words/2+1))
	}
	for range 1 + r.IntN(4) {
		d.Authors = append(d.Authors, strings.ToUpper(v.words[r.IntN(200)][:1])+v.words[r.IntN(200)]+" "+string(rune('A'+r.IntN(5)))+string(rune('A'+r.IntN(5))))
	}
	for range r.IntN(3) {
		d.Keywords = append(d.Keywords, v.text(1+r.IntN(3)))
	}
	if r.IntN(8) > 0 {
		d.Year = 1980 + r.IntN(45)
		d.Date = fmt.Sprint(d.Year)
		if r.IntN(2) == 0 {
			d.Date += fmt.Sprintf("-%02d", 1+r.IntN(12))
		}
	}
	if r.IntN(3) > 0 {
		n := int(10 * (1 + r.ExpFloat64()*20))
		d.N = &n
	}
	if r.IntN(5) == 0 {
		d.PublicationTypes = append(d.PublicationTypes, "Randomized Controlled Trial")
	}
	for range r.IntN(4) {
		d.MeSH = append(d.MeSH, v.heading())
	}
	if r.IntN(4) == 0 {
		d.Tags = append(d.Tags, []string{"To read", "Key paper", "excluded"}[r.IntN(3)])
	}
	if r.IntN(12) == 0 {
		d.Status = []string{"retraction"}
	}
	if r.IntN(6) == 0 {
		d.Risk = []string{"high", "low", "some concerns"}[r.IntN(3)]
	}
	if r.IntN(40) == 0 {
		d.Pages = []index.Page{{File: "paper.pdf", Number: 1, Text: v.text(words * 3)}}
	}
	return d
}

// heading is one of 60 made-up headings in a tree three levels deep.
func (v *vocabulary) heading() corpus.Heading {
	r := v.r
	a, b, c := r.IntN(3), r.IntN(4), r.IntN(5)
	h := corpus.Heading{Descriptor: fmt.Sprintf("Heading %c", 'A'+a), TreeNumbers: []string{fmt.Sprintf("C%02d", a)}, Major: r.IntN(4) == 0}
	if level := r.IntN(3); level > 0 {
		h.Descriptor += fmt.Sprintf(" %c", 'K'+b)
		h.TreeNumbers[0] += fmt.Sprintf(".%03d", b)
		if level > 1 {
			h.Descriptor += fmt.Sprintf(" %c", 'U'+c)
			h.TreeNumbers[0] += fmt.Sprintf(".%03d", c)
			h.TreeNumbers = append(h.TreeNumbers, fmt.Sprintf("E%02d.%03d", c, a))
		}
	}
	for range r.IntN(3) {
		name := []string{"therapy", "drug therapy", "surgery", "adverse effects"}[r.IntN(4)]
		if !slices.ContainsFunc(h.Qualifiers, func(q corpus.Qualifier) bool { return q.Name == name }) {
			h.Qualifiers = append(h.Qualifiers, corpus.Qualifier{Name: name, Major: r.IntN(5) == 0})
		}
	}
	return h
}
