package figure

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// Place adds the shapes of g with its top left corner at x, y.
func (f *Figure) Place(g Figure, x, y float64) {
	for _, s := range g.Shapes {
		f.Add(moved(s, x, y))
	}
}

func moved(s Shape, x, y float64) Shape {
	by := func(p Point) Point { return Point{p.X + x, p.Y + y} }
	switch s := s.(type) {
	case Line:
		s.From, s.To = by(s.From), by(s.To)
		return s
	case Polygon:
		points := make([]Point, len(s.Points))
		for i, p := range s.Points {
			points[i] = by(p)
		}
		s.Points = points
		return s
	case Box:
		s.X, s.Y = s.X+x, s.Y+y
		return s
	case Disc:
		s.Center = by(s.Center)
		return s
	case Text:
		s.At = by(s.At)
		return s
	}
	return s
}

// Paragraph adds words below y in lines no wider than width, and returns
// where the next one may begin.
func (f *Figure) Paragraph(m Measure, words string, x, y, width, size, leading float64, strong bool, c Color) float64 {
	for _, line := range m.Wrap(words, size, strong, width, len(words)+1) {
		y += leading
		f.Add(Text{At: Point{x, y}, Words: line, Size: size, Strong: strong, Color: c})
	}
	return y
}

// edge is the white around a figure that is a file of its own.
const edge = 4.0

// SVGFile writes the figure as a document of its own: with a size in
// millimetres, a white ground and its typeface, measured by Helvetica. Each
// text carries its measured length, so that a wider typeface is drawn
// narrower instead of running into its neighbours.
func (f Figure) SVGFile(w io.Writer) error {
	var b strings.Builder
	e, wide, high := coord(-edge), coord(f.Width+2*edge), coord(f.Height+2*edge)
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<svg xmlns="http://www.w3.org/2000/svg" width="%smm" height="%smm" viewBox="%s %s %s %s" role="img" aria-labelledby="t d" font-family="%s">`+"\n",
		wide, high, e, e, wide, high, svgFaces)
	fmt.Fprintf(&b, "<title id=\"t\">%s</title>\n<desc id=\"d\">%s</desc>\n", html.EscapeString(xmlWords(f.Title)), html.EscapeString(xmlWords(f.Alt)))
	fmt.Fprintf(&b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n", e, e, wide, high, White.Hex())
	for _, s := range f.Shapes {
		if t, ok := s.(Text); ok {
			t.Words = xmlWords(t.Words)
			s = t
		}
		svgShape(&b, s)
		b.WriteByte('\n')
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// xmlWords leaves out what an XML document cannot hold.
func xmlWords(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// helvetica are the advance widths of the letters from space to tilde, in
// thousandths of the type size (Adobe's published metrics of Helvetica).
var helvetica = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// boldWider is how much wider the bold face runs.
const boldWider = 1.07

// Helvetica measures words in Helvetica, or a face as wide (Arial, Liberation
// Sans); letters beyond ASCII are taken as a digit wide, those of East Asia as
// wide as high.
func Helvetica(words string, size float64, strong bool) float64 {
	n := 0.0
	for _, r := range words {
		switch {
		case r >= ' ' && int(r-' ') < len(helvetica):
			n += float64(helvetica[r-' '])
		case r == '²' || r == '³' || r == '·':
			n += 333
		case r == '…' || r >= 0x2E80:
			n += 1000
		default:
			n += 584
		}
	}
	if strong {
		n *= boldWider
	}
	return n / 1000 * size * PointMM
}
