package instrument

import (
	"fmt"
	"maps"

	"appraise/corpus"
)

// Difference is a question or a domain on which two raters differ.
type Difference struct {
	ID string `json:"id"` // "3.2", "D3" or "overall"
	A  string `json:"a"`
	B  string `json:"b"`
}

// Compare lists where two appraisals of the same study by the same tool
// differ: questions first, then domains, then the whole.
func Compare(p Pack, a, b corpus.Appraisal) ([]Difference, error) {
	if err := comparable(p, a, b); err != nil {
		return nil, err
	}
	variant, err := p.For(a.Effect)
	if err != nil {
		return nil, err
	}
	var out []Difference
	for _, it := range variant.Items {
		if x, y := given(a.Answers[it.ID]), given(b.Answers[it.ID]); x != y {
			out = append(out, Difference{it.ID, x, y})
		}
	}
	for _, d := range variant.Domains {
		if x, y := a.Domains[d.ID].Final(), b.Domains[d.ID].Final(); !d.Plain && x != y {
			out = append(out, Difference{d.ID, string(x), string(y)})
		}
	}
	if x, y := a.Final(), b.Final(); x != y {
		out = append(out, Difference{"overall", string(x), string(y)})
	}
	return out, nil
}

func given(a corpus.Answer) string {
	if a.Code == "" {
		return notApplicable
	}
	return a.Code
}

func comparable(p Pack, a, b corpus.Appraisal) error {
	switch {
	case a.Instrument != p.ID || b.Instrument != p.ID:
		return fmt.Errorf("%w: the appraisals were made with %s and %s, not both with %s", corpus.ErrInvalid, a.Instrument, b.Instrument, p.ID)
	case a.Study != b.Study || a.Outcome != b.Outcome:
		return fmt.Errorf("%w: the appraisals are about different results", corpus.ErrInvalid)
	case a.Effect != b.Effect:
		return fmt.Errorf("%w: the appraisals are about different effects of interest (%s, %s)", corpus.ErrInvalid, a.Effect, b.Effect)
	}
	return nil
}

// Consensus starts the appraisal that settles two others: answers on which
// both agree are taken over, the rest is left open for the people to answer.
// Decided judgements are never taken over.
func Consensus(p Pack, a, b corpus.Appraisal) (corpus.Appraisal, error) {
	if err := comparable(p, a, b); err != nil {
		return corpus.Appraisal{}, err
	}
	out := corpus.Appraisal{Study: a.Study, Outcome: a.Outcome, Instrument: p.ID, Version: p.Version, Effect: a.Effect, Basis: a.Basis, Consensus: true}
	out.Answers = maps.Clone(a.Answers)
	maps.DeleteFunc(out.Answers, func(id string, x corpus.Answer) bool { return given(x) != given(b.Answers[id]) })
	if out.Answers == nil {
		out.Answers = map[string]corpus.Answer{}
	}
	out, _, err := p.Propose(out)
	return out, err
}
