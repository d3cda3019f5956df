package integrity

import (
	"fmt"
	"strings"
)

// Category is one row of a table whose rows share out a group.
type Category struct {
	Label string
	N     int    // people in the category
	Pct   string // printed percentage; empty when not printed
}

// CheckCategories compares categories that share out total people: the counts
// must add up to total, and the percentages to 100 within half a unit of the
// last digit for each of them.
func CheckCategories(rows []Category, total int) ([]Finding, error) {
	if len(rows) < 2 {
		return nil, inputError("%d categories do not share out a group", len(rows))
	}
	var found []Finding
	sum, counts := int64(0), make([]string, len(rows))
	for i, r := range rows {
		if r.N < 0 || r.N > maxCount {
			return nil, inputError("category %q has %d people", r.Label, r.N)
		}
		sum += int64(r.N)
		counts[i] = fmt.Sprint(r.N)
	}
	if sum != int64(total) {
		found = append(found, *newFinding(Categories, Inconsistent,
			fmt.Sprintf("The categories hold %d people; the printed total is %d.", sum, total),
			fmt.Sprintf("%s = %d; printed total %d", strings.Join(counts, " + "), sum, total)))
	}
	f, err := percentSum(rows)
	if f != nil {
		found = append(found, *f)
	}
	return found, err
}

// percentSum compares the sum of the percentages with 100 in whole units of
// the finest printed digit, without floating point.
func percentSum(rows []Category) (*Finding, error) {
	const unit = maxDecimals + 1 // one decimal more, to hold the halves
	var sum, slack int64
	texts := make([]string, len(rows))
	for i, r := range rows {
		if r.Pct == "" {
			return nil, nil
		}
		p, err := ParsePrinted(r.Pct)
		if err != nil {
			return nil, err
		}
		if !plainPercent(p) {
			return nil, inputError("category %q has %s %%", r.Label, r.Pct)
		}
		sum += p.Unscaled * pow10(unit-p.Decimals)
		slack += 5 * pow10(unit-p.Decimals-1)
		texts[i] = p.String()
	}
	diff := sum - 100*pow10(unit)
	if -slack <= diff && diff <= slack {
		return nil, nil
	}
	total := show(float64(sum)/float64(pow10(unit)), unit)
	return newFinding(Categories, Inconsistent,
		fmt.Sprintf("The percentages add up to %s; rounding explains at most %s either way.", total, show(float64(slack)/float64(pow10(unit)), unit)),
		fmt.Sprintf("%s = %s", strings.Join(texts, " + "), total)), nil
}
