package pool

import (
	"errors"

	"appraise/grading/effect"
)

// Quantiles are the median, the quartiles and the range of one arm, as they
// are printed of skewed outcomes.
type Quantiles struct{ Min, Q1, Median, Q3, Max Number }

// moments gives mean and standard deviation of arm 1 or 2: as they are
// printed, or worked out from the quantiles when both are missing. from says
// out of what, "" when they are printed.
func (r *reader) moments(arm string, mean, sd, n Number, q Quantiles) (m, s float64, from string) {
	if mean.Set || sd.Set || !q.Median.Set {
		return r.number(cell{"m" + arm, mean}), r.positive(cell{"sd" + arm, sd}, "a standard deviation"), ""
	}
	five := effect.FiveNumbers{N: int(r.count(cell{"n" + arm, n}))}
	read := func(into *float64, name string, c Number) {
		if c.Set {
			*into = r.number(cell{name + arm, c})
		}
	}
	read(&five.Min, "min", q.Min)
	read(&five.Q1, "q1", q.Q1)
	read(&five.Median, "med", q.Median)
	read(&five.Q3, "q3", q.Q3)
	read(&five.Max, "max", q.Max)
	var got effect.Moments
	var err error
	quartiles, ends := q.Q1.Set && q.Q3.Set, q.Min.Set && q.Max.Set
	switch {
	case r.err != nil:
		return 0, 0, ""
	case quartiles && ends:
		from = "five numbers"
		got, err = effect.MeanFromFiveNumbers(five)
	case quartiles:
		from = "median and quartiles"
		got, err = effect.MeanFromQuartiles(five)
	case ends:
		from = "median and range"
		got, err = effect.MeanFromRange(five)
	default:
		r.fail("q1"+arm, ErrMissing, "a median needs the quartiles or the range beside it")
		return 0, 0, ""
	}
	if err != nil {
		what := err.Error()
		if in, ok := errors.AsType[*effect.InputError](err); ok {
			what = in.Error()
		}
		r.fail("med"+arm, ErrOutOfRange, "%s", what)
	}
	return got.Mean, got.SD, from
}
