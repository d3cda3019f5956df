package pool

import (
	"fmt"
	"math"
	"slices"
)

// ZeroTo names the studies that a zero-cell correction is given to.
type ZeroTo string

// The rules. The first four carry metafor's names and meaning.
const (
	ZeroOnly      ZeroTo = "only0"  // studies with a zero cell
	ZeroAll       ZeroTo = "all"    // every study
	ZeroIfAny     ZeroTo = "if0all" // every study, as soon as one study has a zero cell
	ZeroNone      ZeroTo = "none"   // nobody; studies without a defined effect are left out
	ZeroUndefined ZeroTo = "onlyv0" // studies whose effect or variance is undefined or zero without it
)

// zeroTos is the whole list of rules, in the order of the help text.
var zeroTos = []ZeroTo{ZeroOnly, ZeroAll, ZeroIfAny, ZeroNone, ZeroUndefined}

// ZeroTos lists the rules.
func ZeroTos() []ZeroTo { return slices.Clone(zeroTos) }

// ParseZeroTo reads the name of a rule.
func ParseZeroTo(s string) (ZeroTo, error) {
	if i := slices.Index(zeroTos, ZeroTo(fold(s))); i >= 0 {
		return zeroTos[i], nil
	}
	return "", fmt.Errorf("zero-cell rule %q: %w, choose one of %v", s, ErrUnknown, zeroTos)
}

// ZeroRule says what happens to studies with an empty cell.
//
// Sweeting MJ, Sutton AJ, Lambert PC. Stat Med 2004;23:1351–1375.
type ZeroRule struct {
	Add    float64 // added to each cell, usually 0.5
	To     ZeroTo  // whose cells
	Drop00 bool    // leave out studies with no events, or only events, in both arms
	// KeepEmpty lets an arm without any people through, to be filled by the
	// correction alone, as metafor does. Otherwise it is an error.
	KeepEmpty bool
}

// DefaultZeroRule is the rule used unless another is asked for: 0.5 for
// studies with a zero cell, double-zero studies left out of ratios; for risk
// differences 0.5 only where the variance would be zero, nobody left out;
// nothing for Peto's odds ratio, which needs no correction.
func DefaultZeroRule(m Measure) ZeroRule {
	switch m {
	case RR, OR:
		return ZeroRule{Add: 0.5, To: ZeroOnly, Drop00: true}
	case RD:
		return ZeroRule{Add: 0.5, To: ZeroUndefined}
	case Peto:
		return ZeroRule{To: ZeroNone, Drop00: true}
	case IRR, IRD, PR, PLO, PLN:
		return ZeroRule{Add: 0.5, To: ZeroOnly}
	}
	return ZeroRule{To: ZeroNone}
}

// check refuses amounts that are not a count.
func (z ZeroRule) check() error {
	if math.IsNaN(z.Add) || math.IsInf(z.Add, 0) || z.Add < 0 {
		return fmt.Errorf("zero-cell correction of %v: %w", z.Add, ErrOutOfRange)
	}
	if z.To != "" && !slices.Contains(zeroTos, z.To) {
		return fmt.Errorf("zero-cell rule %q: %w, choose one of %v", z.To, ErrUnknown, zeroTos)
	}
	return nil
}

// amount is what a study gets: hasZero says whether it has a zero cell,
// undefined whether it has no usable effect without a correction, anyZero
// whether some study of the set has a zero cell.
func (z ZeroRule) amount(hasZero, undefined, anyZero bool) float64 {
	switch z.To {
	case ZeroAll:
		return z.Add
	case ZeroOnly:
		if hasZero {
			return z.Add
		}
	case ZeroIfAny:
		if anyZero {
			return z.Add
		}
	case ZeroUndefined:
		if undefined {
			return z.Add
		}
	}
	return 0
}

// String states the rule in words for a methods line.
func (z ZeroRule) String() string {
	if z.Add == 0 || z.To == ZeroNone || z.To == "" {
		if z.Drop00 {
			return "no zero-cell correction, double-zero studies left out"
		}
		return "no zero-cell correction"
	}
	var who string
	switch z.To {
	case ZeroOnly:
		who = "to each cell of studies with a zero cell"
	case ZeroAll:
		who = "to each cell of all studies"
	case ZeroIfAny:
		who = "to each cell of all studies if one of them has a zero cell"
	case ZeroUndefined:
		who = "to each cell of studies whose variance would be zero"
	}
	s := fmt.Sprintf("%v added %s", z.Add, who)
	if z.Drop00 {
		return s + ", double-zero studies left out"
	}
	return s + ", double-zero studies kept"
}
