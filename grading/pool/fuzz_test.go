package pool_test

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"

	"appraise/grading/pool"
)

// numbers reads float64 values from bytes: half of them small integers, the
// rest any bit pattern, NaN and infinities included.
func numbers(data []byte) func() pool.Number {
	return func() pool.Number {
		if len(data) == 0 {
			return pool.Number{}
		}
		kind := data[0]
		data = data[1:]
		switch {
		case kind < 150:
			return pool.N(float64(kind % 50))
		case kind < 160:
			return pool.Number{}
		case len(data) < 8:
			return pool.N(-float64(kind))
		}
		x := math.Float64frombits(binary.LittleEndian.Uint64(data))
		data = data[8:]
		return pool.N(x)
	}
}

// FuzzPool: whatever the rows, there is an error or a result without NaN and
// infinity (JSON cannot hold them), and never a panic. What the result is used
// for after that must hold the same.
func FuzzPool(f *testing.F) {
	f.Add([]byte{3, 20, 5, 21, 2, 30, 9, 33}, uint8(0), uint8(3))
	f.Add([]byte{0, 20, 0, 21, 2, 30, 9, 33, 30, 30, 40, 40}, uint8(1), uint8(9))
	f.Add([]byte{200, 0, 0, 0, 0, 0, 0, 240, 63, 200, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1}, uint8(11), uint8(3))
	f.Add([]byte{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, uint8(6), uint8(4))
	f.Add([]byte("00\xb30RRRRRRRRRRRR"), uint8('P'), uint8('/')) // a scoring step of −Inf once ran for ever
	f.Fuzz(func(t *testing.T, data []byte, measure, method uint8) {
		if len(data) > 400 {
			return
		}
		m := pool.Measures()[int(measure)%len(pool.Measures())]
		how := pool.Methods()[int(method)%len(pool.Methods())]
		next := numbers(data)
		var rows []pool.Row
		for i := 0; i == 0 || rows[i-1] != (pool.Row{}); i++ {
			rows = append(rows, row(m, next))
		}
		h := pool.KnappHartungs()[int(measure/32)%3]
		r, err := pool.Pool(rows[:len(rows)-1], pool.Request{Measure: m, Options: pool.Options{Method: how, KnappHartung: h}})
		if err != nil {
			return
		}
		finite(t, r)
		es := make([]pool.Effect, len(r.Studies))
		for i, s := range r.Studies {
			es[i] = s.Effect
		}
		afterwards(t, es, how)
	})
}

// row fills the columns of a measure.
func row(m pool.Measure, next func() pool.Number) pool.Row {
	switch m {
	case pool.RR, pool.OR, pool.RD, pool.Peto, pool.AS:
		return pool.Row{A: next(), N1: next(), C: next(), N2: next()}
	case pool.IRR, pool.IRD:
		return pool.Row{X1: next(), T1: next(), X2: next(), T2: next()}
	case pool.PR, pool.PLO, pool.PLN, pool.PAS, pool.PFT:
		return pool.Row{X: next(), N: next()}
	case pool.COR, pool.ZCOR:
		return pool.Row{R: next(), N: next()}
	case pool.GEN, pool.HR:
		return pool.Row{Y: next(), V: next(), SE: next(), P: next()}
	}
	return pool.Row{N1: next(), M1: next(), SD1: next(), N2: next(), M2: next(), SD2: next()}
}

// afterwards runs everything that starts from effects.
func afterwards(t *testing.T, es []pool.Effect, m pool.Method) {
	if m == pool.MH || m == pool.PetoOR {
		m = pool.REML
	}
	opt := pool.Options{Method: m}
	x := make([]float64, len(es))
	for i := range es {
		es[i].Group = string(rune('a' + i%2))
		x[i] = float64(i * i)
	}
	results := []func() (any, error){
		func() (any, error) { return pool.Subgroups(es, opt) },
		func() (any, error) { return pool.Regress(es, []pool.Moderator{{Name: "x", Values: x}}, opt) },
		func() (any, error) { return pool.LeaveOneOut(es, opt) },
		func() (any, error) { return pool.Cumulative(es, opt) },
		func() (any, error) { return pool.Influences(es, opt) },
		func() (any, error) { return pool.TrimFill(es, pool.R0, opt) },
		func() (any, error) { return pool.TrimFill(es, pool.L0, opt) },
		func() (any, error) { return pool.Egger(es) },
		func() (any, error) { return pool.Begg(es) },
		func() (any, error) { return pool.QProfile(es, 0.95) },
	}
	for _, f := range results {
		if got, err := f(); err == nil {
			finite(t, got)
		}
	}
}

func finite(t *testing.T, x any) {
	t.Helper()
	if _, err := json.Marshal(x); err != nil {
		t.Errorf("%v in %+v", err, x)
	}
}

// FuzzParseNumber: a cell that is read is written so that it reads the same.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"", "1", "-2.5e-3", "NA", "NaN", "Inf", "3,5", "0x1p-2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := pool.ParseNumber(text)
		if err != nil || math.IsNaN(got.Value) {
			return
		}
		if back, err := pool.ParseNumber(got.String()); err != nil || back != got {
			t.Errorf("%q is %+v, written %q, read back %+v, %v", text, got, got.String(), back, err)
		}
	})
}
