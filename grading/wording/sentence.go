package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"appraise/corpus"
)

// Size is how much an effect matters, by the minimal important difference
// (MID): below one is trivial, up to two small, up to four moderate, beyond
// large. These bands are a default of this program.
type Size int

// The sizes. Unsized means that no minimal important difference is known.
const (
	Unsized Size = iota
	Trivial
	Small
	Moderate
	Large
)

// SizeOf returns the size of an effect with the given minimal important
// difference, both on one scale; Unsized when the difference is not above 0.
func SizeOf(estimate, mid float64) Size {
	if estimate < 0 {
		estimate = -estimate
	}
	switch {
	case !(mid > 0) || !(estimate >= 0):
		return Unsized
	case estimate < mid:
		return Trivial
	case estimate < 2*mid:
		return Small
	case estimate <= 4*mid:
		return Moderate
	}
	return Large
}

// Statement is what a sentence is to say.
type Statement struct {
	Intervention string
	Comparison   string // may be empty
	Outcome      string
	Certainty    corpus.Certainty
	Size         Size
	Increases    bool // the intervention leads to more of the outcome
	Both         bool // the interval includes effects in both directions
}

// Say returns the sentence, and the same for a table cell.
//
// Santesso N, Glenton C, Dahm P, et al. GRADE guidelines 26. J Clin Epidemiol
// 2020;119:126–135; in our own words. The rows for high and moderate were
// compared with the ACIP GRADE Handbook, table 16; those for low and very low
// are from memory.
func Say(s Statement) (sentence, short string) {
	outcome := withArticle(s.Outcome)
	switch s.Certainty {
	case corpus.VeryLow:
		return capital("the evidence is very uncertain about the effect of " + s.Intervention + " on " + outcome + s.against() + "."), "Very uncertain."
	case corpus.Unrated:
		return capital("no evidence was found about the effect of " + s.Intervention + " on " + outcome + "."), "No evidence."
	}
	predicate := s.predicate(outcome)
	return capital(s.Intervention) + " " + predicate + s.against() + s.both() + ".", capital(predicate) + "."
}

// predicate is the verb and what follows.
func (s Statement) predicate(outcome string) string {
	verb, noun := "reduce", "reduction"
	if s.Increases {
		verb, noun = "increase", "increase"
	}
	switch s.Size {
	case Trivial:
		return s.hedge("result") + " in little to no difference in " + outcome
	case Large:
		return s.hedge("result") + " in a large " + noun + " in " + outcome
	case Small:
		return s.hedge(verb) + " " + outcome + " slightly"
	}
	return s.hedge(verb) + " " + outcome
}

// hedge conjugates the verb as the certainty allows.
func (s Statement) hedge(verb string) string {
	switch s.Certainty {
	case corpus.High:
		return verb + "s"
	case corpus.Moderate:
		return "probably " + verb + "s"
	}
	return "may " + verb
}

func (s Statement) against() string {
	if s.Comparison == "" {
		return ""
	}
	return " compared with " + s.Comparison
}

func (s Statement) both() string {
	switch {
	case !s.Both || s.Size == Trivial:
		return ""
	case s.Increases:
		return ", but the interval also includes a decrease"
	}
	return ", but the interval also includes an increase"
}

// articled are outcomes that read badly without "the".
var articled = []string{"need ", "risk ", "number ", "rate ", "use ", "incidence ", "chance ", "proportion ", "length "}

func withArticle(outcome string) string {
	for _, start := range articled {
		if strings.HasPrefix(strings.ToLower(outcome), start) {
			return "the " + lowerFirst(outcome)
		}
	}
	return lowerFirst(outcome)
}

// lowerFirst lower-cases the first letter of a word that is not all capitals.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(r) && !unicode.IsUpper(next) && !unicode.IsDigit(next) {
		return string(unicode.ToLower(r)) + s[n:]
	}
	return s
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
