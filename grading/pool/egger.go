package pool

import "math"

// Egger regresses effects on their standard errors with weights 1/v; the
// slope equals the intercept of the classical form, standard normal deviate
// on precision. Three studies at least; see SmallStudyTests for the bound
// that makes sense.
//
// Egger M, Davey Smith G, Schneider M, Minder C. BMJ 1997;315:629–634.
func Egger(es []Effect) (BiasTest, error) {
	if err := checkAll(es); err != nil {
		return BiasTest{}, err
	}
	s := newSample(es)
	return line("Egger's test", s.y, s.v, standardErrors(s), 1)
}

// EggerRandom is the same regression with residual between-study variance;
// opt as for Regress.
//
// Sterne JAC, Egger M. In: Rothstein HR, et al (eds). Publication Bias in
// Meta-Analysis, 2005:99–110.
func EggerRandom(es []Effect, opt Options) (Regression, error) {
	if err := checkAll(es); err != nil {
		return Regression{}, err
	}
	return Regress(es, []Moderator{{Name: "standard error", Values: standardErrors(newSample(es))}}, opt)
}

func standardErrors(s *sample) []float64 {
	se := make([]float64, len(s.v))
	for i, v := range s.v {
		se[i] = math.Sqrt(v)
	}
	return se
}

// Peters regresses log odds (or risk) ratios on the inverse of the sample
// size, with weights from events and non-events. Effects and tables are
// matched by Row; studies without events, or without non-events, are left
// out.
//
// Peters JL, et al. JAMA 2006;295:676–680.
func Peters(es []Effect, ts []Table) (BiasTest, error) {
	if err := checkAll(es); err != nil {
		return BiasTest{}, err
	}
	byRow := make(map[int]Table, len(ts))
	for _, t := range ts {
		byRow[t.Row] = t
	}
	var y, v, x []float64
	for _, e := range es {
		t, ok := byRow[e.Row]
		events, rest := t.A+t.C, t.B+t.D
		if !ok || events <= 0 || rest <= 0 {
			continue
		}
		y = append(y, e.Y)
		v = append(v, 1/events+1/rest)
		x = append(x, 1/t.N())
	}
	return line("Peters' test", y, v, x, 1)
}

// Harbord regresses the score Z/sqrt(V) on sqrt(V), Z being observed minus
// expected events; the intercept is tested. Studies with V = 0 are left out.
//
// Harbord RM, Egger M, Sterne JAC. Stat Med 2006;25:3443–3457.
func Harbord(ts []Table) (BiasTest, error) {
	if _, err := correct(ts, ZeroRule{}); err != nil {
		return BiasTest{}, err
	}
	var y, v, x []float64
	for _, t := range ts {
		h := t.hypergeometric()
		if !(h > 0) {
			continue
		}
		y = append(y, t.logRank()/math.Sqrt(h))
		x = append(x, math.Sqrt(h))
		v = append(v, 1)
	}
	return line("Harbord's test", y, v, x, 0)
}
