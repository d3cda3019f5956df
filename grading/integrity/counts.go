package integrity

import (
	"fmt"
	"math"

	"appraise/grading/effect"
)

// Counts is a 2×2 table: people with the event and people in all, per group.
type Counts struct{ X1, N1, X2, N2 int }

func (c Counts) validate() error {
	for _, g := range [][2]int{{c.X1, c.N1}, {c.X2, c.N2}} {
		if g[0] < 0 || g[1] < 1 || g[0] > g[1] || g[1] > 1_000_000 {
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

// table is the same table for the formulas of package effect.
func (c Counts) table() effect.Table {
	return effect.Table{Treatment: effect.Arm{Events: c.X1, N: c.N1}, Control: effect.Arm{Events: c.X2, N: c.N2}}
}

// riskRatio returns RR with its 95 % interval on the log scale. False with a
// zero cell.
func (c Counts) riskRatio() (effect.Interval, bool) {
	if c.table().HasZero() {
		return effect.Interval{}, false
	}
	i, err := effect.RiskRatio(c.table(), 0.95)
	return i, err == nil
}

// fisher is Fisher's exact two-sided p; 1 for a table that has none.
func (c Counts) fisher() float64 {
	t, err := effect.Fisher(c.table())
	if err != nil {
		return 1
	}
	return t.P
}

// PFromCounts returns the p-values that the usual tests of a 2×2 table give:
// Fisher's exact test, Pearson's χ², and χ² with Yates's correction.
func PFromCounts(c Counts) (fisher, pearson, yates float64, err error) {
	if err := c.validate(); err != nil {
		return 0, 0, 0, err
	}
	fisher, pearson, yates = c.fisher(), 1, 1
	if t, err := effect.ChiSquare(c.table()); err == nil {
		pearson = t.P
	}
	if t, err := effect.ChiSquareYates(c.table()); err == nil {
		yates = t.P
	}
	return fisher, pearson, yates, nil
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
	if _, ok := c.measure(measure); !ok {
		return nil, nil
	}
	unit, scale := 2*printed.Half(), 1.0
	if percent && measure == "RD" {
		scale = 100
	}
	near := func(v float64, ok bool) bool { return ok && math.Abs(scale*v-printed.Float()) <= unit*1.000001 }
	ways := [...]Counts{c, c.swapped(), c.others(), c.others().swapped()}
	best, got, other := c, math.Inf(1), ""
	for _, way := range ways {
		v, ok := way.measure(measure)
		if near(v, ok) {
			return nil, nil
		}
		if ok && math.Abs(scale*v-printed.Float()) < math.Abs(scale*got-printed.Float()) {
			best, got = way, v
		}
		for _, name := range [...]string{"RR", "OR"} {
			if v, ok := way.measure(name); name != measure && other == "" && near(v, ok) {
				other = fmt.Sprintf(" The printed value is their %s.", name)
			}
		}
	}
	c = best
	return newFinding(EffectCounts, Note,
		fmt.Sprintf("The printed %s of %s is not the one that the counts %s give, %s; it may be adjusted.%s", measure, printed, c, show(scale*got, printed.Decimals+1), other),
		fmt.Sprintf("%s: %s = %s; printed %s", c, measure, show(scale*got, printed.Decimals+2), printed)), nil
}

// MissingOutcomes says what people without an outcome can do to a result:
// the same table with them counted as having the event and as not having it.
// The last sentence sums up. analysed is the table of those with an outcome;
// all1 and all2 are the sizes of the groups.
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
	turn := fmt.Sprintf(": %.3f as printed, %.3f if they had the event, %.3f if they did not.", with.fisher(), event.fisher(), none.fisher())
	switch s := significant(with); {
	case s != significant(event) || s != significant(none):
		out = append(out, "Whether p is below .05 depends on the people who are missing"+turn)
	case s:
		out = append(out, "p stays below .05 whatever became of the people who are missing"+turn)
	default:
		out = append(out, "p stays at .05 or above whatever became of the people who are missing"+turn)
	}
	return out
}

func (c Counts) effect(label string) string {
	i, ok := c.riskRatio()
	if !ok {
		return fmt.Sprintf("%s %s", c, label)
	}
	return fmt.Sprintf("%s %s: risk ratio %.3f (95%% CI %.3f to %.3f)", c, label, i.Point, i.Low, i.High)
}

func (c Counts) fisherText() string { return fmt.Sprintf("Fisher's exact p = %.3f", c.fisher()) }
