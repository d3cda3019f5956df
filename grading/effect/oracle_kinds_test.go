package effect_test

import (
	"math"

	"appraise/grading/effect"
)

func single(f func(x, n int, level float64) (effect.Interval, error)) func(oracleRow) (outputs, error) {
	return func(r oracleRow) (outputs, error) {
		i, err := f(r.n("x"), r.n("n"), r.f("conf"))
		return outputs{"lo": i.Low, "hi": i.High}, err
	}
}

func two(f func(effect.Table, float64) (effect.Interval, error), point, low, high string) func(oracleRow) (outputs, error) {
	return func(r oracleRow) (outputs, error) {
		i, err := f(r.table(), 0.95)
		return outputs{point: i.Point, low: i.Low, high: i.High}, err
	}
}

func one(output string, f func(oracleRow) (effect.Derived, error)) func(oracleRow) (outputs, error) {
	return func(r oracleRow) (outputs, error) {
		d, err := f(r)
		return outputs{output: d.Value}, err
	}
}

func dx(f func(effect.Accuracy, float64) (effect.Interval, error)) func(oracleRow) (outputs, error) {
	return func(r oracleRow) (outputs, error) {
		i, err := f(r.accuracy(), 0.95)
		return outputs{"est": i.Point, "lo": i.Low, "hi": i.High, "wilson_lo": i.Low, "wilson_hi": i.High}, err
	}
}

func risks(r oracleRow) (outputs, error) {
	a, err := effect.Wilson(r.n("e_trt"), r.n("n_trt"), 0.95)
	if err != nil {
		return nil, err
	}
	b, err := effect.Wilson(r.n("e_ctl"), r.n("n_ctl"), 0.95)
	return outputs{"eer": a.Point, "cer": b.Point}, err
}

func nnt(r oracleRow) (outputs, error) {
	n, err := effect.NeedToTreatTable(r.table(), 0.95, "", false)
	signed := func(x effect.Needed) float64 {
		if x.Harm {
			return -x.Value
		}
		return x.Value
	}
	return outputs{"nnt": n.Point.Value, "from_newcombe_lo": signed(n.Worst), "from_newcombe_hi": signed(n.Best)}, err
}

func riskRatio(r oracleRow) (outputs, error) {
	crude, err := effect.CrudeRiskRatio(r.table())
	if err != nil || crude.Value == 0 {
		return outputs{"rr": crude.Value}, err
	}
	return logEstimate(r, effect.LogRiskRatio, effect.RiskRatio, crude.Value, "rr", "katz_lo", "katz_hi")
}

func oddsRatio(r oracleRow) (outputs, error) {
	i, err := effect.OddsRatio(r.table(), 0.95)
	if err != nil {
		return nil, err
	}
	return logEstimate(r, effect.LogOddsRatio, effect.OddsRatio, i.Point, "or", "woolf_lo", "woolf_hi")
}

func logEstimate(r oracleRow, log func(effect.Table, float64) (effect.Estimate, error), shown func(effect.Table, float64) (effect.Interval, error), point float64, name, low, high string) (outputs, error) {
	e, err := log(r.table(), 0)
	if err != nil {
		return nil, err
	}
	i, err := shown(r.table(), 0.95)
	if err != nil {
		return nil, err
	}
	p, err := e.P()
	return outputs{name: point, "se_log": e.SE(), low: i.Low, high: i.High, "p": p}, err
}

func fisher(r oracleRow) (outputs, error) {
	p, err := effect.Fisher(r.table())
	if err != nil {
		return nil, err
	}
	i, err := effect.ConditionalOddsRatio(r.table(), 0.95)
	return outputs{"p_two_sided": p.P, "cond_mle_or": i.Point, "cond_lo": i.Low, "cond_hi": i.High}, err
}

func midP(r oracleRow) (outputs, error) {
	p, err := effect.FisherMidP(r.table())
	return outputs{"p": p.P}, err
}

func chiSquare(r oracleRow) (outputs, error) {
	plain, err := effect.ChiSquare(r.table())
	if err != nil {
		return nil, err
	}
	yates, err := effect.ChiSquareYates(r.table())
	return outputs{"x2": plain.Statistic, "p": plain.P, "x2_yates": yates.Statistic, "p_yates": yates.P}, err
}

func peto(r oracleRow) (outputs, error) {
	l, err := effect.Peto(r.table())
	if err != nil {
		return nil, err
	}
	e, err := effect.PetoOddsRatio(r.table())
	if err != nil {
		return nil, err
	}
	i, err := e.Interval(0.95)
	return outputs{"o_minus_e": l.ObservedMinusExpected, "V": l.Variance, "log_or": e.Y, "lo": math.Log(i.Low), "hi": math.Log(i.High)}, err
}

func per1000(r oracleRow) (outputs, error) {
	a, err := effect.Per1000(r.f("cer"), effect.Interval{Measure: effect.Measure(r.args["measure"]), Point: r.f("est"), Low: r.f("lo"), High: r.f("hi")})
	return outputs{"with_est": a.With.Point, "with_lo": a.With.Low, "with_hi": a.With.High,
		"diff_est": a.Difference.Point, "diff_lo": a.Difference.Low, "diff_hi": a.Difference.High}, err
}

func orToRR(r oracleRow) (outputs, error) {
	rr, err := effect.RiskRatioFromOdds(r.f("or"), r.f("cer"))
	if err != nil {
		return nil, err
	}
	n, err := effect.NeededFromOddsRatio(r.f("or"), r.f("cer"))
	return outputs{"rr": rr.Value, "nnt": math.Abs(n.Value)}, err
}

func ratioFromCI(r oracleRow) (outputs, error) {
	p := effect.Printed{Measure: effect.RR, Point: r.f("est"), Low: r.f("lo"), High: r.f("hi"), Level: 0.95}
	got, err := p.Recover()
	return outputs{"se_log": got.Estimate.SE(), "z": got.Z, "p": got.P, "asymmetry": got.Asymmetry}, err
}

func ciFromP(r oracleRow) (outputs, error) {
	p := effect.PrintedP{Measure: effect.RR, Point: r.f("est"), P: r.f("p")}
	approx, err := p.ApproximateEstimate()
	if err != nil {
		return nil, err
	}
	about, err := approx.Interval(0.95)
	if err != nil {
		return nil, err
	}
	zApprox, err := p.ApproximateZ()
	if err != nil {
		return nil, err
	}
	exact, err := p.Estimate()
	if err != nil {
		return nil, err
	}
	z, err := exact.Z()
	if err != nil {
		return nil, err
	}
	i, err := p.Interval(0.95)
	return outputs{"z_approx": zApprox, "lo_approx": about.Low, "hi_approx": about.High, "z_exact": math.Abs(z), "lo": i.Low, "hi": i.High}, err
}

func sdFromCI(r oracleRow) (outputs, error) {
	z, err := effect.SDFromIntervalZ(r.n("n"), r.f("lo"), r.f("hi"), 0.95)
	if err != nil {
		return nil, err
	}
	t, err := effect.SDFromIntervalT(r.n("n"), r.f("lo"), r.f("hi"), 0.95)
	return outputs{"sd_z": z.Value, "sd_t": t.Value}, err
}

func sdFromP(r oracleRow) (outputs, error) {
	n1, n2, md, p := r.n("n1"), r.n("n2"), r.f("md"), r.f("p")
	t, err := effect.TFromP(p, n1, n2)
	if err != nil {
		return nil, err
	}
	se, err := effect.SEFromP(md, p, n1, n2)
	if err != nil {
		return nil, err
	}
	sd, err := effect.SDFromP(md, p, n1, n2)
	return outputs{"t": t.Value, "se": se.Value, "sd": sd.Value}, err
}

func combine(r oracleRow) (outputs, error) {
	g, err := effect.Combine(effect.Group{N: r.n("n1"), Mean: r.f("m1"), SD: r.f("sd1")}, effect.Group{N: r.n("n2"), Mean: r.f("m2"), SD: r.f("sd2")})
	return outputs{"n": float64(g.N), "mean": g.Mean, "sd": g.SD}, err
}

func wanQuartiles(r oracleRow) (outputs, error) {
	m, err := effect.MeanFromQuartiles(effect.FiveNumbers{Q1: r.f("q1"), Median: r.f("median"), Q3: r.f("q3"), N: r.n("n")})
	return outputs{"mean": m.Mean, "sd": m.SD}, err
}

func wanRange(r oracleRow) (outputs, error) {
	m, err := effect.MeanFromRange(effect.FiveNumbers{Min: r.f("min"), Median: r.f("median"), Max: r.f("max"), N: r.n("n")})
	return outputs{"mean": m.Mean, "sd": m.SD}, err
}

func smdToLogOR(r oracleRow) (outputs, error) {
	e, err := effect.LogOddsFromSMD(effect.Estimate{Measure: effect.SMD, Y: r.f("smd"), V: 0.1})
	if err != nil {
		return nil, err
	}
	i, err := e.Interval(0.95)
	return outputs{"logor": e.Y, "or": i.Point}, err
}

func fisherZ(r oracleRow) (outputs, error) {
	e, err := effect.FisherZ(r.f("r"), r.n("n"))
	if err != nil {
		return nil, err
	}
	i, err := e.Interval(0.95)
	return outputs{"z": e.Y, "se": e.SE(), "lo": i.Low, "hi": i.High}, err
}

func smdFromT(r oracleRow) (outputs, error) {
	d, err := effect.CohenDFromT(r.f("t"), r.n("n1"), r.n("n2"))
	if err != nil {
		return nil, err
	}
	g, err := effect.SMDFromT(r.f("t"), r.n("n1"), r.n("n2"))
	return outputs{"d": d.Value, "g_exact": g.Y}, err
}

func eValue(r oracleRow) (outputs, error) {
	v, err := effect.EValue(effect.Interval{Measure: effect.RR, Point: r.f("rr"), Low: r.f("lo"), High: r.f("hi")})
	return outputs{"e_point": v.Point, "e_ci": v.Limit}, err
}
