package forest

import (
	"fmt"
	"math"
	"strings"

	"appraise/reports/figure"
)

// RiskTable is the judgements of risk of bias of several results: the
// traffic light and the weighted summary are drawn from it.
//
// McGuinness LA, Higgins JPT. Res Synth Methods 2021;12:55–61.
// doi:10.1002/jrsm.1411 (robvis, whose conventions these are, but with ! for
// some concerns).
type RiskTable struct {
	Title   string
	Domains []string // names, in the order of the instrument
	Rows    []RiskRow
}

// RiskRow is one result's judgements.
type RiskRow struct {
	Label   string
	Risks   []string
	Overall string
	Weight  float64 // in the meta-analysis; equal weights when all are 0
}

const (
	lightRow  = 5.2
	lightStep = 9.0
	lightHead = 6.0
)

// TrafficLight draws one disc a domain and a square for the overall
// judgement. Columns have numbers; the names stand below.
func (p RiskTable) TrafficLight(o Options) figure.Figure {
	if o.Width == 0 {
		o.Width = 176
	}
	if o.Measure == nil {
		o.Measure = figure.Estimate
	}
	f := figure.Figure{Width: o.Width, Title: p.Title, Alt: p.Alt(), Data: p.Table()}
	labelW := 20.0
	for _, r := range p.Rows {
		labelW = math.Max(labelW, o.Measure(r.Label, bodySize, false)+4)
	}
	n := len(p.Domains) + 1
	step := math.Min(lightStep, (o.Width-20)/float64(n))
	labelW = math.Min(labelW, o.Width-step*float64(n)-2)
	x := func(i int) float64 { return labelW + step*(float64(i)+0.5) }
	for i := range n {
		words := fmt.Sprint(i + 1)
		if i == n-1 {
			words = "All"
		}
		f.Add(figure.Text{At: figure.Point{X: x(i), Y: 4}, Words: words, Size: headSize, Strong: true, Align: figure.Center, Color: figure.Muted})
	}
	right := labelW + step*float64(n)
	f.Rule(0, right, lightHead-0.4, 0.6, figure.Ink)
	y := lightHead
	for _, r := range p.Rows {
		mid := y + lightRow/2
		f.Add(figure.Text{At: figure.Point{X: 0, Y: mid + 0.34*bodySize*figure.PointMM}, Words: o.Measure.Fit(r.Label, bodySize, false, labelW-2), Size: bodySize, Color: figure.Ink})
		for i := range n {
			risk := r.Overall
			if i < n-1 {
				risk = ""
				if i < len(r.Risks) {
					risk = r.Risks[i]
				}
			}
			f.Add(figure.Risk(figure.Point{X: x(i), Y: mid}, 1.9, risk, i == n-1)...)
		}
		y += lightRow
		f.Rule(0, right, y, 0.5, figure.Hair)
	}
	f.Height = p.key(&f, o, y+3.4)
	return f
}

// key writes the legend and the names of the domains; it returns the height.
func (p RiskTable) key(f *figure.Figure, o Options, y float64) float64 {
	x := 0.0
	used := p.used()
	for _, risk := range figure.RiskOrder {
		if !used[risk] {
			continue
		}
		words := figure.MarkOf(risk).Label
		f.Add(figure.Risk(figure.Point{X: x + 1.4, Y: y - 0.9}, 1.3, risk, false)...)
		f.Add(figure.Text{At: figure.Point{X: x + 3.5, Y: y}, Words: words, Size: noteSize, Color: figure.Muted})
		x += o.Measure(words, noteSize, false) + 7
	}
	line := ""
	y += 3.8
	flush := func() {
		if line != "" {
			f.Add(figure.Text{At: figure.Point{X: 0, Y: y}, Words: line, Size: noteSize, Color: figure.Muted})
			y += 3.2
		}
		line = ""
	}
	for i, d := range p.Domains {
		part := fmt.Sprintf("%d %s", i+1, d)
		if line != "" && o.Measure(line+"; "+part, noteSize, false) > o.Width {
			flush()
		}
		if line != "" {
			line += "; "
		}
		line += part
	}
	flush()
	return y - 2
}

func (p RiskTable) used() map[string]bool {
	used := map[string]bool{}
	for _, r := range p.Rows {
		used[r.Overall] = true
		for _, x := range r.Risks {
			used[x] = true
		}
	}
	return used
}

// Shares tells how much of the weight has each judgement, in a domain or,
// for -1, overall. They add up to 1 when there is a row.
func (p RiskTable) Shares(domain int) map[string]float64 {
	total := 0.0
	for _, r := range p.Rows {
		total += r.Weight
	}
	out := map[string]float64{}
	for _, r := range p.Rows {
		w := 1 / float64(len(p.Rows))
		if total > 0 {
			w = r.Weight / total
		}
		risk := r.Overall
		if domain >= 0 {
			risk = ""
			if domain < len(r.Risks) {
				risk = r.Risks[domain]
			}
		}
		out[risk] += w
	}
	return out
}

// Summary draws one bar a domain, as long as the whole weight, parted by
// judgement from low to high.
func (p RiskTable) Summary(o Options) figure.Figure {
	if o.Width == 0 {
		o.Width = 176
	}
	if o.Measure == nil {
		o.Measure = figure.Estimate
	}
	f := figure.Figure{Width: o.Width, Title: p.Title, Alt: p.Alt(), Data: p.shareTable()}
	labelW := 22.0
	for _, d := range p.Domains {
		labelW = math.Max(labelW, o.Measure(d, bodySize, false)+3)
	}
	labelW = math.Min(labelW, o.Width*0.5)
	bar := o.Width - labelW - 1
	y := 0.5
	for i := range len(p.Domains) + 1 {
		name, domain, strong := "Overall", -1, true
		if i < len(p.Domains) {
			name, domain, strong = p.Domains[i], i, false
		}
		mid := y + lightRow/2
		f.Add(figure.Text{At: figure.Point{X: 0, Y: mid + 0.34*bodySize*figure.PointMM}, Words: o.Measure.Fit(name, bodySize, strong, labelW-2), Size: bodySize, Strong: strong, Color: figure.Ink})
		p.bar(&f, o, p.Shares(domain), labelW, bar, y+0.6, lightRow-1.2)
		y += lightRow
	}
	for _, t := range []float64{0, 0.25, 0.5, 0.75, 1} {
		f.Add(figure.Text{At: figure.Point{X: labelW + bar*t, Y: y + 3.4}, Words: fmt.Sprintf("%.0f%%", 100*t), Size: noteSize, Align: ends(t), Color: figure.Ink})
	}
	k := RiskTable{Rows: p.Rows}
	f.Height = k.key(&f, o, y+8) - 1
	return f
}

// ends keeps the labels of an axis inside it.
func ends(t float64) figure.Align {
	switch t {
	case 0:
		return figure.Left
	case 1:
		return figure.Right
	}
	return figure.Center
}

func (p RiskTable) bar(f *figure.Figure, o Options, shares map[string]float64, x, width, y, h float64) {
	for _, risk := range append(append([]string{}, figure.RiskOrder...), "") {
		s := shares[risk]
		if s <= 0 || math.IsNaN(s) {
			continue
		}
		m := figure.MarkOf(risk)
		f.Add(figure.Box{X: x, Y: y, W: width * s, H: h, Fill: m.Fill, Stroke: figure.White, Width: 0.5})
		if words := strings.TrimSpace(m.Sign + fmt.Sprintf(" %.0f%%", 100*s)); o.Measure(words, noteSize, true) < width*s-1 {
			f.Add(figure.Text{At: figure.Point{X: x + width*s/2, Y: y + h/2 + 0.34*noteSize*figure.PointMM}, Words: words, Size: noteSize, Strong: true, Align: figure.Center, Color: m.Ink})
		}
		x += width * s
	}
}

// Alt says the judgements in words.
func (p RiskTable) Alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Risk of bias of %d results.", len(p.Rows))
	for _, r := range p.Rows {
		fmt.Fprintf(&b, " %s: overall %s", r.Label, figure.MarkOf(r.Overall).Label)
		for i, d := range p.Domains {
			if i < len(r.Risks) {
				fmt.Fprintf(&b, "; %s %s", d, figure.MarkOf(r.Risks[i]).Label)
			}
		}
		b.WriteString(".")
	}
	return b.String()
}

// Table gives the judgements as rows of text, heads first.
func (p RiskTable) Table() [][]string {
	out := [][]string{append(append([]string{"Result"}, p.Domains...), "Overall")}
	for _, r := range p.Rows {
		row := []string{r.Label}
		for i := range p.Domains {
			risk := ""
			if i < len(r.Risks) {
				risk = r.Risks[i]
			}
			row = append(row, figure.MarkOf(risk).Label)
		}
		out = append(out, append(row, figure.MarkOf(r.Overall).Label))
	}
	return out
}

func (p RiskTable) shareTable() [][]string {
	out := [][]string{{"Domain", "Share of the weight"}}
	for i := range len(p.Domains) + 1 {
		name, domain := "Overall", -1
		if i < len(p.Domains) {
			name, domain = p.Domains[i], i
		}
		var parts []string
		shares := p.Shares(domain)
		for _, risk := range append(append([]string{}, figure.RiskOrder...), "") {
			if shares[risk] > 0 {
				parts = append(parts, fmt.Sprintf("%s %.0f%%", figure.MarkOf(risk).Label, 100*shares[risk]))
			}
		}
		out = append(out, []string{name, strings.Join(parts, ", ")})
	}
	return out
}
