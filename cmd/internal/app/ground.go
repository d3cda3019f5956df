package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading"
	"appraise/grading/claims"
)

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
	seen := map[corpus.StudyID]bool{}
	for _, c := range g.claims {
		for _, l := range c.Links {
			if _, ok := g.bundles[l.Study]; !ok && !seen[l.Study] {
				seen[l.Study] = true
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
		g.moved = append(g.moved, moved{node: node, text: fmt.Sprintf("%s: %s [%s]", b.Study.ID, NoticeLine(n), n.ID), keep: used})
	}
	if n, ok := expired(b, g.at); ok {
		node := claims.Node{Kind: claims.NoticeNode, ID: n.ID}
		g.graph.Rests(study, node)
		end := dayOf(n.Date)
		g.moved = append(g.moved, moved{node: node, text: fmt.Sprintf("%s: expired on %s by its issuer's own rule", b.Study.ID, n.Date), keep: func(list []claims.Affected) []claims.Affected {
			return slices.DeleteFunc(list, func(to claims.Affected) bool { return !g.written(to).Before(end) })
		}})
	}
}

// used leaves nothing when no more than the study itself rests on the change:
// nobody built on it.
func used(list []claims.Affected) []claims.Affected {
	if len(list) == 1 && list[0].Kind == claims.StudyNode {
		return nil
	}
	return list
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
