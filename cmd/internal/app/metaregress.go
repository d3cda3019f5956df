package app

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/grading/pool"
)

// ModeratorInfo tells how a column was taken into a meta-regression.
type ModeratorInfo struct {
	Column    string   `json:"column"`
	Kind      string   `json:"kind"` // "number" or "categories"
	Reference string   `json:"reference,omitempty"`
	Levels    []string `json:"levels,omitempty"` // the reference first
}

// MetaRegression is a meta-regression with how its columns were read.
type MetaRegression struct {
	pool.Regression
	Moderators []ModeratorInfo  `json:"moderators"`
	Excluded   []pool.Exclusion `json:"excluded,omitempty"` // studies without a value
}

func (out *Analysed) regression(t MetaTable, an Analysis) error {
	if len(an.Moderators) == 0 {
		return nil
	}
	r := MetaRegression{}
	columns := make([][]string, len(an.Moderators))
	names, refs := make([]string, len(an.Moderators)), make([]string, len(an.Moderators))
	for i, m := range an.Moderators {
		names[i] = m
		if t.column(m) < 0 {
			names[i], refs[i], _ = strings.Cut(m, "=")
		}
		var err error
		if columns[i], err = t.Column(names[i]); err != nil {
			return err
		}
	}
	es := out.complete(&r, names, columns)
	var mods []pool.Moderator
	for i, column := range columns {
		info, some, err := moderators(names[i], strings.TrimSpace(refs[i]), column, es)
		if err != nil {
			return err
		}
		r.Moderators, mods = append(r.Moderators, info), append(mods, some...)
	}
	var err error
	if r.Regression, err = pool.Regress(es, mods, an.Options); err != nil {
		if errors.Is(err, pool.ErrCollinear) {
			return fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
		}
		return err
	}
	out.Regression = &r
	return nil
}

// complete are the effects of studies with a value in every column.
func (out *Analysed) complete(r *MetaRegression, names []string, columns [][]string) (es []pool.Effect) {
	for _, e := range out.Effects {
		missing := ""
		for i, column := range columns {
			if n, err := pool.ParseNumber(column[e.Row-1]); err == nil && !n.Set {
				missing = names[i]
				break
			}
		}
		if missing != "" {
			r.Excluded = append(r.Excluded, pool.Exclusion{Row: e.Row, Study: e.Study, Reason: "column " + missing + " has no value"})
			continue
		}
		es = append(es, e)
	}
	return es
}

// moderators reads one column: numbers if all cells are, and no reference is
// named; else categories, each but the reference with a column of 0 and 1.
func moderators(name, reference string, column []string, es []pool.Effect) (ModeratorInfo, []pool.Moderator, error) {
	if m, ok := asNumbers(name, column, es); ok && reference == "" {
		if len(es) > 0 && slices.Min(m.Values) == slices.Max(m.Values) {
			return ModeratorInfo{}, nil, sameEverywhere(name, column[es[0].Row-1])
		}
		return ModeratorInfo{Column: name, Kind: "number"}, []pool.Moderator{m}, nil
	}
	var levels []string
	for _, e := range es {
		if v := column[e.Row-1]; !slices.Contains(levels, v) {
			levels = append(levels, v)
		}
	}
	slices.SortFunc(levels, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
	})
	if len(levels) == 1 {
		return ModeratorInfo{}, nil, sameEverywhere(name, levels[0])
	}
	if reference != "" {
		i := slices.IndexFunc(levels, func(l string) bool { return strings.EqualFold(l, reference) })
		if i < 0 {
			return ModeratorInfo{}, nil, fmt.Errorf("%w: moderator %s has no category %q; it has: %s", corpus.ErrInvalid, name, reference, strings.Join(levels, ", "))
		}
		ref := levels[i]
		levels = slices.Insert(slices.Delete(levels, i, i+1), 0, ref)
	}
	var mods []pool.Moderator
	for _, level := range levels[min(1, len(levels)):] {
		m := pool.Moderator{Name: name + ": " + level, Values: make([]float64, len(es))}
		for i, e := range es {
			if column[e.Row-1] == level {
				m.Values[i] = 1
			}
		}
		mods = append(mods, m)
	}
	info := ModeratorInfo{Column: name, Kind: "categories", Levels: levels}
	if len(levels) > 0 {
		info.Reference = levels[0]
	}
	return info, mods, nil
}

func sameEverywhere(name, value string) error {
	return fmt.Errorf("%w: moderator %s is the same in all studies (%s), so that nothing can be told from it", corpus.ErrInvalid, name, value)
}

// asNumbers reads a column as numbers, if all its cells are.
func asNumbers(name string, column []string, es []pool.Effect) (pool.Moderator, bool) {
	m := pool.Moderator{Name: name, Values: make([]float64, len(es))}
	for i, e := range es {
		x, err := strconv.ParseFloat(column[e.Row-1], 64)
		if err != nil {
			return m, false
		}
		m.Values[i] = x
	}
	return m, true
}
