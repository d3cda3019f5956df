package integrity

import (
	"fmt"
	"strings"
)

// Ledger holds how many people are left at each stage; nil is not known.
type Ledger struct {
	Enrolled, Randomised, Analysed *int
	Arms                           []Arm
}

// Arm is one group of a study. N is the number allocated; Analysed, when
// known, how many of them have the outcome.
type Arm struct {
	Label    string
	N        int
	Analysed *int
}

// Shares of people lost above which a loss is worth a note. The 5 and 20 per
// cent rule of thumb: Sackett DL et al., Evidence-Based Medicine, 1997 [from
// memory, unverified].
const (
	lossSmall   = 5
	lossLarge   = 20
	lossUnequal = 10 // percentage points between arms; default chosen here
)

// CheckLedger compares the stages with each other and with the arms.
func CheckLedger(l Ledger) []Finding {
	var found []Finding
	for _, p := range []**int{&l.Enrolled, &l.Randomised, &l.Analysed} {
		if *p != nil && **p < 0 {
			*p = nil // not a number of people
		}
	}
	add := func(f *Finding) {
		if f != nil {
			found = append(found, *f)
		}
	}
	add(descends("enrolled", l.Enrolled, "randomised", l.Randomised))
	add(descends("randomised", l.Randomised, "analysed", l.Analysed))
	if l.Randomised == nil {
		add(descends("enrolled", l.Enrolled, "analysed", l.Analysed))
	}
	add(l.armSum())
	add(l.loss())
	for _, a := range l.Arms {
		add(descends("allocated to "+a.name(), &a.N, "analysed there", a.Analysed))
	}
	add(l.unequalLoss())
	return found
}

func (a Arm) name() string {
	if a.Label == "" {
		return "one arm"
	}
	return a.Label
}

// descends reports a later stage with more people than an earlier one.
func descends(earlier string, from *int, later string, to *int) *Finding {
	if from == nil || to == nil || *to <= *from {
		return nil
	}
	return newFinding(Flow, Inconsistent, fmt.Sprintf("More people are %s (%d) than %s (%d).", later, *to, earlier, *from),
		fmt.Sprintf("%s %d; %s %d", earlier, *from, later, *to))
}

// armSum compares the sum of the arms with the number randomised.
func (l Ledger) armSum() *Finding {
	if l.Randomised == nil || len(l.Arms) < 2 {
		return nil
	}
	sum, parts := 0, make([]string, len(l.Arms))
	for i, a := range l.Arms {
		if a.N < 0 {
			return nil
		}
		sum += a.N
		parts[i] = fmt.Sprint(a.N)
	}
	if sum == *l.Randomised {
		return nil
	}
	return newFinding(Flow, Check, fmt.Sprintf("The arms hold %d people; %d were randomised.", sum, *l.Randomised),
		fmt.Sprintf("%s = %d; randomised %d", strings.Join(parts, " + "), sum, *l.Randomised))
}

// loss notes a share of people randomised but not analysed above 5 or 20 per
// cent.
func (l Ledger) loss() *Finding {
	if l.Randomised == nil || l.Analysed == nil || *l.Analysed > *l.Randomised {
		return nil
	}
	lost := *l.Randomised - *l.Analysed
	limit := lossSmall
	if 100*lost > lossLarge**l.Randomised {
		limit = lossLarge
	}
	if 100*lost <= limit**l.Randomised {
		return nil
	}
	share := show(100*float64(lost)/float64(*l.Randomised), 1)
	return newFinding(Loss, Note, fmt.Sprintf("%d of %d people randomised (%s %%) are not in the analysis, more than %d %%.", lost, *l.Randomised, share, limit),
		fmt.Sprintf("(%d − %d)/%d = %s %%", *l.Randomised, *l.Analysed, *l.Randomised, share))
}

// unequalLoss notes arms that lost very different shares of their people.
func (l Ledger) unequalLoss() *Finding {
	var least, most, leastShare, mostShare = -1, -1, 0.0, 0.0
	for i, a := range l.Arms {
		if a.Analysed == nil || a.N <= 0 || *a.Analysed < 0 || *a.Analysed > a.N {
			return nil
		}
		share := 100 * float64(a.N-*a.Analysed) / float64(a.N)
		if least < 0 || share < leastShare {
			least, leastShare = i, share
		}
		if most < 0 || share > mostShare {
			most, mostShare = i, share
		}
	}
	if most < 0 || mostShare-leastShare < lossUnequal {
		return nil
	}
	a, b := l.Arms[most], l.Arms[least]
	return newFinding(Loss, Note, fmt.Sprintf("The arms lost different shares: %s lost %s %%, %s lost %s %%.", a.name(), show(mostShare, 1), b.name(), show(leastShare, 1)),
		fmt.Sprintf("%d of %d v %d of %d not analysed", a.N-*a.Analysed, a.N, b.N-*b.Analysed, b.N))
}

// CheckCited compares a number that a text calls the size of the study with
// the ledger: it reports a number of another stage than the one randomised.
func CheckCited(l Ledger, cited int) *Finding {
	if l.Randomised == nil || cited == *l.Randomised {
		return nil
	}
	stage := ""
	switch {
	case l.Enrolled != nil && cited == *l.Enrolled:
		stage = "enrolled"
	case l.Analysed != nil && cited == *l.Analysed:
		stage = "analysed"
	default:
		return nil
	}
	return newFinding(CitedLevel, Note, fmt.Sprintf("The text speaks of a study of %d people; %d were %s, %d were randomised.", cited, cited, stage, *l.Randomised),
		fmt.Sprintf("cited %d = %s; randomised %d", cited, stage, *l.Randomised))
}
