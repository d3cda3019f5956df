package integrity

import (
	"fmt"
	"strings"
)

// Scales lists the registry of outcome scales in a fixed order.
func Scales() []OutcomeScale { return append([]OutcomeScale(nil), scales[:]...) }

// ScaleByName finds a scale by one of its names; case and hyphens do not
// matter.
func ScaleByName(name string) (OutcomeScale, bool) {
	folded := strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(name), "-", " ")), " ")
	for _, s := range scales {
		if folded == strings.ToLower(strings.ReplaceAll(s.Name, "-", " ")) {
			return s, true
		}
		for _, n := range s.Names {
			if folded == n {
				return s, true
			}
		}
	}
	return OutcomeScale{}, false
}

// InMID expresses a difference in minimal important differences; false when
// the scale has none listed.
func (m OutcomeScale) InMID(difference float64) (float64, bool) {
	if m.MID == 0 {
		return 0, false
	}
	return difference / m.MID, true
}

// CheckScaleRange reports a value that no version of the scale can give.
func CheckScaleRange(scale OutcomeScale, value Printed) *Finding {
	if value.High() >= scale.Low && value.Low() <= scale.High {
		return nil
	}
	f := newFinding(ScaleRange, Inconsistent,
		fmt.Sprintf("%s is outside the range of the %s, %s to %s.", value, scale.Name, show(scale.Low, 1), show(scale.High, 1)),
		fmt.Sprintf("%s: %s not within %s to %s", scale.Name, value, show(scale.Low, 1), show(scale.High, 1)))
	source := "range: " + scale.RangeSource
	if scale.Unverified {
		source += " (not verified at a source)"
		f.Level = Check
	}
	f.Sources = []string{source}
	return f
}
