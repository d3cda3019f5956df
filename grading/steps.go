package grading

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/grading/effect"
)

// downs and ups are the considerations in the order they are gone through.
var (
	downs = []corpus.Domain{corpus.RiskOfBias, corpus.Inconsistency, corpus.Indirectness, corpus.Imprecision, corpus.PublicationBias}
	ups   = []corpus.Domain{corpus.LargeEffect, corpus.DoseResponse, corpus.OpposingResidual}
)

// steps goes through the considerations: five reasons to rate down, and for
// non-randomised evidence three to rate up, which count only when nothing was
// rated down.
func (b body) steps(a *Absolute) []Step {
	out := []Step{b.riskOfBias(), b.inconsistency(), b.indirectness(), b.imprecision(a), b.publicationBias()}
	for i := range out {
		out[i] = b.decide(out[i])
	}
	if b.cs[0].class != nonRandomised {
		return out
	}
	return append(out, b.upgrades(out)...)
}

// spelled writes out what the rules abbreviate.
var spelled = strings.NewReplacer(">=2", "two or more", "OIS", "the optimal information size", "I2", "I²")

// step builds a step from what the rule says and what it looked at.
func step(d corpus.Domain, s Suggestion, detail string, looked any) Step {
	reason := spelled.Replace(s.Reason)
	if detail != "" {
		reason += " (" + detail + ")"
	}
	return Step{Domain: d, Suggested: s.Levels, Reason: reason, Human: s.Human, Inputs: hash(looked)}
}

// hash condenses what a step looked at. Numbers are cut to six digits, so
// that the last digit of a computation does not make a decision stale.
func hash(looked any) string {
	b, err := json.Marshal(looked)
	if err != nil {
		b = []byte(fmt.Sprintf("%+v", looked))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

func digits(x float64) string { return fmt.Sprintf("%.6g", x) }

func digitsOf(x *float64) string {
	if x == nil {
		return ""
	}
	return digits(*x)
}

// judged is what the step on risk of bias looks at, per study.
type judged struct {
	Study   corpus.StudyID
	Risk    corpus.Risk
	Domains []DomainRisk
	Weight  string
}

func (b body) riskOfBias() Step {
	high := func(c contribution) bool { return severity(c.row.Risk) >= 2 }
	some := func(c contribution) bool { return severity(c.row.Risk) == 1 || severity(c.row.Risk) < 0 }
	x := RiskOfBiasInput{WeightHigh: b.weightOf(high), WeightSome: b.weightOf(some),
		CriticalOnly: b.all(func(c contribution) bool { return c.row.Risk == corpus.RiskCritical })}
	var looked []judged
	var words []string
	for _, c := range b.cs {
		looked = append(looked, judged{c.row.Study, c.row.Risk, c.row.Domains, fmt.Sprintf("%.3f", c.row.Weight)})
		bad := highDomains(c.row)
		if high(c) && (x.HighDomains == 0 || len(bad) < x.HighDomains) {
			x.HighDomains = len(bad)
		}
		words = append(words, riskWords(c, bad))
	}
	slices.SortStableFunc(looked, func(a, b judged) int { return strings.Compare(string(a.Study), string(b.Study)) })
	if x.WeightHigh > 0 && x.WeightHigh < 1 {
		x.LowRiskSimilar = similar(b.cs, b.synthesis, high)
	}
	s := SuggestRiskOfBias(x, b.rules)
	if !b.all(func(c contribution) bool { return c.rated }) {
		s.Human = true
		if x.WeightHigh == 0 && s.Levels < 0 {
			s.Reason = "most weight with some concerns or not appraised (borderline: reviewer may keep 0)"
		}
	}
	return step(corpus.RiskOfBias, s, strings.Join(words, "; "), looked)
}

// highDomains lists the domains at high risk or worse.
func highDomains(row StudyEffect) []string {
	var out []string
	for _, d := range row.Domains {
		if severity(d.Risk) >= 2 {
			out = append(out, strings.ToLower(d.Name))
		}
	}
	return out
}

func riskWords(c contribution, bad []string) string {
	switch {
	case !c.rated:
		return c.row.Label + " not appraised"
	case len(bad) > 0:
		return fmt.Sprintf("%s %s: %s", c.row.Label, c.row.Risk, strings.Join(bad, ", "))
	}
	return fmt.Sprintf("%s %s", c.row.Label, c.row.Risk)
}

func (b body) inconsistency() Step {
	x := InconsistencyInput{K: len(b.synthesis.used), PQ: 1}
	var detail string
	if m := b.synthesis.model; m != nil {
		x.I2, x.PQ = m.I2, m.QP
		x.MinorityWeight, x.NonOverlap = b.minority(), b.apart()
		null := 0.0
		x.PICrosses = m.PI.Known && m.PI.Low < null && null < m.PI.High
		detail = fmt.Sprintf("I² %.0f %%, p of Q %.2g, %.0f %% of the weight on the smaller side", m.I2, m.QP, 100*x.MinorityWeight)
		if m.PI.Known {
			detail += ", prediction interval " + map[bool]string{true: "crosses no difference", false: "does not cross no difference"}[x.PICrosses]
		}
	}
	s := SuggestInconsistency(x, b.rules)
	if x.K >= 2 && b.synthesis.model == nil {
		s = Suggestion{Reason: "the studies are not pooled: compare their results by eye", Human: true}
	}
	return step(corpus.Inconsistency, s, detail, []string{fmt.Sprint(x.K), digits(x.I2), digits(x.PQ), digits(x.MinorityWeight), fmt.Sprint(x.PICrosses), digits(x.NonOverlap)})
}

// minority is the share of weight of estimates on the smaller side of no
// difference.
func (b body) minority() float64 {
	var below, above float64
	for _, i := range b.synthesis.used {
		switch row := b.cs[i].row; {
		case row.Effect.Estimate < b.measure.Null():
			below += row.Weight
		case row.Effect.Estimate > b.measure.Null():
			above += row.Weight
		}
	}
	return math.Min(below, above)
}

// apart is the share of pairs of studies whose intervals do not overlap.
func (b body) apart() float64 {
	pairs, n := 0, 0
	for i, j := range b.synthesis.used {
		for _, k := range b.synthesis.used[i+1:] {
			x, y := b.cs[j].row.Effect, b.cs[k].row.Effect
			pairs++
			if x.High < y.Low || y.High < x.Low {
				n++
			}
		}
	}
	if pairs == 0 {
		return 0
	}
	return float64(n) / float64(pairs)
}

func (b body) indirectness() Step {
	var x IndirectnessInput
	var ids, times []string
	for _, c := range b.cs {
		ids = append(ids, string(c.row.Study)+"/"+c.row.Result.FollowUp+"/"+c.row.Result.Comparison)
		if c.row.Indirect {
			x.I = "serious"
		}
		if f := c.row.Result.FollowUp; f != "" && b.outcome.FollowUp != "" && fold(f) != fold(b.outcome.FollowUp) {
			times = append(times, fmt.Sprintf("%s followed up at %s, not %s", c.row.Label, f, b.outcome.FollowUp))
		}
	}
	slices.Sort(ids)
	s := SuggestIndirectness(x)
	switch {
	case x.I != "":
		s.Reason = "indirect evidence by its place in the question"
	default:
		s.Reason = "no serious difference from the question is recorded"
	}
	return step(corpus.Indirectness, s, strings.Join(times, "; "), []any{x, b.in.Question.PICO, ids})
}

func (b body) imprecision(a *Absolute) Step {
	e := b.synthesis.effect
	if e == nil {
		return step(corpus.Imprecision, Suggestion{Reason: "no interval: not assessable by rule", Human: true}, b.synthesis.name, b.synthesis.name)
	}
	info := b.information()
	x := ImprecisionInput{Target: "null", Large: b.large(), Measure: e.Measure, N: &info.Participants, OIS: info.OIS, Events: info.Events}
	x.Low, x.High = b.scale(*e, a)
	if m := b.outcome.MID; m != nil && *m != 0 && (!e.Ratio() || a != nil) {
		benefit, harm := -math.Abs(*m), math.Abs(*m)
		if a != nil && b.measure != effect.MD {
			benefit, harm = 1000*benefit, 1000*harm
		}
		x.Target, x.MIDBenefit, x.MIDHarm = "mid", &benefit, &harm
	}
	if e.Ratio() && e.Low > 0 && finite(e.High/e.Low) {
		r := e.High / e.Low
		x.Ratio = &r
	}
	return step(corpus.Imprecision, SuggestImprecision(x, b.rules), b.imprecisionWords(*e, x), []string{
		digits(x.Low), digits(x.High), x.Target, digitsOf(x.MIDBenefit), digitsOf(x.MIDHarm), fmt.Sprint(x.Large, x.Measure),
		digitsOf(x.Ratio), fmt.Sprint(info.Participants), numberOf(info.OIS), numberOf(info.Events)})
}

// scale puts the interval on a scale where 0 is no difference.
func (b body) scale(e Effect, a *Absolute) (low, high float64) {
	switch {
	case a != nil:
		return a.DiffLow, a.DiffHigh
	case e.Ratio() && e.Low > 0:
		return math.Log(e.Low), math.Log(e.High)
	case e.Ratio():
		return e.Low - 1, e.High - 1
	}
	return e.Low, e.High
}

func numberOf(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

func (b body) imprecisionWords(e Effect, x ImprecisionInput) string {
	words := []string{fmt.Sprintf("%s %.3g, interval %.3g to %.3g", e.Measure, e.Estimate, e.Low, e.High)}
	if x.Ratio != nil {
		words = append(words, fmt.Sprintf("upper limit %.1f times the lower", *x.Ratio))
	}
	if x.OIS != nil {
		words = append(words, fmt.Sprintf("%d people of an optimal %d", *x.N, *x.OIS))
	} else {
		words = append(words, fmt.Sprintf("%d people", *x.N))
	}
	if x.Events != nil {
		words = append(words, fmt.Sprintf("%d events", *x.Events))
	}
	if f := b.cs[0].row.Fragility; len(b.cs) == 1 && f != nil && *f > 0 {
		words = append(words, fmt.Sprintf("fragility index %d", *f))
	}
	return strings.Join(words, ", ")
}

// upgrades gives the reasons to rate up. What a person decided has no effect
// while anything is rated down.
func (b body) upgrades(before []Step) []Step {
	var levels []int
	for _, s := range before {
		levels = append(levels, s.Levels)
	}
	x := UpgradeInput{NonRandomised: true, K: len(b.synthesis.used)}
	if e := b.synthesis.effect; e != nil && e.Ratio() {
		rr := b.riskRatio(e.Estimate)
		x.RR, x.Low, x.High = &rr, b.riskRatio(e.Low), b.riskRatio(e.High)
	}
	blocked := slices.ContainsFunc(levels, func(l int) bool { return l < 0 })
	out := []Step{step(corpus.LargeEffect, SuggestUpgrade(x, levels, b.rules), "", []string{digitsOf(x.RR), digits(x.Low), digits(x.High), fmt.Sprint(x.K)})}
	for _, d := range ups[1:] {
		out = append(out, step(d, Suggestion{Reason: "for a person to judge", Human: true}, "", x.K))
	}
	for i := range out {
		out[i] = b.decide(out[i])
		if blocked {
			out[i].Levels, out[i].Footnote = 0, ""
			out[i].Reason = "not eligible: the evidence was rated down"
		}
	}
	return out
}
