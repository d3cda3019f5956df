package figure

import (
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// svgFaces are Helvetica and the faces made to its measure.
const svgFaces = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif"

// SVG writes the figure as one svg element that scales with its container.
// id makes the ids inside unique on a page. Words are given the length they
// were laid out for, so that no face lets them run into each other.
func (f Figure) SVG(w io.Writer, id string) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" font-family="%s" role="img" aria-labelledby="%s-t %s-d">`,
		coord(f.Width), coord(f.Height), svgFaces, html.EscapeString(id), html.EscapeString(id))
	fmt.Fprintf(&b, `<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`,
		html.EscapeString(id), html.EscapeString(f.Title), html.EscapeString(id), html.EscapeString(f.Alt))
	for _, s := range f.Shapes {
		svgShape(&b, s)
	}
	b.WriteString("</svg>")
	_, err := io.WriteString(w, b.String())
	return err
}

func svgShape(b *strings.Builder, s Shape) {
	switch s := s.(type) {
	case Line:
		dash := ""
		if s.Dashed {
			dash = ` stroke-dasharray="0.7 0.7"`
		}
		fmt.Fprintf(b, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"%s/>`,
			coord(s.From.X), coord(s.From.Y), coord(s.To.X), coord(s.To.Y), s.Color.Hex(), coord(s.Width*PointMM), dash)
	case Polygon:
		var pts []string
		for _, p := range s.Points {
			pts = append(pts, coord(p.X)+","+coord(p.Y))
		}
		fmt.Fprintf(b, `<polygon points="%s" fill="%s"/>`, strings.Join(pts, " "), s.Fill.Hex())
	case Box:
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" rx="%s"%s/>`,
			coord(s.X), coord(s.Y), coord(s.W), coord(s.H), coord(s.Radius), svgPaint(s.Fill, s.Stroke, s.Width))
	case Disc:
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s"%s/>`, coord(s.Center.X), coord(s.Center.Y), coord(s.R), svgPaint(s.Fill, s.Stroke, s.Width))
	case Text:
		svgText(b, s)
	}
}

func svgPaint(fill, stroke Color, width float64) string {
	out := ` fill="none"`
	if fill != None {
		out = ` fill="` + fill.Hex() + `"`
	}
	if stroke != None {
		out += ` stroke="` + stroke.Hex() + `" stroke-width="` + coord(width*PointMM) + `"`
	}
	return out
}

func svgText(b *strings.Builder, t Text) {
	anchor := [...]string{Left: "start", Center: "middle", Right: "end"}[t.Align]
	extra := ""
	if t.Strong {
		extra += ` font-weight="600"`
	}
	if t.Italic {
		extra += ` font-style="italic"`
	}
	if t.Upright {
		extra += fmt.Sprintf(` transform="rotate(-90 %s %s)"`, coord(t.At.X), coord(t.At.Y))
	}
	if len(t.Words) > 1 && !strings.ContainsFunc(t.Words, unmeasured) {
		extra += fmt.Sprintf(` textLength="%s" lengthAdjust="spacingAndGlyphs"`, coord(Helvetica(t.Words, t.Size, t.Strong)))
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" text-anchor="%s" fill="%s"%s>%s</text>`,
		coord(t.At.X), coord(t.At.Y), coord(t.Size*PointMM), anchor, t.Color.Hex(), extra, html.EscapeString(t.Words))
}

// unmeasured reports letters whose width is only guessed: those of scripts
// other than Latin and Greek, and marks that have none.
func unmeasured(r rune) bool {
	return unicode.Is(unicode.M, r) || r > 0x3FF && (r < 0x2000 || r > 0x22FF)
}

// coord prints a length to a thousandth of a millimetre, without a minus
// zero; what is not a number becomes 0.
func coord(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "0"
	}
	return strconv.FormatFloat(math.Round(x*1000)/1000+0, 'f', -1, 64)
}
