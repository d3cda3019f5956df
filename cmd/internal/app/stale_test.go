package app_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/instrument"
)

// what rests on the trial of the demo library, and on its one graded outcome.
var (
	onTrial   = []string{"study/prasad2012inversion", "body/inversion/need-for-surgery", "claim/c1", "claim/c3", "claim/c4", "briefing/inversion"}
	onSurgery = []string{"study/prasad2012inversion", "body/inversion/need-for-surgery", "claim/c1", "briefing/inversion"}
)

const trial, guideline = corpus.StudyID("prasad2012inversion"), corpus.StudyID("qaseem2017noninvasive")

// triggers lists each kind of change, exactly what becomes stale by it, and the
// way that is printed for the last of it.
var triggers = []struct {
	name   string
	change func(t *testing.T, a *app.App) error
	want   []string
	cause  string // words of one cause
	path   string // of the claim, or else of the last
}{
	{"retraction", notice(trial, corpus.Retracted), onTrial, "retracted", "→ study prasad2012inversion → claim c4"},
	{"concern", notice(trial, corpus.ExpressionOfConcern), onTrial, "expression of concern", "→ study prasad2012inversion → claim c4"},
	{"correction", notice(trial, corpus.Corrected), onTrial, "corrected", "→ study prasad2012inversion → body inversion/need-for-surgery"},
	{"withdrawal", notice("kim2013inversion", corpus.Withdrawn), []string{"study/kim2013inversion", "claim/c3", "briefing/inversion"}, "withdrawn", "→ study kim2013inversion → briefing inversion"},
	{"superseded guideline", notice(guideline, corpus.Superseded), []string{"study/qaseem2017noninvasive", "claim/c2", "claim/c4", "briefing/inversion"}, "superseded", "→ study qaseem2017noninvasive → claim c2"},
	{"retraction of what nobody uses", notice("chou2017nonpharmacologic", corpus.Retracted), nil, "", ""},
	{"reinstatement", notice(trial, corpus.Reinstated), nil, "", ""},
	{"changed judgement", decide(corpus.PublicationBias, -1), []string{"claim/c1", "briefing/inversion"}, "decision inversion/Need for surgery/publication bias changed", "→ body inversion/need-for-surgery → claim c1"},
	{"the same judgement, other words", decide(corpus.PublicationBias, 0), nil, "", ""},
	{"edited result", editResult(func(r *corpus.Result) { r.Arms[1].N = new(11) }), onSurgery, "result prasad2012inversion/need-for-surgery/6-weeks changed", "→ study prasad2012inversion → body inversion/need-for-surgery"},
	{"rejected result", editResult(func(r *corpus.Result) { r.Status = corpus.Rejected }), []string{"study/prasad2012inversion", "body/inversion/need-for-surgery", "claim/c1", "briefing/inversion"}, "changed", "→ study prasad2012inversion → claim c1"},
	{"edited fact", state("harms", "one person fell"), onTrial, "fact prasad2012inversion/harms changed", "→ study prasad2012inversion → claim c4"},
	{"a size against what was read", state("n.randomised", "20"), onTrial, "n.randomised stated, against what was read", "→ study prasad2012inversion → claim c4"},
	{"a size as it was read", state("n.randomised", "24"), nil, "", ""},
	{"a design against what was read", state("design", "quasi_rct"), onTrial, "design stated, against what was read", "→ study prasad2012inversion → claim c4"},
	{"what was not known", state("funding", "none"), nil, "", ""},
	{"edited summary", func(t *testing.T, a *app.App) error {
		_, _, err := a.Edit(t.Context(), "kim2013inversion", app.Edit{Summary: new("Forty people.")})
		return err
	}, []string{"study/kim2013inversion", "claim/c3", "briefing/inversion"}, "report kim2013inversion changed", "→ study kim2013inversion → claim c3"},
	{"edited page numbers", func(t *testing.T, a *app.App) error {
		_, _, err := a.Edit(t.Context(), trial, app.Edit{Fields: map[string]string{"pages": "1-2"}})
		return err
	}, nil, "", ""},
	{"another appraisal", reappraise, onTrial, "appraisal ", "→ study prasad2012inversion → claim c4"},
	{"search too old", oldSearch, []string{"briefing/inversion"}, "the search of 2020-01-02 is more than 2 years old", "report search of inversion → briefing inversion"},
	{"search due", func(t *testing.T, a *app.App) error {
		return putSearch(t, a, corpus.Search{NextDue: corpus.Date{Year: 2026, Month: 10}})
	}, []string{"briefing/inversion"}, "the search was due on 2026-10", "→ briefing inversion"},
}

func notice(id corpus.StudyID, kind corpus.NoticeType) func(*testing.T, *app.App) error {
	return func(t *testing.T, a *app.App) error {
		_, err := a.AddNotice(t.Context(), id, corpus.Notice{Type: kind, Date: corpus.Date{Year: 2026, Month: 11, Day: 20}, Source: "the journal"})
		return err
	}
}

func decide(d corpus.Domain, levels int) func(*testing.T, *app.App) error {
	return func(t *testing.T, a *app.App) error {
		_, err := a.Decide(t.Context(), "inversion", "Need for surgery", d, levels, "read again", false)
		return err
	}
}

func state(field, value string) func(*testing.T, *app.App) error {
	return func(t *testing.T, a *app.App) error {
		_, _, err := a.Edit(t.Context(), trial, app.Edit{Facts: map[string]string{field: value}})
		return err
	}
}

func editResult(f func(*corpus.Result)) func(*testing.T, *app.App) error {
	return func(t *testing.T, a *app.App) error {
		_, err := a.EditResult(t.Context(), "prasad2012inversion/need-for-surgery/6-weeks", f)
		return err
	}
}

func reappraise(t *testing.T, a *app.App) error {
	p, err := a.Show(t.Context(), trial, false)
	if err != nil {
		return err
	}
	old := p.Appraisals[0]
	pack, err := instrument.Find(old.Instrument)
	if err != nil {
		return err
	}
	answers := map[string]corpus.Answer{}
	for q, ans := range old.Answers {
		ans.Note = "read again"
		answers[q] = ans
	}
	who := a.Who
	a.Who = old.By
	defer func() { a.Who = who }()
	_, err = a.Assess(t.Context(), app.Assessing{Study: trial, Pack: pack, Outcome: old.Outcome, Effect: old.Effect, Basis: "full text", Answers: answers})
	return err
}

func oldSearch(t *testing.T, a *app.App) error {
	return putSearch(t, a, corpus.Search{Date: corpus.Date{Year: 2020, Month: 1, Day: 2}})
}

func putSearch(t *testing.T, a *app.App, s corpus.Search) error {
	q, err := a.Store.Question(t.Context(), "inversion")
	if err != nil {
		return err
	}
	q.Search = s
	_, err = a.ReplaceQuestion(t.Context(), q)
	return err
}

// TestStaleTriggers makes every kind of change in the demo library: exactly
// what rests on it becomes stale, the way to it is told from the cause to the
// thing, and undo restores all.
func TestStaleTriggers(t *testing.T) {
	a := demoApp(t)
	for _, tc := range triggers {
		if st, err := a.Stale(t.Context()); err != nil || len(st.Stale) != 0 {
			t.Fatalf("before %s: %+v, %v", tc.name, st.Stale, err)
		}
		if err := tc.change(t, a); err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		st, err := a.Stale(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		checkStale(t, tc.name, st.Stale, tc.want, tc.cause, tc.path)
		if _, err := a.Undo(t.Context()); err != nil {
			t.Fatalf("undoing %s: %v", tc.name, err)
		}
	}
	if st, err := a.Stale(t.Context()); err != nil || len(st.Stale) != 0 {
		t.Errorf("at the end: %+v, %v", st.Stale, err)
	}
}

func checkStale(t *testing.T, name string, list []app.Stale, want []string, cause, path string) {
	t.Helper()
	var got []string
	told, led := false, false
	for _, s := range list {
		got = append(got, s.ID)
		if s.Title == "" || len(s.Causes) == 0 {
			t.Errorf("%s: %+v has no title or no cause", name, s)
		}
		for _, c := range s.Causes {
			line := strings.Join(c.Path, " → ")
			told = told || strings.Contains(c.Text, cause)
			led = led || strings.HasSuffix(line, path)
			if end := strings.Replace(s.ID, "/", " ", 1); len(c.Path) < 2 || c.Path[len(c.Path)-1] != end {
				t.Errorf("%s: the path %q does not end at %q", name, line, end)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: stale %v, want %v", name, got, want)
	}
	if len(want) > 0 && (!told || !led) {
		t.Errorf("%s: cause %t, path %t in %+v", name, told, led, list)
	}
}
