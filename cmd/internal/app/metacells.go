package app

import (
	"slices"
	"strconv"
	"strings"

	"appraise/grading/pool"
	"appraise/reports/forest"
)

// armTable prints what each arm of a study contributes.
type armTable struct {
	rows    []pool.Row
	arms    int // 2, 1, or 0 for ready effects
	columns [2]string
	cells   func(pool.Row) (a, b [2]string)
	people  func(pool.Row) (a, b pool.Number)
}

// armCells says how the arms of a measure are shown.
func armCells(t MetaTable, m pool.Measure) armTable {
	out := armTable{rows: t.Rows, cells: func(pool.Row) (a, b [2]string) { return a, b }}
	switch {
	case m.Binary():
		out.arms, out.columns = 2, [2]string{"Events", "n"}
		out.people = func(r pool.Row) (pool.Number, pool.Number) { return total(r.N1, r.A, r.B), total(r.N2, r.C, r.D) }
		out.cells = func(r pool.Row) (a, b [2]string) {
			n1, n2 := out.people(r)
			return [2]string{amount(r.A), amount(n1)}, [2]string{amount(r.C), amount(n2)}
		}
	case readsColumn(m, "m1i"):
		out.arms, out.columns = 2, [2]string{"Mean (SD)", "n"}
		out.people = func(r pool.Row) (pool.Number, pool.Number) { return r.N1, r.N2 }
		out.cells = func(r pool.Row) (a, b [2]string) {
			return [2]string{meanSD(r.M1, r.SD1), amount(r.N1)}, [2]string{meanSD(r.M2, r.SD2), amount(r.N2)}
		}
	case readsColumn(m, "x1i"):
		out.arms, out.columns = 2, [2]string{"Events", "Time"}
		out.cells = func(r pool.Row) (a, b [2]string) {
			return [2]string{amount(r.X1), amount(r.T1)}, [2]string{amount(r.X2), amount(r.T2)}
		}
	case readsColumn(m, "xi"):
		out.arms, out.columns[0] = 1, "Events / n"
		out.cells = func(r pool.Row) (a, b [2]string) { return [2]string{amount(r.X), amount(r.N)}, b }
	case readsColumn(m, "ri"):
		out.arms, out.columns[0] = 1, "n"
		out.cells = func(r pool.Row) (a, b [2]string) { return [2]string{"", amount(r.N)}, b }
	}
	return out
}

// heads are the names above the columns of the arms.
func (t armTable) heads(arms [2]string) (heads, columns [2]string) {
	switch t.arms {
	case 2:
		return arms, t.columns
	case 1:
		return [2]string{t.columns[0]}, [2]string{}
	}
	return heads, columns
}

func (t armTable) row(r plotRow, a Analysed, weight float64) forest.Row {
	out := forest.Row{Label: r.label, Note: r.note, Weight: weight / 100}
	out.A, out.B = t.cells(t.rows[r.number-1])
	if r.study != nil {
		d := r.study.Display
		out.Effect = &forest.Interval{Estimate: d.Estimate, Low: d.CI.Low, High: d.CI.High}
	}
	return out
}

// pooled is the row of a diamond: on the displayed scale, with the people of
// the arms.
func (t armTable) pooled(label string, a Analysed, m pool.Model, rows []forest.Row) *forest.Pooled {
	scale := a.Measure.Scale()
	n := pool.HarmonicMean(a.Effects)
	back := func(i pool.Interval) forest.Interval {
		return forest.Interval{Estimate: scale.Back(m.Estimate, n), Low: scale.Back(i.Low, n), High: scale.Back(i.High, n)}
	}
	p := &forest.Pooled{Label: label, Effect: back(m.CI)}
	if m.PI.Known {
		pi := back(m.PI)
		p.Prediction = &pi
	}
	if t.people != nil {
		p.A, p.B = columnSum(rows, func(r forest.Row) string { return r.A[1] }), columnSum(rows, func(r forest.Row) string { return r.B[1] })
	}
	return p
}

// columnSum adds up what is printed of the studies that were pooled.
func columnSum(rows []forest.Row, cell func(forest.Row) string) string {
	sum := 0.0
	for _, r := range rows {
		if x, err := strconv.ParseFloat(cell(r), 64); err == nil && r.Effect != nil {
			sum += x
		}
	}
	return amount(pool.N(sum))
}

// total is the size of an arm, given or summed.
func total(n, with, without pool.Number) pool.Number {
	if n.Set || !with.Set || !without.Set {
		return n
	}
	return pool.N(with.Value + without.Value)
}

// amount prints a count; a fraction, as cluster corrections make, with one
// decimal.
func amount(n pool.Number) string {
	if !n.Set {
		return ""
	}
	if n.Value == float64(int64(n.Value)) {
		return strconv.FormatInt(int64(n.Value), 10)
	}
	return strconv.FormatFloat(n.Value, 'f', 1, 64)
}

func meanSD(m, sd pool.Number) string {
	if !m.Set {
		return ""
	}
	d := decimals(m, sd)
	if !sd.Set {
		return forest.Number(m.Value, d)
	}
	return forest.Number(m.Value, d) + " (" + forest.Number(sd.Value, d) + ")"
}

// decimals is how many decimals the numbers were given with, two at most.
func decimals(ns ...pool.Number) int {
	d := 1
	for _, n := range ns {
		if n.Set && strconv.FormatFloat(n.Value, 'f', 1, 64) != strconv.FormatFloat(n.Value, 'f', -1, 64) && n.Value != float64(int64(n.Value)) {
			d = 2
		}
	}
	return d
}

// readsColumn says whether a measure reads a column.
func readsColumn(m pool.Measure, column string) bool {
	return slices.Contains(strings.FieldsFunc(m.Columns(), func(r rune) bool { return r == ',' || r == ' ' || r == ';' }), column)
}
