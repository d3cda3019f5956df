package pool_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"appraise/grading/pool"
)

// n shortens rows of numbers.
var n = pool.N

// TestBadData: every cell that cannot be right gives a *DataError with row,
// column and kind.
func TestBadData(t *testing.T) {
	good := map[pool.Measure]pool.Row{
		pool.RR:   {Study: "good", A: n(3), N1: n(20), C: n(5), N2: n(21)},
		pool.MD:   {Study: "good", N1: n(20), M1: n(5), SD1: n(2), N2: n(20), M2: n(4), SD2: n(2)},
		pool.GEN:  {Study: "good", Y: n(0.3), V: n(0.1)},
		pool.HR:   {Study: "good", HR: n(0.7), LB: n(0.5), UB: n(0.98)},
		pool.IRR:  {Study: "good", X1: n(3), T1: n(100), X2: n(6), T2: n(110)},
		pool.PLO:  {Study: "good", X: n(3), N: n(30)},
		pool.ZCOR: {Study: "good", R: n(0.3), N: n(30)},
	}
	for _, c := range []struct {
		name    string
		measure pool.Measure
		change  func(r *pool.Row)
		column  string
		kind    error
	}{
		{"negative events", pool.RR, func(r *pool.Row) { r.A = n(-1) }, "ai", pool.ErrNegative},
		{"negative other arm", pool.RR, func(r *pool.Row) { r.C = n(-2) }, "ci", pool.ErrNegative},
		{"events above n", pool.RR, func(r *pool.Row) { r.A = n(21) }, "ai", pool.ErrAboveTotal},
		{"events not a number", pool.RR, func(r *pool.Row) { r.A = n(math.NaN()) }, "ai", pool.ErrNotFinite},
		{"infinite total", pool.RR, func(r *pool.Row) { r.N2 = n(math.Inf(1)) }, "n2i", pool.ErrNotFinite},
		{"empty arm", pool.RR, func(r *pool.Row) { r.A, r.N1 = n(0), n(0) }, "n1i", pool.ErrNotPositive},
		{"cells and total differ", pool.RR, func(r *pool.Row) { r.B = n(10) }, "n1i", pool.ErrInconsistent},
		{"sd of zero", pool.MD, func(r *pool.Row) { r.SD1 = n(0) }, "sd1i", pool.ErrNotPositive},
		{"negative sd", pool.MD, func(r *pool.Row) { r.SD2 = n(-1) }, "sd2i", pool.ErrNotPositive},
		{"n of zero", pool.MD, func(r *pool.Row) { r.N1 = n(0) }, "n1i", pool.ErrNotPositive},
		{"sd of one person", pool.MD, func(r *pool.Row) { r.N2 = n(1) }, "n2i", pool.ErrOutOfRange},
		{"mean not a number", pool.MD, func(r *pool.Row) { r.M1 = n(math.NaN()) }, "m1i", pool.ErrNotFinite},
		{"variance of zero", pool.GEN, func(r *pool.Row) { r.V = n(0) }, "vi", pool.ErrZeroVariance},
		{"negative variance", pool.GEN, func(r *pool.Row) { r.V = n(-0.1) }, "vi", pool.ErrNegative},
		{"effect not a number", pool.GEN, func(r *pool.Row) { r.Y = n(math.NaN()) }, "yi", pool.ErrNotFinite},
		{"se of zero", pool.GEN, func(r *pool.Row) { r.V, r.SE = pool.Number{}, n(0) }, "sei", pool.ErrNotPositive},
		{"se that squares to zero", pool.GEN, func(r *pool.Row) { r.V, r.SE = pool.Number{}, n(1e-200) }, "vi", pool.ErrZeroVariance},
		{"interval upside down", pool.GEN, func(r *pool.Row) { r.V, r.LB, r.UB = pool.Number{}, n(1), n(0) }, "ci.ub", pool.ErrInconsistent},
		{"effect outside interval", pool.GEN, func(r *pool.Row) { r.V, r.LB, r.UB = pool.Number{}, n(1), n(2) }, "yi", pool.ErrInconsistent},
		{"p of zero", pool.GEN, func(r *pool.Row) { r.V, r.P = pool.Number{}, n(0) }, "pval", pool.ErrOutOfRange},
		{"p with no effect", pool.GEN, func(r *pool.Row) { r.V, r.Y, r.P = pool.Number{}, n(0), n(0.5) }, "yi", pool.ErrInconsistent},
		{"hazard ratio of zero", pool.HR, func(r *pool.Row) { r.HR = n(0) }, "hr", pool.ErrNotPositive},
		{"log-rank variance of zero", pool.HR, func(r *pool.Row) { r.OmE, r.LRV = n(3), n(0) }, "lrv", pool.ErrNotPositive},
		{"negative rate events", pool.IRR, func(r *pool.Row) { r.X1 = n(-3) }, "x1i", pool.ErrNegative},
		{"no person-time", pool.IRR, func(r *pool.Row) { r.T2 = n(0) }, "t2i", pool.ErrNotPositive},
		{"proportion above one", pool.PLO, func(r *pool.Row) { r.X = n(31) }, "xi", pool.ErrAboveTotal},
		{"correlation of one", pool.ZCOR, func(r *pool.Row) { r.R = n(1) }, "ri", pool.ErrOutOfRange},
		{"three people", pool.ZCOR, func(r *pool.Row) { r.N = n(3) }, "ni", pool.ErrOutOfRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := good[c.measure]
			bad.Study = "Smith 2001"
			c.change(&bad)
			_, err := pool.Pool([]pool.Row{good[c.measure], bad}, pool.Request{Measure: c.measure})
			var de *pool.DataError
			if !errors.As(err, &de) {
				t.Fatalf("got %v, want a *DataError", err)
			}
			if de.Row != 2 || de.Column != c.column || !errors.Is(err, c.kind) || de.Study != "Smith 2001" {
				t.Errorf("got row %d (%s) column %s (%v), want row 2 column %s (%v)", de.Row, de.Study, de.Column, de.Kind, c.column, c.kind)
			}
			if s := err.Error(); !strings.Contains(s, "row 2 (Smith 2001), column "+c.column+": ") {
				t.Errorf("message %q does not name row and column", s)
			}
		})
	}
}

func TestNoStudies(t *testing.T) {
	for name, rows := range map[string][]pool.Row{
		"no rows":         nil,
		"no values":       {{Study: "a"}, {Study: "b"}},
		"all double zero": {{A: n(0), N1: n(10), C: n(0), N2: n(10)}},
	} {
		if _, err := pool.Pool(rows, pool.Request{Measure: pool.RR}); !errors.Is(err, pool.ErrNoStudies) {
			t.Errorf("%s: got %v, want %v", name, err, pool.ErrNoStudies)
		}
		for _, m := range []pool.Method{pool.MH, pool.PetoOR} {
			if _, err := pool.Pool(rows, pool.Request{Measure: pool.OR, Options: pool.Options{Method: m}}); !errors.Is(err, pool.ErrNoStudies) {
				t.Errorf("%s, %s: got %v, want %v", name, m, err, pool.ErrNoStudies)
			}
		}
	}
	if _, err := pool.Fit(nil, pool.Options{}); !errors.Is(err, pool.ErrNoStudies) {
		t.Errorf("Fit(nil): got %v", err)
	}
}

func TestUnknownNames(t *testing.T) {
	rows := bcgRows()
	for name, req := range map[string]pool.Request{
		"measure":    {Measure: "RRR"},
		"method":     {Measure: pool.RR, Options: pool.Options{Method: "BEST"}},
		"interval":   {Measure: pool.RR, Options: pool.Options{KnappHartung: "wide"}},
		"prediction": {Measure: pool.RR, Options: pool.Options{Prediction: "t_km9"}},
		"zero rule":  {Measure: pool.RR, Zero: &pool.ZeroRule{To: "some"}},
	} {
		if _, err := pool.Pool(rows, req); !errors.Is(err, pool.ErrUnknown) {
			t.Errorf("%s: got %v, want %v", name, err, pool.ErrUnknown)
		}
	}
	for _, level := range []float64{-1, 1, 2, math.NaN()} {
		if _, err := pool.Pool(rows, pool.Request{Measure: pool.RR, Options: pool.Options{Level: level}}); !errors.Is(err, pool.ErrOutOfRange) {
			t.Errorf("level %v: got %v", level, err)
		}
	}
	for _, req := range []pool.Request{
		{Measure: pool.MD, Options: pool.Options{Method: pool.MH}},
		{Measure: pool.RD, Options: pool.Options{Method: pool.PetoOR}},
	} {
		if _, err := pool.Pool(rows, req); err == nil {
			t.Errorf("%s by %s: no error", req.Measure, req.Method)
		}
	}
}

// TestTooFew: refusals say what needs how many, and why.
func TestTooFew(t *testing.T) {
	es := bcgEffects(t)
	_, err := pool.SmallStudyTests(es[:9], nil)
	var few *pool.TooFewError
	if !errors.As(err, &few) || few.Have != 9 || few.Need != pool.SmallStudyMinimum || few.Why == "" {
		t.Fatalf("nine studies: got %v", err)
	}
	if want := "a test for small-study effects needs at least 10 studies, there are 9: "; !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %q, want it to begin with %q", err, want)
	}
	got, err := pool.SmallStudyTests(es, bcg)
	if err != nil || got.Peters == nil || got.Harbord == nil {
		t.Errorf("thirteen studies: got %+v, %v", got, err)
	}
	for name, f := range map[string]func() error{
		"Egger":     func() error { _, err := pool.Egger(es[:2]); return err },
		"Begg":      func() error { _, err := pool.Begg(es[:2]); return err },
		"Peters":    func() error { _, err := pool.Peters(es[:2], bcg); return err },
		"Harbord":   func() error { _, err := pool.Harbord(bcg[:2]); return err },
		"trim-fill": func() error { _, err := pool.TrimFill(es[:2], pool.L0, pool.Options{}); return err },
		"loo":       func() error { _, err := pool.LeaveOneOut(es[:1], pool.Options{}); return err },
		"profile":   func() error { _, err := pool.QProfile(es[:1], 0.95); return err },
		"subgroups": func() error { _, err := pool.Subgroups(es, pool.Options{}); return err },
		"regression": func() error {
			_, err := pool.Regress(es[:2], []pool.Moderator{{Name: "x", Values: []float64{1, 2}}}, pool.Options{})
			return err
		},
	} {
		if err := f(); !errors.Is(err, pool.ErrTooFew) {
			t.Errorf("%s: got %v, want %v", name, err, pool.ErrTooFew)
		}
	}
}

func TestModerators(t *testing.T) {
	es := bcgEffects(t)
	same := make([]float64, len(es))
	if _, err := pool.Regress(es, []pool.Moderator{{Name: "same", Values: same}}, pool.Options{}); !errors.Is(err, pool.ErrCollinear) {
		t.Errorf("constant moderator: got %v, want %v", err, pool.ErrCollinear)
	}
	up, twice := make([]float64, len(es)), make([]float64, len(es))
	for i := range up {
		up[i], twice[i] = 1950+float64(i), 2*(1950+float64(i))+7
	}
	if _, err := pool.Regress(es, []pool.Moderator{{Name: "a", Values: up}, {Name: "b", Values: twice}}, pool.Options{}); !errors.Is(err, pool.ErrCollinear) {
		t.Errorf("moderators that follow from each other: got %v, want %v", err, pool.ErrCollinear)
	}
	if _, err := pool.Regress(es, []pool.Moderator{{Name: "a", Values: up[1:]}}, pool.Options{}); !errors.Is(err, pool.ErrInconsistent) {
		t.Errorf("values for too few studies: got %v, want %v", err, pool.ErrInconsistent)
	}
	up[4] = math.NaN()
	_, err := pool.Regress(es, []pool.Moderator{{Name: "year", Values: up}}, pool.Options{})
	var de *pool.DataError
	if !errors.As(err, &de) || de.Row != 5 || de.Column != "year" {
		t.Errorf("NaN moderator: got %v, want row 5, column year", err)
	}
	r, err := pool.Regress(es, []pool.Moderator{{Name: "a", Values: twice}, {Name: "n", Values: sizes(es)}}, pool.Options{})
	if err != nil || len(r.Warnings) != 1 {
		t.Errorf("13 studies for two moderators: got %v, %v, want one warning", r.Warnings, err)
	}
}

func sizes(es []pool.Effect) []float64 {
	out := make([]float64, len(es))
	for i, e := range es {
		out[i] = e.N
	}
	return out
}
