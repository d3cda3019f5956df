package effect

import "math"

// ChiSquare returns Pearson's chi-square test without continuity correction.
//
// Pearson K. Philos Mag 1900;50:157–175.
func ChiSquare(t Table) (Test, error) { return chiSquare(t, ByChiSquare, 0) }

// ChiSquareYates returns the chi-square test with Yates's correction, cut off
// at the distance of observed from expected as R does.
//
// Yates F. Suppl J R Stat Soc 1934;1:217–235.
func ChiSquareYates(t Table) (Test, error) { return chiSquare(t, ByChiSquareYates, 0.5) }

func chiSquare(t Table, f Formula, correction float64) (Test, error) {
	if err := t.Validate(); err != nil {
		return Test{}, err
	}
	n1, n2, m := float64(t.Treatment.N), float64(t.Control.N), float64(t.Events())
	n := n1 + n2
	if m == 0 || m == n {
		return Test{}, &UndefinedError{"chi-square", "nobody or everybody in both arms had the event"}
	}
	more := int64(t.Treatment.Events)*int64(t.Total()) - int64(t.Treatment.N)*int64(t.Events())
	off := math.Max(0, math.Abs(float64(more)/n)-correction) // distance of observed from expected
	x2 := off * off * n * n * n / (n1 * n2 * m * (n - m))
	return Test{Formula: f, Statistic: x2, P: twoSided(math.Sqrt(x2))}, nil
}
