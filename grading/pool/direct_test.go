package pool_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"appraise/grading/pool"
)

// matrices is the third oracle: the textbook formulas with whole k×k
// matrices, P = W − WX(X'WX)⁻¹X'W, and the likelihood searched directly.
type matrices struct {
	y *mat.VecDense
	v []float64
	x *mat.Dense
}

func newMatrices(es []pool.Effect, mods ...[]float64) matrices {
	k := len(es)
	m := matrices{mat.NewVecDense(k, nil), make([]float64, k), mat.NewDense(k, 1+len(mods), nil)}
	for i, e := range es {
		m.y.SetVec(i, e.Y)
		m.v[i] = e.V
		m.x.Set(i, 0, 1)
		for j := range mods {
			m.x.Set(i, j+1, mods[j][i])
		}
	}
	return m
}

// project gives P, W and (X'WX)⁻¹ at tau2.
func (m matrices) project(tau2 float64) (p, w, cov *mat.Dense) {
	k, _ := m.x.Dims()
	w = mat.NewDense(k, k, nil)
	for i, v := range m.v {
		w.Set(i, i, 1/(v+tau2))
	}
	var wx, xwx mat.Dense
	wx.Mul(w, m.x)
	xwx.Mul(m.x.T(), &wx)
	cov = new(mat.Dense)
	if err := cov.Inverse(&xwx); err != nil {
		panic(err)
	}
	var h mat.Dense
	h.Product(&wx, cov, wx.T())
	p = new(mat.Dense)
	p.Sub(w, &h)
	return p, w, cov
}

func (m matrices) quadratic(p mat.Matrix) float64 { return mat.Inner(m.y, p, m.y) }

// restricted is the restricted log-likelihood.
func (m matrices) restricted(tau2 float64) float64 {
	p, _, cov := m.project(tau2)
	ll := -m.quadratic(p) / 2
	for _, v := range m.v {
		ll -= math.Log(v+tau2) / 2
	}
	return ll + math.Log(mat.Det(cov))/2
}

// maximum searches the restricted likelihood by golden section.
func (m matrices) maximum(high float64) float64 {
	low, g := 0.0, (math.Sqrt(5)-1)/2
	for range 80 {
		a, b := high-g*(high-low), low+g*(high-low)
		if m.restricted(a) > m.restricted(b) {
			high = b
		} else {
			low = a
		}
	}
	return (low + high) / 2
}

// TestDirect compares the BCG trials with the matrix formulas.
func TestDirect(t *testing.T) {
	es := bcgEffects(t)
	k := float64(len(es))
	m := newMatrices(es)
	p, w, cov := m.project(0)
	q := m.quadratic(p)
	fe := fit(t, es, pool.FE, "")
	near(t, "Q", fe.Q, q, 1e-12)
	near(t, "FE se", fe.SE, math.Sqrt(cov.At(0, 0)), 1e-12)

	tau2 := (q - (k - 1)) / mat.Trace(p)
	dl := fit(t, es, pool.DL, "")
	near(t, "DL tau2", dl.Tau2, tau2, 1e-12)
	var pp mat.Dense
	pp.Mul(p, p)
	near(t, "DL tau2 se", dl.Tau2SE, math.Sqrt(2*(k-1)+4*tau2*mat.Trace(p)+2*tau2*tau2*mat.Trace(&pp))/mat.Trace(p), 1e-12)
	near(t, "HS tau2", fit(t, es, pool.HS, "").Tau2, (q-k)/mat.Trace(w), 1e-12)

	reml := fit(t, es, pool.REML, "")
	// the flat top of a likelihood gives half the digits
	near(t, "REML tau2", reml.Tau2, m.maximum(5), 1e-6)
	near(t, "PM", m.quadratic(first(m.project(fit(t, es, pool.PM, "").Tau2))), k-1, 1e-12)
}

// TestDirectRegression does the same with a moderator: the number of people.
func TestDirectRegression(t *testing.T) {
	es := bcgEffects(t)
	x := make([]float64, len(es))
	for i, e := range es {
		x[i] = math.Log(e.N)
	}
	m := newMatrices(es, x)
	p, _, _ := m.project(0)
	var pp, v, pv, pvpv mat.Dense
	pp.Mul(p, p)
	got, err := pool.Regress(es, []pool.Moderator{{Name: "log people", Values: x}}, pool.Options{Method: pool.DL, KnappHartung: pool.HKNone})
	if err != nil {
		t.Fatal(err)
	}
	df := float64(len(es) - 2)
	tau2 := (m.quadratic(p) - df) / mat.Trace(p)
	near(t, "DL tau2", got.Tau2, tau2, 1e-11)
	near(t, "DL tau2 se", got.Tau2SE, math.Sqrt(2*df+4*tau2*mat.Trace(p)+2*tau2*tau2*mat.Trace(&pp))/mat.Trace(p), 1e-11)
	_, _, cov := m.project(tau2)
	near(t, "slope se", got.Coefficients[1].SE, math.Sqrt(cov.At(1, 1)), 1e-11)

	reml, err := pool.Regress(es, []pool.Moderator{{Name: "log people", Values: x}}, pool.Options{Method: pool.REML})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "REML tau2", reml.Tau2, m.maximum(5), 1e-6)

	// Sidik–Jonkman uses every trace; here with the matrices written out
	sj, err := pool.Regress(es, []pool.Moderator{{Name: "log people", Values: x}}, pool.Options{Method: pool.SJ})
	if err != nil {
		t.Fatal(err)
	}
	start := variance(m.y) * (float64(len(es)) - 1) / float64(len(es))
	ps, _, _ := m.project(start)
	near(t, "SJ tau2", sj.Tau2, start*m.quadratic(ps)/df, 1e-11)
	v.CloneFrom(mat.NewDiagDense(len(es), m.v))
	pv.Mul(ps, &v)
	pvpv.Mul(&pv, &pv)
	var pvp, pps mat.Dense
	pvp.Mul(&pv, ps)
	pps.Mul(ps, ps)
	want := start / df * math.Sqrt(2*mat.Trace(&pvpv)+4*sj.Tau2*mat.Trace(&pvp)+2*sj.Tau2*sj.Tau2*mat.Trace(&pps))
	near(t, "SJ tau2 se", sj.Tau2SE, want, 1e-11)
}

func first(p, _, _ *mat.Dense) *mat.Dense { return p }

func variance(y *mat.VecDense) float64 {
	n := float64(y.Len())
	mean := mat.Sum(y) / n
	s := 0.0
	for i := range y.Len() {
		s += (y.AtVec(i) - mean) * (y.AtVec(i) - mean)
	}
	return s / (n - 1)
}
