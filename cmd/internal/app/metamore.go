package app

import (
	"errors"
	"fmt"
	"slices"

	"appraise/corpus"
	"appraise/grading/pool"
)

// Analysis says what to compute from a table of studies beyond its pooled
// estimate.
type Analysis struct {
	pool.Request
	Subgroup    string   // column of subgroups; "" for subgroup, when there is one
	Moderators  []string // columns of a meta-regression, COLUMN=REFERENCE for categories
	LeaveOneOut bool
	Cumulative  bool
	Influence   bool
	Bias        bool                   // tests for small-study effects
	TrimFill    pool.TrimFillEstimator // "" for none
}

// Analysed is a pooled estimate with what was asked for besides.
type Analysed struct {
	pool.Result
	LeaveOneOut []pool.Step        `json:"leave_one_out,omitempty"`
	Cumulative  []pool.Step        `json:"cumulative,omitempty"`
	Subgroups   *pool.SubgroupTest `json:"subgroups,omitempty"`
	Regression  *MetaRegression    `json:"regression,omitempty"`
	Influence   []pool.Influence   `json:"influence,omitempty"`
	SmallStudy  *pool.SmallStudy   `json:"small_study_tests,omitempty"`
	TrimFill    *pool.TrimFilled   `json:"trim_and_fill,omitempty"`
	Refused     []string           `json:"refused,omitempty"` // what was asked for and cannot be had, with the reason

	Effects []pool.Effect `json:"-"` // what was pooled, with its subgroups
}

// Analyse pools a table and adds what was asked for. What needs more studies
// than there are is told in Refused; it is no error.
func Analyse(t MetaTable, an Analysis) (Analysed, error) {
	rows := slices.Clone(t.Rows)
	if an.Subgroup != "" {
		groups, err := t.Column(an.Subgroup)
		if err != nil {
			return Analysed{}, t.explain(err, an.Measure)
		}
		for i := range rows {
			rows[i].Group = groups[i]
		}
	}
	res, err := pool.Pool(rows, an.Request)
	if err != nil {
		return Analysed{}, t.explain(err, an.Measure)
	}
	out := Analysed{Result: res}
	for _, s := range res.Studies {
		out.Effects = append(out.Effects, s.Effect)
	}
	parts := []struct {
		name string
		do   func() error
	}{
		{"comparison of subgroups", func() error { return out.subgroups(an) }},
		{"meta-regression", func() error { return out.regression(t, an) }},
		{"leaving one study out", func() error { return out.leaveOneOut(rows, an) }},
		{"cumulative pooling", func() error { return out.cumulative(rows, an) }},
		{"influence of single studies", func() error { return out.influences(an) }},
		{"tests for small-study effects", func() error { return out.smallStudies(rows, an) }},
		{"trim and fill", func() error { return out.trimFill(an) }},
	}
	for _, part := range parts {
		if err := part.do(); err != nil && !out.refuse(part.name, err) {
			return out, t.explain(err, an.Measure)
		}
	}
	return out, nil
}

// explain says where a fault is, and what the measure would have needed.
func (t MetaTable) explain(err error, m pool.Measure) error {
	err = t.Fault(err)
	if _, ok := errors.AsType[*corpus.ParseError](err); ok {
		return err
	}
	if errors.Is(err, pool.ErrNoStudies) && len(t.Rows) > 0 {
		return fmt.Errorf("%s: %w: %w (%s reads the columns %s; another --measure reads others)", t.Name, corpus.ErrInvalid, err, m, m.Columns())
	}
	if errors.Is(err, pool.ErrNoStudies) {
		return &corpus.ParseError{Source: t.Name, Err: err}
	}
	return fmt.Errorf("%s: %w: %w", t.Name, corpus.ErrInvalid, err)
}

// refuse keeps what cannot be computed from so few studies, or by the method.
func (out *Analysed) refuse(what string, err error) bool {
	switch {
	case errors.Is(err, pool.ErrUnsuitable):
		out.Refused = append(out.Refused, what+": it needs inverse-variance weights, not --method "+string(out.Method))
	case errors.Is(err, pool.ErrTooFew):
		out.Refused = append(out.Refused, err.Error())
	default:
		return false
	}
	return true
}

// groups counts the subgroups in use.
func (out *Analysed) groups() int {
	seen := map[string]bool{}
	for _, e := range out.Effects {
		seen[e.Group] = true
	}
	return len(seen)
}

func (out *Analysed) subgroups(an Analysis) error {
	if an.Subgroup == "" && out.groups() < 2 {
		return nil
	}
	s, err := pool.Subgroups(out.Effects, an.Options)
	if err != nil {
		return err
	}
	out.Subgroups = &s
	return nil
}

// onCounts says whether the method works on counts: its series are refitted
// from the rows.
func (out *Analysed) onCounts() bool { return out.Method == pool.MH || out.Method == pool.PetoOR }

func (out *Analysed) leaveOneOut(rows []pool.Row, an Analysis) (err error) {
	switch {
	case !an.LeaveOneOut:
	case out.onCounts():
		out.LeaveOneOut, err = out.refits(rows, an, out.Effects, without)
	default:
		out.LeaveOneOut, err = pool.LeaveOneOut(out.Effects, an.Options)
	}
	return err
}

func (out *Analysed) cumulative(rows []pool.Row, an Analysis) (err error) {
	order := pool.Chronological(out.Effects, rows)
	switch {
	case !an.Cumulative:
	case out.onCounts():
		out.Cumulative, err = out.refits(rows, an, order, upTo)
	default:
		out.Cumulative, err = pool.Cumulative(order, an.Options)
	}
	return err
}

func without(es []pool.Effect, i int) []pool.Effect { return slices.Delete(slices.Clone(es), i, i+1) }
func upTo(es []pool.Effect, i int) []pool.Effect    { return es[:i+1] }

// refits pools the rows of chosen effects again, for each study in turn.
func (out *Analysed) refits(rows []pool.Row, an Analysis, order []pool.Effect, choose func([]pool.Effect, int) []pool.Effect) ([]pool.Step, error) {
	if len(order) < 2 {
		return nil, &pool.TooFewError{What: "a series of refits", Have: len(order), Need: 2}
	}
	var steps []pool.Step
	for i, e := range order {
		var some []pool.Row
		for _, c := range choose(order, i) {
			some = append(some, rows[c.Row-1])
		}
		r, err := pool.Pool(some, an.Request)
		if err != nil {
			return nil, err
		}
		steps = append(steps, pool.Step{Row: e.Row, Study: e.Study, Model: r.Model})
	}
	return steps, nil
}

func (out *Analysed) influences(an Analysis) (err error) {
	if an.Influence {
		out.Influence, err = pool.Influences(out.Effects, an.Options)
	}
	return err
}

func (out *Analysed) smallStudies(rows []pool.Row, an Analysis) error {
	if !an.Bias {
		return nil
	}
	var tables []pool.Table
	if an.Measure == pool.OR || an.Measure == pool.RR {
		if all, _, err := pool.Tables(rows); err == nil {
			tables = slices.DeleteFunc(all, func(x pool.Table) bool {
				return !slices.ContainsFunc(out.Effects, func(e pool.Effect) bool { return e.Row == x.Row })
			})
		}
	}
	s, err := pool.SmallStudyTests(out.Effects, tables)
	if err == nil {
		out.SmallStudy = &s
	}
	return err
}

func (out *Analysed) trimFill(an Analysis) error {
	if an.TrimFill == "" {
		return nil
	}
	f, err := pool.TrimFill(out.Effects, an.TrimFill, an.Options)
	if err == nil {
		out.TrimFill = &f
	}
	return err
}
