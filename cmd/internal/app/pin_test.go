package app

import (
	"strings"
	"testing"

	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

func TestFindPassages(t *testing.T) {
	for _, c := range []struct {
		name, text, quote string
		want              []string
	}{
		{"as it stands", "Surgery was avoided in 10.", "avoided in 10", []string{"avoided in 10"}},
		{"case and spaces", "Surgery was\n  Avoided in 10.", "surgery WAS avoided", []string{"Surgery was\n  Avoided"}},
		{"hyphen at the end of a line", "the treat-\nment helped", "treatment helped", []string{"treat-\nment helped"}},
		{"soft hyphen", "treat\u00adment", "treatment", []string{"treat\u00adment"}},
		{"twice", "a b a b", "a b", []string{"a b", "a b"}},
		{"part of a word", "unavoided in 10", "avoided in 10", nil},
		{"not there", "a b", "b a", nil},
		{"no words", "a b", " … ", nil},
		{"other letters", "Größe über alles", "grösse", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := findPassages(c.text, c.quote)
			if len(got) != len(c.want) {
				t.Fatalf("got %v, want %q", got, c.want)
			}
			for i, g := range got {
				if c.text[g[0]:g[1]] != c.want[i] {
					t.Errorf("got %q, want %q", c.text[g[0]:g[1]], c.want[i])
				}
			}
		})
	}
}

// TestPinProperties: what is pinned is found where it was pinned, with the
// same hash, whatever stands before it and however its lines are broken.
func TestPinProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zé]{1,8}|[0-9]{1,4}`), 1, 12).Draw(t, "words")
		quote := strings.Join(words, " ")
		before := rapid.StringMatching(`([A-Z]{1,5} ){0,5}`).Draw(t, "before")
		text := before + "| " + strings.Join(words, rapid.SampledFrom([]string{" ", "\n", ", ", "  "}).Draw(t, "between")) + ". end"
		got := findPassages(text, quote)
		if len(got) == 0 {
			t.Fatalf("%q is not found in %q", quote, text)
		}
		if last := got[0]; pinHash(text[last[0]:last[1]]) != pinHash(quote) {
			t.Fatalf("%q has another hash than %q", text[last[0]:last[1]], quote)
		}
	})
}
