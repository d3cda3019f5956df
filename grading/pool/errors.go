package pool

import (
	"errors"
	"fmt"
	"strings"
)

// Kinds of trouble with one cell or one study. A *DataError wraps one of them.
var (
	ErrMissing      = errors.New("missing")
	ErrNotFinite    = errors.New("not a finite number")
	ErrNegative     = errors.New("negative")
	ErrNotPositive  = errors.New("not above zero")
	ErrAboveTotal   = errors.New("more than the total")
	ErrOutOfRange   = errors.New("outside the possible range")
	ErrInconsistent = errors.New("does not agree with another column")
	ErrZeroVariance = errors.New("variance of zero")
)

// Kinds of trouble with a set of studies or with the request.
var (
	ErrNoStudies     = errors.New("no study can be pooled")
	ErrTooFew        = errors.New("too few studies")
	ErrCollinear     = errors.New("moderators cannot be told apart")
	ErrNoConvergence = errors.New("the iteration does not settle")
	ErrRange         = errors.New("a result is too large or too small to represent")
	ErrUnknown       = errors.New("unknown name")
	ErrUnsuitable    = errors.New("method does not fit the measure")
)

// DataError says which cell of the data cannot be used and why.
type DataError struct {
	Row    int    // number of the data row, the first is 1, the header not counted
	Study  string // label of the study, may be empty
	Column string // column name, for example "ai"; empty when the whole row is meant
	Reason string // the rest of the sentence
	Kind   error  // one of the Err… values above
}

// Error reads as a sentence: row 3 (Smith 2001), column ai: -2 is negative.
func (e *DataError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "row %d", e.Row)
	if e.Study != "" {
		fmt.Fprintf(&b, " (%s)", e.Study)
	}
	if e.Column != "" {
		fmt.Fprintf(&b, ", column %s", e.Column)
	}
	b.WriteString(": ")
	b.WriteString(e.Reason)
	return b.String()
}

// Unwrap gives the kind, for errors.Is.
func (e *DataError) Unwrap() error { return e.Kind }

// TooFewError says that a method needs more studies than there are.
type TooFewError struct {
	What       string // the method, for example "Egger's test"
	Have, Need int
	Why        string // why the bound exists; may be empty
}

// Error names the method, both numbers and the reason.
func (e *TooFewError) Error() string {
	s := fmt.Sprintf("%s needs at least %d studies, there are %d", e.What, e.Need, e.Have)
	if e.Have == 1 {
		s = fmt.Sprintf("%s needs at least %d studies, there is 1", e.What, e.Need)
	}
	if e.Why != "" {
		s += ": " + e.Why
	}
	return s
}

// Unwrap gives ErrTooFew.
func (e *TooFewError) Unwrap() error { return ErrTooFew }
