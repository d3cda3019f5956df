package app

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/grading/effect"
)

// dichotomous are the measures whose minimal important difference is a
// difference of risks.
var dichotomous = []string{string(effect.RR), string(effect.OR), string(effect.RD), string(effect.HR), string(effect.IRR), string(effect.PETO)}

// continuous are those whose minimal important difference has their own units.
var continuous = []string{string(effect.MD), string(effect.SMD), string(effect.SMDH), string(effect.ROM), string(effect.IRD)}

// ThresholdHelp says how a minimal important difference is written.
const ThresholdHelp = `A minimal important difference (MID) has a unit. For events (RR, OR, RD, HR) it is
a difference of risks: 0.05, 5% and '50 per 1000' are the same, and it lies between
0 and 1. For means (MD) it is in points of the scale, for SMD in standard
deviations. A baseline risk is written like a difference of risks.`

// SetMID reads a minimal important difference into an outcome; "" takes it
// away.
func SetMID(o *corpus.Outcome, text string) error {
	if strings.TrimSpace(text) == "" {
		o.MID = nil
		return nil
	}
	v, share, err := amountOf(text)
	if err == nil && share && slices.Contains(continuous, strings.ToUpper(o.Measure)) {
		err = fmt.Errorf("%w: %q is a share of people", corpus.ErrInvalid, text)
	}
	if err != nil {
		return fmt.Errorf("%w; the minimal important difference of %s is %s", err, o.Name, midUnit(*o))
	}
	x := *o
	x.MID = &v
	if err := checkThresholds(x); err != nil {
		return err
	}
	*o = x
	return nil
}

// SetBaseline reads a baseline risk into an outcome; "" takes it away.
func SetBaseline(o *corpus.Outcome, text string) error {
	if strings.TrimSpace(text) == "" {
		o.BaselineRisk = nil
		return nil
	}
	v, _, err := amountOf(text)
	if err != nil {
		return fmt.Errorf("%w; the baseline risk of %s is a share of people: 0.3, 30%% or '300 per 1000'", err, o.Name)
	}
	x := *o
	x.BaselineRisk = &v
	if err := checkThresholds(x); err != nil {
		return err
	}
	*o = x
	return nil
}

// amountOf reads 0.05, 5%, 5 per 100, 50 per 1000 or 50/1000; share is set
// when it was written as a share of people.
func amountOf(text string) (v float64, share bool, err error) {
	number, per := strings.TrimSpace(text), 1.0
	if before, ok := strings.CutSuffix(number, "%"); ok {
		number, per = before, 100
	}
	for _, sep := range []string{" per ", "/"} {
		if before, after, ok := strings.Cut(number, sep); ok {
			if per, err = strconv.ParseFloat(strings.TrimSpace(after), 64); err != nil || !(per > 0) || math.IsInf(per, 0) {
				return 0, true, fmt.Errorf("%w: %q is not a number", corpus.ErrInvalid, text)
			}
			number = before
			break
		}
	}
	v, err = strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, per != 1, fmt.Errorf("%w: %q is not a number", corpus.ErrInvalid, text)
	}
	return v / per, per != 1, nil
}

// midUnit says what the minimal important difference of an outcome is.
func midUnit(o corpus.Outcome) string {
	switch m := strings.ToUpper(o.Measure); {
	case slices.Contains(dichotomous, m):
		return "a difference of risks between 0 and 1: 0.05, 5% or '50 per 1000'"
	case m == string(effect.SMD), m == string(effect.SMDH):
		return "in standard deviations: 0.5"
	case o.Unit != "":
		return "in " + o.Unit
	}
	return "in points of its scale, or for events a difference of risks (0.05, 5% or '50 per 1000')"
}

// checkThresholds refuses what no outcome can have.
func checkThresholds(o corpus.Outcome) error {
	m := strings.ToUpper(strings.TrimSpace(o.Measure))
	if known := append(slices.Clone(dichotomous), continuous...); m != "" && !slices.Contains(known, m) {
		return fmt.Errorf("%w: the measure of %s is %q, none of %s", corpus.ErrInvalid, o.Name, o.Measure, strings.Join(known, " "))
	}
	if r := o.BaselineRisk; r != nil && !(*r >= 0 && *r <= 1) {
		return fmt.Errorf("%w: a baseline risk of %v for %s: it lies between 0 and 1 (0.3, 30%% or '300 per 1000')", corpus.ErrInvalid, *r, o.Name)
	}
	switch d := o.MID; {
	case d == nil:
	case math.IsNaN(*d) || math.IsInf(*d, 0) || *d <= 0:
		return fmt.Errorf("%w: a minimal important difference of %v for %s: it is a size above zero, without a sign, %s", corpus.ErrInvalid, *d, o.Name, midUnit(o))
	case *d >= 1 && slices.Contains(dichotomous, m):
		return fmt.Errorf("%w: a minimal important difference of %v for %s (%s): it is %s", corpus.ErrInvalid, *d, o.Name, m, midUnit(o))
	}
	return nil
}
