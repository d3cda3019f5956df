package integrity

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// ErrInput is wrapped by every error of this package: the numbers handed in
// cannot be used as they are.
var ErrInput = errors.New("numbers cannot be checked")

func inputError(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInput, fmt.Sprintf(format, args...))
}

// Limits of the exact integer arithmetic below. They keep every product under
// 2⁶³; printed medical results stay far inside.
const (
	maxCount    = 1_000_000_000
	maxDecimals = 6
	maxDigits   = 15
)

// Printed is a number as it stood on the page: Unscaled · 10^−Decimals.
type Printed struct {
	Unscaled int64
	Decimals int
	text     string
}

// ParsePrinted reads a decimal number: an optional sign (hyphen, minus sign
// or en dash), digits, and an optional fraction after a point or a raised
// point. The first zero may be missing (".05"). Thousands separators are not
// accepted.
func ParsePrinted(s string) (Printed, error) {
	text := strings.TrimSpace(s)
	body, negative := text, false
	for _, sign := range []string{"-", "−", "–"} {
		if rest, ok := strings.CutPrefix(body, sign); ok {
			body, negative = rest, true
			break
		}
	}
	if !negative {
		body = strings.TrimPrefix(body, "+")
	}
	whole, fraction, _ := strings.Cut(strings.Replace(body, "·", ".", 1), ".")
	digits := whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return Printed{}, inputError("%q is not a decimal number", s)
	}
	if len(digits) > maxDigits || len(fraction) > maxDecimals {
		return Printed{}, inputError("%q has more digits than can be compared exactly", s)
	}
	v, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Printed{}, inputError("%q is not a decimal number", s)
	}
	if negative {
		v = -v
	}
	return Printed{Unscaled: v, Decimals: len(fraction), text: text}, nil
}

// String returns the number as it was printed.
func (p Printed) String() string {
	if p.text != "" {
		return p.text
	}
	return strconv.FormatFloat(p.Float(), 'f', p.Decimals, 64)
}

// Float is the nearest float64.
func (p Printed) Float() float64 { return float64(p.Unscaled) / float64(pow10(p.Decimals)) }

// Half is half a unit of the last printed digit.
func (p Printed) Half() float64 { return 0.5 / float64(pow10(p.Decimals)) }

// Low and High are the ends of the values that print as p.
func (p Printed) Low() float64 { return p.Float() - p.Half() }

// High is the upper end; see Low.
func (p Printed) High() float64 { return p.Float() + p.Half() }

// bounds returns the exact ends of the values that print as p.
func (p Printed) bounds() (lo, hi *big.Rat) {
	den := 2 * pow10(p.Decimals)
	return big.NewRat(2*p.Unscaled-1, den), big.NewRat(2*p.Unscaled+1, den)
}

// pow10 returns 10^d for 0 ≤ d ≤ 18.
func pow10(d int) int64 {
	v := int64(1)
	for range min(max(d, 0), 18) {
		v *= 10
	}
	return v
}

// ceilDiv and floorDiv divide towards +∞ and −∞; b is positive.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }

// ratFloor and ratCeil round a rational to integers.
func ratFloor(r *big.Rat) *big.Int {
	q, m := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int)) // Euclidean: m ≥ 0, so q is the floor
	_ = m
	return q
}

func ratCeil(r *big.Rat) *big.Int {
	n := ratFloor(new(big.Rat).Neg(r))
	return n.Neg(n)
}

// roundTo rounds v to d decimals, halves away from zero.
func roundTo(v float64, d int) float64 {
	scale := float64(pow10(d))
	return math.Round(v*scale) / scale
}

// show prints v with up to d decimals, without trailing zeros.
func show(v float64, d int) string {
	s := strconv.FormatFloat(v, 'f', d, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// showP prints a p-value with two significant digits, and very small ones as
// a power of ten.
func showP(p float64) string {
	switch {
	case p >= 0.0001:
		return strconv.FormatFloat(p, 'g', 2, 64)
	case p <= 0:
		return "0"
	}
	return strconv.FormatFloat(p, 'e', 1, 64)
}
