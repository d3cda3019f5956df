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
	if len(c.Before) == 0 && !g.outranks(c) || string(c.Before) == string(c.After) {
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
	switch {
	case len(c.After) == 0:
		verb = "removed"
	case len(c.Before) == 0:
		verb = "stated, against what was read,"
	}
	text := fmt.Sprintf("%s: %s %s %s on %s by %s (event %d)", upper.ID, c.Kind, c.ID, verb, ev.At.Format(time.DateOnly), ev.Who, ev.Seq)
	g.moved = append(g.moved, moved{node: n, text: text, keep: e.keep})
}

// outranks reports whether a fact that is stated for the first time says
// another design or size than what had been read out of the study.
func (g *ground) outranks(c corpus.Change) bool {
	var f corpus.Fact
	if c.Kind != "fact" || json.Unmarshal(c.After, &f) != nil {
		return false
	}
	with, ok := g.bundles[f.Study]
	if !ok {
		return false
	}
	without := with
	without.Facts = slices.DeleteFunc(slices.Clone(with.Facts), func(x corpus.Fact) bool { return x.ID == f.ID })
	switch {
	case f.Field == "design":
		was := designOf(without).Design
		return was != "" && string(was) != f.Value
	case strings.HasPrefix(f.Field, "n."):
		was, is := sizeOf(without), sizeOf(with)
		for _, n := range [][2]*int{{was.Enrolled, is.Enrolled}, {was.Randomised, is.Randomised}, {was.Analysed, is.Analysed}, {was.N, is.N}} {
			if n[0] != nil && n[1] != nil && *n[0] != *n[1] {
				return true
			}
		}
	}
	return false
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
