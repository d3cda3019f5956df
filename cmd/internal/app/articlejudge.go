package app

import (
	"context"
	"slices"

	"appraise/corpus"
	"appraise/grading/claims"
)

// recorded judges a sentence that is a claim of the library.
func (d *desk) recorded(ctx context.Context, s *ArticleSentence, c corpus.Claim, named []ArticleCitation, after string) error {
	j, err := d.judge.claim(ctx, c)
	if err != nil {
		return err
	}
	s.Claim = c.ID
	s.take(j.Result)
	for _, l := range c.Links {
		if err := d.propose(ctx, s, l.Study, "linked by "+l.By, c.Question, c.Outcome); err != nil {
			return err
		}
	}
	d.findings(s, j.input, named, after)
	return nil
}

// sentence proposes studies, judges, and looks at the words. Only the studies
// that the article names are judged by; one proposed by words alone has to be
// linked by a person first.
func (d *desk) sentence(ctx context.Context, s *ArticleSentence, named []ArticleCitation, after string) error {
	if c, ok := d.claims[pinHash(s.Text)]; ok {
		return d.recorded(ctx, s, c, named, after)
	}
	in := claims.Input{Claim: corpus.Claim{Text: s.Text, Kind: kindOf(s.Text)}}
	maybe, err := d.candidates(ctx, s.Text, named)
	if err != nil {
		return err
	}
	cites := false
	for _, m := range maybe {
		question, outcome, err := d.bears(ctx, m.id, s.Text)
		if err != nil {
			return err
		}
		if err := d.propose(ctx, s, m.id, m.why, question, outcome); err != nil {
			return err
		}
		if m.why != whyCited {
			continue
		}
		cites = true
		c := in.Claim
		c.Question, c.Outcome = question, outcome
		q, err := d.judge.question(ctx, question)
		if err != nil {
			return err
		}
		e, err := d.judge.evidence(ctx, c, corpus.Link{Study: m.id, Stance: corpus.Mentions}, q)
		if err != nil {
			return err
		}
		in.Evidence = append(in.Evidence, e)
	}
	s.judge(in, cites)
	s.silence(in)
	d.findings(s, in, named, after)
	return nil
}

// whyCited stands with the studies that the article itself names.
const whyCited = "cited"

// candidates lists the studies that a sentence names, then those that its words
// find.
func (d *desk) candidates(ctx context.Context, sentence string, named []ArticleCitation) ([]matchedStudy, error) {
	var out []matchedStudy
	has := func(id corpus.StudyID) bool {
		return slices.ContainsFunc(out, func(m matchedStudy) bool { return m.id == id })
	}
	for _, n := range named {
		if n.Study != "" && !has(n.Study) {
			out = append(out, matchedStudy{n.Study, whyCited})
		}
	}
	found, err := d.match(ctx, sentence)
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		if !has(m.id) && len(out) < mostProposals {
			out = append(out, m)
		}
	}
	return out, nil
}

// judge sets the verdict by the cited studies. The certainty that words are
// measured by is the best of the cited studies; without any, of the proposed.
func (s *ArticleSentence) judge(in claims.Input, cites bool) {
	r := claims.Judge(in)
	for _, p := range s.Proposals {
		if p.Certainty > r.Certainty && (!cites || p.Why == whyCited) {
			r.Certainty = p.Certainty
		}
	}
	s.take(r)
}

// dull are reasons that say nothing about studies that nobody has linked yet.
var dull = []claims.Code{claims.NotCompared, claims.NotRated, claims.MentionsIt, claims.Denominator, claims.NoHarmsRecord, claims.SilentOnHarms, claims.Narrower, claims.RanOut, claims.OutOfDate, claims.WasCorrected}

func (s *ArticleSentence) take(r claims.Result) {
	s.Verdict, s.Certainty, s.Sentence = r.Verdict, r.Certainty, r.Sentence
	for _, why := range r.Reasons {
		if !slices.Contains(dull, why.Code) {
			s.Reasons = append(s.Reasons, why)
		}
	}
}

// silence tells that a study which the article cites for a promise of safety
// does not report harms.
func (s *ArticleSentence) silence(in claims.Input) {
	if in.Claim.Kind != "safety" {
		return
	}
	for _, e := range in.Evidence {
		if e.Harms == claims.HarmsSilent {
			s.Reasons = append(s.Reasons, claims.Reason{Code: claims.SilentOnHarms, Study: e.Study, Text: e.Label + " does not report harms; silence about harms is not their absence."})
		}
	}
}

// propose adds a study to what may bear on the sentence.
func (d *desk) propose(ctx context.Context, s *ArticleSentence, id corpus.StudyID, why, question, outcome string) error {
	b, err := d.judge.bundle(ctx, id)
	if err != nil {
		return err
	}
	p := Proposal{Study: b.Study.ID, Label: label(b), Why: why}
	for _, n := range d.app.noticesOf(b) {
		p.Notices = append(p.Notices, NoticeLine(n))
	}
	q, err := d.judge.question(ctx, question)
	if err != nil {
		return err
	}
	if o, ok := q.outcome(outcome); ok {
		for _, st := range o.Studies {
			if st.Study == b.Study.ID {
				p.Body, p.Certainty = question+"/"+o.Outcome.Name, o.Certainty
			}
		}
	}
	s.Proposals = append(s.Proposals, p)
	return nil
}
