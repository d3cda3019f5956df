// Package figure is the vocabulary plots are made of: lines, discs, boxes
// and words at measured places. A plot is laid out once, as a Figure, and
// drawn by whoever can: on a PDF page or as SVG.
//
// Lengths are millimetres from the top left corner, type sizes and line
// widths are points.
package figure

import "strings"

// PointMM is the length of one typographic point in millimetres.
const PointMM = 25.4 / 72

// Figure is a plot that is ready to be drawn.
type Figure struct {
	Width  float64    `json:"width"`
	Height float64    `json:"height"`
	Title  string     `json:"title,omitempty"`
	Alt    string     `json:"alt"`            // the figure in words, made from its data
	Data   [][]string `json:"data,omitempty"` // the figure as a table, heads first
	Shapes []Shape    `json:"-"`
}

// Shape is one of Line, Polygon, Box, Disc and Text.
type Shape interface{ shape() }

// Point is a place on the figure.
type Point struct{ X, Y float64 }

// Line is a straight line.
type Line struct {
	From, To Point
	Width    float64
	Color    Color
	Dashed   bool
}

// Polygon is a filled area.
type Polygon struct {
	Points []Point
	Fill   Color
}

// Box is a rectangle, filled, outlined or both; None leaves a part out.
type Box struct {
	X, Y, W, H float64
	Radius     float64
	Fill       Color
	Stroke     Color
	Width      float64
}

// Disc is a circle.
type Disc struct {
	Center Point
	R      float64
	Fill   Color
	Stroke Color
	Width  float64
}

// Align says which end of a text lies on its point.
type Align int

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Text is a line of words; At is on the baseline. Upright text is turned by
// a quarter so that it reads from bottom to top.
type Text struct {
	At      Point
	Words   string
	Size    float64
	Strong  bool
	Italic  bool
	Align   Align
	Color   Color
	Upright bool
}

func (Line) shape()    {}
func (Polygon) shape() {}
func (Box) shape()     {}
func (Disc) shape()    {}
func (Text) shape()    {}

// Add appends shapes.
func (f *Figure) Add(shapes ...Shape) { f.Shapes = append(f.Shapes, shapes...) }

// Rule adds a horizontal line.
func (f *Figure) Rule(x1, x2, y, width float64, c Color) {
	f.Add(Line{From: Point{x1, y}, To: Point{x2, y}, Width: width, Color: c})
}

// Measure tells how wide words are at a size, in millimetres.
type Measure func(words string, size float64, strong bool) float64

// Estimate measures text when no font is at hand: by the widths of Helvetica,
// which are a little wide for the faces of the documents.
func Estimate(words string, size float64, strong bool) float64 {
	return Helvetica(words, size, strong)
}

// Fit cuts words so that they are no wider than width, with an ellipsis.
func (m Measure) Fit(words string, size float64, strong bool, width float64) string {
	if m(words, size, strong) <= width {
		return words
	}
	rs := []rune(words)
	lo, hi := 0, len(rs)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if m(string(rs[:mid])+"…", size, strong) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return string(rs[:lo]) + "…"
}

// Wrap breaks words into at most most lines of a width; the last one is cut
// when it does not fit.
func (m Measure) Wrap(words string, size float64, strong bool, width float64, most int) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(words) {
		next := strings.TrimSpace(line + " " + w)
		if line != "" && len(out) < most-1 && m(next, size, strong) > width {
			out = append(out, line)
			next = w
		}
		line = next
	}
	return append(out, m.Fit(line, size, strong, width))
}
