package effect

// FiveNumbers is what a paper prints of a skewed outcome. Which of them are
// used depends on the function.
type FiveNumbers struct {
	Min, Q1, Median, Q3, Max float64
	N                        int
}

// Moments is a mean and standard deviation worked out from other figures.
type Moments struct {
	Formula  Formula
	Mean, SD float64
}

// MeanFromQuartiles estimates mean and standard deviation from median and
// quartiles (scenario C3). It assumes a distribution near the normal one.
//
// Wan X, Wang W, Liu J, Tong T. BMC Med Res Methodol 2014;14:135.
func MeanFromQuartiles(f FiveNumbers) (Moments, error) {
	if err := f.validate(f.Q1, f.Median, f.Q3); err != nil {
		return Moments{}, err
	}
	return moments(ByWanQuartiles, (f.Q1+f.Median+f.Q3)/3, (f.Q3-f.Q1)/(2*f.quartileScore()))
}

// MeanFromRange estimates mean and standard deviation from median, minimum
// and maximum (scenario C1).
//
// Wan X, Wang W, Liu J, Tong T. BMC Med Res Methodol 2014;14:135.
func MeanFromRange(f FiveNumbers) (Moments, error) {
	if err := f.validate(f.Min, f.Median, f.Max); err != nil {
		return Moments{}, err
	}
	return moments(ByWanRange, (f.Min+2*f.Median+f.Max)/4, (f.Max-f.Min)/(2*f.rangeScore()))
}

// MeanFromFiveNumbers estimates mean and standard deviation from minimum,
// quartiles, median and maximum (scenario C2).
//
// Wan X, Wang W, Liu J, Tong T. BMC Med Res Methodol 2014;14:135.
func MeanFromFiveNumbers(f FiveNumbers) (Moments, error) {
	if err := f.validate(f.Min, f.Q1, f.Median, f.Q3, f.Max); err != nil {
		return Moments{}, err
	}
	return moments(ByWanFive, (f.Min+2*f.Q1+2*f.Median+2*f.Q3+f.Max)/8,
		(f.Max-f.Min)/(4*f.rangeScore())+(f.Q3-f.Q1)/(4*f.quartileScore()))
}

// rangeScore is the expected normal score of the maximum of N values.
func (f FiveNumbers) rangeScore() float64 {
	n := float64(f.N)
	return normalQuantile((n - 0.375) / (n + 0.25))
}

// quartileScore is the expected normal score of the upper quartile.
func (f FiveNumbers) quartileScore() float64 {
	n := float64(f.N)
	return normalQuantile((0.75*n - 0.125) / (n + 0.25))
}

func (f FiveNumbers) validate(rising ...float64) error {
	if err := count("participants", f.N, 2); err != nil {
		return err
	}
	for i, x := range rising {
		if err := finite("quantile", x); err != nil {
			return err
		}
		if i > 0 && x < rising[i-1] {
			return &InputError{What: "quantile", Got: number(x), Need: "a number not below the one before, " + number(rising[i-1])}
		}
	}
	if rising[0] == rising[len(rising)-1] {
		return &InputError{What: "quantiles", Got: "all " + number(rising[0]), Need: "numbers that differ"}
	}
	return nil
}

func moments(f Formula, mean, sd float64) (Moments, error) {
	_, err := settled("mean", mean)
	_, err2 := settled("standard deviation", sd)
	if err := first(err, err2); err != nil {
		return Moments{}, err
	}
	return Moments{Formula: f, Mean: mean, SD: sd}, nil
}
