package app

import (
	"slices"
	"strings"

	"appraise/grading/claims"
)

// keep leaves, of what rests on the change, what was put down before it: claims
// and judged bodies by themselves, briefings and studies with them.
func (e edited) keep(list []claims.Affected) []claims.Affected {
	stale, there := map[claims.Node]bool{}, map[claims.Node]bool{}
	for _, to := range list {
		there[node(to)] = true
	}
	e.claimsOf(there, stale)
	e.bodiesOf(list, stale)
	e.briefingsOf(list, stale)
	out := list[:0:0]
	for _, to := range list {
		if stale[node(to)] || to.Kind == claims.StudyNode && len(stale) > 0 {
			out = append(out, to)
		}
	}
	return out
}

// claimsOf marks claims, and with a claim the body that it is about and the
// briefing that prints it.
func (e edited) claimsOf(there, stale map[claims.Node]bool) {
	for _, c := range e.claims {
		to := claims.Node{Kind: claims.ClaimNode, ID: c.ID}
		if !there[to] || e.claimAt[c.ID] >= e.seq || !e.risk && c.Outcome != "" && !e.about(slug(c.Outcome)) {
			continue
		}
		stale[to] = true
		stale[claims.Node{Kind: claims.BriefingNode, ID: c.Question}] = true
		if c.Outcome != "" && !e.judged && e.about(slug(c.Outcome)) {
			stale[bodyNode(c.Question, c.Outcome)] = true
		}
	}
}

// bodiesOf marks the bodies that were judged before the change, and the
// briefings that tell of them.
func (e edited) bodiesOf(list []claims.Affected, stale map[claims.Node]bool) {
	for _, to := range list {
		question, outcome, _ := strings.Cut(to.ID, "/")
		if to.Kind != claims.BodyNode || !e.about(outcome) {
			continue
		}
		if at := e.bodyAt[node(to)]; at != 0 && at < e.seq {
			stale[node(to)] = true
		}
		if stale[node(to)] || e.concludedBefore(question) {
			stale[claims.Node{Kind: claims.BriefingNode, ID: question}] = true
		}
	}
}

// briefingsOf marks the briefings that tell of a study whatever its outcomes.
func (e edited) briefingsOf(list []claims.Affected, stale map[claims.Node]bool) {
	if e.outcomes != nil || e.judged {
		return
	}
	for _, to := range list {
		if to.Kind == claims.BriefingNode && e.concludedBefore(to.ID) {
			stale[node(to)] = true
		}
	}
}

// concludedBefore reports whether somebody judged or claimed something on a
// question, and nothing since the change. A question that is still being
// prepared has nothing that could become stale.
func (e edited) concludedBefore(question string) bool {
	return e.concluded[question] && e.questionAt[question] < e.seq
}

// about reports whether the change is about an outcome, named by its slug.
func (e edited) about(outcome string) bool {
	return e.outcomes == nil || slices.Contains(e.outcomes, outcome)
}

func node(to claims.Affected) claims.Node { return claims.Node{Kind: to.Kind, ID: to.ID} }
