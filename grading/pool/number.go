package pool

import (
	"fmt"
	"strconv"
	"strings"
)

// Number is one cell of a data table: a number, or nothing. The zero value is
// an empty cell, which is different from 0.
type Number struct {
	Value float64
	Set   bool
}

// N makes a cell holding x.
func N(x float64) Number { return Number{Value: x, Set: true} }

// missingMarks are the cell texts that mean "not known".
var missingMarks = [...]string{"", "NA", "N/A", ".", "-"}

// ParseNumber reads a cell. An empty cell and the marks NA, N/A, "." and "-"
// are missing; a decimal comma is refused rather than guessed at. The word NaN
// is a number and is refused later, with its row and column.
func ParseNumber(text string) (Number, error) {
	text = strings.TrimSpace(text)
	for _, mark := range missingMarks {
		if strings.EqualFold(text, mark) {
			return Number{}, nil
		}
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return Number{}, fmt.Errorf("%q is not a number", text)
	}
	return N(x), nil
}

// UnmarshalCSV reads a cell of a CSV file (gocsv calls it).
func (n *Number) UnmarshalCSV(text string) error {
	got, err := ParseNumber(text)
	if err != nil {
		return err
	}
	*n = got
	return nil
}

// MarshalCSV writes the cell; a missing one as the empty text.
func (n Number) MarshalCSV() (string, error) { return n.String(), nil }

// String gives the shortest text that reads back as the same number.
func (n Number) String() string {
	if !n.Set {
		return ""
	}
	return strconv.FormatFloat(n.Value, 'g', -1, 64)
}
