package app

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/doctor"
	"appraise/corpus/sqlite"
)

// Doctoring says what is looked at and whether it is put right.
type Doctoring struct {
	Studies []corpus.StudyID // none: the whole library, its files and place too
	Only    []string         // codes of defects; none: all
	Ignore  []string
	Fix     bool
}

// Checkup is what the doctor found.
type Checkup struct {
	Reports  int              `json:"reports"`
	Findings []doctor.Finding `json:"findings"`        // what is left
	Fixed    []doctor.Finding `json:"fixed,omitempty"` // or would be, in a dry run
}

// Defects lists every kind of defect: those of descriptions, then those of
// the library.
func Defects() []doctor.Defect { return append(doctor.Defects(), libraryDefects...) }

// FindDefect returns the defect with a code.
func FindDefect(code string) (doctor.Defect, error) {
	for _, d := range libraryDefects {
		if strings.EqualFold(d.Code, code) {
			return d, nil
		}
	}
	return doctor.Find(code)
}

// Doctor looks for defects, and puts right what can be put right without a
// person when asked to: all descriptions as one event.
func (a *App) Doctor(ctx context.Context, d Doctoring) (Checkup, error) {
	for _, code := range slices.Concat(d.Only, d.Ignore) {
		if _, err := FindDefect(code); err != nil {
			return Checkup{}, err
		}
	}
	w := &examination{app: a, Doctoring: d, fixes: map[corpus.ReportID][]doctor.Finding{}}
	w.done.Findings = []doctor.Finding{}
	ids := d.Studies
	if len(ids) == 0 {
		var err error
		if ids, err = a.Store.StudyIDs(ctx); err != nil {
			return w.done, err
		}
		if err := w.library(ctx); err != nil {
			return w.done, err
		}
	}
	if err := w.studies(ctx, ids); err != nil {
		return w.done, err
	}
	return w.done, w.apply(ctx)
}

// examination is one visit of the doctor.
type examination struct {
	Doctoring
	app   *App
	done  Checkup
	fixes map[corpus.ReportID][]doctor.Finding
}

// wanted reports whether a kind of defect is asked for.
func (w *examination) wanted(code string) bool {
	same := func(s string) bool { return strings.EqualFold(s, code) }
	return (len(w.Only) == 0 || slices.ContainsFunc(w.Only, same)) && !slices.ContainsFunc(w.Ignore, same)
}

func (w *examination) studies(ctx context.Context, ids []corpus.StudyID) error {
	ask, err := w.app.asked(ctx)
	if err != nil {
		return err
	}
	all := doctor.NewLibrary()
	for batch := range slices.Chunk(ids, exportBatch) {
		bundles, err := w.app.Store.Bundles(ctx, batch...)
		if err != nil {
			return err
		}
		for _, b := range bundles {
			for i, r := range b.Reports {
				s := w.app.subject(b, r)
				if i == 0 {
					s.Used = slices.Concat(ask.questions[b.Study.ID], ask.claims[b.Study.ID])
				}
				w.done.Reports++
				w.note(r.ID, append(doctor.Examine(s), all.Compare(s)...))
			}
		}
	}
	return nil
}

// subject is what the doctor must know of a report.
func (a *App) subject(b sqlite.Bundle, r corpus.Report) doctor.Subject {
	now := a.Now()
	s := doctor.Subject{Study: b.Study.ID, Report: r.ID, Item: r.Item, HasText: r.Summary != "", Today: corpus.Date{Year: now.Year(), Month: int(now.Month()), Day: now.Day()}}
	for _, at := range b.Attached {
		s.HasText = s.HasText || at.Text != ""
	}
	for _, n := range a.noticesOf(b) {
		if n.Report == "" || n.Report == r.ID {
			s.Notices = append(s.Notices, n.Type)
		}
	}
	return s
}

// note sorts findings into those that will be fixed and those that are left.
func (w *examination) note(id corpus.ReportID, found []doctor.Finding) {
	for _, f := range found {
		switch {
		case !w.wanted(f.Code):
		case w.Fix && f.Fixable:
			w.fixes[id] = append(w.fixes[id], f)
		default:
			w.done.Findings = append(w.done.Findings, f)
		}
	}
}

// apply fixes descriptions, all as one event.
func (w *examination) apply(ctx context.Context) error {
	if len(w.fixes) == 0 {
		return nil
	}
	var fixed, left []doctor.Finding
	_, err := w.app.change(ctx, "doctor", fmt.Sprintf("%d reports", len(w.fixes)), func(tx *sqlite.Tx) error {
		fixed, left = nil, nil
		for _, id := range slices.Sorted(maps.Keys(w.fixes)) {
			rep, err := tx.Report(ctx, id)
			if err != nil {
				return err
			}
			item, done := doctor.Fix(rep.Item, w.fixes[id])
			if item.Validate() != nil { // better a defect than a report that cannot be kept
				left = append(left, w.fixes[id]...)
				continue
			}
			fixed = append(fixed, done...)
			rep.Origin = origins(rep, item, "by "+w.app.Who+" (doctor)")
			rep.Item = item
			if err := tx.PutReport(ctx, rep); err != nil {
				return err
			}
		}
		return nil
	})
	w.done.Fixed = append(w.done.Fixed, fixed...)
	w.done.Findings = append(w.done.Findings, left...)
	return err
}

// origins is where the fields of a report come from once it holds item.
func origins(rep corpus.Report, item corpus.Item, from string) map[string]string {
	out := maps.Clone(rep.Origin)
	if out == nil {
		out = map[string]string{}
	}
	was, is := reflect.ValueOf(rep.Item), reflect.ValueOf(item)
	for i, name := range corpus.ItemFields() {
		if !reflect.DeepEqual(was.Field(i).Interface(), is.Field(i).Interface()) {
			out[name] = from
		}
	}
	return out
}

// ByCode groups findings by their kind, in the order of Defects.
func ByCode(found []doctor.Finding) [][]doctor.Finding {
	order := map[string]int{}
	for i, d := range Defects() {
		order[d.Code] = i
	}
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b doctor.Finding) int { return cmp.Compare(order[a.Code], order[b.Code]) })
	var out [][]doctor.Finding
	for _, f := range sorted {
		if n := len(out); n > 0 && out[n-1][0].Code == f.Code {
			out[n-1] = append(out[n-1], f)
		} else {
			out = append(out, []doctor.Finding{f})
		}
	}
	return out
}
