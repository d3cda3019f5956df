package power

import "math"

// Means is an assumed difference of means between two arms, to be compared at
// a two-sided alpha by Student's t test.
type Means struct {
	Difference float64 // units of the scale, not 0
	SD         float64 // within arms, same units, above 0
	Alpha      float64 // between 0 and 1, mostly [Alpha]
}

func (m Means) validate() error {
	if err := first(positive("standard deviation", m.SD), inside("alpha", m.Alpha)); err != nil {
		return err
	}
	if m.Difference == 0 {
		return inputError("difference of means", 0, "a number other than 0")
	}
	if d := m.standardised(); !(d >= 1e-6 && d <= 1e6) {
		return inputError("difference over standard deviation", d, "a size from 1e-6 to 1e6")
	}
	return nil
}

func (m Means) standardised() float64 { return math.Abs(m.Difference / m.SD) }

// SampleSize returns participants per arm by the noncentral t distribution,
// leaving out the chance of a result in the wrong direction; R's power.t.test.
// Small answers are fractions of at least 2.
func (m Means) SampleSize(power float64) (Size, error) {
	return m.sampleSize(ByNoncentralT, power, false)
}

// SampleSizeStrict is SampleSize with both tails.
func (m Means) SampleSizeStrict(power float64) (Size, error) {
	return m.sampleSize(ByNoncentralTStrict, power, true)
}

func (m Means) sampleSize(f Formula, power float64, strict bool) (Size, error) {
	if err := first(m.validate(), errorRates(m.Alpha, power)); err != nil {
		return Size{}, err
	}
	d := m.standardised()
	n, ok := rise(func(n float64) float64 { return tPower(d*math.Sqrt(n/2), 2*(n-1), m.Alpha, strict) - power }, 2, maxSize)
	if !ok {
		n = 2 * maxSize
	}
	return size(f, n, n)
}

// SampleSizeNormal returns participants per arm by the normal approximation
// 2·((z_α + z_β)·sd/difference)², one or two short in small studies.
func (m Means) SampleSizeNormal(power float64) (Size, error) {
	if err := first(m.validate(), errorRates(m.Alpha, power)); err != nil {
		return Size{}, err
	}
	z := (upper(m.Alpha/2) + upper(1-power)) / m.standardised()
	return size(ByNormalMeans, 2*z*z, 2*z*z)
}

// Power returns the power of n participants per arm, leaving out the chance of
// a result in the wrong direction.
func (m Means) Power(n float64) (Power, error) {
	if err := first(m.validate(), people("participants per arm", n, 2)); err != nil {
		return Power{}, err
	}
	return probability(ByNoncentralT, tPower(m.standardised()*math.Sqrt(n/2), 2*(n-1), m.Alpha, false))
}

// PowerUnequal returns the power with arms of n1 and n2, both tails counted.
func (m Means) PowerUnequal(n1, n2 float64) (Power, error) {
	if err := first(m.validate(), unequalArms(n1, n2)); err != nil {
		return Power{}, err
	}
	return probability(ByNoncentralTStrict, tPower(m.standardised()/math.Sqrt(1/n1+1/n2), n1+n2-2, m.Alpha, true))
}

// PowerPaired returns the power of n pairs; SD is that of the differences
// within pairs.
func (m Means) PowerPaired(n float64) (Power, error) {
	if err := first(m.validate(), people("pairs", n, 2)); err != nil {
		return Power{}, err
	}
	return probability(ByPairedT, tPower(m.standardised()*math.Sqrt(n), n-1, m.Alpha, false))
}

func unequalArms(n1, n2 float64) error {
	if err := first(people("participants in the first arm", n1, 1), people("participants in the second arm", n2, 1)); err != nil {
		return err
	}
	return people("participants in both arms", n1+n2, 3)
}

// tPower is the chance that Student's t rejects at noncentrality ncp >= 0.
func tPower(ncp, df, alpha float64, strict bool) float64 {
	t := upperT(alpha/2, df)
	p := aboveT(t, df, ncp)
	if strict {
		p += aboveT(t, df, -ncp)
	}
	return p
}
