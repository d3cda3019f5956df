package prisma

import (
	"fmt"
	"strings"

	"appraise/reports/figure"
)

// Options say how wide the diagram is and how its words are measured.
type Options struct {
	Width   float64 // millimetres; 101 when 0
	Measure figure.Measure
}

// Sizes of the style sheet.
const (
	textSize = 7.2
	leading  = 8.8 * figure.PointMM
	padY     = 1.1
	padX     = 1.8
	gapY     = 2.7
	barWidth = 4.6
)

// box is one box of the diagram, as lines of words.
type box struct {
	lines []string
	x, w  float64
	grey  bool
}

// step is a row of the diagram: what goes on, what leaves beside it, and the
// same for other sources.
type step struct {
	phase                   string
	main, aside, other, out []string
}

// Layout draws the diagram that fits the counts: new or updated review,
// databases and registers only or other sources as well.
func Layout(c Counts, o Options) figure.Figure {
	if o.Width == 0 {
		o.Width = 101
	}
	if o.Measure == nil {
		o.Measure = figure.Estimate
	}
	d := &diagram{m: o.Measure, f: figure.Figure{Width: o.Width, Title: "PRISMA 2020 flow diagram", Alt: c.Alt(), Data: c.table()}}
	d.columns(c)
	steps := c.steps()
	d.y = 0.2
	var spans []span
	for i, s := range steps {
		top := d.y
		d.row(s, i == len(steps)-1)
		if n := len(spans); n > 0 && spans[n-1].phase == s.phase {
			spans[n-1].to = d.y - gapY
		} else {
			spans = append(spans, span{s.phase, top, d.y - gapY})
		}
	}
	for _, s := range spans {
		d.bar(s)
	}
	d.f.Height = d.y - gapY + 0.6
	return d.f
}

type span struct {
	phase    string
	from, to float64
}

// diagram is the state of drawing.
type diagram struct {
	m                          figure.Measure
	f                          figure.Figure
	y                          float64
	mainX, mainW, sideX, sideW float64
	otherX, otherW, outX, outW float64
	others                     bool
	pending                    float64 // where the last box of other sources ends
}

// columns shares out the width.
func (d *diagram) columns(c Counts) {
	x := barWidth + 1.8
	w := d.f.Width - x
	d.others = c.HasOthers()
	if !d.others {
		gap := 6.0
		d.mainX, d.mainW = x, (w-gap)*0.48
		d.sideX, d.sideW = x+d.mainW+gap, w-d.mainW-gap
		return
	}
	gap := 4.0
	each := (w - 3*gap) / 4
	d.mainX, d.mainW = x, each
	d.sideX, d.sideW = x+each+gap, each
	d.otherX, d.otherW = x+2*(each+gap), each
	d.outX, d.outW = x+3*(each+gap), each
}

// wrap breaks words to the width of a box.
func (d *diagram) wrap(lines []string, width float64) []string {
	var out []string
	for _, l := range lines {
		cur := ""
		for _, word := range strings.Split(l, " ") { // not at the spaces inside "n = 12"
			next := strings.TrimSpace(cur + " " + word)
			if cur != "" && d.m(next, textSize, false) > width {
				out = append(out, cur)
				next = "  " + word
			}
			cur = next
		}
		if strings.TrimSpace(cur) == "" {
			continue
		}
		out = append(out, cur)
	}
	return out
}

// row draws one step: its boxes are as high as the highest.
func (d *diagram) row(s step, last bool) {
	boxes := []box{
		{lines: d.wrap(s.main, d.mainW-2*padX), x: d.mainX, w: d.mainW},
		{lines: d.wrap(s.aside, d.sideW-2*padX), x: d.sideX, w: d.sideW},
	}
	if d.others {
		boxes = append(boxes, box{lines: d.wrap(s.other, d.otherW-2*padX), x: d.otherX, w: d.otherW, grey: true},
			box{lines: d.wrap(s.out, d.outW-2*padX), x: d.outX, w: d.outW, grey: true})
	}
	n := 0
	for _, b := range boxes {
		n = max(n, len(b.lines))
	}
	h := float64(n)*leading + 2*padY
	for i, b := range boxes {
		if len(b.lines) == 0 {
			continue
		}
		d.box(b, h)
		if i%2 == 1 { // what leaves
			d.across(boxes[i-1].x+boxes[i-1].w, b.x, d.y+h/2)
		} else if i == 0 && !last {
			d.down(b.x+b.w/2, d.y+h, d.y+h+gapY)
		} else if i == 2 { // other sources skip the row of screening
			if d.pending > 0 {
				d.down(b.x+b.w/2, d.pending, d.y)
			}
			d.pending = d.y + h
		}
	}
	if last && d.pending > 0 {
		d.join(d.pending, d.y+h/2)
	}
	d.y += h + gapY
}

func (d *diagram) box(b box, h float64) {
	fill := figure.None
	if b.grey {
		fill = figure.GreyPale
	}
	d.f.Add(figure.Box{X: b.x, Y: d.y, W: b.w, H: h, Fill: fill, Stroke: figure.Grey, Width: 0.6})
	y := d.y + (h-float64(len(b.lines))*leading)/2
	for _, l := range b.lines {
		words := strings.TrimLeft(l, " ")
		indent := float64(len(l)-len(words)) * 0.6
		d.f.Add(figure.Text{At: figure.Point{X: b.x + padX + indent, Y: y + 0.5*leading + 0.34*textSize*figure.PointMM}, Words: words, Size: textSize, Color: figure.Ink})
		y += leading
	}
}

// across and down draw arrows.
func (d *diagram) across(x1, x2, y float64) {
	d.f.Rule(x1, x2-1, y, 0.6, figure.Muted)
	d.f.Add(figure.Polygon{Fill: figure.Muted, Points: []figure.Point{{X: x2, Y: y}, {X: x2 - 1.4, Y: y - 0.75}, {X: x2 - 1.4, Y: y + 0.75}}})
}

func (d *diagram) down(x, y1, y2 float64) {
	d.f.Add(figure.Line{From: figure.Point{X: x, Y: y1}, To: figure.Point{X: x, Y: y2 - 1}, Width: 0.6, Color: figure.Muted},
		figure.Polygon{Fill: figure.Muted, Points: []figure.Point{{X: x, Y: y2}, {X: x - 0.75, Y: y2 - 1.4}, {X: x + 0.75, Y: y2 - 1.4}}})
}

// join leads the column of other sources into the box of what is included.
func (d *diagram) join(from, y float64) {
	x, end := d.otherX+d.otherW/2, d.mainX+d.mainW
	d.f.Add(figure.Line{From: figure.Point{X: x, Y: from}, To: figure.Point{X: x, Y: y}, Width: 0.6, Color: figure.Muted})
	d.f.Rule(end+1, x, y, 0.6, figure.Muted)
	d.f.Add(figure.Polygon{Fill: figure.Muted, Points: []figure.Point{{X: end, Y: y}, {X: end + 1.4, Y: y - 0.75}, {X: end + 1.4, Y: y + 0.75}}})
}

// bar names a phase at the left; the words shrink when the bar is short.
func (d *diagram) bar(s span) {
	h := s.to - s.from
	d.f.Add(figure.Box{X: 0, Y: s.from, W: barWidth, H: h, Fill: figure.AccentTint})
	size := 6.2
	if w := d.m(s.phase, size, true); w > h-0.4 {
		size *= (h - 0.4) / w
	}
	w := d.m(s.phase, size, true)
	d.f.Add(figure.Text{At: figure.Point{X: barWidth/2 + 0.75, Y: (s.from+s.to)/2 + w/2}, Words: s.phase, Size: size, Strong: true, Color: figure.Accent, Upright: true})
}

// n writes " (n = 12)", also when the number is not known.
func n(p *int) string {
	if p == nil {
		return " (n\u00a0not\u00a0known)"
	}
	return fmt.Sprintf(" (n\u00a0=\u00a0%d)", *p)
}

func known(label string, p *int) []string {
	if p == nil {
		return nil
	}
	return []string{label + n(p)}
}

// steps lists the rows of the diagram in the fixed words of PRISMA 2020.
func (c Counts) steps() []step {
	first := step{phase: "Identification", main: append([]string{"Records identified from:"}, append(known("Databases", c.Databases), known("Registers", c.Registers)...)...)}
	if len(first.main) == 1 {
		first.main = []string{"Records identified" + n(nil)}
	}
	removed := append(known("Duplicate records", c.Duplicates), append(known("Marked ineligible by automation tools", c.Automation), known("Removed for other reasons", c.RemovedOther)...)...)
	if len(removed) > 0 {
		first.aside = append([]string{"Records removed before screening:"}, removed...)
	}
	sought := step{phase: "Screening", main: []string{"Reports sought for retrieval" + n(c.Sought)}, aside: known("Reports not retrieved", c.NotRetrieved)}
	assessed := step{phase: "Screening", main: []string{"Reports assessed for eligibility" + n(c.Assessed)}, aside: reasons(c.Excluded)}
	if c.HasOthers() {
		first.other = []string{"Records identified from:"}
		for _, r := range c.Others {
			first.other = append(first.other, r.Why+n(&r.N))
		}
		sought.other, sought.out = []string{"Reports sought for retrieval" + n(c.OtherSought)}, known("Reports not retrieved", c.OtherNotRetrieved)
		assessed.other, assessed.out = []string{"Reports assessed for eligibility" + n(c.OtherAssessed)}, reasons(c.OtherExcluded)
	}
	steps := []step{}
	if c.Updated() {
		steps = append(steps, step{phase: "Previous studies", main: append(known("Studies included in the previous version", c.PreviousStudies), known("Reports of those studies", c.PreviousReports)...)})
	}
	screened := step{phase: "Screening", main: []string{"Records screened" + n(c.Screened)}, aside: known("Records excluded", c.ScreenedOut)}
	steps = append(steps, first, screened, sought, assessed)
	word := ""
	if c.Updated() {
		word = "New "
	}
	included := []string{capital(word+"studies included in review") + n(c.Studies), capital("reports of "+strings.ToLower(word)+"included studies") + n(c.Reports)}
	if c.Updated() {
		included = append(included, append(known("Total studies included", c.TotalStudies), known("Total reports included", c.TotalReports)...)...)
	}
	return append(steps, step{phase: "Included", main: included})
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// reasons lists why reports were excluded.
func reasons(rs []Reason) []string {
	if len(rs) == 0 {
		return nil
	}
	out := []string{"Reports excluded" + n(total(rs)) + ":"}
	for _, r := range rs {
		out = append(out, r.Why+n(&r.N))
	}
	return out
}

func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// Alt says the diagram in words.
func (c Counts) Alt() string {
	var b strings.Builder
	b.WriteString("PRISMA 2020 flow diagram.")
	for _, s := range c.steps() {
		for _, part := range [][]string{s.main, s.aside, s.other, s.out} {
			if len(part) > 0 {
				b.WriteString(" " + plainSpaces(strings.Join(part, ", ")) + ".")
			}
		}
	}
	return b.String()
}

func (c Counts) table() [][]string {
	out := [][]string{{"Phase", "Box"}}
	for _, s := range c.steps() {
		for _, part := range [][]string{s.main, s.aside, s.other, s.out} {
			if len(part) > 0 {
				out = append(out, []string{s.phase, plainSpaces(strings.Join(part, "; "))})
			}
		}
	}
	return out
}
