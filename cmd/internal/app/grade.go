package app

import (
	"context"
	"fmt"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading"
	"appraise/grading/instrument"
	"appraise/grading/integrity"
)

// StudyGrade is what one study is worth, on one page.
type StudyGrade struct {
	StudyView
	Integrity  integrity.Report   `json:"integrity"`
	Dismissed  []corpus.Dismissal `json:"dismissed,omitempty"`
	Results    []ResultGrade      `json:"results"`
	Appraisals []AppraisalView    `json:"appraisals"`
	Levels     []grading.Level    `json:"levels"` // levels of evidence in other systems, for questions of treatment
}

// AppraisalView is an appraisal with what its instrument is.
type AppraisalView struct {
	corpus.Appraisal
	Title string      `json:"title"`
	Final corpus.Risk `json:"final"`
}

// GradeStudy puts together what is known of one study's worth.
func (a *App) GradeStudy(ctx context.Context, id corpus.StudyID) (StudyGrade, error) {
	b, err := a.bundle(ctx, id)
	if err != nil {
		return StudyGrade{}, err
	}
	ask, err := a.asked(ctx)
	if err != nil {
		return StudyGrade{}, err
	}
	g := StudyGrade{StudyView: a.view(b, ask), Results: []ResultGrade{}, Appraisals: []AppraisalView{}}
	entries, err := a.registryEntries(ctx, []sqlite.Bundle{b}, false)
	if err != nil {
		return StudyGrade{}, err
	}
	g.Integrity, g.Dismissed = findings(b, entries[b.Study.ID]...)
	for _, r := range b.Results {
		g.Results = append(g.Results, gradeResult(r))
	}
	for _, ap := range b.Appraisals {
		title := ap.Instrument
		if p, err := instrument.Find(ap.Instrument); err == nil {
			title = p.Title
		}
		g.Appraisals = append(g.Appraisals, AppraisalView{Appraisal: ap, Title: title, Final: ap.Final()})
	}
	g.Levels = levelsOf(string(g.Design.Design))
	return g, nil
}

// levelsOf lists the levels of evidence that a design has for a question of
// treatment benefit; quality is not considered.
func levelsOf(design string) []grading.Level {
	levels := []grading.Level{}
	for _, of := range []func() (grading.Level, error){
		func() (grading.Level, error) { return grading.CEBMLevel(design, grading.Treatment) },
		func() (grading.Level, error) { return grading.SORT(design, grading.Quality{PatientOriented: true}) },
		func() (grading.Level, error) { return grading.NHMRCLevel(design) },
	} {
		if l, err := of(); err == nil {
			levels = append(levels, l)
		}
	}
	return levels
}

// GradeQuestion rates the certainty of the evidence on every outcome of a
// question.
func (a *App) GradeQuestion(ctx context.Context, id string) (grading.Assessment, error) {
	in, _, err := a.body(ctx, id)
	if err != nil {
		return grading.Assessment{}, err
	}
	return grading.Evaluate(in)
}

// body gathers the evidence on a question.
func (a *App) body(ctx context.Context, id string) (grading.Input, []sqlite.Bundle, error) {
	q, err := a.Store.Question(ctx, id)
	if err != nil {
		return grading.Input{}, nil, err
	}
	in := grading.Input{Question: q, At: a.Now()}
	if in.Decisions, err = a.Store.Decisions(ctx, id); err != nil {
		return in, nil, err
	}
	ids := make([]corpus.StudyID, len(q.Members))
	for i, m := range q.Members {
		ids[i] = m.Study
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return in, nil, fmt.Errorf("question %s: %w", id, err)
	}
	for i, m := range q.Members {
		if m.In {
			in.Studies = append(in.Studies, a.gradingStudy(bundles[i], m))
		}
	}
	return in, bundles, nil
}

func (a *App) gradingStudy(b sqlite.Bundle, m corpus.Member) grading.Study {
	size := sizeOf(b)
	n := size.Randomised
	if n == nil {
		n = size.N
	}
	s := grading.Study{
		ID: b.Study.ID, Label: label(b), Design: string(designOf(b).Design), Randomised: n,
		Appraisals: b.Appraisals, Notices: a.noticesOf(b), Member: m, PICO: statedPICO(b.Facts),
	}
	for _, r := range b.Results {
		if r.Status == corpus.Confirmed {
			s.Results = append(s.Results, r)
		}
	}
	return s
}

// statedPICO is what people stated that a study is about.
func statedPICO(facts []corpus.Fact) corpus.PICO {
	var p corpus.PICO
	for _, f := range facts {
		switch f.Field {
		case "population":
			p.Population = f.Value
		case "intervention":
			p.Intervention = f.Value
		case "comparison":
			p.Comparison = f.Value
		case "follow-up":
			p.Time = f.Value
		}
	}
	return p
}

// label names a study as texts do: "Prasad 2012".
func label(b sqlite.Bundle) string {
	it := b.Main().Item
	name := it.FirstAuthor()
	switch {
	case name == "" && len(it.Registrations) > 0:
		return string(it.Registrations[0])
	case name == "":
		return string(b.Study.ID)
	}
	if it.Published.Year == 0 {
		return name
	}
	return fmt.Sprintf("%s %d", name, it.Published.Year)
}
