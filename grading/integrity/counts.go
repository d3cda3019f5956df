package integrity

import (
	"fmt"
	"math"
)

// Counts is a 2×2 table: people with the event and people in all, per group.
type Counts struct{ X1, N1, X2, N2 int }

func (c Counts) validate() error {
	for _, g := range [][2]int{{c.X1, c.N1}, {c.X2, c.N2}} {
		if g[0] < 0 || g[1] < 1 || g[0] > g[1] || g[1] > 10_000_000 {
			return inputError("%d of %d is not a share of a group", g[0], g[1])
		}
	}
	return nil
}

// others is the same table counted by the people without the event.
func (c Counts) others() Counts { return Counts{c.N1 - c.X1, c.N1, c.N2 - c.X2, c.N2} }

// swapped compares the groups the other way round.
func (c Counts) swapped() Counts { return Counts{c.X2, c.N2, c.X1, c.N1} }

func (c Counts) String() string { return fmt.Sprintf("%d/%d v %d/%d", c.X1, c.N1, c.X2, c.N2) }

// measure computes RR, OR or RD (RD as a difference of proportions). It is
// false where a zero leaves it undefined.
func (c Counts) measure(name string) (float64, bool) {
	p1, p2 := float64(c.X1)/float64(c.N1), float64(c.X2)/float64(c.N2)
	var v float64
	switch name {
	case "RR":
		v = p1 / p2
	case "OR":
		v = p1 * (1 - p2) / ((1 - p1) * p2)
	case "RD":
		v = p1 - p2
	default:
		return 0, false
	}
	return v, !math.IsNaN(v) && !math.IsInf(v, 0)
}

// riskRatio returns RR with its 95 % interval on the log scale (Katz et al.,
// Biometrics 1978;34:469–474). False with a zero cell.
func (c Counts) riskRatio() (rr, low, high float64, ok bool) {
	if c.X1 == 0 || c.X2 == 0 {
		return 0, 0, 0, false
	}
	rr, _ = c.measure("RR")
	se := math.Sqrt(1/float64(c.X1) - 1/float64(c.N1) + 1/float64(c.X2) - 1/float64(c.N2))
	z := normalQuantile(0.975)
	return rr, rr * math.Exp(-z*se), rr * math.Exp(z*se), true
}

// fisher is Fisher's exact two-sided p: the sum of all tables with the same
// margins that are no more likely than this one.
func (c Counts) fisher() float64 {
	events, n1, n := c.X1+c.X2, c.N1, c.N1+c.N2
	base := logChoose(float64(n), float64(events))
	density := func(x int) float64 {
		return math.Exp(logChoose(float64(n1), float64(x)) + logChoose(float64(c.N2), float64(events-x)) - base)
	}
	limit, sum := density(c.X1)*tieTolerance, 0.0
	for x := max(0, events-c.N2); x <= min(events, n1); x++ {
		if d := density(x); d <= limit {
			sum += d
		}
	}
	return min(sum, 1)
}

// pearson is the χ² test with 1 df, with or without Yates's correction.
func (c Counts) pearson(corrected bool) float64 {
	a, b := float64(c.X1), float64(c.N1-c.X1)
	d, e := float64(c.X2), float64(c.N2-c.X2)
	n := a + b + d + e
	margins := (a + b) * (d + e) * (a + d) * (b + e)
	if margins == 0 {
		return 1
	}
	diff := math.Abs(a*e - b*d)
	if corrected {
		diff = max(0, diff-n/2)
	}
	return chi2Upper(n*diff*diff/margins, 1)
}

// PFromCounts returns the p-values that the usual tests of a 2×2 table give:
// Fisher's exact test, Pearson's χ², and χ² with Yates's correction.
func PFromCounts(c Counts) (fisher, pearson, yates float64, err error) {
	if err := c.validate(); err != nil {
		return 0, 0, 0, err
	}
	return c.fisher(), c.pearson(false), c.pearson(true), nil
}

// CheckPCounts reports a printed p-value that no usual test of the counts
// gives, allowing for one unit in its last digit.
func CheckPCounts(c Counts, printed PReport) (*Finding, error) {
	fisher, pearson, yates, err := PFromCounts(c)
	if err != nil {
		return nil, err
	}
	unit := 2 * printed.Value.Half()
	low, high := min(fisher, pearson, yates), max(fisher, pearson, yates)
	if printed.within(low-unit, high+unit) {
		return nil, nil
	}
	level := Check
	if s := printed.side(); (high < alpha && s < 0) || (low > alpha && s > 0) {
		level = Inconsistent
	}
	return newFinding(PCounts, level,
		fmt.Sprintf("The printed %s cannot be reproduced from %s; the usual tests give p from %s to %s.", printed, c, showP(low), showP(high)),
		fmt.Sprintf("%s: Fisher %s, χ² %s, χ² with correction %s; printed %s", c, showP(fisher), showP(pearson), showP(yates), printed)), nil
}

// CheckEffectCounts compares a printed RR, OR or RD with the one from the
// counts, within one unit of the last digit, in both directions. RD is a
// difference of proportions, or of percentages when percent is set.
func CheckEffectCounts(c Counts, measure string, printed Printed, percent bool) (*Finding, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	got, ok := c.measure(measure)
	if !ok {
		return nil, nil
	}
	unit, scale := 2*printed.Half(), 1.0
	if percent && measure == "RD" {
		scale = 100
	}
	near := func(v float64, ok bool) bool { return ok && math.Abs(scale*v-printed.Float()) <= unit*1.000001 }
	for _, way := range []Counts{c, c.swapped(), c.others(), c.others().swapped()} {
		if near(way.measure(measure)) {
			return nil, nil
		}
	}
	other := ""
	for _, name := range []string{"RR", "OR", "RD"} {
		if v, ok := c.measure(name); name != measure && near(v, ok) {
			other = fmt.Sprintf(" As an %s the counts give %s.", name, show(scale*v, printed.Decimals))
		}
	}
	return newFinding(EffectCounts, Note,
		fmt.Sprintf("The printed %s of %s is not the one that the counts %s give, which is %s; it may be adjusted.%s", measure, printed, c, show(scale*got, printed.Decimals+1), other),
		fmt.Sprintf("%s: %s = %s; printed %s", c, measure, show(scale*got, printed.Decimals+2), printed)), nil
}

// MissingOutcomes says what people without an outcome can do to a result:
// the same table with them counted as having the event and as not having it.
// analysed is the table of those with an outcome; all1 and all2 are the sizes
// of the groups.
func MissingOutcomes(analysed Counts, all1, all2 int) []string {
	miss1, miss2 := all1-analysed.N1, all2-analysed.N2
	if analysed.validate() != nil || miss1 < 0 || miss2 < 0 || miss1+miss2 == 0 {
		return nil
	}
	// People with the event, and then people without it, are both worth
	// printing: the interval of a risk ratio is not the same for the two.
	with, without := analysed, analysed.others()
	out := []string{
		"As the percentages imply, " + with.effect("with the event") + "; " + without.effect("without it") + "; " + with.fisherText() + ".",
	}
	event := Counts{with.X1 + miss1, all1, with.X2 + miss2, all2}
	none := Counts{with.X1, all1, with.X2, all2}
	out = append(out,
		"If the missing people had the event, "+event.effect("with the event")+"; "+event.others().effect("without it")+"; "+event.fisherText()+".",
		"If they did not, "+none.effect("with the event")+"; "+none.others().effect("without it")+"; "+none.fisherText()+".")
	significant := func(c Counts) bool { return c.fisher() < alpha }
	if s := significant(with); s != significant(event) || s != significant(none) {
		out = append(out, "Whether p is below .05 depends on the people who are missing.")
	}
	return out
}

func (c Counts) effect(label string) string {
	rr, low, high, ok := c.riskRatio()
	if !ok {
		return fmt.Sprintf("%s %s", c, label)
	}
	return fmt.Sprintf("%s %s: risk ratio %.3f (95%% CI %.3f to %.3f)", c, label, rr, low, high)
}

func (c Counts) fisherText() string { return fmt.Sprintf("Fisher's exact p = %.3f", c.fisher()) }
