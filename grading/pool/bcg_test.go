package pool_test

import (
	"testing"

	"appraise/grading/pool"
)

// bcg are the 13 trials of BCG vaccine against tuberculosis (Colditz GA, et
// al. JAMA 1994;271:698–702): arm 1 vaccinated, arm 2 not.
var bcg = []pool.Table{
	{Row: 1, Study: "Aronson 1948", A: 4, B: 119, C: 11, D: 128},
	{Row: 2, Study: "Ferguson & Simes 1949", A: 6, B: 300, C: 29, D: 274},
	{Row: 3, Study: "Rosenthal et al 1960", A: 3, B: 228, C: 11, D: 209},
	{Row: 4, Study: "Hart & Sutherland 1977", A: 62, B: 13536, C: 248, D: 12619},
	{Row: 5, Study: "Frimodt-Moller et al 1973", A: 33, B: 5036, C: 47, D: 5761},
	{Row: 6, Study: "Stein & Aronson 1953", A: 180, B: 1361, C: 372, D: 1079},
	{Row: 7, Study: "Vandiviere et al 1973", A: 8, B: 2537, C: 10, D: 619},
	{Row: 8, Study: "TPT Madras 1980", A: 505, B: 87886, C: 499, D: 87892},
	{Row: 9, Study: "Coetzee & Berjak 1968", A: 29, B: 7470, C: 45, D: 7232},
	{Row: 10, Study: "Rosenthal et al 1961", A: 17, B: 1699, C: 65, D: 1600},
	{Row: 11, Study: "Comstock et al 1974", A: 186, B: 50448, C: 141, D: 27197},
	{Row: 12, Study: "Comstock & Webster 1969", A: 5, B: 2493, C: 3, D: 2338},
	{Row: 13, Study: "Comstock et al 1976", A: 27, B: 16886, C: 29, D: 17825},
}

// bcgRows are the trials as rows of a table.
func bcgRows() []pool.Row {
	var rows []pool.Row
	for _, t := range bcg {
		rows = append(rows, pool.Row{Study: t.Study, A: pool.N(t.A), B: pool.N(t.B), C: pool.N(t.C), D: pool.N(t.D)})
	}
	return rows
}

// bcgEffects are the log risk ratios.
func bcgEffects(t testing.TB) []pool.Effect {
	t.Helper()
	es, left, err := pool.Effects(bcgRows(), pool.RR, pool.DefaultZeroRule(pool.RR))
	if err != nil || len(left) > 0 {
		t.Fatal(err, left)
	}
	return es
}
