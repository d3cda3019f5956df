package pdf

import (
	_ "embed" // the faces

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The faces of the style sheet; see fonts/README.md.
var (
	//go:embed fonts/SourceSans3_400Regular.ttf
	sansRegular []byte
	//go:embed fonts/SourceSans3_400Regular_Italic.ttf
	sansItalic []byte
	//go:embed fonts/SourceSans3_600SemiBold.ttf
	sansSemiBold []byte
	//go:embed fonts/SourceSans3_700Bold.ttf
	sansBold []byte
	//go:embed fonts/SourceSerif4_400Regular.ttf
	serifRegular []byte
	//go:embed fonts/SourceSerif4_600SemiBold.ttf
	serifSemiBold []byte
)

// faceName names a face; gofpdf knows it as family and style.
type faceName int

const (
	sans faceName = iota
	italic
	semi
	bold
	serif
	serifBold
)

// faceFiles lists every face that can be used.
var faceFiles = [...]struct {
	family string
	data   *[]byte
}{
	sans:      {"sans", &sansRegular},
	italic:    {"sansitalic", &sansItalic},
	semi:      {"sanssemi", &sansSemiBold},
	bold:      {"sansbold", &sansBold},
	serif:     {"serif", &serifRegular},
	serifBold: {"serifsemi", &serifSemiBold},
}

type pair struct{ a, b rune }

// glyph is what is known of one rune in one face.
type glyph struct {
	index sfnt.GlyphIndex
	width float64 // thousandths of an em
}

// face measures text. It is filled as runes occur and belongs to one document.
type face struct {
	font   *sfnt.Font
	buf    sfnt.Buffer
	glyphs map[rune]glyph
	kerns  map[pair]float64
}

func newFace(name faceName) (*face, error) {
	f, err := sfnt.Parse(*faceFiles[name].data)
	if err != nil {
		return nil, err
	}
	return &face{font: f, glyphs: map[rune]glyph{}, kerns: map[pair]float64{}}, nil
}

// em is the size at which glyphs are measured.
var em = fixed.I(1000)

func (f *face) glyph(r rune) glyph {
	if g, ok := f.glyphs[r]; ok {
		return g
	}
	var g glyph
	if i, err := f.font.GlyphIndex(&f.buf, r); err == nil && i != 0 {
		g.index = i
		if adv, err := f.font.GlyphAdvance(&f.buf, i, em, font.HintingNone); err == nil {
			g.width = float64(adv.Round())
		}
	}
	f.glyphs[r] = g
	return g
}

func (f *face) has(r rune) bool { return f.glyph(r).index != 0 }

// kern is the distance between two runes, in thousandths of an em. Less than
// four are not worth a new text operator.
func (f *face) kern(a, b rune) float64 {
	if a == ' ' || b == ' ' {
		return 0
	}
	p := pair{a, b}
	if k, ok := f.kerns[p]; ok {
		return k
	}
	k := 0.0
	if v, err := f.font.Kern(&f.buf, f.glyph(a).index, f.glyph(b).index, em, font.HintingNone); err == nil {
		k = float64(v) / 64
	}
	if k > -4 && k < 4 {
		k = 0
	}
	f.kerns[p] = k
	return k
}

// width is the length of s in thousandths of an em, kerned.
func (f *face) width(s string) float64 {
	w := 0.0
	prev := rune(-1)
	for _, r := range s {
		w += f.glyph(r).width
		if prev >= 0 {
			w += f.kern(prev, r)
		}
		prev = r
	}
	return w
}
