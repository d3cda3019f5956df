package corpus

import (
	"errors"
	"fmt"
)

// Kinds of error a caller decides by. Everything else is shown as it reads.
var (
	ErrInvalid  = errors.New("invalid")            // a value breaks a rule of its type
	ErrNotFound = errors.New("not found")          // the named thing is not in the library
	ErrConflict = errors.New("conflict")           // two things claim the same place
	ErrLocked   = errors.New("library is in use")  // another process holds the lock
	ErrDamaged  = errors.New("library is damaged") // the stored form cannot be read
	ErrTooNew   = errors.New("library is too new") // written by a later version
	ErrReadOnly = errors.New("not writable")       // read-only folder or full disk
)

// ParseError tells what is wrong with one entry of a file, and where. The
// entry was left out, or read in part when Kept is set; reading went on.
type ParseError struct {
	Source string // file name as given, or "stdin"
	Line   int    // first line of the damage, from 1; 0 when the whole file is meant
	Kept   bool   // the entry went in all the same, without the damaged part
	Err    error
}

// Error reads "trials.ris:12: the year 20122 is not a year".
func (e *ParseError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.Source, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.Source, e.Line, e.Err)
}

// Unwrap returns the cause.
func (e *ParseError) Unwrap() error { return e.Err }

func invalidf(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrInvalid}, args...)...)
}
