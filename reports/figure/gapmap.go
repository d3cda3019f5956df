package figure

import (
	"fmt"
	"math"
	"strings"
)

// GapMap shows where there is evidence and where there is none:
// interventions down, outcomes across. A disc's area stands for people; a
// place without evidence has a 0, so that a gap is seen and not overlooked.
type GapMap struct {
	Title   string
	Rows    []string
	Columns []string
	Cells   []GapCell
}

// GapCell is one place of the map.
type GapCell struct {
	Row, Column int
	Studies     int
	People      int    // 0: not known
	Certainty   string // "very low" … "high"; "" when not rated
}

// certaintyFill gives each certainty a shade; the words are printed as well.
var certaintyFill = map[string]Color{"high": Accent, "moderate": Accent, "low": Grey, "very low": GreyPale, "": White}

const (
	gapRow   = 14.0
	gapHead  = 12.0
	gapDisc  = 4.6 // radius of the largest
	gapSmall = 1.4
)

// Layout draws the map.
func (g GapMap) Layout(width float64, m Measure) Figure {
	if m == nil {
		m = Estimate
	}
	f := Figure{Width: width, Title: g.Title, Alt: g.Alt(), Data: g.Table()}
	left := math.Min(46, width*0.3)
	step := (width - left) / float64(max(len(g.Columns), 1))
	for i, c := range g.Columns {
		f.Add(Text{At: Point{left + step*(float64(i)+0.5), gapHead - 3}, Words: m.Fit(c, 7.4, true, step-1.5), Size: 7.4, Strong: true, Align: Center, Color: Muted})
	}
	f.Rule(0, width, gapHead, 0.6, Ink)
	most := 1.0
	for _, c := range g.Cells {
		most = math.Max(most, float64(max(c.People, c.Studies)))
	}
	for i, r := range g.Rows {
		y := gapHead + gapRow*(float64(i)+0.5)
		lines := m.Wrap(r, 8, false, left-3, 3)
		for k, words := range lines {
			f.Add(Text{At: Point{0, y + 0.9 + 3.4*(float64(k)-float64(len(lines)-1)/2)}, Words: words, Size: 8, Color: Ink})
		}
		f.Rule(0, width, gapHead+gapRow*float64(i+1), 0.5, Hair)
		for j := range g.Columns {
			g.cell(&f, Point{left + step*(float64(j)+0.5), y - 1.6}, i, j, most)
		}
	}
	f.Height = gapHead + gapRow*float64(len(g.Rows)) + 5
	f.Add(Text{At: Point{0, f.Height - 1}, Words: "Area of a disc: people studied. Number: studies. Words: certainty. 0: no study found.", Size: 7, Color: Muted})
	return f
}

func (g GapMap) cell(f *Figure, at Point, row, column int, most float64) {
	c, ok := g.find(row, column)
	if !ok || c.Studies == 0 {
		f.Add(Text{At: Point{at.X, at.Y + 2.4}, Words: "0", Size: 8, Align: Center, Color: Muted})
		return
	}
	r := math.Max(gapSmall, gapDisc*math.Sqrt(float64(max(c.People, c.Studies))/most))
	fill := certaintyFill[c.Certainty]
	ink := Ink
	if fill == Accent {
		ink = White
	}
	f.Add(Disc{Center: at, R: r, Fill: fill, Stroke: Accent, Width: 0.6})
	count := Text{At: Point{at.X, at.Y + 0.85}, Words: fmt.Sprint(c.Studies), Size: 7, Strong: true, Align: Center, Color: ink}
	if r < 1.9 { // beside the disc when it is too small to hold a number
		count.At.X, count.Align, count.Color = at.X+r+0.7, Left, Ink
	}
	words := c.Certainty
	if words == "" {
		words = "not rated"
	}
	f.Add(count, Text{At: Point{at.X, at.Y + 7.4}, Words: words, Size: 7, Align: Center, Color: Muted})
}

func (g GapMap) find(row, column int) (GapCell, bool) {
	for _, c := range g.Cells {
		if c.Row == row && c.Column == column {
			return c, true
		}
	}
	return GapCell{}, false
}

// Table gives the map as rows of text, heads first.
func (g GapMap) Table() [][]string {
	out := [][]string{append([]string{""}, g.Columns...)}
	for i, r := range g.Rows {
		row := []string{r}
		for j := range g.Columns {
			c, ok := g.find(i, j)
			if !ok || c.Studies == 0 {
				row = append(row, "0")
				continue
			}
			words := fmt.Sprintf("studies: %d", c.Studies)
			if c.People > 0 {
				words += fmt.Sprintf(", people: %d", c.People)
			}
			if c.Certainty != "" {
				words += ", certainty: " + c.Certainty
			}
			row = append(row, words)
		}
		out = append(out, row)
	}
	return out
}

// Alt says the map in words.
func (g GapMap) Alt() string {
	var b strings.Builder
	b.WriteString("Evidence gap map.")
	rows := g.Table()
	for _, r := range rows[1:] {
		for j := range g.Columns {
			words := r[j+1]
			if words == "0" {
				words = "no study"
			}
			fmt.Fprintf(&b, " %s, %s: %s.", r[0], g.Columns[j], words)
		}
	}
	return b.String()
}
