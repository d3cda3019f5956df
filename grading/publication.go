package grading

import (
	"fmt"
	"slices"

	"appraise/corpus"
	"appraise/grading/effect"
	"appraise/grading/pool"
)

// publicationBias runs the test of asymmetry that suits the measure, from ten
// studies on, and asks whether trim and fill changes the conclusion.
//
// Choice of test: Sterne JAC, Sutton AJ, Ioannidis JPA, et al. BMJ
// 2011;343:d4002. Odds ratios by Harbord, risk ratios and differences by
// Peters, everything else by Egger.
func (b body) publicationBias() Step {
	x := PublicationInput{K: len(b.synthesis.used)}
	detail := ""
	if x.K >= b.rules.EggerK && b.synthesis.model != nil {
		x, detail = b.asymmetry(x)
	}
	var ids []string
	for _, c := range b.cs {
		ids = append(ids, string(c.row.Study))
	}
	slices.Sort(ids)
	return step(corpus.PublicationBias, SuggestPublicationBias(x, b.rules), detail, []any{x.K, digitsOf(x.EggerP), x.TrimFillChanges, ids})
}

func (b body) asymmetry(x PublicationInput) (PublicationInput, string) {
	es := effects(b.cs, b.synthesis.used)
	tests, err := pool.SmallStudyTests(es, b.tables())
	if err != nil {
		return x, err.Error()
	}
	test := tests.Egger
	switch {
	case b.measure == effect.OR && tests.Harbord != nil:
		test = *tests.Harbord
	case fromCounts(b.measure) && tests.Peters != nil:
		test = *tests.Peters
	}
	x.EggerP = &test.P
	detail := fmt.Sprintf("%s p %s", test.Name, pText(test.P))
	filled, err := pool.TrimFill(es, pool.L0, pool.Options{Method: b.synthesis.model.Method, Level: level, KnappHartung: b.synthesis.model.KNHA})
	if err != nil {
		return x, detail + ", trim and fill not possible: " + err.Error()
	}
	x.TrimFillChanges = conclusion(filled.Model) != conclusion(*b.synthesis.model)
	return x, fmt.Sprintf("%s, trim and fill adds %d studies", detail, filled.K0)
}

// conclusion is the side of no difference on which the interval lies; 0 when
// it includes it.
func conclusion(m pool.Model) int {
	switch {
	case m.CI.Low > 0:
		return 1
	case m.CI.High < 0:
		return -1
	}
	return 0
}

// tables lists the counts of the studies, Row being the contribution.
func (b body) tables() []pool.Table {
	var out []pool.Table
	for _, i := range b.synthesis.used {
		if t := b.cs[i].table; t != nil {
			out = append(out, pool.Table{Row: i, Study: b.cs[i].row.Label,
				A: float64(t.Treatment.Events), B: float64(t.Treatment.N - t.Treatment.Events),
				C: float64(t.Control.Events), D: float64(t.Control.N - t.Control.Events)})
		}
	}
	return out
}
