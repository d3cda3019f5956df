package figure

// RiskMark is how a judgement of risk of bias is drawn: a colour and a sign,
// so that colour is never alone. The minus sign is not used: older figures
// meant "high" by it, newer ones "some concerns".
type RiskMark struct {
	Sign  string // + ! × ? or "" when nothing was judged
	Fill  Color
	Ink   Color
	Label string
}

// riskMarks lists the judgements of RoB 2, ROBINS-I and QUADAS-2.
var riskMarks = map[string]RiskMark{
	"low":            {"+", RiskLow, White, "low"},
	"some concerns":  {"!", RiskSome, Ink, "some concerns"},
	"moderate":       {"!", RiskSome, Ink, "moderate"},
	"high":           {"×", RiskHigh, White, "high"},
	"serious":        {"×", RiskHigh, White, "serious"},
	"critical":       {"××", RiskCritical, White, "critical"},
	"unclear":        {"?", RiskNone, Ink, "unclear"},
	"no information": {"?", RiskNone, Ink, "no information"},
}

// MarkOf returns the mark of a judgement; one that is not known is drawn as
// an empty disc.
func MarkOf(risk string) RiskMark {
	if m, ok := riskMarks[risk]; ok {
		return m
	}
	return RiskMark{"", White, Muted, "not judged"}
}

// RiskOrder lists the judgements from the least to the most worrying, for
// legends.
var RiskOrder = []string{"low", "some concerns", "moderate", "high", "serious", "critical", "unclear", "no information"}

// Risk draws the mark of a judgement around a centre. Overall judgements
// have a square with round corners instead of a disc.
func Risk(at Point, r float64, risk string, overall bool) []Shape {
	m := MarkOf(risk)
	var out []Shape
	stroke := None
	if m.Sign == "" {
		stroke = Rule
	}
	if overall {
		out = append(out, Box{X: at.X - r, Y: at.Y - r, W: 2 * r, H: 2 * r, Radius: 0.33 * r, Fill: m.Fill, Stroke: stroke, Width: 0.5})
	} else {
		out = append(out, Disc{Center: at, R: r, Fill: m.Fill, Stroke: stroke, Width: 0.5})
	}
	return append(out, riskSign(at, r, m)...)
}

// riskSign draws + ! × ×× and ? as strokes.
func riskSign(at Point, r float64, m RiskMark) []Shape {
	k := r * 0.5
	stroke := func(dx1, dy1, dx2, dy2 float64) Shape {
		return Line{From: Point{at.X + dx1, at.Y + dy1}, To: Point{at.X + dx2, at.Y + dy2}, Width: 0.85, Color: m.Ink}
	}
	cross := func(dx, q float64) []Shape {
		return []Shape{stroke(dx-q, -q, dx+q, q), stroke(dx-q, q, dx+q, -q)}
	}
	switch m.Sign {
	case "+":
		return []Shape{stroke(-k, 0, k, 0), stroke(0, -k, 0, k)}
	case "×":
		return cross(0, k*0.8)
	case "××":
		return append(cross(-k*0.75, k*0.55), cross(k*0.75, k*0.55)...)
	case "!":
		return []Shape{stroke(0, -k*1.15, 0, k*0.3), Disc{Center: Point{at.X, at.Y + k}, R: r * 0.135, Fill: m.Ink}}
	case "?":
		return []Shape{Text{At: Point{at.X, at.Y + r*0.55}, Words: "?", Size: r * 4.3, Strong: true, Align: Center, Color: m.Ink}}
	}
	return nil
}
