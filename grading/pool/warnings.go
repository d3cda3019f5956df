package pool

import (
	"cmp"
	"fmt"
	"strings"
)

// warn adds what a reader should know about the result.
func (r *Result) warn(es []Effect) {
	add := func(format string, args ...any) { r.Warnings = append(r.Warnings, fmt.Sprintf(format, args...)) }
	switch {
	case r.K == 1:
		add("one study: nothing was pooled")
	case r.K == 2 && r.Method.Random():
		add("two studies: the between-study variance can hardly be estimated; the common effect is given beside, and no prediction interval")
	}
	if r.NoWidth {
		add("all studies have the same effect, so the Knapp–Hartung interval has no width; use the ad hoc form")
	} else if r.KNHA == HKPlain && r.SE < r.plainSE {
		add("the Knapp–Hartung standard error is smaller than the ordinary one, because the studies agree better than chance; the ad hoc form does not shrink it")
	}
	if r.Measure == PFT {
		add("a pooled double arcsine can mislead when sample sizes differ widely")
	}
	if (r.Measure == PR || r.Measure == PLN) && (r.Display.CI.Low < 0 || r.Display.CI.High > 1) {
		add("the interval of a proportion reaches beyond 0 to 1: the logit transformation (PLO) keeps within")
	}
	if s := workedOut(es); s != "" {
		add("%s", s)
	}
	if s := sameNumbers(es); s != "" {
		add("%s", s)
	}
}

// sameNumbers names rows with the same effect, variance and size, which may
// be one study entered twice.
func sameNumbers(es []Effect) string {
	type key struct{ y, v, n float64 }
	first := make(map[key]int, len(es))
	var pairs []string
	count := 0
	for _, e := range es {
		k := key{e.Y, e.V, e.N}
		if row, ok := first[k]; ok {
			if count++; count <= 3 {
				pairs = append(pairs, fmt.Sprintf("%d and %d", row, e.Row))
			}
			continue
		}
		first[k] = e.Row
	}
	if count == 0 {
		return ""
	}
	s := "rows " + strings.Join(pairs, ", ")
	if count > len(pairs) {
		s += fmt.Sprintf(" and %d more", count-len(pairs))
	}
	return s + " hold the same numbers: check that no study was entered twice"
}

// workedOut names the studies whose means were not printed.
func workedOut(es []Effect) string {
	var names []string
	for _, e := range es {
		if e.From != "" {
			names = append(names, fmt.Sprintf("%s (from %s)", cmp.Or(e.Study, fmt.Sprintf("row %d", e.Row)), e.From))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "means and standard deviations were worked out, which assumes that the data are not skewed (Wan 2014): " + strings.Join(names, ", ")
}
