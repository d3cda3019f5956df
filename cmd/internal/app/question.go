package app

import (
	"context"
	"errors"
	"fmt"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading"
)

// AddQuestion records a question. Its studies must be in the library.
func (a *App) AddQuestion(ctx context.Context, q corpus.Question) (corpus.Question, error) {
	if _, err := a.Store.Question(ctx, q.ID); err == nil {
		return q, fmt.Errorf("%w: there is a question %s already; change it with: appraise question edit %s", corpus.ErrConflict, q.ID, q.ID)
	} else if !errors.Is(err, corpus.ErrNotFound) {
		return q, err
	}
	return a.putQuestion(ctx, "question", q)
}

// ReplaceQuestion stores a changed question.
func (a *App) ReplaceQuestion(ctx context.Context, q corpus.Question) (corpus.Question, error) {
	if _, err := a.Store.Question(ctx, q.ID); err != nil {
		return q, err
	}
	return a.putQuestion(ctx, "question", q)
}

func (a *App) putQuestion(ctx context.Context, action string, q corpus.Question) (corpus.Question, error) {
	for _, o := range q.Outcomes {
		if err := checkThresholds(o); err != nil {
			return q, fmt.Errorf("question %s: %w", q.ID, err)
		}
	}
	q.By, q.At = a.Who, a.Now().UTC()
	for i := range q.Members {
		m := &q.Members[i]
		st, err := a.Store.Study(ctx, m.Study)
		if err != nil {
			return q, fmt.Errorf("question %s: %w", q.ID, err)
		}
		m.Study = st.ID
		if m.By == "" {
			m.By, m.At = a.Who, a.Now().UTC()
		}
	}
	_, err := a.change(ctx, action, q.ID, func(tx *sqlite.Tx) error {
		before, err := tx.Question(ctx, q.ID)
		if err != nil && !errors.Is(err, corpus.ErrNotFound) {
			return err
		}
		if err := tx.PutQuestion(ctx, q); err != nil {
			return err
		}
		for _, m := range append(before.Members, q.Members...) {
			if err := tx.Touch(ctx, m.Study); err != nil {
				return err
			}
		}
		return nil
	})
	return q, err
}

// Member puts a study into a question, or out of it with the reason.
func (a *App) Member(ctx context.Context, question string, m corpus.Member) (corpus.Question, error) {
	q, err := a.Store.Question(ctx, question)
	if err != nil {
		return q, err
	}
	st, err := a.Store.Study(ctx, m.Study)
	if err != nil {
		return q, err
	}
	m.Study, m.By, m.At = st.ID, a.Who, a.Now().UTC()
	for i := range q.Members {
		if q.Members[i].Study == m.Study {
			if m.Role == "" {
				m.Role = q.Members[i].Role
			}
			q.Members[i] = m
			return a.putQuestion(ctx, "question", q)
		}
	}
	q.Members = append(q.Members, m)
	return a.putQuestion(ctx, "question", q)
}

// Decide records a person's GRADE judgement on one domain of one outcome. A
// judgement that departs from what the rule suggests needs a rationale, and
// so does one that the rule alone cannot settle.
func (a *App) Decide(ctx context.Context, question, outcome string, domain corpus.Domain, levels int, rationale string, example bool) (corpus.Decision, error) {
	as, err := a.GradeQuestion(ctx, question)
	if err != nil {
		return corpus.Decision{}, err
	}
	d, err := grading.Decide(as, outcome, domain, levels, rationale)
	if errors.Is(err, grading.ErrRationale) {
		return d, fmt.Errorf("%w: %w (--because)", corpus.ErrInvalid, err)
	}
	if err != nil {
		return d, err
	}
	d.Example, d.By, d.At = example, a.Who, a.Now().UTC()
	_, err = a.change(ctx, "decide", d.ID, func(tx *sqlite.Tx) error { return tx.PutDecision(ctx, d) })
	return d, err
}
