package app

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading"
	"appraise/grading/claims"
)

// Stale is something that rests on what has changed.
type Stale struct {
	ID     string         `json:"id"` // "claim/c2", as status --decide takes it
	Title  string         `json:"title"`
	Causes []Cause        `json:"causes"`            // those a person has not decided on
	Before *corpus.Review `json:"decided,omitempty"` // the last decision, on earlier causes
}

// RestsOn reports whether one of the causes comes by way of a study.
func (s Stale) RestsOn(id corpus.StudyID) bool {
	node := claims.Node{Kind: claims.StudyNode, ID: string(id)}.String()
	return slices.ContainsFunc(s.Causes, func(c Cause) bool { return slices.Contains(c.Path, node) })
}

// Cause is one change, and the way it takes to what rests on it.
type Cause struct {
	Text string   `json:"text"`
	Path []string `json:"path"`
}

// LibraryStatus lists what is stale and what was decided.
type LibraryStatus struct {
	Stale   []Stale         `json:"stale"`
	Decided []corpus.Review `json:"decided"` // in force: nothing has changed since
}

// moved is something that changed, before it is known what rests on it.
type moved struct {
	node  claims.Node
	text  string
	rests func(claims.Affected) bool // nil: everything that rests on it
}

// Stale finds what has become stale: notices on studies, guidelines that ran
// out, judgements made on other inputs, extractions that were changed, and
// searches that are too old.
func (a *App) Stale(ctx context.Context) (LibraryStatus, error) {
	g, err := a.ground(ctx)
	if err != nil {
		return LibraryStatus{}, err
	}
	all, err := a.Store.Reviews(ctx)
	if err != nil {
		return LibraryStatus{}, err
	}
	return g.status(all), nil
}

// ground is everything in the library that rests on something else.
type ground struct {
	app       *App
	at        time.Time
	questions []corpus.Question
	claims    []corpus.Claim
	bundles   map[corpus.StudyID]sqlite.Bundle
	graph     claims.Graph
	moved     []moved
	titles    map[claims.Node]string
}

// ground reads what questions and claims rest on.
func (a *App) ground(ctx context.Context) (*ground, error) {
	g := &ground{app: a, at: a.Now(), bundles: map[corpus.StudyID]sqlite.Bundle{}, titles: map[claims.Node]string{}}
	var err error
	if g.questions, err = a.Store.Questions(ctx); err != nil {
		return nil, err
	}
	if g.claims, err = a.Store.Claims(ctx); err != nil {
		return nil, err
	}
	for _, q := range g.questions {
		if err := g.addQuestion(ctx, q); err != nil {
			return nil, err
		}
	}
	if err := g.addClaims(ctx); err != nil {
		return nil, err
	}
	for _, b := range g.bundles {
		g.addNotices(b)
	}
	return g, g.addEdits(ctx)
}

func bodyNode(question, outcome string) claims.Node {
	return claims.Node{Kind: claims.BodyNode, ID: question + "/" + slug(outcome)}
}

// addQuestion grades a question and records what its bodies and its briefing
// rest on.
func (g *ground) addQuestion(ctx context.Context, q corpus.Question) error {
	in, bundles, err := g.app.body(ctx, q.ID)
	if err != nil {
		return err
	}
	as, err := grading.Evaluate(in)
	if err != nil {
		return err
	}
	for _, b := range bundles {
		g.bundles[b.Study.ID] = b
	}
	brief := claims.Node{Kind: claims.BriefingNode, ID: q.ID}
	g.titles[brief] = q.Title
	for _, id := range q.Included() {
		g.graph.Rests(brief, claims.Node{Kind: claims.StudyNode, ID: string(id)})
	}
	for _, o := range as.Outcomes {
		body := bodyNode(q.ID, o.Outcome.Name)
		g.titles[body] = o.Outcome.Name
		g.graph.Rests(brief, body)
		for _, s := range o.Studies {
			g.graph.Rests(body, claims.Node{Kind: claims.StudyNode, ID: string(s.Study)})
		}
		for _, s := range o.Steps {
			if s.Stale {
				g.addDecision(body, s)
			}
		}
	}
	g.addSearch(brief, q)
	return nil
}

// addDecision records a judgement that was made on other inputs. The inputs it
// has now are named, so that the next change is another cause.
func (g *ground) addDecision(body claims.Node, s grading.Step) {
	n := claims.Node{Kind: claims.DecisionNode, ID: body.ID + "/" + slug(string(s.Domain))}
	g.graph.Rests(body, n)
	g.moved = append(g.moved, moved{node: n, text: fmt.Sprintf("the judgement on %s was made on other inputs (now %.8s)", s.Domain, s.Inputs)})
}

// searchYears is how long a search is good for when nobody said when the next
// one is due: half of the systematic reviews that go out of date do so within
// 5.5 years, 23 % within two.
//
// Shojania KG, Sampson M, Ansari MT, et al. How quickly do systematic reviews
// go out of date? Ann Intern Med 2007;147:224–233 [M].
const searchYears = 2

func (g *ground) addSearch(brief claims.Node, q corpus.Question) {
	due, said := q.Search.NextDue, "was due on "+q.Search.NextDue.String()
	if due.Year == 0 && q.Search.Date.Year != 0 {
		due = q.Search.Date
		due.Year += searchYears
		said = fmt.Sprintf("of %s is more than %d years old", q.Search.Date, searchYears)
	}
	if due.Year == 0 || !dayOf(due).Before(g.at) {
		return
	}
	n := claims.Node{Kind: claims.ReportNode, ID: "search of " + q.ID}
	g.graph.Rests(brief, n)
	g.moved = append(g.moved, moved{node: n, text: "the search " + said})
}

// dayOf is the last day that a date can mean.
func dayOf(d corpus.Date) time.Time {
	switch {
	case d.Month == 0:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// addClaims records what claims rest on.
func (g *ground) addClaims(ctx context.Context) error {
	var missing []corpus.StudyID
	for _, c := range g.claims {
		for _, l := range c.Links {
			if _, ok := g.bundles[l.Study]; !ok && !slices.Contains(missing, l.Study) {
				missing = append(missing, l.Study)
			}
		}
	}
	more, err := g.app.Store.Bundles(ctx, missing...)
	if err != nil {
		return err
	}
	for _, b := range more {
		g.bundles[b.Study.ID] = b
	}
	for _, c := range g.claims {
		n := claims.Node{Kind: claims.ClaimNode, ID: c.ID}
		g.titles[n] = c.Text
		for _, l := range c.Links {
			g.graph.Rests(n, claims.Node{Kind: claims.StudyNode, ID: string(l.Study)})
		}
		if c.Question == "" {
			continue
		}
		g.graph.Rests(claims.Node{Kind: claims.BriefingNode, ID: c.Question}, n)
		if c.Outcome != "" && len(c.Links) > 0 {
			g.graph.Rests(n, bodyNode(c.Question, c.Outcome))
		}
	}
	return nil
}

// addNotices records what is said of a study. A guideline that had run out
// when a claim or a question was last written is no news to it.
func (g *ground) addNotices(b sqlite.Bundle) {
	study := claims.Node{Kind: claims.StudyNode, ID: string(b.Study.ID)}
	g.titles[study] = b.Main().Item.Title
	for _, n := range b.Notices {
		if n.Type == corpus.Reinstated || n.Type == corpus.IsNotice {
			continue
		}
		node := claims.Node{Kind: claims.NoticeNode, ID: n.ID}
		g.graph.Rests(study, node)
		g.moved = append(g.moved, moved{node: node, text: fmt.Sprintf("%s: %s [%s]", b.Study.ID, NoticeLine(n), n.ID)})
	}
	if n, ok := expired(b, g.at); ok {
		node := claims.Node{Kind: claims.NoticeNode, ID: n.ID}
		g.graph.Rests(study, node)
		end := dayOf(n.Date)
		g.moved = append(g.moved, moved{node: node, text: fmt.Sprintf("%s: expired on %s by its issuer's own rule", b.Study.ID, n.Date), rests: func(to claims.Affected) bool { return g.written(to).Before(end) }})
	}
}

// written is when a person last wrote a thing down. Studies and bodies are as
// old as the first thing that uses them.
func (g *ground) written(n claims.Affected) time.Time {
	var first time.Time
	earlier := func(t time.Time) {
		if first.IsZero() || t.Before(first) {
			first = t
		}
	}
	for _, c := range g.claims {
		uses := slices.ContainsFunc(c.Links, func(l corpus.Link) bool { return string(l.Study) == n.ID })
		if n.Kind == claims.ClaimNode && c.ID == n.ID || n.Kind == claims.StudyNode && uses {
			earlier(c.At)
		}
	}
	for _, q := range g.questions {
		uses := slices.ContainsFunc(q.Members, func(m corpus.Member) bool { return m.In && string(m.Study) == n.ID })
		if n.Kind == claims.BriefingNode && q.ID == n.ID || n.Kind == claims.BodyNode && strings.HasPrefix(n.ID, q.ID+"/") || n.Kind == claims.StudyNode && uses {
			earlier(q.At)
		}
	}
	return first
}

// extractions are the actions that change what was taken from a study.
var extractions = []string{"result", "edit", "assess", "check"}

// addEdits finds what was taken from a study in another way after a claim was
// last written. Bodies tell by themselves which judgements are stale.
func (g *ground) addEdits(ctx context.Context) error {
	evs, err := g.app.Store.Events(ctx, 0)
	if err != nil {
		return err
	}
	undone := map[int64]bool{}
	claimed := map[string]int64{}
	for _, ev := range evs { // the newest first
		if ev.Undoes != 0 && !undone[ev.Seq] {
			undone[ev.Undoes] = true
			continue
		}
		if undone[ev.Seq] {
			continue
		}
		if ev.Action == "claim" && claimed[ev.Subject] == 0 {
			claimed[ev.Subject] = ev.Seq
		}
	}
	for _, ev := range evs {
		if undone[ev.Seq] || ev.Undoes != 0 || !slices.Contains(extractions, ev.Action) || !g.after(claimed, ev.Seq) {
			continue
		}
		full, err := g.app.Store.Event(ctx, ev.Seq)
		if err != nil {
			return err
		}
		for _, c := range full.Changes {
			g.addEdit(full, c, claimed)
		}
	}
	return nil
}

// after reports whether an event came after one of the claims.
func (g *ground) after(claimed map[string]int64, seq int64) bool {
	for _, c := range g.claims {
		if claimed[c.ID] < seq {
			return true
		}
	}
	return false
}

func (g *ground) addEdit(ev corpus.Event, c corpus.Change, claimed map[string]int64) {
	if len(c.Before) == 0 || string(c.Before) == string(c.After) {
		return
	}
	kind := claims.ExtractionNode
	switch c.Kind {
	case "appraisal":
		kind = claims.AppraisalNode
	case "result", "fact":
	case "report":
		if sameText(c) {
			return
		}
	default:
		return
	}
	study := changedStudy(c)
	if _, ok := g.bundles[study]; !ok {
		return
	}
	n := claims.Node{Kind: kind, ID: fmt.Sprintf("%s %s (event %d)", c.Kind, c.ID, ev.Seq)}
	g.graph.Rests(claims.Node{Kind: claims.StudyNode, ID: string(study)}, n)
	verb := "changed"
	if len(c.After) == 0 {
		verb = "removed"
	}
	g.moved = append(g.moved, moved{
		node: n, text: fmt.Sprintf("%s: %s %s %s on %s by %s (event %d)", study, c.Kind, c.ID, verb, ev.At.Format(time.DateOnly), ev.Who, ev.Seq),
		rests: func(to claims.Affected) bool { return to.Kind == claims.ClaimNode && claimed[to.ID] < ev.Seq },
	})
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

// status follows every cause to what rests on it, and leaves out what a person
// decided on.
func (g *ground) status(reviews []corpus.Review) LibraryStatus {
	decided := map[string]corpus.Review{}
	for _, r := range reviews {
		decided[r.ID] = r
	}
	slices.SortFunc(g.moved, func(x, y moved) int { return strings.Compare(x.text, y.text) })
	found := map[string]*Stale{}
	var order []claims.Affected
	for _, m := range g.moved {
		for _, to := range g.graph.Stale(m.node) {
			if to.Kind == claims.DecisionNode || to.Kind == claims.NoticeNode || m.rests != nil && !m.rests(to) {
				continue
			}
			id := string(to.Kind) + "/" + to.ID
			r, ok := decided[id]
			if ok && slices.Contains(strings.Split(r.Cause, "\n"), m.text) {
				continue
			}
			s := found[id]
			if s == nil {
				s = &Stale{ID: id, Title: g.titles[claims.Node{Kind: to.Kind, ID: to.ID}]}
				if ok {
					s.Before = &r
				}
				found[id], order = s, append(order, to)
			}
			s.Causes = append(s.Causes, Cause{Text: m.text, Path: to.Path})
		}
	}
	kinds := []claims.NodeKind{claims.StudyNode, claims.BodyNode, claims.ClaimNode, claims.BriefingNode}
	slices.SortFunc(order, func(x, y claims.Affected) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)), compareIDs(x.ID, y.ID))
	})
	out := LibraryStatus{Stale: []Stale{}, Decided: []corpus.Review{}}
	for _, to := range order {
		out.Stale = append(out.Stale, *found[string(to.Kind)+"/"+to.ID])
	}
	for _, r := range reviews {
		if found[r.ID] == nil {
			out.Decided = append(out.Decided, r)
		}
	}
	slices.SortFunc(out.Decided, func(x, y corpus.Review) int { return strings.Compare(x.ID, y.ID) })
	return out
}

// StaleFor returns what is stale of a question: its briefing, bodies and
// claims.
func (a *App) StaleFor(ctx context.Context, question string) ([]Stale, error) {
	st, err := a.Stale(ctx)
	if err != nil {
		return nil, err
	}
	cs, err := a.Store.Claims(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string]bool{"briefing/" + question: true}
	for _, c := range cs {
		if c.Question == question {
			of["claim/"+c.ID] = true
		}
	}
	return slices.DeleteFunc(st.Stale, func(s Stale) bool {
		return !of[s.ID] && !strings.HasPrefix(s.ID, "body/"+question+"/")
	}), nil
}

// DecideStale records that a person looked at what became stale, and what
// follows from it. A later cause makes it stale again.
func (a *App) DecideStale(ctx context.Context, id, decision string) (corpus.Review, error) {
	if strings.TrimSpace(decision) == "" {
		return corpus.Review{}, fmt.Errorf("%w: a decision needs a reason (--because)", corpus.ErrInvalid)
	}
	g, err := a.ground(ctx)
	if err != nil {
		return corpus.Review{}, err
	}
	reviews, err := a.Store.Reviews(ctx)
	if err != nil {
		return corpus.Review{}, err
	}
	st := g.status(reviews)
	i := slices.IndexFunc(st.Stale, func(s Stale) bool { return s.ID == id })
	if i < 0 {
		return corpus.Review{}, fmt.Errorf("%s is not stale: %w (appraise status lists what is)", id, corpus.ErrNotFound)
	}
	var causes []string
	if b := st.Stale[i].Before; b != nil {
		causes = strings.Split(b.Cause, "\n")
	}
	for _, c := range st.Stale[i].Causes {
		if !slices.Contains(causes, c.Text) {
			causes = append(causes, c.Text)
		}
	}
	r := corpus.Review{ID: id, Cause: strings.Join(causes, "\n"), Decision: decision, By: a.Who, At: a.Now().UTC()}
	_, err = a.change(ctx, "status", id, func(tx *sqlite.Tx) error { return tx.PutReview(ctx, r) })
	return r, err
}
