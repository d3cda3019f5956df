package effect

import "math"

// Printed is an estimate as a paper prints it, on the natural scale.
type Printed struct {
	Measure          Measure
	Point, Low, High float64
	Level            float64 // of the interval, mostly 0.95
}

// PrintedP is an estimate printed with a p value instead of an interval.
type PrintedP struct {
	Measure Measure
	Point   float64
	P       float64 // two-sided, between 0 and 1
}

// Recovered is what the printed interval says.
type Recovered struct {
	Estimate Estimate
	Z        float64
	P        float64 // exact two-sided normal p value of Z
	PApprox  float64 // by the published approximation
	// Asymmetry is the point less the middle of the limits, on the scale of
	// analysis. It is near 0, but for rounding, when the interval is a normal one.
	Asymmetry float64
}

// Recover works out standard error, z and p from an estimate and its
// interval; ratios on the log scale.
//
// Altman DG, Bland JM. BMJ 2011;343:d2304.
func (p Printed) Recover() (Recovered, error) {
	z, err := critical(p.Level)
	if err != nil {
		return Recovered{}, err
	}
	point, low, high, err := p.logged()
	if err != nil {
		return Recovered{}, err
	}
	se := (high - low) / (2 * z)
	e, err := estimate(p.Measure, ByPrintedInterval, point, se*se)
	if err != nil {
		return Recovered{}, err
	}
	stat, err := settled("z statistic", point/se)
	if err != nil {
		return Recovered{}, err
	}
	size := math.Abs(stat)
	return Recovered{Estimate: e, Z: stat, P: twoSided(stat),
		PApprox: aboveZero(math.Exp(-0.717*size - 0.416*size*size)), Asymmetry: point - (low+high)/2}, nil
}

// logged returns the numbers on the scale of analysis.
func (p Printed) logged() (point, low, high float64, err error) {
	i := Interval{Measure: p.Measure, Point: p.Point, Low: p.Low, High: p.High}
	if err := ordered(i); err != nil {
		return 0, 0, 0, err
	}
	if !(p.Low < p.High) {
		return 0, 0, 0, &InputError{What: "upper limit", Got: number(p.High), Need: "more than the lower limit"}
	}
	if !p.Measure.Ratio() {
		return p.Point, p.Low, p.High, nil
	}
	if err := positive("lower limit of a ratio", p.Low); err != nil {
		return 0, 0, 0, err
	}
	return math.Log(p.Point), math.Log(p.Low), math.Log(p.High), nil
}

// Interval works out the interval behind an estimate and its p value by the
// normal distribution; ratios on the log scale.
func (p PrintedP) Interval(level float64) (Interval, error) {
	e, err := p.Estimate()
	if err != nil {
		return Interval{}, err
	}
	return e.Interval(level)
}

// Estimate works out the standard error behind an estimate and its p value.
func (p PrintedP) Estimate() (Estimate, error) {
	if err := p.validate(); err != nil {
		return Estimate{}, err
	}
	return p.with(ByPrintedP, -normalQuantile(p.P/2))
}

// ApproximateEstimate is [PrintedP.Estimate] with z from the published
// approximation -0.862 + √(0.743 - 2.404·ln p).
//
// Altman DG, Bland JM. BMJ 2011;343:d2090.
func (p PrintedP) ApproximateEstimate() (Estimate, error) {
	z, err := p.ApproximateZ()
	if err != nil {
		return Estimate{}, err
	}
	return p.with(ByPrintedPApprox, z)
}

// ApproximateZ returns the z statistic of a p value by the published
// approximation.
func (p PrintedP) ApproximateZ() (float64, error) {
	if err := p.validate(); err != nil {
		return 0, err
	}
	return settled("z statistic", -0.862+math.Sqrt(0.743-2.404*math.Log(p.P)))
}

func (p PrintedP) with(f Formula, z float64) (Estimate, error) {
	y := p.Point
	if p.Measure.Ratio() {
		y = math.Log(y)
	}
	if y == 0 || z <= 0 {
		return Estimate{}, &UndefinedError{"standard error from a p value", "the estimate is exactly no effect, or p is 1"}
	}
	return estimate(p.Measure, f, y, y/z*(y/z))
}

func (p PrintedP) validate() error {
	if p.Measure.Ratio() {
		return first(positive("ratio", p.Point), inside("p value", p.P))
	}
	return first(finite("estimate", p.Point), inside("p value", p.P))
}
