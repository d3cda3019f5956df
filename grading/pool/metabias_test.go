package pool_test

import (
	"fmt"

	"appraise/grading/pool"
)

func (c *oracleCase) smallStudy(es []pool.Effect) {
	if len(es) < 3 {
		return
	}
	e, err := pool.Egger(es)
	if err != nil {
		c.t.Errorf("%s: %v", c.id, err)
	}
	c.biasTest("result/egger_lm/", e)
	c.figure("result/egger_lm/limit_est", e.Limit, closed, "Egger's test")
	c.figure("result/egger_lm/limit_se", e.LimSE, closed, "Egger's test")
	if r, err := pool.EggerRandom(es, pool.Options{Method: pool.REML, KnappHartung: pool.HKNone}); err == nil {
		b := r.Coefficients[1]
		for key, got := range map[string]float64{"bias": b.Estimate, "se": b.SE, "z": b.Statistic, "tau2": r.Tau2} {
			c.figure("result/egger_rma_reml/"+key, got, iterated, "Egger's test, REML")
		}
		c.figure("result/egger_rma_reml/p", b.P, pvalue, "Egger's test, REML")
	} else {
		c.t.Errorf("%s: %v", c.id, err)
	}
	b, err := pool.Begg(es)
	if err != nil && c.has("result/begg/tau") {
		c.t.Errorf("%s: %v", c.id, err)
	}
	c.begg(es, b)
}

func (c *oracleCase) begg(es []pool.Effect, b pool.BeggTest) {
	k := float64(len(es))
	c.figure("result/begg/tau", b.Tau, closed, "Begg's test")
	c.figure("result/begg/p_default", b.P, tolerance{"Begg p", 1e-10}, "Begg's test")
	c.figure("result/begg/p_normal_no_exact", b.PNorm, tolerance{"Begg p", 1e-10}, "Begg's test")
	c.figure("result/begg/S", b.S, exact, "Begg's test")
	c.figure("result/begg/var_no_ties", k*(k-1)*(2*k+5)/18, closed, "Begg's test")
}

func (c *oracleCase) biasTest(prefix string, b pool.BiasTest) {
	for _, key := range []string{"bias", "slope"} {
		c.figure(prefix+key, b.Bias, closed, b.Name)
	}
	c.figure(prefix+"se", b.SE, closed, b.Name)
	c.figure(prefix+"t", b.T, closed, b.Name)
	c.figure(prefix+"df", float64(b.DF), exact, b.Name)
	c.figure(prefix+"p", b.P, pvalue, b.Name)
	c.figure(prefix+"intercept", b.Limit, closed, b.Name)
}

func (c *oracleCase) tableTests(es []pool.Effect) {
	ts := c.tables()
	h, err := pool.Harbord(ts)
	if err != nil {
		c.leave("harbord/", "fewer than three studies: no regression test")
	}
	c.biasTest("harbord/", h)
	p, err := pool.Peters(es, ts)
	if err != nil {
		c.leave("peters/", "fewer than three studies: no regression test")
	}
	c.biasTest("peters/", p)
}

func (c *oracleCase) trimFill(path string, es []pool.Effect) {
	if !c.has(path) {
		return
	}
	method, est := pool.Method(c.text(path+"/method")), pool.TrimFillEstimator(c.text(path+"/estimator"))
	// The oracle's trim and fill refits with metafor's default threshold,
	// whatever threshold the first fit had; with nothing to fill in, it prints
	// the first fit, which was iterated to the end.
	f, err := pool.TrimFill(es, est, pool.Options{Method: method, KnappHartung: pool.HKNone, Threshold: 1e-5})
	if err == nil && f.K0 == 0 {
		f, err = pool.TrimFill(es, est, pool.Options{Method: method, KnappHartung: pool.HKNone})
	}
	if err != nil {
		c.t.Errorf("%s %s: %v", c.id, path, err)
		return
	}
	name := fmt.Sprintf("trim and fill %s %s", est, method)
	if want := c.text(path + "/side"); f.Side != want && explained(c.id, path) == "" {
		c.t.Errorf("%s %s: side %s, want %s", c.id, path, f.Side, want)
	}
	tol := tolFor(method)
	num := func(key string, got float64, tol tolerance) { c.figure(path+"/"+key, got, tol, name) }
	num("k0", float64(f.K0), exact)
	if f.K0SE != nil {
		num("se_k0", *f.K0SE, closed)
	}
	num("est", f.Model.Estimate, tol)
	num("se", f.Model.SE, tol)
	num("ci_lb", f.Model.CI.Low, tol)
	num("ci_ub", f.Model.CI.High, tol)
	num("tau2", f.Model.Tau2, tol)
	num("Q", f.Model.Q, tol)
	if n := len(c.column(path + "/filled_yi")); n != len(f.Filled) {
		c.t.Errorf("%s %s: %d studies filled, want %d", c.id, path, len(f.Filled), n)
	}
	for i, e := range f.Filled {
		num(fmt.Sprintf("filled_yi/%d", i), e.Y, tol)
		num(fmt.Sprintf("filled_vi/%d", i), e.V, tol)
	}
}
