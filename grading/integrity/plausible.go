package integrity

import (
	"fmt"
	"strings"
)

// CheckZeroSD reports an SD of zero in a group of two or more people.
func CheckZeroSD(label string, g Group) *Finding {
	if g.N < 2 || g.SD.Unscaled != 0 {
		return nil
	}
	return newFinding(Impossible, Check, fmt.Sprintf("An SD of %s for %s means that all %d people have the same value.", g.SD, label, g.N),
		fmt.Sprintf("mean %s, SD %s, n %d", g.Mean, g.SD, g.N))
}

// CheckOverTime reports numbers of people that fall and then rise over the
// visits of a study.
func CheckOverTime(label string, n []int) *Finding {
	low := 0
	for i := 1; i < len(n); i++ {
		if n[i] < n[low] {
			low = i
		}
		if n[i] > n[low] && n[low] < n[0] {
			return newFinding(Impossible, Check, fmt.Sprintf("The number of people in %s falls to %d and then rises to %d.", label, n[low], n[i]),
				strings.Trim(fmt.Sprint(n), "[]"))
		}
	}
	return nil
}

// CheckRepeated reports rows of a table that are printed identically although
// their labels differ. Rows with fewer than four numbers are left out.
func CheckRepeated(labels []string, rows [][]string) []Finding {
	var found []Finding
	first := map[string]int{}
	for i, r := range rows {
		key := strings.Join(r, " | ")
		at, seen := first[key]
		switch {
		case !seen:
			first[key] = i
		case len(r) >= 4 && i < len(labels) && at < len(labels) && labels[at] != labels[i]:
			found = append(found, *newFinding(Repeated, Note, fmt.Sprintf("The rows %q and %q print the same %d values.", labels[at], labels[i], len(r)), key))
		}
	}
	return found
}

// lastDigitsLeast is the smallest number of values whose last digits can be
// compared with equal frequencies.
const lastDigitsLeast = 100

// CheckLastDigits notes measurements whose last printed digits are very
// unevenly spread (χ² with 9 df, p below 0.001).
func CheckLastDigits(values []Printed) *Finding {
	if len(values) < lastDigitsLeast {
		return nil
	}
	var count [10]int
	for _, v := range values {
		digit := v.Unscaled % 10
		count[max(digit, -digit)]++
	}
	x2, expected := 0.0, float64(len(values))/10
	for _, c := range count {
		x2 += sq(float64(c)-expected) / expected
	}
	p := chi2Upper(x2, 9)
	if p >= baselineTail {
		return nil
	}
	return newFinding(LastDigits, Note, fmt.Sprintf("The last digits of %d values are unevenly spread.", len(values)),
		fmt.Sprintf("digits 0 to 9 occur %s times; χ²(9) = %s, p = %s", strings.Trim(fmt.Sprint(count), "[]"), show(x2, 1), showP(p)))
}
