package pool_test

import (
	"fmt"
	"math"
	"strings"

	"appraise/grading/pool"
)

func (c *oracleCase) zeroCells() {
	m := pool.Measure(c.text("measure"))
	add, _ := c.at("add").(float64)
	drop, _ := c.at("drop00").(bool)
	zero := pool.ZeroRule{Add: add, To: pool.ZeroTo(c.text("to")), Drop00: drop}
	es := c.effects(m, zero)
	if len(es) < 2 {
		return
	}
	c.fit("result/FE", es, pool.FE)
	c.fit("result/DL", es, pool.DL)
}

// tables are the tables of a case, arms without people included.
func (c *oracleCase) tables() []pool.Table {
	var ts []pool.Table
	for i, r := range c.rows() {
		ts = append(ts, pool.Table{Row: i + 1, A: r.A.Value, B: r.B.Value, C: r.C.Value, D: r.D.Value})
	}
	return ts
}

func (c *oracleCase) mantelHaenszel(path, measure string, zero pool.ZeroRule) {
	if !c.has(path + "/est") {
		return
	}
	ts := c.tables()
	m, err := pool.FitMantelHaenszel(ts, pool.Measure(measure), zero, 0.95)
	if err != nil {
		c.t.Errorf("%s %s: %v", c.id, path, err)
		return
	}
	name := "Mantel–Haenszel " + measure
	c.common(path, m, name)
	if m.Tests == nil {
		return
	}
	for key, x := range map[string]pool.Test{"cmh_%s_cc": m.Tests.CMH, "cmh_%s_nocc": m.Tests.CMHUncorrected, "tarone%s": m.Tests.Tarone, "breslow_day%s": m.Tests.BreslowDay} {
		stat, p := "chi2", "p"
		if !strings.HasPrefix(key, "cmh") {
			stat, p = "", "_p"
		}
		c.figure(path+"/"+fmt.Sprintf(key, stat), x.Statistic, closed, name+" tests")
		c.figure(path+"/"+fmt.Sprintf(key, p), x.P, pvalue, name+" tests")
	}
}

// common compares a common-effect model from counts.
func (c *oracleCase) common(path string, m pool.MHModel, name string) {
	num := func(key string, got float64, tol tolerance) { c.figure(path+"/"+key, got, tol, name) }
	num("est", m.Estimate, closed)
	num("se", m.SE, closed)
	num("z", m.Statistic, closed)
	num("p", m.P, pvalue)
	num("ci_lb", m.CI.Low, closed)
	num("ci_ub", m.CI.High, closed)
	num("Q", m.Q, closed)
	num("Q_p", m.QP, pvalue)
	num("I2", m.I2, shares)
	num("H2", m.H2, shares)
	num("k", float64(m.KTables), exact)
	num("k_yi", float64(m.K), exact)
}

func (c *oracleCase) peto(path string) {
	if !c.has(path + "/est") {
		return
	}
	ts := c.tables()
	m, err := pool.FitPeto(ts, 0.95)
	if err != nil {
		c.t.Errorf("%s %s: %v", c.id, path, err)
		return
	}
	c.common(path, m, "Peto")
}

func (c *oracleCase) mhRates(m pool.Measure) {
	rs, _, err := pool.RateTables(c.rows())
	if err != nil {
		c.t.Fatal(c.id, err)
	}
	got, err := pool.FitMantelHaenszelRates(rs, m, 0.95)
	if err != nil {
		c.t.Fatal(c.id, err)
	}
	c.common("mh", got, "Mantel–Haenszel "+string(m))
}

// unbiased compares the parts of Hedges' g.
func (c *oracleCase) unbiased() {
	for i, r := range c.rows() {
		df := r.N1.Value + r.N2.Value - 2
		j := pool.SmallSampleFactor(df)
		c.figure(fmt.Sprintf("result/J/%d", i), j, closed, "effect SMD_UB")
		sp := math.Sqrt(((r.N1.Value-1)*r.SD1.Value*r.SD1.Value + (r.N2.Value-1)*r.SD2.Value*r.SD2.Value) / df)
		c.figure(fmt.Sprintf("result/sd_pooled/%d", i), sp, closed, "effect SMD_UB")
		if es, _, err := pool.Effects([]pool.Row{r}, pool.SMD, pool.ZeroRule{}); err == nil {
			c.figure(fmt.Sprintf("result/d/%d", i), es[0].Y/j, closed, "effect SMD_UB")
		}
	}
}

func (c *oracleCase) backTransformed(m pool.Measure, es []pool.Effect) {
	if !c.has("backtransformed_REML") {
		return
	}
	fit, err := pool.Fit(es, pool.Options{Method: pool.REML, KnappHartung: pool.HKNone})
	if err != nil {
		c.t.Fatal(c.id, err)
	}
	inverse := 0.0
	for _, n := range c.column("inputs/ni") {
		inverse += 1 / n
	}
	hm := float64(len(c.column("inputs/ni"))) / inverse
	c.figure("backtransformed_REML/harmonic_mean_n", pool.HarmonicMean(es), closed, "back-transformation")
	for key, x := range map[string]float64{"est": fit.Estimate, "ci_lb": fit.CI.Low, "ci_ub": fit.CI.High} {
		c.figure("backtransformed_REML/"+key, m.Scale().Back(x, hm), iterated, "back-transformation")
	}
}

// grouped reads yi, vi and the groups of the inputs.
func (c *oracleCase) grouped() []pool.Effect {
	y, v := c.column("inputs/yi"), c.column("inputs/vi")
	es := make([]pool.Effect, len(y))
	for i := range y {
		es[i] = pool.Effect{Row: i + 1, Y: y[i], V: v[i], Group: c.text(fmt.Sprintf("inputs/group/%d", i))}
	}
	return es
}

func (c *oracleCase) subgroups() {
	es := c.grouped()
	for key, method := range map[string]pool.Method{"between_FE": pool.FE, "between_DL_separate_tau2": pool.DL, "between_REML_separate_tau2": pool.REML} {
		s, err := pool.Subgroups(es, pool.Options{Method: method, KnappHartung: pool.HKNone})
		if err != nil {
			c.t.Errorf("%s: %v", c.id, err)
			continue
		}
		c.figure(key+"/Q_between", s.Between.Statistic, tolFor(method), "subgroups "+string(method))
		c.figure(key+"/df", float64(s.Between.DF), exact, "subgroups "+string(method))
		c.figure(key+"/p", s.Between.P, pvalue, "subgroups "+string(method))
		for _, g := range s.Groups {
			var members []pool.Effect
			for _, e := range es {
				if e.Group == g.Name {
					members = append(members, e)
				}
			}
			c.fit("per_group/"+g.Name+"/"+string(method), members, method)
		}
		if method == pool.REML {
			c.regression("common_tau2_REML/", *s.Common, "subgroups, common tau2")
		}
	}
}

func (c *oracleCase) metareg() {
	y, v := c.column("inputs/yi"), c.column("inputs/vi")
	es := make([]pool.Effect, len(y))
	for i := range y {
		es[i] = pool.Effect{Row: i + 1, Y: y[i], V: v[i]}
	}
	names := c.at("moderators").([]any)
	var mods []pool.Moderator
	for j, name := range names {
		mods = append(mods, pool.Moderator{Name: name.(string), Values: c.column(fmt.Sprintf("inputs/X/%d", j))})
	}
	opt := pool.Options{Method: pool.Method(c.text("method")), KnappHartung: pool.HKNone}
	if c.text("test") == "knha" {
		opt.KnappHartung = pool.HKPlain
	}
	r, err := pool.Regress(es, mods, opt)
	if err != nil {
		c.t.Errorf("%s: %v", c.id, err)
		return
	}
	c.regression("result/", r, "meta-regression "+string(opt.Method))
}

func (c *oracleCase) regression(prefix string, r pool.Regression, name string) {
	for i, b := range r.Coefficients {
		for key, got := range map[string]float64{"b": b.Estimate, "se": b.SE, "stat": b.Statistic, "ci_lb": b.CI.Low, "ci_ub": b.CI.High} {
			c.figure(fmt.Sprintf("%s%s/%d", prefix, key, i), got, iterated, name)
		}
		c.figure(fmt.Sprintf("%sp/%d", prefix, i), b.P, pvalue, name)
	}
	c.figure(prefix+"tau2", r.Tau2, iterated, name)
	c.figure(prefix+"QE", r.QE, closed, name)
	c.figure(prefix+"QE_p", r.QEP, pvalue, name)
	c.figure(prefix+"QM", r.QM, iterated, name)
	c.figure(prefix+"QM_df", float64(r.QMDF), exact, name)
	c.figure(prefix+"QM_p", r.QMP, pvalue, name)
	c.figure(prefix+"I2", r.I2, shares, name)
	if r.R2 != nil {
		c.figure(prefix+"R2", *r.R2, shares, name)
	}
}
