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
	styleTight    = style{sans, 7.6, 9.5, figure.Ink, 0}
	styleTable    = style{sans, 8, 10, figure.Ink, 0}
	styleTableSub = style{sans, 7.6, 9.4, figure.Muted, 0}
	styleTableTop = style{semi, 7.4, 9.2, figure.Muted, 0}
	styleNote     = style{sans, 7, 8.9, figure.Muted, 0}
	styleRef      = style{sans, 7.2, 9.1, figure.Ink, 0}
	styleKicker   = style{semi, 7.4, 9, figure.Accent, 0.55}
	styleFigure   = style{serifBold, 17, 18, figure.Accent, 0}
)

// The page: one measure of 176 mm for A4 and Letter, twelve columns.
const (
	measure    = 176.0
	columnWide = 11.0
	gutter     = 4.0
	topMargin  = 14.5
	footRule   = 12.5 // above the end of the page
	footSpace  = 3.5  // kept free above the rule
)

// columnX and columns give the place and width of grid columns.
func columnX(i int) float64     { return float64(i) * (columnWide + gutter) }
func columnsWide(n int) float64 { return float64(n)*columnWide + float64(n-1)*gutter }
