package index

import (
	"testing"

	_ "appraise/corpus/testkit"
	"appraise/index/query"

	"pgregory.net/rapid"
)

func TestCompiledPatterns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringMatching(`[abé*?#]{1,8}`).Draw(t, "pattern")
		term := rapid.StringMatching(`[abé]{0,10}`).Draw(t, "term")
		if got, want := compile(pattern)([]byte(term)), query.MatchPattern(pattern, term); got != want {
			t.Fatalf("%q fits %q: %v, want %v", term, pattern, got, want)
		}
	})
}
