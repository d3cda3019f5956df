package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Timeline shows what happened to a claim: when it was written, which works
// for and against it came before and after, and what became of them.
type Timeline struct {
	Title  string
	Events []Moment
}

// Moment is one dated thing.
type Moment struct {
	Year  int
	Month int    // 0: not known
	Kind  string // "claim", "supports", "contradicts", "mentions", "notice"
	Label string
}

// momentMarks gives each kind a sign and a colour, so that colour is never
// alone.
var momentMarks = map[string]struct {
	sign  string
	color Color
}{
	"claim": {"“”", Accent}, "supports": {"+", RiskLow}, "contradicts": {"×", RiskHigh}, "mentions": {"·", Grey}, "notice": {"!", Rust},
}

func (m Moment) at() float64 {
	if m.Month > 0 {
		return float64(m.Year) + (float64(m.Month)-0.5)/12
	}
	return float64(m.Year) + 0.5
}

const (
	timeRow   = 4.6
	timeLabel = 8.0
)

// Layout draws the line with one row a moment, in order of time.
func (t Timeline) Layout(width float64, m Measure) Figure {
	if m == nil {
		m = Estimate
	}
	ev := slices.Clone(t.Events)
	slices.SortStableFunc(ev, func(a, b Moment) int {
		switch {
		case a.at() < b.at():
			return -1
		case a.at() > b.at():
			return 1
		}
		return strings.Compare(a.Kind+a.Label, b.Kind+b.Label)
	})
	f := Figure{Width: width, Title: t.Title, Alt: timelineAlt(ev), Data: timelineTable(ev)}
	if len(ev) == 0 {
		f.Height = 1
		return f
	}
	lo, hi := float64(ev[0].Year), float64(ev[len(ev)-1].Year+1)
	plot := width * 0.42
	x := func(v float64) float64 { return 1 + (v-lo)/(hi-lo)*(plot-2) }
	y := 1.0
	for _, e := range ev {
		mid := y + timeRow/2
		mark := momentMarks[e.Kind]
		f.Rule(1, plot-1, mid, 0.3, Hair)
		f.Add(Disc{Center: Point{x(e.at()), mid}, R: 1.5, Fill: mark.color},
			Text{At: Point{x(e.at()), mid + 0.8}, Words: mark.sign, Size: 6.4, Strong: true, Align: Center, Color: White},
			Text{At: Point{plot + 3, mid + 0.34*timeLabel*PointMM}, Words: m.Fit(fmt.Sprintf("%d  %s: %s", e.Year, e.Kind, e.Label), timeLabel, false, width-plot-3), Size: timeLabel, Color: Ink})
		y += timeRow
	}
	f.Rule(1, plot-1, y+0.4, 0.6, Ink)
	step := math.Max(1, math.Ceil((hi-lo)/6))
	for v := lo; v <= hi; v += step {
		f.Add(Line{From: Point{x(v), y + 0.4}, To: Point{x(v), y + 1.4}, Width: 0.6, Color: Ink},
			Text{At: Point{x(v), y + 4.4}, Words: fmt.Sprintf("%.0f", v), Size: 7, Align: endAlign(v, lo, hi), Color: Ink})
	}
	f.Height = y + 5.6
	return f
}

func endAlign(v, lo, hi float64) Align {
	switch {
	case v == lo:
		return Left
	case v >= hi:
		return Right
	}
	return Center
}

func timelineAlt(ev []Moment) string {
	var b strings.Builder
	b.WriteString("Timeline.")
	for _, e := range ev {
		fmt.Fprintf(&b, " %d, %s: %s.", e.Year, e.Kind, e.Label)
	}
	return b.String()
}

func timelineTable(ev []Moment) [][]string {
	out := [][]string{{"Year", "What", "Which"}}
	for _, e := range ev {
		out = append(out, []string{fmt.Sprint(e.Year), e.Kind, e.Label})
	}
	return out
}
