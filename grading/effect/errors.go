package effect

import (
	"fmt"
	"math"
	"strconv"
)

// InputError says which input lies outside what a formula accepts.
type InputError struct {
	What string // the input, as "events in the treatment arm"
	Got  string // the value given
	Need string // what would have been accepted
}

func (e *InputError) Error() string {
	return fmt.Sprintf("%s: %s given, need %s", e.What, e.Got, e.Need)
}

// UndefinedError says that the data, though possible, do not define a quantity.
type UndefinedError struct {
	Quantity string // as "risk ratio"
	Because  string // as "no participant of the control arm had the event"
}

func (e *UndefinedError) Error() string {
	return fmt.Sprintf("%s is not defined: %s", e.Quantity, e.Because)
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// positive accepts finite numbers above 0.
func positive(what string, x float64) error {
	if x > 0 && x <= math.MaxFloat64 {
		return nil
	}
	return &InputError{What: what, Got: number(x), Need: "a number above 0"}
}

// finite accepts every number but NaN and the infinities.
func finite(what string, x float64) error {
	if math.Abs(x) <= math.MaxFloat64 {
		return nil
	}
	return &InputError{What: what, Got: number(x), Need: "a finite number"}
}

// inside accepts numbers strictly between 0 and 1.
func inside(what string, x float64) error {
	if x > 0 && x < 1 {
		return nil
	}
	return &InputError{What: what, Got: number(x), Need: "a number between 0 and 1, both excluded"}
}

// count accepts whole numbers from low to MaxCount.
func count(what string, n, low int) error {
	if n >= low && n <= MaxCount {
		return nil
	}
	return &InputError{What: what, Got: strconv.Itoa(n), Need: fmt.Sprintf("a whole number from %d to %d", low, MaxCount)}
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
