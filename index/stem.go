package index

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// stem returns what ranking compares of a word: its American spelling, and of
// that the stem by the English (Porter 2) algorithm. Words with digits or
// letters beyond a to z are left as they are; Greek letters go by their names.
// Boolean searches never use it.
func stem(word string) string {
	for i := 0; i < len(word); i++ {
		if c := word[i]; c < 'a' || c > 'z' {
			if name := greekLetter(word); name != "" {
				return name
			}
			return word
		}
	}
	if len(word) < 3 {
		return word
	}
	env := snowballstem.NewEnv(american(word))
	english.Stem(env)
	return env.Current()
}

// spellings are parts of words that British and American writers spell
// differently. Both end up the same, which is all that matters here.
var spellings = strings.NewReplacer("aem", "em", "aes", "es", "aed", "ed", "oed", "ed", "oes", "es", "oea", "ea", "our", "or", "isat", "izat", "ising", "izing", "ysing", "yzing")

// american writes a word of six letters or more in one spelling.
func american(word string) string {
	if len(word) < 6 {
		return word
	}
	word = spellings.Replace(word)
	for _, end := range [...]string{"ise", "ised", "ises", "yse", "ysed", "yses"} {
		if root, ok := strings.CutSuffix(word, end); ok {
			return root + end[:1] + "z" + end[2:]
		}
	}
	return word
}

// greekLetter names a letter that is a word of its own; "" for all else.
func greekLetter(word string) string {
	const letters = "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau φ phi χ chi ψ psi ω omega "
	if len(word) != 2 {
		return ""
	}
	_, rest, ok := strings.Cut(letters, word+" ")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, " ")
	return name
}
