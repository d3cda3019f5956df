package lexicon_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/index/lexicon"
)

// TestNames takes pairs that must be names of one thing, and pairs that must
// not.
func TestNames(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"heart attack", "myocardial infarction", true},
		{"high blood pressure", "hypertension", true},
		{"kidney", "renal", true},
		{"kid", "children", true},
		{"shot", "vaccine", true},
		{"mask", "face covering", true},
		{"painkiller", "analgesic", true},
		{"pill", "intrauterine device", false},
		{"stroke", "heart attack", false},
		{"hypertension", "hypotension", false},
	} {
		got := slices.ContainsFunc(lexicon.Concepts(), func(c lexicon.Concept) bool {
			return has(c.Names, tt.a) && has(c.Names, tt.b)
		})
		if got != tt.want {
			t.Errorf("%s and %s: one thing is %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func has(list []lexicon.Term, name string) bool {
	return slices.ContainsFunc(list, func(t lexicon.Term) bool { return t.String() == name })
}

// TestConceptsAreWhole checks that each line says something: two names at
// least or kinds, no name twice, and no more words than a search takes.
func TestConceptsAreWhole(t *testing.T) {
	all := lexicon.Concepts()
	if len(all) < 500 {
		t.Errorf("got %d concepts, want the whole list", len(all))
	}
	for _, c := range all {
		seen := map[string]bool{}
		for _, term := range slices.Concat(c.Names, c.Kinds) {
			if seen[term.String()] {
				t.Errorf("%s … : %q twice", c.Names[0], term)
			}
			seen[term.String()] = true
			if len(term) > 5 {
				t.Errorf("%q has more than five words", term)
			}
		}
		if len(c.Names) == 0 || len(seen) < 2 {
			t.Errorf("%v: nothing to say", c)
		}
	}
}

// TestListsAreApart: a word is empty or general, not both, and a general one
// is there once.
func TestListsAreApart(t *testing.T) {
	empty, seen := lexicon.Empty(), map[string]bool{}
	for _, w := range lexicon.General() {
		if seen[w] {
			t.Errorf("%q is twice in the list", w)
		}
		seen[w] = true
		if slices.Contains(empty, w) {
			t.Errorf("%q is empty and general", w)
		}
		if w != strings.ToLower(w) {
			t.Errorf("%q is not lower case", w)
		}
	}
}
