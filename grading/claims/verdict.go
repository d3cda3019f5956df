package claims

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// Verdict is what the graded evidence says about a claim.
type Verdict string

// The verdicts.
const (
	Supported            Verdict = "supported"
	ProbablySupported    Verdict = "probably supported"
	Uncertain            Verdict = "uncertain"
	ProbablyNotSupported Verdict = "probably not supported"
	Contradicted         Verdict = "contradicted"
	Misleading           Verdict = "misleading" // true of something else than the claim is about
	NotCheckable         Verdict = "not checkable"
)

// Verdicts lists them, the best for the claim first.
var Verdicts = []Verdict{Supported, ProbablySupported, Uncertain, ProbablyNotSupported, Contradicted, Misleading, NotCheckable}

// ParseVerdict reads a verdict by its name, in any case, with "-" or "_" for
// spaces.
func ParseVerdict(s string) (Verdict, error) {
	name := strings.Join(strings.Fields(strings.NewReplacer("-", " ", "_", " ").Replace(strings.ToLower(s))), " ")
	if v := Verdict(name); slices.Contains(Verdicts, v) {
		return v, nil
	}
	return "", fmt.Errorf("%w: verdict %q is none of %v", corpus.ErrInvalid, s, Verdicts)
}

// weighed is what the table looks at: the best certainty on each side after
// retracted, contained and silent studies are set aside.
type weighed struct {
	statement bool // the claim states something that evidence can bear on
	linked    int  // studies linked
	left      int  // of these, not set aside
	sided     int  // of these, that support or contradict

	mentioned corpus.Certainty // best of those that only mention
	support   corpus.Certainty // best of the direct ones that support
	against   corpus.Certainty // best of the direct ones that contradict
	far       corpus.Certainty // best of the indirect ones that support
	farOther  corpus.Certainty // best of the indirect ones that contradict

	unratedAgainst bool // a direct one contradicts and nobody has rated it
	known          bool // population, intervention and outcome could be compared
}

// Row is one line of the decision table. The first that fits decides.
type Row struct {
	Code    string  `json:"code"`
	When    string  `json:"when"`
	Verdict Verdict `json:"verdict"`
	fits    func(w weighed) bool
}

// Table returns the decision table in its order.
func Table() []Row { return slices.Clone(table) }

var table = []Row{
	{"no-statement", "the claim has no text, or is an opinion or a question", NotCheckable,
		func(w weighed) bool { return !w.statement }},
	{"no-study", "no study is linked", NotCheckable,
		func(w weighed) bool { return w.linked == 0 }},
	{"nothing-left", "every linked study was retracted or withdrawn, is a notice, or is silent on what is claimed", Uncertain,
		func(w weighed) bool { return w.left == 0 }},
	{"mentions-unrated", "studies only mention it and nobody has rated their certainty", NotCheckable,
		func(w weighed) bool { return w.sided == 0 && w.mentioned == corpus.Unrated }},
	{"mentions", "studies only mention it", Uncertain,
		func(w weighed) bool { return w.sided == 0 }},
	{"ungraded", "studies support or contradict it and nobody has rated their certainty", Uncertain,
		func(w weighed) bool { return max(w.support, w.against, w.far, w.farOther) == corpus.Unrated }},
	{"out-of-scope", "only indirect evidence is rated; it supports it with moderate or high certainty and nothing indirect is as certain against it", Misleading,
		func(w weighed) bool {
			return max(w.support, w.against) == corpus.Unrated && w.far >= corpus.Moderate && w.farOther < w.far
		}},
	{"indirect", "only indirect evidence is rated", Uncertain,
		func(w weighed) bool { return max(w.support, w.against) == corpus.Unrated }},
	{"mixed-for", "direct evidence on both sides, that for it two levels more certain", ProbablySupported,
		func(w weighed) bool { return both(w) && w.support >= w.against+2 }},
	{"mixed-against", "direct evidence on both sides, that against it two levels more certain", ProbablyNotSupported,
		func(w weighed) bool { return both(w) && w.against >= w.support+2 }},
	{"mixed", "direct evidence on both sides, less than two levels apart", Uncertain, both},
	{"against-high", "direct evidence only against it, high certainty", Contradicted,
		func(w weighed) bool { return w.support == corpus.Unrated && w.against == corpus.High }},
	{"against-moderate", "direct evidence only against it, moderate certainty", ProbablyNotSupported,
		func(w weighed) bool { return w.support == corpus.Unrated && w.against == corpus.Moderate }},
	{"for-high", "direct evidence only for it, high certainty, directness known, no unrated study against it", Supported,
		func(w weighed) bool { return w.support == corpus.High && w.known && !w.unratedAgainst }},
	{"for-high-unsure", "direct evidence only for it, high certainty, but directness is not known or an unrated study is against it", ProbablySupported,
		func(w weighed) bool { return w.support == corpus.High }},
	{"for-moderate", "direct evidence only for it, moderate certainty", ProbablySupported,
		func(w weighed) bool { return w.support == corpus.Moderate }},
	{"low", "direct evidence on one side, low or very low certainty", Uncertain,
		func(weighed) bool { return true }},
}

func both(w weighed) bool { return w.support > corpus.Unrated && w.against > corpus.Unrated }

// decide returns the first row that fits.
func decide(w weighed) Row {
	for _, r := range table {
		if r.fits(w) {
			return r
		}
	}
	return table[len(table)-1]
}
