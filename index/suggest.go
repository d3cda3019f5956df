package index

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"appraise/index/query"
)

// Suggestion is a word that may have been meant in place of one that no
// study has.
type Suggestion struct {
	At      query.Span `json:"-"`
	Word    string     `json:"word"`
	Instead string     `json:"instead"`
	Studies int        `json:"studies"` // that have it
}

// Suggest looks for words of the library that differ by one or two letters
// from words of a query that no study has. It is meant for a search without
// hits; a query whose words all occur gets no suggestion.
func (x *Index) Suggest(ctx context.Context, node query.Node) (out []Suggestion, err error) {
	g, err := x.open()
	if err != nil {
		return nil, err
	}
	defer g.release()
	err = x.guarded(func() error {
		out, err = g.suggest(ctx, node)
		return err
	})
	return out, err
}

// maxSuggested is how many words of a query get a suggestion.
const maxSuggested = 8

func (g *generation) suggest(ctx context.Context, node query.Node) ([]Suggestion, error) {
	var out []Suggestion
	b := newBudget(ctx)
	var failed error
	query.Walk(node, func(n query.Node) bool {
		var words []string
		switch n := n.(type) {
		case *query.Word:
			words = []string{n.Text}
		case *query.Phrase:
			words = n.Words
		}
		for _, w := range words {
			if isPattern(w) || len(out) >= maxSuggested || failed != nil {
				continue
			}
			if count, err := g.studies(b, w); err != nil || count > 0 {
				failed = err
				continue
			}
			s, ok, err := g.nearest(b, w)
			if failed = err; ok {
				s.At = n.Span()
				out = append(out, s)
			}
		}
		return failed == nil
	})
	return out, failed
}

// studies counts the studies that have a word.
func (g *generation) studies(b *budget, word string) (int, error) {
	n := 0
	for _, p := range g.segments {
		found, err := g.evaluator(b, p, nil).term(fieldAll, word)
		if err != nil {
			return 0, err
		}
		n += int(found.AndCardinality(p.live))
	}
	return n, nil
}

// nearest returns the word of the library nearest to one that is not in it:
// of those with the fewest letters to change the one most studies have.
func (g *generation) nearest(b *budget, word string) (Suggestion, bool, error) {
	most := 2
	if utf8.RuneCountInString(word) < 6 {
		most = 1
	}
	type near struct {
		id       uint32
		distance int
	}
	var list []near
	want := []rune(word)
	for id := range g.words.len() {
		text := g.words.word(uint32(id))
		if d := len(text) - len(word); d > 2*most || d < -2*most {
			continue
		}
		if err := b.step(1); err != nil {
			return Suggestion{}, false, err
		}
		if d := distance(want, []rune(string(text)), most); d <= most {
			list = append(list, near{uint32(id), d})
		}
	}
	slices.SortFunc(list, func(a, b near) int { return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.id, b.id)) })
	const tried = 50 // words with small numbers are frequent
	best, at := Suggestion{Word: word}, most+1
	for _, c := range list[:min(tried, len(list))] {
		if c.distance > at {
			break
		}
		text := string(g.words.word(c.id))
		n, err := g.studies(b, text)
		if err != nil {
			return best, false, err
		}
		if n > best.Studies {
			best.Instead, best.Studies, at = text, n, c.distance
		}
	}
	return best, best.Studies > 0, nil
}

// distance is the number of letters to insert, remove, change or swap with
// the next one to make b of a; most+1 when it is more than most.
//
// Damerau FJ. A technique for computer detection and correction of spelling
// errors. Commun ACM 1964;7:171–176. doi:10.1145/363958.363994
func distance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		least := next[0]
		for j := range b {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			v := min(row[j+1]+1, next[j]+1, row[j]+change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				v = min(v, before[j-1]+1)
			}
			next[j+1] = v
			least = min(least, v)
		}
		if least > most {
			return most + 1
		}
		before, row, next = row, next, before
	}
	return min(row[len(b)], most+1)
}
