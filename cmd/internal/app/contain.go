package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/citations"
	"appraise/corpus/sqlite"
	"appraise/grading/claims"
	"appraise/grading/design"
)

// What is known of a study and a review.
const (
	InReview      = "in it"
	NotInReview   = "not in it"
	MayBeInReview = "may be in it"
)

// Contained is a study that is in a review, is not, or may be.
type Contained struct {
	Study corpus.StudyID `json:"study"`
	Is    string         `json:"is"`  // InReview, NotInReview, MayBeInReview
	Why   string         `json:"why"` // who said so, or what speaks for it
}

// containsField begins the names of facts that state what is in a review: a
// fact a study, so that they are merged, undone and told apart one by one.
const containsField = "contains "

// StateContained records that studies are in a review or are not; is "" takes
// back what was stated.
func (a *App) StateContained(ctx context.Context, review corpus.StudyID, studies []corpus.StudyID, is, note string) ([]Contained, error) {
	b, err := a.bundle(ctx, review)
	if err != nil {
		return nil, err
	}
	if d := designOf(b).Design; d != "" && !holds(d) {
		return nil, fmt.Errorf("%w: %s is no systematic review (%s); if it is one: appraise edit %s --state design=systematic_review", corpus.ErrInvalid, b.Study.ID, d, b.Study.ID)
	}
	_, err = a.change(ctx, "edit", string(b.Study.ID)+" contains", func(tx *sqlite.Tx) error {
		for _, id := range studies {
			st, err := tx.Study(ctx, id)
			if err != nil {
				return err
			}
			if st.ID == b.Study.ID {
				return fmt.Errorf("%w: %s does not contain itself", corpus.ErrInvalid, st.ID)
			}
			if err := a.putContained(ctx, tx, b, st.ID, is, note); err != nil {
				return err
			}
		}
		return tx.Touch(ctx, b.Study.ID)
	})
	if err != nil {
		return nil, err
	}
	return a.Contained(ctx, b.Study.ID)
}

func (a *App) putContained(ctx context.Context, tx *sqlite.Tx, review sqlite.Bundle, id corpus.StudyID, is, note string) error {
	field := containsField + string(id)
	f := corpus.Fact{ID: factID(review.Study.ID, field), Study: review.Study.ID, Field: field, Value: is, Note: note, By: a.Who, At: a.Now().UTC()}
	if is != "" {
		return tx.PutFact(ctx, f)
	}
	if !slices.ContainsFunc(review.Facts, func(have corpus.Fact) bool { return have.ID == f.ID }) {
		return fmt.Errorf("a statement on %s in %s: %w", id, review.Study.ID, corpus.ErrNotFound)
	}
	return tx.Remove(ctx, "fact", f.ID, review.Study.ID)
}

// Contained lists what is known to be in a review, and what may be: the
// studies of the library that its reference list names.
func (a *App) Contained(ctx context.Context, review corpus.StudyID) ([]Contained, error) {
	b, err := a.bundle(ctx, review)
	if err != nil {
		return nil, err
	}
	g, err := a.citationGraph(ctx)
	if err != nil {
		return nil, err
	}
	seeds := make([]corpus.ReportID, len(b.Reports))
	for i, r := range b.Reports {
		seeds[i] = r.ID
	}
	var cited []corpus.ReportID
	for _, t := range g.Backward(seeds...) {
		if t.Node.InLibrary() {
			cited = append(cited, t.Node.Report)
		}
	}
	others, err := a.reported(ctx, cited)
	if err != nil {
		return nil, err
	}
	out, err := a.stated(ctx, b)
	if err != nil {
		return nil, err
	}
	for _, p := range mayHold(g, b, others, nil) {
		if !slices.ContainsFunc(out, func(c Contained) bool { return c.Study == p.Study }) {
			out = append(out, Contained{p.Study, MayBeInReview, p.Why})
		}
	}
	slices.SortStableFunc(out, func(x, y Contained) int { return strings.Compare(string(x.Study), string(y.Study)) })
	return out, nil
}

// reported returns the studies that reports tell of, each once.
func (a *App) reported(ctx context.Context, reports []corpus.ReportID) ([]sqlite.Bundle, error) {
	want := map[corpus.ReportID]bool{}
	for _, r := range reports {
		want[r] = true
	}
	var ids []corpus.StudyID
	err := a.Store.AllReports(ctx, func(r corpus.Report) error {
		if want[r.ID] && !slices.Contains(ids, r.Study) {
			ids = append(ids, r.Study)
		}
		return nil
	})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return a.Store.Bundles(ctx, ids...)
}

// stated lists what people said is in a review or is not. Studies that are
// merged into others since are named as they are now.
func (a *App) stated(ctx context.Context, review sqlite.Bundle) ([]Contained, error) {
	out := []Contained{}
	for _, f := range review.Facts {
		id, ok := strings.CutPrefix(f.Field, containsField)
		if !ok {
			continue
		}
		st, err := a.Store.Study(ctx, corpus.StudyID(id))
		if errors.Is(err, corpus.ErrNotFound) {
			continue // removed since
		}
		if err != nil {
			return nil, err
		}
		why := "stated by " + f.By
		if f.Note != "" {
			why += ": " + f.Note
		}
		if !slices.ContainsFunc(out, func(c Contained) bool { return c.Study == st.ID }) {
			out = append(out, Contained{st.ID, f.Value, why})
		}
	}
	return out, nil
}

// holds reports whether studies of a design are made of other studies.
func holds(d design.Name) bool {
	return d == design.SystematicReview || d == design.SystematicReviewMA || d == design.NetworkMA || d == design.UmbrellaReview
}

// held reports whether a study of one design can be in a review of another.
func held(d, review design.Name) bool {
	switch d {
	case design.Guideline, design.EditorialLetter, design.NarrativeReview, design.RetractionNotice, design.Protocol, design.RegistryRecord, design.Animal, design.InVitro:
		return false
	}
	return !holds(d) || review == design.UmbrellaReview && d != design.UmbrellaReview
}

// mayHold lists studies that may be among those of a review: its reference
// list names them, or, when it has none here, a question includes both. What
// was published later cannot be in it.
func mayHold(g *citations.Graph, review sqlite.Bundle, others []sqlite.Bundle, question *corpus.Question) []claims.Possible {
	kind := designOf(review).Design
	if !holds(kind) {
		return nil
	}
	seeds := make([]corpus.ReportID, len(review.Reports))
	list := false
	for i, r := range review.Reports {
		seeds[i] = r.ID
		list = list || len(citations.References(r.Item)) > 0
	}
	cited := map[corpus.ReportID]bool{}
	for _, t := range g.Backward(seeds...) {
		cited[t.Node.Report] = t.Node.InLibrary()
	}
	var out []claims.Possible
	for _, o := range others {
		if o.Study.ID == review.Study.ID || !held(designOf(o).Design, kind) || later(o, review) {
			continue
		}
		switch {
		case slices.ContainsFunc(o.Reports, func(r corpus.Report) bool { return cited[r.ID] }):
			out = append(out, claims.Possible{Study: o.Study.ID, Why: "its reference list names it"})
		case !list && includes(question, review.Study.ID) && includes(question, o.Study.ID):
			out = append(out, claims.Possible{Study: o.Study.ID, Why: "the question " + question.ID + " includes both, and the library has no reference list of the review"})
		}
	}
	return out
}

// later reports whether a study was published after a review, as far as the
// years are known.
func later(b, review sqlite.Bundle) bool {
	first := 0
	for _, r := range b.Reports {
		if y := r.Item.Published.Year; y != 0 && (first == 0 || y < first) {
			first = y
		}
	}
	last := 0
	for _, r := range review.Reports {
		last = max(last, r.Item.Published.Year)
	}
	return first != 0 && last != 0 && first > last
}

func includes(q *corpus.Question, id corpus.StudyID) bool {
	return q != nil && slices.Contains(q.Included(), id)
}

// isMade reports whether a study is made of others: by its design, or because
// a person said what is in it.
func isMade(b sqlite.Bundle) bool {
	return holds(designOf(b).Design) || slices.ContainsFunc(b.Facts, func(f corpus.Fact) bool { return strings.HasPrefix(f.Field, containsField) })
}

// contain fills in which linked studies are in linked reviews, or may be. The
// reports of the linked studies are all the graph it needs.
func (j *judge) contain(ctx context.Context, list []claims.Evidence, q *judgedQuestion) error {
	if len(list) < 2 {
		return nil
	}
	bundles, works, err := j.linked(ctx, list)
	if err != nil || !slices.ContainsFunc(bundles, isMade) {
		return err
	}
	var question *corpus.Question
	if q != nil {
		question = &q.assessment.Question
	}
	g := citations.Build(slices.Values(works))
	for i := range list {
		if !isMade(bundles[i]) {
			continue
		}
		said, err := j.app.stated(ctx, bundles[i])
		if err != nil {
			return err
		}
		for _, c := range said {
			if c.Is == InReview {
				list[i].Contains = append(list[i].Contains, c.Study)
			}
		}
		for _, p := range mayHold(g, bundles[i], bundles, question) {
			if !slices.ContainsFunc(said, func(c Contained) bool { return c.Study == p.Study }) {
				list[i].MayContain = append(list[i].MayContain, p)
			}
		}
	}
	return nil
}

// linked returns the linked studies in the order of list, and their reports.
func (j *judge) linked(ctx context.Context, list []claims.Evidence) ([]sqlite.Bundle, []citations.Work, error) {
	var bundles []sqlite.Bundle
	var works []citations.Work
	for _, e := range list {
		b, err := j.bundle(ctx, e.Study)
		if err != nil {
			return nil, nil, err
		}
		bundles = append(bundles, b)
		for _, r := range b.Reports {
			works = append(works, citations.Work{Report: r.ID, Item: r.Item})
		}
	}
	return bundles, works, nil
}
