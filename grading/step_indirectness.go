package grading

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/grading/claims"
)

// Compared puts what the question asks beside what one study is about, for a
// person who judges indirectness.
type Compared struct {
	Study    corpus.StudyID    `json:"study"`
	Label    string            `json:"label"`
	Elements []ComparedElement `json:"elements"`
}

// ComparedElement is one element of PICO, or the time, side by side. A match
// is made from words: it is a help to the eye and lowers nothing by itself.
type ComparedElement struct {
	Name     string       `json:"name"` // population, intervention, comparison, outcome, time
	Question string       `json:"question,omitempty"`
	Study    string       `json:"study,omitempty"`
	From     string       `json:"from,omitempty"` // where the study's words come from: "stated", "result", "arm"
	Match    claims.Match `json:"match"`          // unknown where one side is not recorded
}

// Recorded reports whether anything is known of whom and what the study is
// about.
func (c Compared) Recorded() bool {
	return slices.ContainsFunc(c.Elements, func(e ComparedElement) bool {
		return e.Study != "" && (e.Name == "population" || e.Name == "intervention" || e.Name == "comparison")
	})
}

// differs reports whether whom or what the study is about differs by its words.
func (c Compared) differs() bool {
	return slices.ContainsFunc(c.Elements, func(e ComparedElement) bool { return e.Match == claims.Different && e.Name != "time" })
}

// indirectness suggests from what was recorded: a place as indirect evidence
// is a serious difference. Other differences are shown with their words and
// left to a person; what is not known is never serious.
//
// Guyatt GH, et al. GRADE guidelines 8. J Clin Epidemiol 2011;64:1303–1310 [M].
func (b body) indirectness() Step {
	var x IndirectnessInput
	var ids []string
	var stated []corpus.PICO
	var compared []Compared
	for _, c := range b.cs {
		ids = append(ids, string(c.row.Study)+"/"+c.row.Result.FollowUp+"/"+c.row.Result.Comparison)
		if c.row.Indirect {
			x.I = "serious"
		}
		if c.study.PICO != (corpus.PICO{}) {
			stated = append(stated, c.study.PICO)
		}
		if !b.in.light {
			compared = append(compared, b.compare(c))
		}
	}
	slices.Sort(ids)
	looked := []any{x, b.in.Question.PICO, ids}
	if len(stated) > 0 {
		slices.SortFunc(stated, func(a, b corpus.PICO) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		looked = append(looked, stated)
	}
	s := SuggestIndirectness(x)
	switch {
	case x.I != "":
		s.Reason = "indirect evidence by its place in the question"
	case slices.ContainsFunc(compared, Compared.differs):
		s.Reason = "0 until a person has judged the differences"
	default:
		s.Reason = "no serious difference from the question is recorded"
	}
	out := step(corpus.Indirectness, s, differences(compared, x.I == ""), looked)
	out.Compared = compared
	return out
}

// compare puts one study beside the question.
func (b body) compare(c contribution) Compared {
	q, r := b.in.Question.PICO, c.row.Result
	q.Outcome = b.outcome.Name
	q.Time = cmp.Or(b.outcome.FollowUp, q.Time)
	study, from := c.study.PICO, map[string]string{}
	for _, e := range []struct {
		name   string
		to     *string
		others [][2]string // where from, words
	}{
		{"population", &study.Population, nil},
		{"intervention", &study.Intervention, [][2]string{{"arm", armLabel(r, 0)}}},
		{"comparison", &study.Comparison, [][2]string{{"result", r.Comparison}, {"arm", armLabel(r, 1)}}},
		{"outcome", &study.Outcome, [][2]string{{"result", r.Outcome}}},
		{"time", &study.Time, [][2]string{{"result", r.FollowUp}}},
	} {
		if e.name == "time" && r.FollowUp != "" {
			*e.to = "" // the time of this result, not of the study
		}
		if *e.to != "" {
			from[e.name] = "stated"
			continue
		}
		for _, other := range e.others {
			if other[1] != "" && *e.to == "" {
				*e.to, from[e.name] = other[1], other[0]
			}
		}
	}
	out := Compared{Study: c.row.Study, Label: c.row.Label}
	for _, e := range claims.Compare(q, study).Elements {
		out.Elements = append(out.Elements, ComparedElement{Name: e.Name, Question: e.Claim, Study: e.Study, From: from[e.Name], Match: e.Match})
	}
	return out
}

// bareLabels name an arm without saying what it got.
var bareLabels = []string{"arm 1", "arm 2", "group 1", "group 2", "a", "b", "intervention", "comparator", "comparison", "control", "controls", "control group",
	"treatment", "treatment group", "intervention group", "experimental", "experimental group"}

// armLabel is what an arm got by its label, "" when that says nothing.
func armLabel(r corpus.Result, arm int) string {
	if arm >= len(r.Arms) || slices.Contains(bareLabels, fold(r.Arms[arm].Label)) {
		return ""
	}
	return r.Arms[arm].Label
}

// namedStudies is how many studies a reason names before it counts the rest.
const namedStudies = 4

// differences says in words what differs, and of which studies nothing is
// recorded. all is false where the step is decided by something else.
func differences(compared []Compared, all bool) string {
	var parts, unknown, order []string
	found := map[string][]string{}
	for _, c := range compared {
		if !c.Recorded() {
			unknown = append(unknown, c.Label)
		}
		for _, e := range c.Elements {
			if e.Match != claims.Different {
				continue
			}
			what := e.Name + " differs by its words (" + e.Study + ")"
			if e.Name == "time" {
				what = fmt.Sprintf("another time (%s, not %s)", e.Study, e.Question)
			}
			if found[what] == nil {
				order = append(order, what)
			}
			found[what] = append(found[what], c.Label)
		}
	}
	for _, what := range order {
		parts = append(parts, what+" in "+someOf(found[what]))
	}
	if n := len(compared) - len(unknown); n > 0 && len(order) == 0 && all {
		parts = append(parts, "the words of "+map[bool]string{true: "1 study", false: fmt.Sprintf("%d studies", n)}[n == 1]+" compared, none entirely different")
	}
	if len(unknown) > 0 && all {
		parts = append(parts, "not compared: no PICO recorded for "+someOf(unknown))
	}
	return strings.Join(parts, "; ")
}

func someOf(names []string) string {
	if len(names) > namedStudies {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:namedStudies], ", "), len(names)-namedStudies)
	}
	return strings.Join(names, ", ")
}
