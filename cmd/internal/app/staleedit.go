package app

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/grading/claims"
)

// extractions are the actions that change what was taken from a study, or what
// a person judged.
var extractions = []string{"result", "edit", "assess", "check", "decide"}

// wrote is the number of the event by which a person last put something down.
type wrote struct {
	claimAt    map[string]int64      // by id
	bodyAt     map[claims.Node]int64 // the last judgement on a body
	questionAt map[string]int64      // the last judgement, claim or change of a question
	concluded  map[string]bool       // questions with a judgement or a claim
}

// addEdits finds what was taken from a study in another way, and what was
// judged in another way, after somebody built on it.
func (g *ground) addEdits(ctx context.Context) error {
	evs, err := g.app.Store.Events(ctx, 0)
	if err != nil {
		return err
	}
	evs = standing(evs)
	w := g.wrote(evs)
	first := w.oldest()
	for _, ev := range evs {
		if !slices.Contains(extractions, ev.Action) || ev.Seq <= first {
			continue
		}
		full, err := g.app.Store.Event(ctx, ev.Seq)
		if err != nil {
			return err
		}
		for _, c := range full.Changes {
			g.addEdit(full, c, w)
		}
	}
	return nil
}

// standing leaves out what was undone, and the undoing. Events come with the
// newest first.
func standing(evs []corpus.Event) []corpus.Event {
	undone := map[int64]bool{}
	out := make([]corpus.Event, 0, len(evs))
	for _, ev := range evs {
		switch {
		case undone[ev.Seq]:
		case ev.Undoes != 0:
			undone[ev.Undoes] = true
		default:
			out = append(out, ev)
		}
	}
	return out
}

func (g *ground) wrote(evs []corpus.Event) wrote {
	w := wrote{map[string]int64{}, map[claims.Node]int64{}, map[string]int64{}, map[string]bool{}}
	questionOf := map[string]string{}
	for _, c := range g.claims {
		questionOf[c.ID] = c.Question
	}
	for _, ev := range evs {
		q := ""
		switch ev.Action {
		case "claim":
			q = questionOf[ev.Subject]
			w.claimAt[ev.Subject] = max(w.claimAt[ev.Subject], ev.Seq)
			w.concluded[q] = true
		case "question":
			q = ev.Subject
		case "decide":
			question, rest, _ := strings.Cut(ev.Subject, "/")
			outcome := rest[:max(0, strings.LastIndex(rest, "/"))]
			q = question
			body := bodyNode(q, outcome)
			w.bodyAt[body] = max(w.bodyAt[body], ev.Seq)
			w.concluded[q] = true
		}
		w.questionAt[q] = max(w.questionAt[q], ev.Seq)
	}
	return w
}

// oldest is the number of the oldest event that something still stands on;
// a change before it is news to nobody.
func (w wrote) oldest() int64 {
	first := int64(math.MaxInt64)
	for _, at := range w.claimAt {
		first = min(first, at)
	}
	for _, at := range w.bodyAt {
		first = min(first, at)
	}
	for q := range w.concluded {
		first = min(first, w.questionAt[q])
	}
	return first
}

// edited is one change of what others rest on.
type edited struct {
	*ground
	wrote
	seq      int64
	outcomes []string // slugs of those it is about; nil: all
	risk     bool     // an appraisal: claims on other outcomes tell the risk of bias too
	judged   bool     // a judgement on a body, which is as new as the change
}

func (g *ground) addEdit(ev corpus.Event, c corpus.Change, w wrote) {
	if len(c.Before) == 0 || string(c.Before) == string(c.After) {
		return
	}
	e := edited{ground: g, wrote: w, seq: ev.Seq}
	upper, kind, ok := e.read(c)
	if !ok {
		return
	}
	name := c.ID
	if c.Kind != string(kind) {
		name = c.Kind + " " + c.ID
	}
	n := claims.Node{Kind: kind, ID: fmt.Sprintf("%s (event %d)", name, ev.Seq)}
	g.graph.Rests(upper, n)
	verb := "changed"
	if len(c.After) == 0 {
		verb = "removed"
	}
	text := fmt.Sprintf("%s: %s %s %s on %s by %s (event %d)", upper.ID, c.Kind, c.ID, verb, ev.At.Format(time.DateOnly), ev.Who, ev.Seq)
	g.moved = append(g.moved, moved{node: n, text: text, keep: e.keep})
}

// read tells on what a change bears; ok is false when nothing follows from it.
func (e *edited) read(c corpus.Change) (upper claims.Node, kind claims.NodeKind, ok bool) {
	kind = claims.ExtractionNode
	switch c.Kind {
	case "decision":
		e.judged = true
		upper, ok = changedJudgement(c)
		return upper, claims.DecisionNode, ok
	case "appraisal":
		kind, e.risk = claims.AppraisalNode, true
		e.outcomes = appraisedOutcomes(c)
	case "fact":
	case "result":
		if e.outcomes = changedOutcomes(c); e.outcomes == nil {
			return upper, kind, false
		}
	case "report":
		if sameText(c) {
			return upper, kind, false
		}
	default:
		return upper, kind, false
	}
	study := changedStudy(c)
	_, ok = e.bundles[study]
	return claims.Node{Kind: claims.StudyNode, ID: string(study)}, kind, ok
}

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

// changedOutcomes are the outcomes of a result before and after a change; none
// when it counted neither before nor after.
func changedOutcomes(c corpus.Change) []string {
	var out []string
	for _, raw := range []json.RawMessage{c.Before, c.After} {
		var r corpus.Result
		if len(raw) == 0 || json.Unmarshal(raw, &r) != nil || r.Status != corpus.Confirmed {
			continue
		}
		if s := slug(r.Outcome); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// appraisedOutcomes are the outcomes an appraisal is of before and after a
// change; none when it is of the study as a whole.
func appraisedOutcomes(c corpus.Change) []string {
	var out []string
	for _, raw := range []json.RawMessage{c.Before, c.After} {
		var ap corpus.Appraisal
		if len(raw) == 0 || json.Unmarshal(raw, &ap) != nil {
			continue
		}
		if ap.Outcome == "" {
			return nil
		}
		out = append(out, slug(ap.Outcome))
	}
	return out
}

// changedJudgement returns the body of a judgement whose levels were changed.
func changedJudgement(c corpus.Change) (claims.Node, bool) {
	var before, after corpus.Decision
	if json.Unmarshal(c.Before, &before) != nil {
		return claims.Node{}, false
	}
	gone := len(c.After) == 0 || json.Unmarshal(c.After, &after) != nil
	return bodyNode(before.Question, before.Outcome), gone || before.Levels != after.Levels
}

// sameText reports whether a change of a report left alone what was read from
// it: not every correction of a page number moves a claim.
func sameText(c corpus.Change) bool {
	var before, after corpus.Report
	if json.Unmarshal(c.Before, &before) != nil || json.Unmarshal(c.After, &after) != nil {
		return false
	}
	return before.Summary == after.Summary && before.Item.Abstract == after.Item.Abstract && before.Item.Title == after.Item.Title
}

// changedStudy is the study a change is about.
func changedStudy(c corpus.Change) corpus.StudyID {
	if c.Study != "" {
		return c.Study
	}
	var v struct {
		Study corpus.StudyID `json:"study"`
	}
	raw := c.After
	if len(raw) == 0 {
		raw = c.Before
	}
	_ = json.Unmarshal(raw, &v) // what is not there stays ""
	return v.Study
}
