package grading

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/grading/instrument"
)

// fold makes names compare as people read them.
func fold(s string) string {
	s = strings.NewReplacer("-", " ", "–", " ", "_", " ").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// NoResult is the reason of a Skipped study that says nothing on an outcome,
// as opposed to something that cannot be used.
const NoResult = "no result on this outcome"

// pickResult chooses the study's result on the outcome among the confirmed
// ones: the one at the time that is asked about, else one with numbers of
// both arms, else the latest. The note says what was passed over.
func pickResult(s Study, o corpus.Outcome) (r corpus.Result, note string, ok bool) {
	found, open, best := 0, 0, -1
	for _, x := range s.Results {
		if fold(x.Outcome) != fold(o.Name) {
			continue
		}
		switch x.Status {
		case corpus.Proposed:
			open++
		case corpus.Confirmed:
			found++
			if score := fitness(x, o); score > best || score == best && !x.At.Before(r.At) {
				r, best = x, score
			}
		}
	}
	switch {
	case found == 0 && open > 0:
		return r, "its result is proposed and not confirmed by a person", false
	case found == 0:
		return r, NoResult, false
	case found > 1 && r.FollowUp != "":
		note = fmt.Sprintf("%d results on this outcome; the one at %s is used", found, r.FollowUp)
	case found > 1:
		note = fmt.Sprintf("%d results on this outcome; the most complete, latest one is used", found)
	}
	return r, note, true
}

// usable refuses results whose numbers contradict each other.
func usable(r corpus.Result) error {
	if err := r.Validate(); err != nil {
		return err
	}
	if e := r.Estimate; e != nil {
		for _, x := range []*float64{&e.Value, e.Low, e.High, &e.Level} {
			if x != nil && !finite(*x) {
				return fmt.Errorf("%w: the printed estimate is not a number", corpus.ErrInvalid)
			}
		}
	}
	return nil
}

func fitness(r corpus.Result, o corpus.Outcome) int {
	score := 0
	if o.FollowUp != "" && fold(r.FollowUp) == fold(o.FollowUp) {
		score += 4
	}
	if _, ok := tableOf(r); ok {
		score += 2
	} else if _, _, ok := groupsOf(r); ok {
		score += 2
	} else if r.Estimate != nil {
		score++
	}
	return score
}

// pickAppraisal chooses the appraisal of risk of bias that counts: one of
// this outcome before one of the study, a consensus before single raters,
// the latest before older ones. Raters who differ and have not agreed leave
// the worse judgement in force, and the note says so.
func pickAppraisal(s Study, o corpus.Outcome) (a corpus.Appraisal, note string, ok bool) {
	var raters []corpus.Appraisal
	best := unfinished - 1
	for _, x := range s.Appraisals {
		score, applies := appraisalFitness(x, o)
		switch {
		case !applies:
			continue
		case score > best:
			raters, best = []corpus.Appraisal{x}, score
		case score == best:
			raters = append(raters, x)
		}
	}
	if len(raters) == 0 {
		return a, "", false
	}
	return settle(lastOfEach(raters))
}

// lastOfEach keeps the latest appraisal of each rater with each tool.
func lastOfEach(raters []corpus.Appraisal) []corpus.Appraisal {
	var out []corpus.Appraisal
	for _, x := range raters {
		i := slices.IndexFunc(out, func(o corpus.Appraisal) bool { return o.By == x.By && o.Instrument == x.Instrument })
		switch {
		case i < 0:
			out = append(out, x)
		case !x.At.Before(out[i].At):
			out[i] = x
		}
	}
	return out
}

// settle chooses among appraisals of equal standing.
func settle(raters []corpus.Appraisal) (a corpus.Appraisal, note string, ok bool) {
	for i, x := range raters {
		switch {
		case i == 0:
			a = x
		case x.Consensus:
			if !x.At.Before(a.At) {
				a = x
			}
		case x.Final() != a.Final():
			note = "raters differ and have not agreed; the worse judgement counts"
			if severity(x.Final()) > severity(a.Final()) {
				a = x
			}
		}
	}
	return a, note, true
}

func appraisalFitness(a corpus.Appraisal, o corpus.Outcome) (score int, applies bool) {
	if !assessesBias(a.Instrument) || a.Outcome != "" && fold(a.Outcome) != fold(o.Name) {
		return 0, false
	}
	if a.Outcome != "" {
		score += 2
	}
	if a.Consensus {
		score++
	}
	if a.Final() == "" {
		score += unfinished
	}
	return score, true
}

// unfinished puts appraisals without an overall judgement behind all others.
const unfinished = -10

// assessesBias reports whether an instrument judges the risk of bias of a
// study; the others judge reviews, guidelines or trust, or only score.
func assessesBias(id string) bool {
	for _, prefix := range []string{"amstar", "agree", "inspect", "jadad", "pedro", "jbi"} {
		if strings.HasPrefix(fold(id), prefix) {
			return false
		}
	}
	return true
}

// severity puts the judgements of all tools on one scale: 0 low, 1 some
// concerns, 2 high, 3 critical, −1 not judged.
func severity(r corpus.Risk) int {
	switch r {
	case corpus.RiskLow, instrument.RiskLowExcept, "good":
		return 0
	case corpus.RiskSomeConcerns, corpus.RiskModerate, corpus.RiskUnclear, corpus.RiskNoInformation, "fair":
		return 1
	case corpus.RiskHigh, corpus.RiskSerious, instrument.AtRisk, "poor":
		return 2
	case corpus.RiskCritical:
		return 3
	}
	return -1
}

// domainRisks lists the judgements in force in the order of the instrument.
func domainRisks(a corpus.Appraisal) []DomainRisk {
	var out []DomainRisk
	listed := map[string]bool{}
	if p, err := instrument.Find(a.Instrument); err == nil {
		for _, d := range p.Domains {
			if j, ok := a.Domains[d.ID]; ok && !d.Plain {
				out = append(out, DomainRisk{Domain: d.ID, Name: d.Name, Risk: j.Final()})
				listed[d.ID] = true
			}
		}
	}
	for _, id := range sortedKeys(a.Domains) {
		if !listed[id] {
			out = append(out, DomainRisk{Domain: id, Name: id, Risk: a.Domains[id].Final()})
		}
	}
	return out
}
