package grading

import (
	"cmp"
	"slices"
	"strings"

	"appraise/corpus"
)

// gather sorts what the included studies found into bodies by class of
// design, direct and indirect evidence apart.
func gather(in Input, o corpus.Outcome) (direct, indirect [][]contribution, skipped []Skipped) {
	var studies []Study
	var results []corpus.Result
	var notes []string
	for _, s := range in.Studies {
		if s.Member = memberOf(in.Question, s); !s.Member.In {
			continue
		}
		r, note, ok := pickResult(s, o)
		if c := classOf(s.Design); ok && c == notEvidence {
			note, ok = "a "+strings.ReplaceAll(s.Design, "_", " ")+" has no results of its own", false
		}
		if err := usable(r); ok && err != nil {
			note, ok = "its result cannot be used: "+err.Error(), false
		}
		if !ok {
			skipped = append(skipped, Skipped{Study: s.ID, Label: labelOf(s), Reason: note})
			continue
		}
		studies, results, notes = append(studies, s), append(results, r), append(notes, note)
	}
	skipped = append(skipped, absent(in)...)
	m := measureOf(o, results)
	byClass := map[bool]map[class][]contribution{false: {}, true: {}}
	for i, s := range studies {
		c := contribute(s, o, m, results[i], notes[i], in.light)
		byClass[c.row.Indirect][c.class] = append(byClass[c.row.Indirect][c.class], c)
	}
	return inOrder(byClass[false]), inOrder(byClass[true]), skipped
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

// inOrder lists bodies from randomised to unclassified. Reviews are never
// combined with each other, since they share studies: each is a body of its
// own, the largest first.
func inOrder(by map[class][]contribution) [][]contribution {
	var out [][]contribution
	for c := randomised; c <= unclassified; c++ {
		switch {
		case c == reviewed:
			slices.SortStableFunc(by[c], func(a, b contribution) int { return cmp.Compare(b.n, a.n) })
			for _, review := range by[c] {
				out = append(out, []contribution{review})
			}
		case len(by[c]) > 0:
			out = append(out, by[c])
		}
	}
	return out
}

func labelOf(s Study) string {
	if s.Label != "" {
		return s.Label
	}
	return string(s.ID)
}
