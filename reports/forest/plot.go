package forest

// Interval is an estimate with its interval, on the natural scale (ratios
// are not logarithms).
type Interval struct {
	Estimate, Low, High float64
}

// Row is one study.
type Row struct {
	Label    string
	A, B     [2]string // what each arm contributes: {"3", "13"} events and people, or {"31.5 (15.2)", "14"}
	Effect   *Interval // nil: not estimable
	Weight   float64   // 0 to 1
	Risks    []string  // by domain, in the order of Plot.Domains
	Risk     string    // overall
	Note     string    // printed instead of the effect when there is none
	Emphasis bool
}

// Pooled is the summary of a group of rows.
type Pooled struct {
	Label      string
	Effect     Interval
	A, B       string // people in the arms
	Prediction *Interval
	Note       string // "τ² = 22.1, I² = 55%, Q = 8.9 (4 df)"
}

// Group is a set of rows that belong together, with their summary.
type Group struct {
	Name   string
	Rows   []Row
	Pooled *Pooled
}

// Plot is everything a forest plot shows.
type Plot struct {
	Title    string
	Measure  string // "RR", as the head of the columns
	Model    string // "random effects"
	Ratio    bool   // 1 means no difference, and the axis is logarithmic
	Heads    [2]string
	Columns  [2]string // head of the arm columns: {"Events", "n"} or {"Mean (SD)", "n"}
	Groups   []Group
	Left     string    // "Favours inversion", below the axis, left of no difference
	Right    string    // the other side
	MID      []float64 // minimal important differences, as dashed lines
	Domains  []string  // heads of the risk columns: "1" … "5"; none: no columns
	Notes    []string  // at most two lines beside the axis
	Decimals int       // of estimates; 0 means 2 for ratios and 1 for differences
	Hyphen   bool      // intervals as 0.10-0.85, the AMA way; negative ones always take "to"
}

func (p Plot) decimals() int {
	switch {
	case p.Decimals > 0:
		return p.Decimals
	case p.Ratio:
		return 2
	}
	return 1
}

// null is the value that means no difference.
func (p Plot) null() float64 {
	if p.Ratio {
		return 1
	}
	return 0
}
