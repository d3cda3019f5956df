package dedupe_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/dedupe"

	"pgregory.net/rapid"
)

// The values of Winkler's own examples, to the four places he prints.
func TestJaroWinkler(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"MARTHA", "MARHTA", 0.9611}, {"DWAYNE", "DUANE", 0.8400}, {"DIXON", "DICKSONX", 0.8133}, {"JONES", "JOHNSON", 0.8324},
		{"müller", "müllre", 0.9667}, {"", "", 1}, {"a", "", 0}, {"abc", "xyz", 0}, {"same", "same", 1},
	} {
		if got := dedupe.JaroWinkler(c.a, c.b); math.Abs(got-c.want) > 0.5e-4 {
			t.Errorf("JaroWinkler(%q, %q) = %.4f, want %.4f", c.a, c.b, got, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b        string
		limit, want int
	}{
		{"kitten", "sitting", 9, 3}, {"ab", "ba", 9, 1}, {"", "abc", 9, 3}, {"", "", 0, 0}, {"größe", "grosse", 9, 3}, {"kitten", "sitting", 2, 3}, {"a", "abcdef", 3, 4}, {"höhe", "hohe", 1, 1},
	} {
		if got := dedupe.Distance(c.a, c.b, c.limit); got != c.want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
}

func TestSimilarityLaws(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("abcäß髋")), 0, 9, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := word.Draw(t, "a"), word.Draw(t, "b"), word.Draw(t, "c")
		if x, y := dedupe.JaroWinkler(a, b), dedupe.JaroWinkler(b, a); math.Abs(x-y) > 1e-12 || x < 0 || x > 1 {
			t.Fatalf("JaroWinkler %v one way, %v the other", x, y)
		}
		d := dedupe.Distance(a, b, 99)
		if d != dedupe.Distance(b, a, 99) || (d == 0) != (a == b) {
			t.Fatalf("distance %d", d)
		}
		// alignment without overlapping edits misses the triangle by the swaps it cannot reuse
		if through := dedupe.Distance(a, c, 99) + dedupe.Distance(c, b, 99); d > 2*through {
			t.Fatalf("distance %d, by way of %q %d", d, c, through)
		}
		if limited := dedupe.Distance(a, b, 2); limited != min(d, 3) {
			t.Fatalf("distance %d, with limit 2 %d", d, limited)
		}
	})
}

// Any text can stand in any field: nothing panics, the answer does not depend
// on the order, and the same text is never different from itself by a guard.
func FuzzCompare(f *testing.F) {
	for _, c := range pairCases {
		f.Add(c.a.Title, c.b.Title, c.a.FirstAuthor(), c.a.Journal, c.b.Pages, string(c.b.DOI), c.a.Abstract, 2015)
	}
	f.Add("[<i>x</i>", "(vol 3, pg", "\xff\xfe", ":=/([;", "-–—", "10.", strings.Repeat("a ", 50), -1)
	f.Fuzz(func(t *testing.T, titleA, titleB, author, journal, pages, id, abstract string, y int) {
		a := corpus.Item{Title: titleA, Authors: []corpus.Author{{Family: author, Given: journal}, {Collective: titleB}}, Journal: journal, Pages: pages, Volume: pages, Issue: journal, Abstract: abstract, Published: corpus.Date{Year: y}}
		b := corpus.Item{Title: titleB, OriginalTitle: titleA, Authors: []corpus.Author{{Family: journal, Given: author}}, Journal: titleA, JournalAbbrev: journal, Pages: pages, DOI: corpus.DOI(id), Abstract: abstract + titleA, ISSN: []string{id}, Languages: []string{author}, Edition: pages}
		p, q := dedupe.Prepare(a), dedupe.Prepare(b)
		x, z := dedupe.Compare(p, q), dedupe.Compare(q, p)
		if x.Verdict != z.Verdict || x.Score != z.Score || !slices.Equal(x.Reasons, z.Reasons) {
			t.Fatalf("%+v one way, %+v the other", x, z)
		}
		if self := dedupe.Compare(p, p); self.Score+1e-9 < x.Score && self.Verdict == dedupe.Different {
			t.Fatalf("less like itself (%v) than like another (%v)", self, x)
		}
		dedupe.Fingerprints(a)
		dedupe.Best([]corpus.Item{a, b})
		if _, _, err := dedupe.Find(slices.Values([]dedupe.Record{{ID: "a", Item: a}, {ID: "b", Item: b}}), dedupe.Options{}); err != nil {
			t.Fatal(err)
		}
	})
}
