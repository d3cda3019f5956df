package design

import (
	"cmp"
	"math"
	"slices"
)

// prior is the log-odds of a randomised trial before any cue: a record whose
// text says nothing of allocation, blinding or placebo is taken for another
// design. Default chosen here on the records set aside for reading.
const prior = -3.45

// trialGroups are the groups that weigh for and against a randomised trial.
var trialGroups = []group{gTitle, gAllocation, gNamed, gMention, gBlind, gPlacebo, gCrossover, gTrial, gEither, gArms, gConcurrent, gITT, gTreated,
	gRetrospective, gObserved, gReviewed, gUncontrolled, gOther}

// logOdds sums the best cue of each group. The title and the abstract saying
// the same thing count once: of the three groups that say "randomised", the
// strongest stands for all.
func (e *evidence) logOdds() float64 {
	sum := prior + e.randomised()
	for _, g := range trialGroups {
		if g != gTitle && g != gAllocation && g != gNamed {
			sum += e.weight(g)
		}
	}
	return sum
}

// randomised is the strongest statement of random allocation, with one more
// point when a second group agrees.
func (e *evidence) randomised() float64 {
	best, agree := 0.0, -1.0
	for _, g := range []group{gTitle, gAllocation, gNamed} {
		w := e.weight(g)
		best = max(best, w)
		if w >= 2 {
			agree++
		}
	}
	return best + max(agree, 0)
}

// explicit reports whether the text says in words that people were randomised.
func (e *evidence) explicit() bool {
	return e.weight(gTitle) >= 4 || e.weight(gAllocation) >= 5 || e.weight(gNamed) >= 4
}

// trial answers "randomised or not". B when the text says so and little speaks
// against it, else C.
func (e *evidence) trial() (v verdict, ok bool) {
	odds := e.logOdds()
	if odds < 0 || !e.explicit() && e.has(gNotRandomised) || !e.explicit() && !e.any(gBlind, gPlacebo, gCrossover, gEither, gAllocation, gTrial, gConcurrent) {
		return v, false
	}
	v = verdict{design: RCT, confidence: "C", spans: e.weighed()}
	against := e.weight(gRetrospective) + e.weight(gReviewed) + e.weight(gUncontrolled) + e.weight(gObserved)
	if e.explicit() && odds > 0.5 {
		v.confidence = "B"
	}
	if e.explicit() && against <= -4 {
		v.confidence = "C"
		for _, s := range e.spans(gRetrospective, gUncontrolled, gObserved, gReviewed) {
			v.conflicts = append(v.conflicts, "the text speaks of random allocation and also says “"+s.Quote+"” ("+s.Cue+")")
		}
	}
	e.kind(&v)
	return v, true
}

// kind tells cluster, crossover and quasi-randomised trials apart.
func (e *evidence) kind(v *verdict) {
	kind := none
	switch {
	case e.has(gQuasi) && !e.explicit():
		v.design, kind = QuasiRCT, gQuasi
	case e.has(gCluster):
		v.design, kind = ClusterRCT, gCluster
	case e.has(gPeriods):
		v.design, kind = CrossoverRCT, gPeriods
	}
	if kind != none {
		v.spans = append(e.spans(kind), v.spans...)
	}
}

// weighed returns the cues that entered the sum, the heaviest first.
func (e *evidence) weighed() []Span {
	spans := e.spans(trialGroups...)
	spans = slices.DeleteFunc(spans, func(s Span) bool { return math.Abs(s.Weight) < 0.5 })
	slices.SortStableFunc(spans, func(a, b Span) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return spans
}
