package claims

import (
	"slices"

	"appraise/corpus"
)

// Cell is what one study says to one claim.
type Cell struct {
	Stance  corpus.Stance `json:"stance,omitempty"` // "" where the study is silent, "mixed" where links disagree
	Weight  int           `json:"weight"`           // 0 not rated or set aside, 1 very low … 4 high
	Counted bool          `json:"counted"`
}

// Mixed stands in a cell when links of one study take both sides.
const Mixed corpus.Stance = "mixed"

// MatrixRow is one claim against all studies.
type MatrixRow struct {
	Claim     string  `json:"claim"`
	Verdict   Verdict `json:"verdict"`
	Cells     []Cell  `json:"cells"` // in the order of Matrix.Studies
	For       int     `json:"for"`   // the heaviest cell for the claim; weights are not added up
	Against   int     `json:"against"`
	Unsettled bool    `json:"unsettled"` // both sides at moderate certainty or more
}

// Matrix sets claims against studies, weighted by certainty and not by votes:
// ten studies of very low certainty do not outweigh one of high.
type Matrix struct {
	Studies []corpus.StudyID `json:"studies"`
	Rows    []MatrixRow      `json:"rows"`
}

// NewMatrix judges the claims and lays the studies out in the order of their
// ids.
func NewMatrix(list []Input) Matrix {
	m := Matrix{}
	for _, in := range list {
		for _, e := range in.Evidence {
			m.Studies = append(m.Studies, e.Study)
		}
	}
	slices.Sort(m.Studies)
	m.Studies = slices.Compact(m.Studies)
	for _, in := range list {
		m.Rows = append(m.Rows, m.row(in))
	}
	return m
}

func (m Matrix) row(in Input) MatrixRow {
	r := Judge(in)
	row := MatrixRow{Claim: r.Claim, Verdict: r.Verdict, Cells: make([]Cell, len(m.Studies))}
	for _, w := range r.Weighed {
		at, _ := slices.BinarySearch(m.Studies, w.Study)
		c := &row.Cells[at]
		switch {
		case c.Stance == "" || c.Stance == corpus.Mentions:
			c.Stance = w.Stance
		case w.Stance != corpus.Mentions && w.Stance != c.Stance:
			c.Stance = Mixed
		}
		if !w.Counted {
			continue
		}
		c.Counted = true
		c.Weight = max(c.Weight, int(w.Certainty))
		switch w.Stance {
		case corpus.Supports:
			row.For = max(row.For, int(w.Certainty))
		case corpus.Contradicts:
			row.Against = max(row.Against, int(w.Certainty))
		}
	}
	row.Unsettled = min(row.For, row.Against) >= int(corpus.Moderate)
	return row
}
