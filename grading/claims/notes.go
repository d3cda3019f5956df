package claims

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// notes says, study by study and then about the claim as a whole, what went
// into the verdict and what has to be told beside it.
func (j *judging) notes(w weighed) {
	for i, e := range j.in.Evidence {
		if why, out := j.aside[i]; out {
			j.reasons = append(j.reasons, why)
		} else {
			j.stance(e, j.weighed[i])
		}
		if why, maybe := j.perhaps[i]; maybe {
			j.reasons = append(j.reasons, why)
		}
		j.standing(e)
		j.directness(e, j.weighed[i])
		j.quoted(e)
	}
	if w.support >= corpus.Moderate && w.against >= corpus.Moderate {
		j.say(Unsettled, Evidence{}, "Evidence of %s certainty supports the claim and evidence of %s certainty contradicts it; the contradiction has to be answered.", w.support, w.against)
	}
	j.harms()
	j.reasons = append(j.reasons, Denominators(j.in)...)
}

// stance says for what a study counts.
func (j *judging) stance(e Evidence, v Weighed) {
	code, verb := MentionsIt, "is linked as a mention and counts for neither side"
	switch e.Stance {
	case corpus.Supports:
		code, verb = ForIt, "supports the claim"
	case corpus.Contradicts:
		code, verb = AgainstIt, "contradicts the claim"
	}
	if v.Certainty == corpus.Unrated {
		j.say(NotRated, e, "%s %s; nobody has rated the certainty behind it.", e.name(), verb)
	} else {
		j.say(code, e, "%s %s; the certainty behind it is %s.", e.name(), verb, v.Certainty)
	}
	if v.Certainty < e.Certainty && e.standing() != corpus.ExpressionOfConcern {
		j.say(BodyShaken, e, "A study that %s was judged with has fallen; the certainty is %s, not %s.", e.name(), v.Certainty, e.Certainty)
	}
	if e.Risk == corpus.RiskHigh || e.Risk == corpus.RiskSerious || e.Risk == corpus.RiskCritical {
		j.say(HighRisk, e, "%s is at %s risk of bias.", e.name(), e.Risk)
	}
}

// standing tells notices that do not set a study aside.
func (j *judging) standing(e Evidence) {
	switch state := e.standing(); state {
	case corpus.ExpressionOfConcern:
		j.say(InConcern, e, "%s %s; its evidence counts one level less.", e.name(), told(e.notice(state)))
	case corpus.Corrected:
		j.say(WasCorrected, e, "%s %s; check that what is claimed was not what was corrected.", e.name(), told(e.notice(state)))
	case corpus.Reinstated:
		j.say(WasReinstated, e, "%s %s.", e.name(), told(e.notice(state)))
	case corpus.Superseded:
		j.say(OutOfDate, e, "%s %s.", e.name(), told(e.notice(state)))
	}
	for _, n := range e.Notices {
		if n.Type == corpus.Expired {
			j.expired(e, n)
			return
		}
	}
	if e.standing() == corpus.Expired {
		j.expired(e, corpus.Notice{})
	}
}

// expired tells that a guideline has outlived its issuer's own rule.
func (j *judging) expired(e Evidence, n corpus.Notice) {
	when, rule := "", ""
	if d := n.Date.String(); d != "" {
		when = " on " + d
	}
	if n.Reason != "" {
		rule = ": " + n.Reason
	}
	j.say(RanOut, e, "%s ran out%s by its issuer's own rule%s.", e.name(), when, rule)
}

// directness tells where a study is about something else than the claim.
func (j *judging) directness(e Evidence, v Weighed) {
	far := v.Directness.Indirect()
	for _, el := range far {
		j.say(NotDirect, e, "%s: the %s of the claim is “%s”, that of the study “%s”.", e.name(), el.Name, el.Claim, el.Study)
	}
	for _, el := range v.Directness.Narrower() {
		j.say(Narrower, e, "%s: the %s of the claim is “%s”, that of the study only “%s”.", e.name(), el.Name, el.Claim, el.Study)
	}
	var missing []string
	for _, el := range v.Directness.Elements {
		if el.Match == Unknown && (el.Name == "population" || el.Name == "intervention" || el.Name == "outcome") {
			missing = append(missing, el.Name)
		}
	}
	if len(missing) > 0 {
		j.say(NotCompared, e, "%s: %s could not be compared, because the claim or the study does not say.", e.name(), strings.Join(missing, ", "))
	}
}

// quoted tells in its own words what a linked study says.
func (j *judging) quoted(e Evidence) {
	for _, l := range j.in.Claim.Links {
		if l.Study == e.Study && l.Quote != nil && l.Quote.Text != "" {
			place := ""
			if l.Quote.Place != "" {
				place = " (" + l.Quote.Place + ")"
			}
			j.say(Quoted, e, "%s says%s: “%s”", e.name(), place, l.Quote.Text)
		}
	}
}

// harms tells, beside claims of safety and harm, how many of the linked
// studies looked for harms. That none was reported is not that none happened.
func (j *judging) harms() {
	if !slices.Contains(aboutHarm, j.in.Claim.Kind) {
		return
	}
	silent, unknown, n := 0, 0, len(j.in.Evidence)
	for _, e := range j.in.Evidence {
		switch e.Harms {
		case HarmsSilent:
			silent++
		case HarmsUnknown:
			unknown++
		}
	}
	const moral = "silence about harms is not their absence"
	switch {
	case n == 0:
		j.say(SilentOnHarms, Evidence{}, "No study of harms is linked; %s.", moral)
	case silent > 0:
		j.say(SilentOnHarms, Evidence{}, "%s; %s.", ofStudies(silent, n, "does not report harms", "do not report harms"), moral)
	}
	if unknown > 0 {
		j.say(NoHarmsRecord, Evidence{}, "For %s nobody has recorded whether harms were reported; %s.", ofWhole(unknown, n), moral)
	}
}

func ofWhole(k, n int) string {
	if n == 1 {
		return "the one linked study"
	}
	return fmt.Sprintf("%d of %d linked studies", k, n)
}

func ofStudies(k, n int, one, many string) string {
	switch {
	case n == 1:
		return "The one linked study " + one
	case k == 1:
		return fmt.Sprintf("1 of %d linked studies %s", n, one)
	}
	return fmt.Sprintf("%d of %d linked studies %s", k, n, many)
}
