package app

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/grading/pool"
	"appraise/reports/figure"
	"appraise/reports/forest"
	"appraise/reports/pdf"
)

// ForestPlot says how a forest plot of a table is labelled.
type ForestPlot struct {
	Title string
	Arms  [2]string // names of the arms; "" for intervention and comparator
	Sides [2]string // what lies left and right of no difference; "" from the arms
}

// PlotFormats are the forms of a forest plot.
var PlotFormats = []string{"svg", "pdf"}

// PlotFormat settles the form of a plot by name, else by the file's ending.
func PlotFormat(format, path string) (string, error) {
	if format == "" {
		format = strings.TrimPrefix(filepath.Ext(path), ".")
	}
	for _, f := range PlotFormats {
		if strings.EqualFold(f, format) {
			return f, nil
		}
	}
	return "", fmt.Errorf("%w: a forest plot is svg or pdf (name the file .svg or .pdf, or give --format)", corpus.ErrInvalid)
}

// plotLevel is the level the words of a forest plot speak of.
const plotLevel = 0.95

// WriteForest draws the analysis as a forest plot.
func WriteForest(w io.Writer, t MetaTable, a Analysed, f ForestPlot, format string) (Written, error) {
	if math.Abs(a.Level-plotLevel) > 1e-9 {
		return Written{}, fmt.Errorf("%w: a forest plot shows 95 %% intervals; leave --level out", corpus.ErrInvalid)
	}
	p := f.plot(t, a)
	caption := plotCaption(a)
	if format == "pdf" {
		res, err := pdf.WriteSheet(w, pdf.Sheet{Title: plotTitle(p, a.Measure), Program: Program, Draw: func(m figure.Measure) []figure.Figure {
			return plotPages(p, plotTitle(p, a.Measure), caption, m, plotRows)
		}})
		return Written{Pages: res.Pages, Missing: res.Missing}, err
	}
	return Written{}, plotPages(p, plotTitle(p, a.Measure), caption, figure.Helvetica, 0)[0].SVGFile(w)
}

// plotTitle is what the document is called, also when nothing stands above
// the plot.
func plotTitle(p forest.Plot, m pool.Measure) string {
	if p.Title != "" {
		return p.Title
	}
	return "Forest plot, " + m.Title()
}

// Sizes of a plot as a document of its own: millimetres and points.
const (
	plotWidth = 176.0
	plotRows  = 80 // studies on one page of a PDF; SVG takes them all
	titleSize = 10.5
	smallSize = 7.0
)

// plotPages adds title and caption to the figures of a plot. rows 0 makes one
// figure of all studies.
func plotPages(p forest.Plot, title string, caption []string, m figure.Measure, rows int) []figure.Figure {
	figs := forest.Pages(p, forest.Options{Width: plotWidth, Measure: m}, rows)
	out := make([]figure.Figure, len(figs))
	for i, body := range figs {
		f := figure.Figure{Width: plotWidth, Title: title, Alt: body.Alt, Data: body.Data}
		y := 0.0
		if p.Title != "" {
			y = f.Paragraph(m, p.Title, 0, 0, plotWidth, titleSize, 4.6, true, figure.Ink) + 2.2
		}
		f.Place(body, 0, y)
		y += body.Height
		if i == len(figs)-1 {
			y++
			for _, line := range append(caption, inFull(p, m)...) {
				y = f.Paragraph(m, line, 0, y, plotWidth, smallSize, 3.3, false, figure.Muted)
			}
		}
		f.Height = y + 1.2
		out[i] = f
	}
	return out
}

// labelRoom is how wide the name of a study may be before it is cut, and
// labelSize how large it is set.
const (
	labelRoom = 41.0
	labelSize = 8.0
)

// inFull gives the names of studies that the plot had to cut.
func inFull(p forest.Plot, m figure.Measure) []string {
	var names []string
	for _, g := range p.Groups {
		for _, r := range g.Rows {
			if m(r.Label, labelSize, false) > labelRoom {
				names = append(names, r.Label)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{"Names in full: " + strings.Join(names, "; ") + "."}
}

// plot turns an analysis into the rows of a forest plot.
func (f ForestPlot) plot(t MetaTable, a Analysed) forest.Plot {
	ratio := a.Measure.Scale() == pool.Log && a.Measure != pool.PLN
	p := forest.Plot{Title: f.Title, Measure: shortMeasure(a.Measure), Ratio: ratio, Decimals: 2, Notes: []string{"Square area shows weight."}}
	if a.K > 1 {
		p.Model = plotModel(a.Method)
	}
	arms := f.Arms
	for i, name := range [2]string{"Arm 1", "Arm 2"} {
		if arms[i] == "" {
			arms[i] = name
		}
	}
	cells := armCells(t, a.Measure)
	p.Heads, p.Columns = cells.heads(arms)
	switch {
	case f.Arms[0] != "":
		p.Left, p.Right = "Lower with "+arms[0], "Higher with "+arms[0]
	case cells.arms == 2:
		p.Left, p.Right = "Lower in arm 1", "Higher in arm 1"
	case cells.arms == 0:
		p.Left, p.Right = "Lower", "Higher"
	}
	if f.Sides != [2]string{} {
		p.Left, p.Right = f.Sides[0], f.Sides[1]
	}
	p.Groups = plotGroups(a, cells)
	return p
}

// plotGroups sorts the rows into subgroups, each with its summary, and puts
// the overall summary last.
func plotGroups(a Analysed, cells armTable) []forest.Group {
	if a.Subgroups == nil {
		g := forest.Group{}
		for _, row := range tableOrder(a) {
			g.Rows = append(g.Rows, cells.row(row, a, row.weight))
		}
		if a.K > 1 {
			g.Pooled = cells.pooled(pooledLabel(a.Method), a, a.Model, g.Rows)
			g.Pooled.Note = heterogeneityNote(a.Model, a.Tau2CI)
		}
		return []forest.Group{g}
	}
	var out []forest.Group
	var all []forest.Row
	for _, s := range a.Subgroups.Groups {
		name := s.Name
		if name == "" {
			name = "(no subgroup given)"
		}
		g := forest.Group{Name: name}
		weights := groupWeights(a, s)
		for _, row := range tableOrder(a) {
			if row.group == s.Name {
				g.Rows = append(g.Rows, cells.row(row, a, weights[row.number]))
			}
		}
		all = append(all, g.Rows...)
		if s.Model.K > 1 {
			g.Pooled = cells.pooled("Subtotal", a, s.Model, g.Rows)
			g.Pooled.Note = heterogeneityNote(s.Model, pool.Interval{})
		}
		out = append(out, g)
	}
	last := forest.Group{Name: "All studies", Pooled: cells.pooled(pooledLabel(a.Method), a, a.Model, all)}
	last.Pooled.Note = heterogeneityNote(a.Model, a.Tau2CI)
	return append(out, last)
}

// groupWeights are the shares of the studies in their subgroup, by row.
func groupWeights(a Analysed, s pool.Subgroup) map[int]float64 {
	var es []pool.Effect
	for _, e := range a.Effects {
		if e.Group == s.Name {
			es = append(es, e)
		}
	}
	out := map[int]float64{}
	for i, w := range pool.Weights(es, s.Model) {
		out[es[i].Row] = w
	}
	return out
}

// plotRow is a study of the table: pooled, or left out with the reason.
type plotRow struct {
	number       int // data row
	label, group string
	study        *pool.StudyResult
	weight       float64
	note         string
}

// tableOrder lists the studies in the order of the table.
func tableOrder(a Analysed) []plotRow {
	var out []plotRow
	i, k := 0, 0
	for i < len(a.Studies) || k < len(a.Excluded) {
		if k >= len(a.Excluded) || i < len(a.Studies) && a.Studies[i].Row < a.Excluded[k].Row {
			s := &a.Studies[i]
			out = append(out, plotRow{number: s.Row, label: s.Study, group: s.Group, study: s, weight: s.Weight})
			i++
			continue
		}
		x := a.Excluded[k]
		out = append(out, plotRow{number: x.Row, label: x.Study, note: "not estimable"})
		k++
	}
	for i := range out {
		if out[i].label == "" {
			out[i].label = "Row " + strconv.Itoa(out[i].number)
		}
	}
	return out
}
