package effect

import "math"

// HedgesG returns the standardised mean difference with the exact correction
// for small samples and the large-sample variance that metafor uses by
// default. It differs from [HedgesGRevMan] in the third or fourth digit, so
// the formula is to be printed.
//
// Hedges LV. J Educ Stat 1981;6:107–128.
func HedgesG(a, b Group) (Estimate, error) {
	if err := groups(a, b); err != nil {
		return Estimate{}, err
	}
	n1, n2 := float64(a.N), float64(b.N)
	g := smallSample(n1+n2-2) * (a.Mean - b.Mean) / pooledSD(a, b)
	return estimate(SMD, ByHedgesExact, g, 1/n1+1/n2+g*g/(2*(n1+n2)))
}

// HedgesGRevMan returns the standardised mean difference with the approximate
// correction 1-3/(4N-9) and the variance of Cochrane's RevMan.
//
// Deeks JJ, Higgins JPT. Statistical algorithms in Review Manager 5. 2010.
func HedgesGRevMan(a, b Group) (Estimate, error) {
	if err := groups(a, b); err != nil {
		return Estimate{}, err
	}
	n1, n2 := float64(a.N), float64(b.N)
	n := n1 + n2
	g := (1 - 3/(4*n-9)) * (a.Mean - b.Mean) / pooledSD(a, b)
	return estimate(SMD, ByHedgesRevMan, g, n/(n1*n2)+g*g/(2*(n-3.94)))
}

// HedgesGUnbiased returns [HedgesG] with the unbiased estimate of its variance.
//
// Hedges LV. Psychol Bull 1983;93:388–395.
func HedgesGUnbiased(a, b Group) (Estimate, error) {
	e, err := HedgesG(a, b)
	if err != nil {
		return Estimate{}, err
	}
	n1, n2 := float64(a.N), float64(b.N)
	df := n1 + n2 - 2
	j := smallSample(df)
	return estimate(SMD, ByHedgesUnbiased, e.Y, 1/n1+1/n2+(1-(df-2)/(df*j*j))*e.Y*e.Y)
}

// CohenD returns the standardised mean difference without correction.
func CohenD(a, b Group) (Derived, error) {
	if err := groups(a, b); err != nil {
		return Derived{}, err
	}
	return derived(ByCohenD, (a.Mean-b.Mean)/pooledSD(a, b))
}

// StandardisedByAverage returns the difference over the root of the average of
// both variances, for arms that differ in spread.
//
// Bonett DG. Psychol Methods 2009;14:225–238.
func StandardisedByAverage(a, b Group) (Estimate, error) {
	if err := groups(a, b); err != nil {
		return Estimate{}, err
	}
	n1, n2 := float64(a.N-1), float64(b.N-1)
	s := math.Hypot(a.SD, b.SD) / math.Sqrt2
	u, v := a.SD/s, b.SD/s
	j := smallSample(n1 + n2)
	d := j * (a.Mean - b.Mean) / s
	raw := d*d*(u*u*u*u/n1+v*v*v*v/n2)/8 + u*u/n1 + v*v/n2
	return estimate(SMDH, ByBonett, d, j*j*raw)
}

// SMDFromT returns the standardised mean difference behind a t statistic of
// two independent groups, corrected as [HedgesG].
func SMDFromT(t float64, n1, n2 int) (Estimate, error) {
	if err := first(finite("t statistic", t), count("participants in the treatment arm", n1, 2), count("participants in the control arm", n2, 2)); err != nil {
		return Estimate{}, err
	}
	m1, m2 := float64(n1), float64(n2)
	g := smallSample(m1+m2-2) * cohenFromT(t, m1, m2)
	return estimate(SMD, ByHedgesFromT, g, 1/m1+1/m2+g*g/(2*(m1+m2)))
}

// CohenDFromT returns t·√(1/n1 + 1/n2), without correction.
func CohenDFromT(t float64, n1, n2 int) (Derived, error) {
	if err := first(finite("t statistic", t), count("participants in the treatment arm", n1, 2), count("participants in the control arm", n2, 2)); err != nil {
		return Derived{}, err
	}
	return derived(ByCohenDFromT, cohenFromT(t, float64(n1), float64(n2)))
}

func cohenFromT(t, n1, n2 float64) float64 { return t * math.Sqrt(1/n1+1/n2) }

// smallSample is Hedges's factor Γ(m/2)/(√(m/2)·Γ((m-1)/2)) for m degrees of
// freedom, by a series where gamma functions would lose digits.
func smallSample(m float64) float64 {
	if m < 200 {
		a, _ := math.Lgamma(m / 2)
		b, _ := math.Lgamma((m - 1) / 2)
		return math.Exp(a-b) / math.Sqrt(m/2)
	}
	x := (m - 1) / 2
	r := 1 / (x * x)
	ratio := (-1.0/8 + (1.0/192-(1.0/640-17*r/14336)*r)*r) / x // log(Γ(x+½)/Γ(x)) - log(x)/2
	return math.Exp(ratio) * math.Sqrt(x/(m/2))
}
