package pdf

import "appraise/reports/figure"

// pt is the length of a point in millimetres.
const pt = figure.PointMM

// style is how a text is set: face, size and leading in points, colour, and
// extra space between letters in points.
type style struct {
	face  faceName
	size  float64
	lead  float64
	color figure.Color
	track float64
}

func (s style) in(c figure.Color) style     { s.color = c; return s }
func (s style) at(size, lead float64) style { s.size, s.lead = size, lead; return s }
func (s style) with(f faceName) style       { s.face = f; return s }
func (s style) height() float64             { return s.lead * pt }
func (s style) baseline() float64           { return (0.5*s.lead + 0.34*s.size) * pt }
func (s style) strong() faceName {
	if s.face == serif {
		return serifBold
	}
	if s.face == sans {
		return bold
	}
	return s.face
}

// The style sheet.
var (
	styleTitle    = style{serifBold, 21, 24, figure.Ink, 0}
	styleQuestion = style{sans, 10, 13.4, figure.Muted, 0}
	styleAnswer   = style{serif, 11, 15, figure.Ink, 0}
	styleHead     = style{semi, 10.4, 13, figure.Accent, 0}
	styleLabel    = style{semi, 8, 10.6, figure.Ink, 0}
	styleSmall    = style{sans, 8, 10.6, figure.Ink, 0}
	styleTable    = style{sans, 8, 10, figure.Ink, 0}
	styleTableSub = style{sans, 7.6, 9.4, figure.Muted, 0}
	styleTableTop = style{semi, 7.4, 9.2, figure.Muted, 0}
	styleNote     = style{sans, 7, 8.9, figure.Muted, 0}
	styleRef      = style{sans, 7.2, 9.1, figure.Ink, 0}
	styleKicker   = style{semi, 7.4, 9, figure.Accent, 0.55}
	styleFigure   = style{serifBold, 17, 18, figure.Accent, 0}
)

// The page: the same margins on every paper, so that a measure of 176 mm on
// A4 is one of 182 mm on Letter, which is wider and shorter.
const (
	sideMargin = 17.0
	gutter     = 4.0
	footRule   = 12.5 // above the end of the page
)

// grid divides the measure into twelve columns.
type grid struct{ measure float64 }

func (g grid) column() float64 { return (g.measure - 11*gutter) / 12 }

// x and wide give the place of a column and the width of some.
func (g grid) x(i int) float64    { return float64(i) * (g.column() + gutter) }
func (g grid) wide(n int) float64 { return float64(n)*g.column() + float64(n-1)*gutter }

// look is how closely a document is set; lengths in millimetres.
type look struct {
	title, answer, head, small, note, ref style

	gaps   float64 // share of the usual gaps between bands
	stack  float64 // between blocks in a column
	row    float64 // above and below the words of a row
	fact   float64 // least height of a key fact
	before float64 // above the words of a section's head
	top    float64 // margin of the page
	foot   float64 // kept free above the rule at the end of a page
}

// The looks, from the one of the style sheet to the closest: what has a limit
// of pages takes the first that keeps it. Nothing is smaller than 7 points.
var looks = [...]look{
	{styleTitle, styleAnswer, styleHead, styleSmall, styleNote, styleRef, 1, 3.4, 1.15, 8.6, 2.6, 14.5, 3.5},
	{styleTitle, styleAnswer, styleHead, styleSmall.at(7.6, 9.5), styleNote, styleRef, 0.75, 3.4, 1.15, 8.6, 2.6, 14.5, 3.5},
	{styleTitle.at(17, 20), styleAnswer.at(10.4, 13.8), styleHead.at(9.8, 11.8), styleSmall.at(7.6, 9.4), styleNote.at(7, 8.5), styleRef.at(7, 8.5), 0.66, 2.6, 0.8, 7.6, 2.2, 12.5, 2.5},
	{styleTitle.at(17, 20), styleAnswer.at(10, 13.2), styleHead.at(9.4, 11.2), styleSmall.at(7.2, 8.7), styleNote.at(7, 8.2), styleRef.at(7, 8.2), 0.55, 2.2, 0.6, 7.2, 2, 11, 2},
}
