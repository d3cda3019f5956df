package power

import (
	"fmt"
	"math"

	"appraise/grading/effect"
)

// Conventional error rates, two-sided.
const (
	Alpha = 0.05 // error of the first kind
	Beta  = 0.20 // error of the second kind; power 0.80
)

// maxSize is the largest number of participants worth reporting.
const maxSize = 1e12

// Size is a required number of participants.
type Size struct {
	Formula Formula
	N1, N2  float64 // per arm, as computed; N2 is 0 where there is one group
}

// Arms returns whole participants per arm, rounded up.
func (s Size) Arms() (n1, n2 int) { return roundUp(s.N1), roundUp(s.N2) }

// Total returns the participants of both arms, each rounded up.
func (s Size) Total() int { return roundUp(s.N1) + roundUp(s.N2) }

// Value is a computed number with its method.
type Value struct {
	Formula Formula
	Value   float64
}

// Power is the chance that a study finds an assumed effect, 0 to 1.
type Power = Value

// roundUp goes to the next whole number, but not for a digit lost in
// computing.
func roundUp(n float64) int { return int(math.Ceil(n - 1e-9*math.Max(1, n))) }

func size(f Formula, n1, n2 float64) (Size, error) {
	if n1 > 0 && n1 <= maxSize && n2 >= 0 && n2 <= maxSize {
		return Size{Formula: f, N1: n1, N2: n2}, nil
	}
	return Size{}, &effect.UndefinedError{Quantity: "sample size", Because: fmt.Sprintf("the effect is too small to be found by any study (more than %.0e participants)", maxSize)}
}

func value(f Formula, x float64) (Value, error) {
	if math.Abs(x) <= math.MaxFloat64 {
		return Value{Formula: f, Value: x}, nil
	}
	return Value{}, &effect.UndefinedError{Quantity: string(f), Because: "the numbers given are too large or too small to compute with"}
}

// probability is value for results between 0 and 1.
func probability(f Formula, p float64) (Power, error) {
	if math.IsNaN(p) {
		return value(f, p)
	}
	return value(f, math.Max(0, math.Min(1, p)))
}

func inputError(what string, got float64, need string) error {
	return &effect.InputError{What: what, Got: fmt.Sprintf("%g", got), Need: need}
}

// inside accepts numbers strictly between 0 and 1.
func inside(what string, x float64) error {
	if x > 0 && x < 1 {
		return nil
	}
	return inputError(what, x, "a number between 0 and 1, both excluded")
}

// positive accepts finite numbers above 0.
func positive(what string, x float64) error {
	if x > 0 && x <= math.MaxFloat64 {
		return nil
	}
	return inputError(what, x, "a number above 0")
}

// people accepts numbers of participants, which may be fractions while a
// sample size is being searched.
func people(what string, n, least float64) error {
	if n >= least && n <= maxSize {
		return nil
	}
	return inputError(what, n, fmt.Sprintf("a number from %g to %g", least, maxSize))
}

// errorRates accepts alpha and a power above it.
func errorRates(alpha, power float64) error {
	if err := first(inside("alpha", alpha), inside("power", power)); err != nil {
		return err
	}
	if power <= alpha {
		return inputError("power", power, fmt.Sprintf("more than alpha, %g", alpha))
	}
	return nil
}

// first returns the first error of a list of checks.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
