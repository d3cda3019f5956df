package instrument_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

func TestPlotRoundTrip(t *testing.T) {
	w := 33.25
	rows := []instrument.PlotRow{
		{Study: "Smith, 2001", Domains: []instrument.PlotCell{{Domain: "D1", Risk: "low"}, {Domain: "D1b", Risk: instrument.NotApplicable}}, Overall: "some concerns", Weight: &w},
		{Study: "Jones", Domains: []instrument.PlotCell{{Domain: "D1", Risk: "no information"}, {Domain: "D1b"}}, Overall: "high"},
	}
	var b bytes.Buffer
	if err := instrument.WritePlot(&b, rows); err != nil {
		t.Fatal(err)
	}
	if want := "Study,D1,D1b,Overall,Weight\n\"Smith, 2001\",Low,Not applicable,Some concerns,33.25\nJones,No information,,High,\n"; b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	back, err := instrument.ReadPlot(&b, "x.csv")
	if err != nil || !reflect.DeepEqual(back, rows) {
		t.Errorf("read back %+v, %v", back, err)
	}
}

func TestPlotErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "x.csv:1"}, {"Author,D1,Overall\n", "x.csv:1: the heading must be"},
		{"Study,D1,Overall\nA,Low,Low\nB,Lowish,Low\n", `x.csv:3: column D1: "Lowish"`},
		{"Study,D1,Overall,Weight\nA,Low,Low,NaN\n", "not a weight"},
		{"Study,D1,Overall\nA,Low\n", "2 columns"},
	} {
		if _, err := instrument.ReadPlot(strings.NewReader(c.text), "x.csv"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
	if err := instrument.WritePlot(&bytes.Buffer{}, []instrument.PlotRow{{Domains: []instrument.PlotCell{{Domain: "D1"}}}, {}}); err == nil {
		t.Error("rows with other domains were written")
	}
}

// TestPlotExamples reads the example tables of robvis, which are not part of
// the repository.
func TestPlotExamples(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/data/rob/robvis__data_*.csv")
	if len(paths) == 0 {
		t.Skip("../shared/data/rob is absent: example tables are not checked")
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := instrument.ReadPlot(bytes.NewReader(b), filepath.Base(path))
		if err != nil || len(rows) == 0 {
			t.Errorf("%d rows, %v", len(rows), err)
		}
	}
}

func TestPlotOfAppraisal(t *testing.T) {
	a := corpus.Appraisal{Domains: map[string]corpus.Judgement{"D1": {Proposed: "low"}, "A1": {Decided: "high"}}, Overall: corpus.Judgement{Proposed: "at risk"}}
	row := instrument.Plot(find(t, "quadas2"), "X", a, nil)
	if len(row.Domains) != 7 || row.Domains[0].Risk != "low" || row.Domains[4] != (instrument.PlotCell{Domain: "A1", Risk: "high"}) {
		t.Errorf("%+v", row)
	}
}

// FuzzReadPlot holds that what was read can be written and read again.
func FuzzReadPlot(f *testing.F) {
	f.Add("Study,D1,Overall,Weight\nA,Low,High,2\n")
	f.Add("\ufeffstudy,a,b,overall\n\"x\ny\",,na,Low\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, _ := instrument.ReadPlot(strings.NewReader(text), "f")
		if len(rows) == 0 {
			return
		}
		var b bytes.Buffer
		if instrument.WritePlot(&b, rows) != nil {
			return
		}
		back, err := instrument.ReadPlot(&b, "g")
		if err != nil || len(back) != len(rows) {
			t.Errorf("%d rows became %d: %v", len(rows), len(back), err)
		}
	})
}
