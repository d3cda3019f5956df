package pdf

import (
	"fmt"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"appraise/reports/figure"
)

// canvas draws on the pages of one document.
type canvas struct {
	pdf   *gofpdf.Fpdf
	faces [len(faceFiles)]*face
	tags  *tags
	page  int
	left  float64 // of the text block
	grid  grid
	ready bool // the current style is set on this page
	cur   style
	links map[int]int // reference number → gofpdf link
	lost  map[string]int
	holes []string // drawn without a glyph; none in a good document
	lw    float64
	logo  [2]float64 // width and height in millimetres; 0: none
}

// set makes s the current style, writing only what changes.
func (c *canvas) set(s style) {
	if !c.ready || s.face != c.cur.face || s.size != c.cur.size {
		c.pdf.SetFont(faceFiles[s.face].family, "", s.size)
	}
	if !c.ready || s.color != c.cur.color {
		c.pdf.SetTextColor(s.color.RGB())
	}
	c.cur, c.ready = s, true
}

// width measures words in millimetres.
func (c *canvas) width(words string, s style) float64 {
	w := c.faces[s.face].width(words) / 1000 * s.size * pt
	if s.track != 0 {
		n := 0
		for range words {
			n++
		}
		w += float64(n) * s.track * pt
	}
	return w
}

// put draws kerned words with their baseline at y. The words have gone
// through fit before.
func (c *canvas) put(x, y float64, words string, s style) {
	if words == "" {
		return
	}
	c.set(s)
	c.guard(words, s.face)
	if s.track != 0 {
		c.pdf.RawWriteStr(fmt.Sprintf("%.3f Tc", s.track))
		c.pdf.Text(x, y, words)
		c.pdf.RawWriteStr("0 Tc")
		return
	}
	f := c.faces[s.face]
	start := 0
	prev := rune(-1)
	for i, r := range words {
		if prev >= 0 {
			if k := f.kern(prev, r); k != 0 {
				part := words[start:i]
				c.pdf.Text(x, y, part)
				x += (f.width(part) + k) / 1000 * s.size * pt
				start = i
			}
		}
		prev = r
	}
	c.pdf.Text(x, y, words[start:])
}

// guard notes runes that would be printed as an empty box: gofpdf says
// nothing about them, and text extraction finds them all the same.
func (c *canvas) guard(words string, name faceName) {
	for _, r := range words {
		if !c.faces[name].has(r) {
			c.holes = append(c.holes, code(r)+" in "+faceFiles[name].family)
		}
	}
}

// say fits words to the face and draws them aligned at x.
func (c *canvas) say(x, y float64, words string, s style, al figure.Align) {
	words = fit(words, c.faces[s.face], c.lost)
	switch al {
	case figure.Right:
		x -= c.width(words, s)
	case figure.Center:
		x -= c.width(words, s) / 2
	}
	c.put(x, y, words, s)
}

func (c *canvas) fill(col figure.Color)   { c.pdf.SetFillColor(col.RGB()) }
func (c *canvas) stroke(col figure.Color) { c.pdf.SetDrawColor(col.RGB()) }

func (c *canvas) lineWidth(points float64) {
	if c.lw != points {
		c.pdf.SetLineWidth(points * pt)
		c.lw = points
	}
}

// rule draws a horizontal line.
func (c *canvas) rule(x1, x2, y, width float64, col figure.Color) {
	c.stroke(col)
	c.lineWidth(width)
	c.pdf.Line(x1, y, x2, y)
}

// newPage begins a page; gofpdf forgets nothing, but the stream is new.
func (c *canvas) newPage() {
	c.pdf.AddPage()
	c.page++
	c.ready = false
	c.lw = -1
}

// bookmark adds an entry to the outline.
func (c *canvas) bookmark(title string, level int, y float64) {
	if title = plain(title); title == "" {
		return
	}
	c.set(styleSmall) // gofpdf writes UTF-16 only when a UTF-8 font is current
	c.pdf.Bookmark(title, level, y)
}

// shapes draws a figure with its top left corner at x, y.
func (c *canvas) shapes(f figure.Figure, x, y float64) {
	for _, s := range f.Shapes {
		c.shape(s, x, y)
	}
}

func (c *canvas) shape(s figure.Shape, x, y float64) {
	switch s := s.(type) {
	case figure.Line:
		c.stroke(s.Color)
		c.lineWidth(s.Width)
		if s.Dashed {
			c.pdf.SetDashPattern([]float64{0.7, 0.7}, 0)
		}
		c.pdf.Line(x+s.From.X, y+s.From.Y, x+s.To.X, y+s.To.Y)
		if s.Dashed {
			c.pdf.SetDashPattern(nil, 0)
		}
	case figure.Polygon:
		c.fill(s.Fill)
		pts := make([]gofpdf.PointType, len(s.Points))
		for i, p := range s.Points {
			pts[i] = gofpdf.PointType{X: x + p.X, Y: y + p.Y}
		}
		c.pdf.Polygon(pts, "F")
	case figure.Box:
		c.box(s, x, y)
	case figure.Disc:
		c.disc(s, x, y)
	case figure.Text:
		c.figureText(s, x, y)
	}
}

// paint chooses gofpdf's fill style and sets colours.
func (c *canvas) paint(fill, stroke figure.Color, width float64) string {
	how := ""
	if fill != figure.None {
		c.fill(fill)
		how = "F"
	}
	if stroke != figure.None {
		c.stroke(stroke)
		c.lineWidth(width)
		how += "D"
	}
	return how
}

func (c *canvas) box(b figure.Box, x, y float64) {
	how := c.paint(b.Fill, b.Stroke, b.Width)
	switch {
	case how == "":
	case b.Radius > 0:
		c.pdf.RoundedRect(x+b.X, y+b.Y, b.W, b.H, b.Radius, "1234", how)
		c.pdf.RawWriteStr("Q") // gofpdf saves the state here and forgets to take it back
	default:
		c.pdf.Rect(x+b.X, y+b.Y, b.W, b.H, how)
	}
}

// disc draws a circle; a filled one without a line is a dot of a round-capped
// line, which costs a tenth of the bytes.
func (c *canvas) disc(d figure.Disc, x, y float64) {
	if d.Stroke == figure.None && d.Fill != figure.None {
		c.stroke(d.Fill)
		c.pdf.SetLineCapStyle("round")
		c.lineWidth(2 * d.R / pt)
		c.pdf.Line(x+d.Center.X, y+d.Center.Y, x+d.Center.X, y+d.Center.Y)
		c.pdf.SetLineCapStyle("butt")
		return
	}
	if how := c.paint(d.Fill, d.Stroke, d.Width); how != "" {
		c.pdf.Circle(x+d.Center.X, y+d.Center.Y, d.R, how)
	}
}

func (c *canvas) figureText(t figure.Text, x, y float64) {
	s := style{face: sans, size: t.Size, color: t.Color}
	switch {
	case t.Strong:
		s.face = semi
	case t.Italic:
		s.face = italic
	}
	if !t.Upright {
		c.say(x+t.At.X, y+t.At.Y, t.Words, s, t.Align)
		return
	}
	c.pdf.TransformBegin()
	c.pdf.TransformRotate(90, x+t.At.X, y+t.At.Y)
	c.ready = false
	c.say(x+t.At.X, y+t.At.Y, t.Words, s, t.Align)
	c.pdf.TransformEnd()
	c.ready, c.lw = false, -1
}

// certainty draws n of four discs, with the symbols as text behind them so
// that they can be read aloud and copied. It returns the width.
func (c *canvas) certainty(x, y, r float64, n int) float64 {
	step := 2.42 * r
	hidden, actual := "", ""
	for i := range 4 {
		if i < n {
			hidden, actual = hidden+"+", actual+"2295"
		} else {
			hidden, actual = hidden+"o", actual+"25EF"
		}
	}
	c.inner("Span", " /ActualText <FEFF"+actual+"0020>", func(*node) {
		c.pdf.SetTextRenderingMode(3)
		c.put(x, y+r*0.75, hidden, style{face: sans, size: r * 2 / pt * 1.2, color: figure.Ink})
		c.pdf.SetTextRenderingMode(0)
		for i := range 4 {
			at := figure.Point{X: x + r + float64(i)*step, Y: y}
			fill := figure.White
			if i < n {
				fill = figure.Accent
			}
			c.shape(figure.Disc{Center: at, R: r, Fill: fill, Stroke: figure.Accent, Width: 0.65}, 0, 0)
			if i < n {
				k := r * 0.55
				c.shape(figure.Line{From: figure.Point{X: at.X - k, Y: y}, To: figure.Point{X: at.X + k, Y: y}, Width: 0.75, Color: figure.White}, 0, 0)
				c.shape(figure.Line{From: figure.Point{X: at.X, Y: y - k}, To: figure.Point{X: at.X, Y: y + k}, Width: 0.75, Color: figure.White}, 0, 0)
			}
		}
	})
	return step*4 - 0.42*r
}

// measurer lets figures measure their words with the faces of the document.
func (c *canvas) measurer() figure.Measure {
	return func(words string, size float64, strong bool) float64 {
		s := style{face: sans, size: size}
		if strong {
			s.face = semi
		}
		return c.width(fit(words, c.faces[s.face], map[string]int{}), s)
	}
}

func refLabel(n int) string { return strconv.Itoa(n) }
