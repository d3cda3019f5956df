package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/corpus/notices"
	"appraise/corpus/sqlite"
	"appraise/grading"
	"appraise/grading/claims"
	"appraise/grading/wording"
)

// Judged is a claim with the verdict on it.
type Judged struct {
	Claim  corpus.Claim  `json:"claim"`
	Result claims.Result `json:"result"`
	Safer  string        `json:"safer,omitempty"` // how the sentence could be put
	Falls  []claims.Fall `json:"falls,omitempty"` // what becomes of it without each study

	input claims.Input
}

// judge judges claims and keeps what several of them need.
type judge struct {
	app       *App
	at        time.Time
	questions map[string]*judgedQuestion
	bundles   map[corpus.StudyID]sqlite.Bundle
}

// judgedQuestion is a question that was graded for its claims.
type judgedQuestion struct {
	input      grading.Input
	assessment grading.Assessment
	left       map[corpus.StudyID][]grading.Left
}

func (a *App) newJudge(at time.Time) *judge {
	return &judge{app: a, at: at, questions: map[string]*judgedQuestion{}, bundles: map[corpus.StudyID]sqlite.Bundle{}}
}

// question grades a question once.
func (j *judge) question(ctx context.Context, id string) (*judgedQuestion, error) {
	if q, ok := j.questions[id]; ok || id == "" {
		return q, nil
	}
	in, bundles, err := j.app.body(ctx, id)
	if err != nil {
		return nil, err
	}
	in.At = j.at
	q := &judgedQuestion{input: in, left: map[corpus.StudyID][]grading.Left{}}
	if q.assessment, err = grading.Evaluate(in); err != nil {
		return nil, err
	}
	for _, b := range bundles {
		j.bundles[b.Study.ID] = b
	}
	j.questions[id] = q
	return q, nil
}

func (q *judgedQuestion) outcome(name string) (grading.Outcome, bool) {
	if q == nil || name == "" {
		return grading.Outcome{}, false
	}
	for _, o := range q.assessment.Outcomes {
		if slug(o.Outcome.Name) == slug(name) {
			return o, true
		}
	}
	return grading.Outcome{}, false
}

func (j *judge) bundle(ctx context.Context, id corpus.StudyID) (sqlite.Bundle, error) {
	if b, ok := j.bundles[id]; ok {
		return b, nil
	}
	b, err := j.app.bundle(ctx, id)
	if err == nil {
		j.bundles[id], j.bundles[b.Study.ID] = b, b
	}
	return b, err
}

// claim judges one claim.
func (j *judge) claim(ctx context.Context, c corpus.Claim) (Judged, error) {
	q, err := j.question(ctx, c.Question)
	if err != nil {
		return Judged{}, fmt.Errorf("claim %s: %w", c.ID, err)
	}
	in := claims.Input{Claim: c}
	for _, l := range c.Links {
		e, err := j.evidence(ctx, c, l, q)
		if err != nil {
			return Judged{}, fmt.Errorf("claim %s: %w", c.ID, err)
		}
		in.Evidence = append(in.Evidence, e)
	}
	if err := j.contain(ctx, in.Evidence, q); err != nil {
		return Judged{}, fmt.Errorf("claim %s: %w", c.ID, err)
	}
	out := Judged{Claim: c, Result: claims.Judge(in), input: in}
	if o, ok := q.outcome(c.Outcome); ok {
		out.Safer = safer(c, o)
	}
	return out, nil
}

// safer is the graded sentence on the claim's outcome, where the claim says
// more than the evidence carries.
func safer(c corpus.Claim, o grading.Outcome) string {
	if o.Certainty == corpus.Unrated || len(wording.Lint(c.Text, o.Certainty)) == 0 {
		return ""
	}
	return o.Sentence
}

// evidence is what the library knows of one link of a claim.
func (j *judge) evidence(ctx context.Context, c corpus.Claim, l corpus.Link, q *judgedQuestion) (claims.Evidence, error) {
	b, err := j.bundle(ctx, l.Study)
	if err != nil {
		return claims.Evidence{}, err
	}
	size := sizeOf(b)
	e := claims.Evidence{
		Study: b.Study.ID, Label: label(b), Stance: l.Stance, Design: string(designOf(b).Design), Risk: worstRisk(b.Appraisals),
		Enrolled: size.Enrolled, Randomised: size.Randomised, Analysed: size.Analysed, PICO: picoOf(b, c.Outcome), Harms: harmsOf(b, q),
		Notices: slices.Clone(b.Notices), Data: registrations(b),
	}
	if e.Analysed == nil {
		e.Analysed = size.NParticipants
	}
	if e.Enrolled == nil && e.Randomised == nil && e.Analysed == nil {
		e.Analysed = size.N
	}
	if n, ok := expired(b, j.at); ok {
		e.Notices = append(e.Notices, n)
	}
	if s := notices.Resolve(e.Notices).State; s != notices.NoneKnown {
		e.Standing = s
	}
	o, ok := q.outcome(c.Outcome)
	if !ok || !slices.ContainsFunc(o.Studies, func(s grading.StudyEffect) bool { return s.Study == b.Study.ID }) {
		return e, nil
	}
	e.Body, e.Certainty = q.assessment.Question.ID+"/"+o.Outcome.Name, o.Certainty
	e.Without, err = q.without(o)
	return e, err
}

// without is the certainty of an outcome's body when one of its studies falls.
// Package grading compares what the rules suggest; the same step down is taken
// from the certainty in force.
func (q *judgedQuestion) without(o grading.Outcome) (map[corpus.StudyID]corpus.Certainty, error) {
	out := map[corpus.StudyID]corpus.Certainty{}
	for _, s := range o.Studies {
		left, ok := q.left[s.Study]
		if !ok {
			var err error
			if left, err = grading.WithoutStudy(q.input, s.Study); err != nil {
				return nil, err
			}
			q.left[s.Study] = left
		}
		for _, l := range left {
			switch {
			case l.Outcome != o.Outcome.Name:
			case l.Without == corpus.Unrated:
				out[s.Study] = corpus.Unrated
			default:
				out[s.Study] = (o.Certainty + l.Without - l.With).Clamp()
			}
		}
	}
	return out, nil
}

// picoOf is what a study is about, as people stated it and its results say.
func picoOf(b sqlite.Bundle, outcome string) corpus.PICO {
	p := statedPICO(b.Facts)
	for _, r := range b.Results {
		if r.Status != corpus.Confirmed || outcome != "" && slug(r.Outcome) != slug(outcome) {
			continue
		}
		if p.Outcome == "" {
			p.Outcome = r.Outcome
		}
		if p.Time == "" {
			p.Time = r.FollowUp
		}
	}
	return p
}

// harmsOf tells whether a study looked at unwanted effects: by a result on an
// outcome that is a harm, or as a person stated it.
func harmsOf(b sqlite.Bundle, q *judgedQuestion) claims.Harms {
	for _, r := range b.Results {
		if q == nil || r.Status != corpus.Confirmed {
			continue
		}
		for _, o := range q.assessment.Question.Outcomes {
			if o.Harm && slug(o.Name) == slug(r.Outcome) {
				return claims.HarmsReported
			}
		}
	}
	for _, f := range b.Facts {
		if f.Field != "harms" {
			continue
		}
		v := strings.ToLower(f.Value)
		if strings.HasPrefix(v, "no") || strings.Contains(v, "not reported") || strings.Contains(v, "not mentioned") {
			return claims.HarmsSilent
		}
		return claims.HarmsReported
	}
	return claims.HarmsUnknown
}

// registrations are the trial numbers under which a study's data were made.
func registrations(b sqlite.Bundle) []string {
	var out []string
	for _, r := range b.Reports {
		for _, n := range r.Item.Registrations {
			if !slices.Contains(out, string(n)) {
				out = append(out, string(n))
			}
		}
	}
	return out
}

// tellFirst orders reasons for a reader who has room for two.
var tellFirst = []claims.Code{
	claims.FallenStudy, claims.BodyShaken, claims.InConcern, claims.Denominator, claims.Unsettled, claims.NotDirect, claims.SilentOnHarms,
	claims.RanOut, claims.OutOfDate, claims.Quoted,
}

// tellThen are the reasons for which only a claim report has room.
var tellThen = []claims.Code{claims.NoHarmsRecord, claims.CountedOnce, claims.MayCountOnce, claims.HighRisk, claims.Narrower}

// because says in a sentence or two why the verdict is what it is.
func (d Judged) because(most int) string {
	r := d.Result
	parts := []string{}
	switch {
	case r.Certainty != corpus.Unrated && r.Rests != "":
		parts = append(parts, r.Certainty.String()+" certainty; rests on "+r.Rests)
	case r.Rests != "":
		parts = append(parts, "rests on "+r.Rests)
	}
	codes, short := tellFirst, most != allReasons
	if !short {
		codes = slices.Concat(tellFirst, tellThen)
	}
	most += len(parts)
	for _, code := range codes {
		for _, reason := range r.Reasons {
			if reason.Code == code && len(parts) < most {
				parts = append(parts, shortReason(reason, short))
			}
		}
	}
	if len(parts) == 0 {
		for _, row := range claims.Table() {
			if row.Code == r.Row {
				parts = append(parts, row.When)
			}
		}
	}
	return strings.Join(parts, ". ")
}

// shortReason is a reason without its full stop; the issuer's rule, which the
// briefing tells among the notices, is left out where there is little room.
func shortReason(r claims.Reason, short bool) string {
	text := strings.Replace(strings.TrimSuffix(r.Text, "."), ".”", "”", 1)
	if r.Code == claims.RanOut && short {
		text, _, _ = strings.Cut(text, ": ")
	}
	if r.Code == claims.SilentOnHarms && short {
		text, _, _ = strings.Cut(text, ";")
	}
	return text
}
