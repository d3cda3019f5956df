package pool

import "math"

// wls is the design with moderators. The first column of x is the intercept.
// Each evaluation makes an orthonormal basis of the weighted columns by
// Gram–Schmidt with re-orthogonalisation, which keeps the digits that normal
// equations lose when a moderator is a year.
type wls struct {
	y, v []float64
	x    [][]float64 // p columns of k values

	q     [][]float64 // basis, as x
	r     []float64   // p×p upper triangle, rows first
	b     []float64   // coefficients
	resid []float64
	proj  []float64 // p×p scratch
	proj2 []float64
}

// newWLS makes the design; columns are the moderators without the intercept.
func newWLS(y, v []float64, columns [][]float64) *wls {
	k, p := len(y), len(columns)+1
	d := &wls{y: y, v: v, b: make([]float64, p), r: make([]float64, p*p), proj: make([]float64, p*p), proj2: make([]float64, p*p), resid: make([]float64, k)}
	one := make([]float64, k)
	for i := range one {
		one[i] = 1
	}
	d.x = append(append(d.x, one), columns...)
	for range d.x {
		d.q = append(d.q, make([]float64, k))
	}
	return d
}

func (d *wls) size() (k, p int)     { return len(d.y), len(d.x) }
func (d *wls) effects() []float64   { return d.y }
func (d *wls) variances() []float64 { return d.v }

// solve makes basis, coefficients and residuals for one weighting. It reports
// false when the columns are linearly dependent.
func (d *wls) solve(weights weighting, tau2 float64) bool {
	p := len(d.x)
	ok := true
	for j := range p {
		norm := 0.0
		for i, v := range d.v {
			d.q[j][i] = math.Sqrt(weights.of(v, tau2)) * d.x[j][i]
			norm += d.q[j][i] * d.q[j][i]
		}
		for l := range j {
			d.r[l*p+j] = 0
		}
		for range 2 {
			for l := range j {
				c := dot(d.q[l], d.q[j])
				d.r[l*p+j] += c
				axpy(d.q[j], -c, d.q[l])
			}
		}
		length := math.Sqrt(dot(d.q[j], d.q[j]))
		ok = ok && length > 1e-10*math.Sqrt(norm)
		d.r[j*p+j] = length
		for i := range d.q[j] {
			d.q[j][i] /= length
		}
	}
	d.coefficients(weights, tau2)
	return ok
}

// coefficients projects y on the basis and solves for b. Effects are taken
// relative to the first, so that equal effects leave no rounding noise.
func (d *wls) coefficients(weights weighting, tau2 float64) {
	p := len(d.x)
	for i, v := range d.v {
		d.resid[i] = math.Sqrt(weights.of(v, tau2)) * (d.y[i] - d.y[0])
	}
	clear(d.b)
	for range 2 {
		for j := range p {
			c := dot(d.q[j], d.resid)
			d.b[j] += c
			axpy(d.resid, -c, d.q[j])
		}
	}
	for j := p - 1; j >= 0; j-- {
		for l := j + 1; l < p; l++ {
			d.b[j] -= d.r[j*p+l] * d.b[l]
		}
		d.b[j] /= d.r[j*p+j]
	}
	d.b[0] += d.y[0]
}

// at gives the sums; resid holds weighted residuals sqrt(w)·e.
func (d *wls) at(tau2 float64) sums {
	d.solve(inverse, tau2)
	var s sums
	s.mu = d.b[0]
	for i, v := range d.v {
		w := 1 / (v + tau2)
		h := d.leverage(i)
		s.sw += w
		s.sw2 += w * w
		s.trP += w * (1 - h)
		s.trPP += w * w * (1 - 2*h)
		e2 := d.resid[i] * d.resid[i]
		s.yPy += e2
		s.yPPy += w * e2
	}
	d.project(d.proj, func(v float64) float64 { return 1 / (v + tau2) })
	s.trPP += dot(d.proj, d.proj)
	return s
}

func (d *wls) logLikelihood(tau2 float64, m Method) float64 {
	at := d.at(tau2)
	ll := -at.yPy / 2
	for _, v := range d.v {
		ll -= math.Log(v+tau2) / 2
	}
	if m == REML { // the log-determinant of X'WX is twice that of its root
		for j := range d.x {
			ll -= math.Log(d.r[j*len(d.x)+j])
		}
	}
	return ll
}

// leverage is the diagonal of the hat matrix of study i.
func (d *wls) leverage(i int) float64 {
	h := 0.0
	for j := range d.q {
		h += d.q[j][i] * d.q[j][i]
	}
	return h
}

// project fills out with Q'UQ, U the diagonal matrix of u(v).
func (d *wls) project(out []float64, u func(v float64) float64) {
	p := len(d.x)
	for a := range p {
		for b := range p {
			sum := 0.0
			for i, v := range d.v {
				sum += u(v) * d.q[a][i] * d.q[b][i]
			}
			out[a*p+b] = sum
		}
	}
}

func (d *wls) traces(weights weighting, tau2 float64) traces {
	d.solve(weights, tau2)
	var t traces
	for i, v := range d.v {
		w, h := weights.of(v, tau2), d.leverage(i)
		u := w * v
		t.yPy += d.resid[i] * d.resid[i]
		t.trPV += u * (1 - h)
		t.trPVP += u * w * (1 - 2*h)
		t.trPVPV += u * u * (1 - 2*h)
		t.pp += w * w * (1 - 2*h)
	}
	d.project(d.proj, func(v float64) float64 { return weights.of(v, tau2) })
	d.project(d.proj2, func(v float64) float64 { return weights.of(v, tau2) * v })
	t.pp += dot(d.proj, d.proj)
	t.trPVP += dot(d.proj, d.proj2)
	t.trPVPV += dot(d.proj2, d.proj2)
	return t
}

// covariance gives (X'WX)⁻¹ of the last solve, p×p.
func (d *wls) covariance() [][]float64 {
	p := len(d.x)
	inv := make([]float64, p*p) // of the upper triangle
	for j := range p {
		inv[j*p+j] = 1 / d.r[j*p+j]
		for i := j - 1; i >= 0; i-- {
			sum := 0.0
			for l := i + 1; l <= j; l++ {
				sum += d.r[i*p+l] * inv[l*p+j]
			}
			inv[i*p+j] = -sum / d.r[i*p+i]
		}
	}
	out := make([][]float64, p)
	for a := range p {
		out[a] = make([]float64, p)
		for b := range p {
			out[a][b] = dot(inv[a*p:a*p+p], inv[b*p:b*p+p])
		}
	}
	return out
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// axpy adds c times x to y.
func axpy(y []float64, c float64, x []float64) {
	for i := range y {
		y[i] += c * x[i]
	}
}
