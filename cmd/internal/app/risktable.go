package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/instrument"
)

// RiskTable lists the judgements in force with one instrument, a row each, as
// robvis and other plotting programs exchange them. A consensus stands for the
// raters it settles; raters who have not agreed have a row each.
func (a *App) RiskTable(ctx context.Context, pack instrument.Pack, outcome string) ([]instrument.PlotRow, error) {
	ids, err := a.Store.StudyIDs(ctx)
	if err != nil {
		return nil, err
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return nil, err
	}
	rows := []instrument.PlotRow{}
	for _, b := range bundles {
		for _, ap := range b.Appraisals {
			if ap.Instrument != pack.ID || outcome != "" && slug(outcome) != slug(ap.Outcome) {
				continue
			}
			rivals := rivalsOf(b.Appraisals, ap)
			if !ap.Consensus && slices.ContainsFunc(rivals, func(x corpus.Appraisal) bool { return x.Consensus }) {
				continue
			}
			name := label(b)
			if outcome == "" && ap.Outcome != "" && severalOutcomes(b.Appraisals, pack.ID) {
				name += ", " + ap.Outcome
			}
			if !ap.Consensus && len(rivals) > 0 {
				name += " (" + ap.By + ")"
			}
			rows = append(rows, instrument.Plot(pack, name, ap, nil))
		}
	}
	return rows, nil
}

// rivalsOf are the other appraisals of the same result with the same tool.
func rivalsOf(all []corpus.Appraisal, ap corpus.Appraisal) []corpus.Appraisal {
	var out []corpus.Appraisal
	for _, x := range all {
		if x.ID != ap.ID && x.Instrument == ap.Instrument && slug(x.Outcome) == slug(ap.Outcome) {
			out = append(out, x)
		}
	}
	return out
}

func severalOutcomes(all []corpus.Appraisal, tool string) bool {
	var outcomes []string
	for _, x := range all {
		if x.Instrument == tool && !slices.Contains(outcomes, slug(x.Outcome)) {
			outcomes = append(outcomes, slug(x.Outcome))
		}
	}
	return len(outcomes) > 1
}

// ImportedRisks tells what became of a table of judgements.
type ImportedRisks struct {
	Recorded []string `json:"recorded"` // ids of appraisals
	Left     []string `json:"left"`     // rows that could not be taken, with the reason
}

// ImportRiskTable records the judgements of a table as appraisals without
// answers: decided by the user, with the table as their reason. in names the
// instrument, the outcome and the basis. All rows go in together.
func (a *App) ImportRiskTable(ctx context.Context, in Assessing, source string, rows []instrument.PlotRow) (ImportedRisks, error) {
	out := ImportedRisks{Recorded: []string{}, Left: []string{}}
	names, err := a.studyLabels(ctx)
	if err != nil {
		return out, err
	}
	var aps []corpus.Appraisal
	for _, row := range rows {
		ap, err := a.fromPlot(in, source, row, names)
		if err != nil {
			out.Left = append(out.Left, row.Study+": "+err.Error())
			continue
		}
		aps = append(aps, ap)
		out.Recorded = append(out.Recorded, ap.ID)
	}
	if len(aps) == 0 {
		return out, nil
	}
	_, err = a.change(ctx, "assess", fmt.Sprintf("%d rows of %s", len(aps), source), func(tx *sqlite.Tx) error {
		for _, ap := range aps {
			if err := tx.PutAppraisal(ctx, ap); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// studyLabels maps ids and labels ("prasad 2012") to studies; a label of
// several studies maps to all of them.
func (a *App) studyLabels(ctx context.Context) (map[string][]corpus.StudyID, error) {
	ids, err := a.Store.StudyIDs(ctx)
	if err != nil {
		return nil, err
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := map[string][]corpus.StudyID{}
	for _, b := range bundles {
		out[slug(label(b))] = append(out[slug(label(b))], b.Study.ID)
	}
	for _, b := range bundles {
		for _, id := range append([]corpus.StudyID{b.Study.ID}, b.Study.Aliases...) {
			out[slug(string(id))] = []corpus.StudyID{b.Study.ID}
		}
	}
	return out, nil
}

// fromPlot turns a row into an appraisal.
func (a *App) fromPlot(in Assessing, source string, row instrument.PlotRow, names map[string][]corpus.StudyID) (corpus.Appraisal, error) {
	found := names[slug(row.Study)]
	switch len(found) {
	case 0:
		return corpus.Appraisal{}, fmt.Errorf("no study of the library has this id or name")
	case 1:
	default:
		return corpus.Appraisal{}, fmt.Errorf("several studies have this name: write the id (%s)", strings.Join(asStrings(found), ", "))
	}
	columns, err := plotDomains(in.Pack, row)
	if err != nil {
		return corpus.Appraisal{}, err
	}
	ap := corpus.Appraisal{Study: found[0], Outcome: in.Outcome, Instrument: in.Pack.ID, Version: in.Pack.Version, Effect: in.Effect, Basis: in.Basis,
		Answers: map[string]corpus.Answer{}, By: a.Who, At: a.Now().UTC()}
	ap.ID = appraisalID(ap)
	why := "taken from the table " + source
	for i, cell := range row.Domains {
		if cell.Risk == "" {
			continue
		}
		if ap, err = in.Pack.Decide(ap, columns[i], cell.Risk, why); err != nil {
			return ap, err
		}
	}
	if row.Overall != "" {
		if ap, err = in.Pack.Decide(ap, "overall", row.Overall, why); err != nil {
			return ap, err
		}
	}
	return ap, nil
}

// plotDomains matches the columns of a table to domains: by id or name, else
// by place when there are as many.
func plotDomains(p instrument.Pack, row instrument.PlotRow) ([]string, error) {
	shape := instrument.Plot(p, "", corpus.Appraisal{}, nil).Domains
	out := make([]string, len(row.Domains))
	for i, cell := range row.Domains {
		for _, d := range shape {
			dom, _ := p.Domain(d.Domain)
			if strings.EqualFold(cell.Domain, d.Domain) || slug(cell.Domain) == slug(dom.Name) {
				out[i] = d.Domain
			}
		}
		if out[i] == "" && len(row.Domains) == len(shape) {
			out[i] = shape[i].Domain
		}
		if out[i] == "" {
			return nil, fmt.Errorf("%w: %s has no domain %q", corpus.ErrInvalid, p.Title, cell.Domain)
		}
	}
	return out, nil
}

func asStrings[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}
