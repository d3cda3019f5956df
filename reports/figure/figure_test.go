package figure_test

import (
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"appraise/reports/figure"
)

func luminance(c figure.Color) float64 {
	r, g, b := c.RGB()
	f := func(v int) float64 {
		x := float64(v) / 255
		if x <= 0.03928 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(b)
}

func contrast(a, b figure.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// TestContrast holds the palette to WCAG: 4.5 for words, 3 for marks.
func TestContrast(t *testing.T) {
	for _, tt := range []struct {
		name    string
		fg, bg  figure.Color
		atLeast float64
	}{
		{"ink", figure.Ink, figure.White, 15}, {"muted", figure.Muted, figure.White, 4.5}, {"accent", figure.Accent, figure.White, 7}, {"rust", figure.Rust, figure.White, 4.5},
		{"muted on the panel", figure.Muted, figure.Tint, 4.5}, {"accent on the panel", figure.Accent, figure.Tint, 4.5}, {"alert", figure.Alert, figure.White, 4.5},
		{"sign on yellow", figure.Ink, figure.RiskSome, 4.5}, {"sign on green", figure.White, figure.RiskLow, 3}, {"sign on vermilion", figure.White, figure.RiskHigh, 3},
		{"sign on critical", figure.White, figure.RiskCritical, 4.5}, {"sign on grey", figure.Ink, figure.RiskNone, 4.5},
	} {
		if got := contrast(tt.fg, tt.bg); got < tt.atLeast {
			t.Errorf("%s: contrast %.2f, want at least %.1f", tt.name, got, tt.atLeast)
		}
	}
}

func maps() map[string]figure.Figure {
	g := figure.GapMap{Rows: []string{"Inversion", "Traction & <more>"}, Columns: []string{"Surgery", "Pain"}, Cells: []figure.GapCell{{Row: 0, Column: 0, Studies: 1, People: 22, Certainty: "very low"}, {Row: 1, Column: 1, Studies: 7, People: 403, Certainty: "low"}}}
	l := figure.Timeline{Events: []figure.Moment{{Year: 2017, Kind: "contradicts", Label: "B"}, {Year: 2012, Kind: "supports", Label: "A"}, {Year: 2012, Month: 3, Kind: "claim", Label: "An article"}}}
	return map[string]figure.Figure{"map": g.Layout(176, nil), "empty map": figure.GapMap{}.Layout(176, nil), "line": l.Layout(176, nil), "empty line": figure.Timeline{}.Layout(176, nil),
		"one year": figure.Timeline{Events: []figure.Moment{{Year: 2020, Kind: "claim", Label: "x"}}}.Layout(80, nil)}
}

func TestSVGIsWellFormed(t *testing.T) {
	for name, f := range maps() {
		var b strings.Builder
		if err := f.SVG(&b, "x"); err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(strings.NewReader(b.String()))
		for {
			_, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if strings.Contains(b.String(), "NaN") || strings.Contains(b.String(), "Inf") {
			t.Errorf("%s: a length is not a number", name)
		}
	}
}

func TestGapsAreShown(t *testing.T) {
	f := maps()["map"]
	if !strings.Contains(f.Alt, "Inversion, Pain: no study.") || !strings.Contains(f.Alt, "Inversion, Surgery: studies: 1, people: 22, certainty: very low.") {
		t.Errorf("words of the map: %s", f.Alt)
	}
	zeros := 0
	for _, s := range f.Shapes {
		if x, ok := s.(figure.Text); ok && x.Words == "0" {
			zeros++
		}
	}
	if zeros != 2 {
		t.Errorf("%d gaps are drawn, want 2", zeros)
	}
}

func TestTimelineIsInOrder(t *testing.T) {
	f := maps()["line"]
	if want := "Timeline. 2012, claim: An article. 2012, supports: A. 2017, contradicts: B."; f.Alt != want {
		t.Errorf("got %q, want %q", f.Alt, want)
	}
}

func TestFit(t *testing.T) {
	m := figure.Measure(figure.Estimate)
	if got := m.Fit("short", 8, false, 100); got != "short" {
		t.Errorf("got %q", got)
	}
	if got := m.Fit("a rather long label", 8, false, 12); !strings.HasSuffix(got, "…") || m(got, 8, false) > 12 {
		t.Errorf("got %q", got)
	}
}
