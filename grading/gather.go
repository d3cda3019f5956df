package grading

import (
	"cmp"
	"slices"

	"appraise/corpus"
)

// candidate is a study with the result that counts for the outcome.
type candidate struct {
	study  Study
	result corpus.Result
	note   string
}

// gather sorts what the included studies found into bodies by class of
// design, direct and indirect evidence apart. The measure is settled within
// each body.
func gather(in Input, o corpus.Outcome) (direct, indirect [][]contribution, skipped []Skipped) {
	byClass := map[bool]map[class][]candidate{false: {}, true: {}}
	for _, s := range in.Studies {
		if s.Member = memberOf(in.Question, s); !s.Member.In {
			continue
		}
		r, note, ok := eligible(s, o)
		if !ok {
			skipped = append(skipped, Skipped{Study: s.ID, Label: labelOf(s), Reason: note})
			continue
		}
		by, c := byClass[isIndirect(s)], classOf(s.Design)
		by[c] = append(by[c], candidate{s, r, note})
	}
	return bodies(byClass[false], o, in.light), bodies(byClass[true], o, in.light), append(skipped, absent(in)...)
}

func isIndirect(s Study) bool { return fold(s.Member.Role) == "indirect" }

// eligible returns the study's result on the outcome, or why there is none.
func eligible(s Study, o corpus.Outcome) (r corpus.Result, note string, ok bool) {
	if r, note, ok = pickResult(s, o); !ok {
		return r, note, false
	}
	if classOf(s.Design) == notEvidence {
		return r, "design " + words(s.Design) + ": not rated as evidence on an outcome", false
	}
	if err := usable(r); err != nil {
		return r, "its result cannot be used: " + err.Error(), false
	}
	return r, note, true
}

// absent lists studies that the question includes and nobody handed over.
func absent(in Input) []Skipped {
	var out []Skipped
	for _, id := range in.Question.Included() {
		if !slices.ContainsFunc(in.Studies, func(s Study) bool { return s.ID == id }) {
			out = append(out, Skipped{Study: id, Label: string(id), Reason: "included in the question, but the study itself is not in the library"})
		}
	}
	return out
}

// memberOf returns the study's place in the question: the one that came with
// the study, else the one the question holds.
func memberOf(q corpus.Question, s Study) corpus.Member {
	if s.Member.Study != "" || s.Member.In {
		return s.Member
	}
	for _, m := range q.Members {
		if m.Study == s.ID {
			return m
		}
	}
	return s.Member
}

// bodies lists bodies from randomised to unclassified. Reviews are never
// combined with each other, since they share studies: each is a body of its
// own, the largest first.
func bodies(by map[class][]candidate, o corpus.Outcome, light bool) [][]contribution {
	var out [][]contribution
	for c := randomised; c <= unclassified; c++ {
		if len(by[c]) == 0 {
			continue
		}
		if c != reviewed {
			out = append(out, contributions(by[c], o, light))
			continue
		}
		var reviews [][]contribution
		for _, review := range by[c] {
			reviews = append(reviews, contributions([]candidate{review}, o, light))
		}
		slices.SortStableFunc(reviews, func(a, b []contribution) int { return cmp.Compare(b[0].n, a[0].n) })
		out = append(out, reviews...)
	}
	return out
}

// contributions computes the rows of one body.
func contributions(cs []candidate, o corpus.Outcome, light bool) []contribution {
	results := make([]corpus.Result, len(cs))
	for i, c := range cs {
		results[i] = c.result
	}
	m := measureOf(o, results)
	out := make([]contribution, len(cs))
	for i, c := range cs {
		out[i] = contribute(c.study, o, m, c.result, c.note, light)
	}
	return out
}

func labelOf(s Study) string {
	if s.Label != "" {
		return s.Label
	}
	return string(s.ID)
}
