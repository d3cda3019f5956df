package pool

// SmallStudyMinimum is the number of studies below which tests for
// small-study effects are refused: they have hardly any power, and chance
// results mislead.
//
// Sterne JAC, et al. BMJ 2011;343:d4002.
const SmallStudyMinimum = 10

// BiasTest is the result of a regression test for small-study effects.
type BiasTest struct {
	Name  string  `json:"name"`
	Bias  float64 `json:"bias"` // the tested coefficient; 0 under no small-study effect
	SE    float64 `json:"se"`
	T     float64 `json:"t"`
	DF    int     `json:"df"`
	P     float64 `json:"p"`
	Limit float64 `json:"limit"` // the other coefficient: Egger, effect of a study without sampling error; Peters, of an infinitely large one; Harbord, slope
	LimSE float64 `json:"limit_se"`
}

// SmallStudy are the tests that the data of a measure allow.
type SmallStudy struct {
	Egger   BiasTest  `json:"egger"`
	Begg    BeggTest  `json:"begg"`
	Peters  *BiasTest `json:"peters,omitempty"`
	Harbord *BiasTest `json:"harbord,omitempty"`
}

// SmallStudyTests runs the tests for small-study effects if there are at
// least SmallStudyMinimum studies, and else gives a *TooFewError that says
// why not. Tables may be nil; with them, and with the log odds or risk ratios
// of the same studies as effects, Peters' and Harbord's tests are added.
//
// A small p value says that small studies show other effects than large ones.
// Missing studies are one reason of several.
func SmallStudyTests(es []Effect, ts []Table) (SmallStudy, error) {
	if len(es) < SmallStudyMinimum {
		return SmallStudy{}, &TooFewError{
			What: "a test for small-study effects", Have: len(es), Need: SmallStudyMinimum,
			Why: "with fewer the tests cannot tell chance from a real asymmetry",
		}
	}
	var out SmallStudy
	var err error
	if out.Egger, err = Egger(es); err != nil {
		return SmallStudy{}, err
	}
	if out.Begg, err = Begg(es); err != nil {
		return SmallStudy{}, err
	}
	if len(ts) == 0 {
		return out, nil
	}
	if p, err := Peters(es, ts); err == nil && p.DF >= SmallStudyMinimum-2 {
		out.Peters = &p
	}
	if h, err := Harbord(ts); err == nil && h.DF >= SmallStudyMinimum-2 {
		out.Harbord = &h
	}
	return out, nil
}

// line fits y = b0 + b1 x with weights 1/v and reports coefficient tested,
// with t and k−2 degrees of freedom.
func line(name string, y, v, x []float64, tested int) (BiasTest, error) {
	k := len(y)
	if k < 3 {
		return BiasTest{}, &TooFewError{What: name, Have: k, Need: 3}
	}
	es := make([]Effect, k)
	for i := range es {
		es[i] = Effect{Row: i + 1, Y: y[i], V: v[i]}
	}
	r, err := Regress(es, []Moderator{{Name: name, Values: x}}, Options{Method: FE, KnappHartung: HKPlain})
	if err != nil {
		return BiasTest{}, err
	}
	c, other := r.Coefficients[tested], r.Coefficients[1-tested]
	return BiasTest{Name: name, Bias: c.Estimate, SE: c.SE, T: c.Statistic, DF: k - 2, P: c.P, Limit: other.Estimate, LimSE: other.SE}, nil
}
