package app_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/pool"
)

// bcg are the BCG vaccine trials (Colditz 1994), with latitude and allocation.
const bcg = `study,year,ai,n1i,ci,n2i,ablat,alloc
Aronson,1948,4,123,11,139,44,random
Ferguson & Simes,1949,6,306,29,303,55,random
Rosenthal et al,1960,3,231,11,220,42,random
Hart & Sutherland,1977,62,13598,248,12867,52,random
Frimodt-Moller et al,1973,33,5069,47,5808,13,alternate
Stein & Aronson,1953,180,1541,372,1451,44,alternate
Vandiviere et al,1973,8,2545,10,629,19,random
TPT Madras,1980,505,88391,499,88391,13,random
Coetzee & Berjak,1968,29,7499,45,7277,27,random
Rosenthal et al,1961,17,1716,65,1665,42,systematic
Comstock et al,1974,186,50634,141,27338,18,systematic
Comstock & Webster,1969,5,2498,3,2341,33,systematic
Comstock et al,1976,27,16913,29,17854,33,systematic
`

func readMeta(t *testing.T, table string) app.MetaTable {
	t.Helper()
	got, err := app.ReadMeta(strings.NewReader(table), "t.csv")
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func analyse(t *testing.T, table string, an app.Analysis) (app.MetaTable, app.Analysed) {
	t.Helper()
	in := readMeta(t, table)
	got, err := app.Analyse(in, an)
	if err != nil {
		t.Fatal(err)
	}
	return in, got
}

// TestModerators: a column of numbers is a slope, another one categories with
// the reference named; both against metafor 3.8-1 (rma with mods = ~ ablat,
// test "knha": the worked example of its documentation).
func TestModerators(t *testing.T) {
	an := app.Analysis{Request: pool.Request{Measure: pool.RR}, Moderators: []string{"Ablat"}}
	_, got := analyse(t, bcg, an)
	slope := got.Regression.Coefficients[1]
	if math.Abs(slope.Estimate+0.0291) > 5e-5 || math.Abs(got.Regression.Tau2-0.0764) > 1e-4 || math.Abs(*got.Regression.R2-75.62) > 0.02 {
		t.Errorf("ablat: got slope %.5f, tau2 %.5f, R2 %.2f; want -0.0291, 0.0764, 75.62", slope.Estimate, got.Regression.Tau2, *got.Regression.R2)
	}
	an.Moderators = []string{"alloc=Random"}
	_, got = analyse(t, bcg, an)
	m := got.Regression.Moderators[0]
	if m.Kind != "categories" || m.Reference != "random" || len(got.Regression.Coefficients) != 3 || got.Regression.Coefficients[1].Name != "alloc: alternate" {
		t.Errorf("alloc: got %+v with %+v", m, got.Regression.Coefficients)
	}
	_, got = analyse(t, strings.Replace(bcg, "139,44", "139,NA", 1), app.Analysis{Request: an.Request, Moderators: []string{"ablat"}})
	if got.Regression.K != 12 || len(got.Regression.Excluded) != 1 || got.Regression.Excluded[0].Study != "Aronson" {
		t.Errorf("a study without a value: got %d studies, left out %+v", got.Regression.K, got.Regression.Excluded)
	}
}

// TestRefused: too few studies are told of, and do not hide the rest.
func TestRefused(t *testing.T) {
	few := strings.Join(strings.SplitAfter(bcg, "\n")[:6], "")
	_, got := analyse(t, few, app.Analysis{Request: pool.Request{Measure: pool.RR}, Bias: true, LeaveOneOut: true})
	if len(got.Refused) != 1 || !strings.Contains(got.Refused[0], "needs at least 10 studies, there are 5: with fewer") || got.SmallStudy != nil {
		t.Errorf("got refused %q, tests %v", got.Refused, got.SmallStudy)
	}
	if len(got.LeaveOneOut) != 5 {
		t.Errorf("got %d refits, want 5", len(got.LeaveOneOut))
	}
	an := app.Analysis{Request: pool.Request{Measure: pool.RR, Options: pool.Options{Method: pool.MH}}, Influence: true, LeaveOneOut: true, Cumulative: true}
	_, got = analyse(t, bcg, an)
	if len(got.LeaveOneOut) != 13 || len(got.Cumulative) != 13 || len(got.Refused) != 1 {
		t.Errorf("Mantel–Haenszel: got %d and %d refits, refused %q", len(got.LeaveOneOut), len(got.Cumulative), got.Refused)
	}
	if last := got.Cumulative[12]; last.Study != "TPT Madras" || math.Abs(last.Model.Estimate-got.Estimate) > 1e-12 {
		t.Errorf("the last of the series is %s with %v, want TPT Madras (1980) with %v", last.Study, last.Model.Estimate, got.Estimate)
	}
}

// TestBadTables: each fault names line, row and column.
func TestBadTables(t *testing.T) {
	const head = "study,ai,n1i,ci,n2i,m\n"
	for _, c := range []struct{ name, table, want string }{
		{"negative", head + "A,-1,10,2,10,1\n", "t.csv:2: row 1 (A), column ai: -1 is negative"},
		{"above n", head + "A,1,10,2,10,1\nB,11,10,2,10,1\n", "t.csv:3: row 2 (B), column ai: 11 events are more than the 10 people"},
		{"word", head + "A,1,10,two,10,1\n", `t.csv:2: row 1, column ci: "two" is not a number`},
		{"NaN", head + "A,NaN,10,2,10,1\n", "t.csv:2: row 1 (A), column ai: NaN is not a finite number"},
		{"no rows", head, "there are no data rows"},
		{"twice", "study,ai,n1i,ci,n2i,ai\nA,1,2,3,4,5\n", "t.csv:1: invalid: two columns are named ai"},
		{"moderator", head + "A,1,10,2,10,1\nB,1,10,3,10,NaN\nC,1,10,4,10,2\nD,1,10,4,11,2\n", "t.csv:3: row 2 (B), column m: NaN"},
	} {
		in, err := app.ReadMeta(strings.NewReader(c.table), "t.csv")
		if err == nil {
			_, err = app.Analyse(in, app.Analysis{Request: pool.Request{Measure: pool.RR}, Moderators: []string{"m"}})
		}
		if _, ok := errors.AsType[*corpus.ParseError](err); !ok || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want a fault of the file with %q", c.name, err, c.want)
		}
	}
}

// TestSeparators: semicolons and tabs are found by themselves.
func TestSeparators(t *testing.T) {
	for _, sep := range []string{",", ";", "\t"} {
		in := readMeta(t, strings.ReplaceAll("study,ai,n1i,ci,n2i\nA,1,10,2,10\n", ",", sep))
		if len(in.Rows) != 1 || in.Rows[0].N2.Value != 10 {
			t.Errorf("separator %q: got %+v", sep, in.Rows)
		}
	}
}

// TestForest: both forms come out, the same each time; the SVG is well-formed
// and holds what a forest plot must.
func TestForest(t *testing.T) {
	in, got := analyse(t, bcg, app.Analysis{Request: pool.Request{Measure: pool.RR}, Subgroup: "alloc"})
	for _, format := range app.PlotFormats {
		var one, two bytes.Buffer
		for _, w := range []io.Writer{&one, &two} {
			if _, err := app.WriteForest(w, in, got, app.ForestPlot{Title: "BCG & <tuberculosis>", Arms: [2]string{"Vaccine", "Control"}}, format); err != nil {
				t.Fatalf("%s: %v", format, err)
			}
		}
		if !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s: two runs give different bytes", format)
		}
		if format == "svg" {
			wellFormed(t, one.String())
			for _, want := range []string{"BCG &amp; &lt;tuberculosis&gt;", "Lower with Vaccine", "95% prediction interval", "τ² = 0.31 (95% CI 0.12 to 1.11); I² = 92%; Q = 152.2, df 12, p &lt; 0.001",
				"Random effects (REML)", "Knapp–Hartung", "Test for subgroup differences", "systematic", "191064"} {
				if !strings.Contains(one.String(), want) {
					t.Errorf("the plot lacks %q", want)
				}
			}
		}
	}
	got.Level = 0.9
	if _, err := app.WriteForest(io.Discard, in, got, app.ForestPlot{}, "svg"); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("intervals of 90 %%: got %v", err)
	}
}

func wellFormed(t *testing.T, doc string) {
	t.Helper()
	if strings.Contains(doc, "NaN") || strings.Contains(doc, "Inf") {
		t.Error("a number that is none")
	}
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
	}
}

// TestForestOfAll draws every family of measures, and few and many studies.
func TestForestOfAll(t *testing.T) {
	const control = "\"a\x01\nname, and \xff\""
	many := "study,yi,vi\n"
	for i := range 200 {
		many += fmt.Sprintf("S%d,%.3f,%.3f\n", i, math.Sin(float64(i)), 0.01+float64(i%9)/20)
	}
	for _, c := range []struct {
		measure pool.Measure
		table   string
	}{
		{pool.RR, "study,ai,n1i,ci,n2i\nA,0,10,2,10\n"},
		{pool.OR, "study,ai,n1i,ci,n2i\n" + control + ",0,10,2,10\nB,0,10,0,10\n,3,10,2,10\n"},
		{pool.SMD, "study,m1i,sd1i,n1i,m2i,sd2i,n2i\nA,1,2,10,3,2,11\nB,1.25,2,10,3,2,11\n"},
		{pool.IRR, "study,x1i,t1i,x2i,t2i\nA,1,200,10,300\nB,3,100.5,2,110\n"},
		{pool.PLO, "study,xi,ni\nA,1,200\nB,3,100\n"},
		{pool.PFT, "study,xi,ni\nA,1,200\nB,0,100\n"},
		{pool.ZCOR, "study,ri,ni\nA,.1,200\nB,.9,100\n"},
		{pool.GEN, many},
		{pool.HR, "study,hr,ci.lb,ci.ub\nA,0.5,0.2,1.25\nB,1,0.001,1000\n"},
	} {
		in, got := analyse(t, c.table, app.Analysis{Request: pool.Request{Measure: c.measure}})
		var svg, pdf bytes.Buffer
		if _, err := app.WriteForest(&svg, in, got, app.ForestPlot{}, "svg"); err != nil {
			t.Fatalf("%s: %v", c.measure, err)
		}
		wellFormed(t, svg.String())
		if _, err := app.WriteForest(&pdf, in, got, app.ForestPlot{}, "pdf"); err != nil || !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF")) {
			t.Errorf("%s: %v", c.measure, err)
		}
	}
}

// FuzzReadMeta: a table is read or refused with a reason; what is read has a
// line and as many cells as the head for each row, and can be analysed without
// a number that is none.
func FuzzReadMeta(f *testing.F) {
	f.Add(bcg, "RR")
	f.Add("study;yi;vi\nA;1;.1\nB;2;NA\n", "GEN")
	f.Add("study,m1i,sd1i,n1i,m2i,sd2i,n2i\nA,1,2,10,3,2,11\n", "SMD")
	f.Add("trial\tevent.e\tn.e\tevent.c\tn.c\nA\t0\t10\t0\t10\n", "OR")
	f.Fuzz(func(t *testing.T, table, measure string) {
		in, err := app.ReadMeta(strings.NewReader(table), "t")
		m, unknown := pool.ParseMeasure(measure)
		if err != nil || unknown != nil || len(in.Rows) > 50 {
			return
		}
		if len(in.Lines) != len(in.Rows) || len(in.Cells) != len(in.Rows) {
			t.Fatalf("%d rows, %d lines, %d rows of cells", len(in.Rows), len(in.Lines), len(in.Cells))
		}
		got, err := app.Analyse(in, app.Analysis{Request: pool.Request{Measure: m}, LeaveOneOut: true, Cumulative: true, Influence: true, Bias: true, TrimFill: pool.L0, Moderators: in.Head[:min(1, len(in.Head))]})
		if err != nil {
			return
		}
		var svg bytes.Buffer
		if _, err := app.WriteForest(&svg, in, got, app.ForestPlot{}, "svg"); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{"NaN\"", "Inf\""} {
			if strings.Contains(svg.String(), s) {
				t.Fatalf("the plot holds %s", s)
			}
		}
	})
}
