package main

import (
	"fmt"
	"strconv"

	"appraise/cmd/internal/app"
	"appraise/grading/pool"
)

func (o *options) printMeta(r app.Analysed) {
	t := &table{flex: 0, right: map[int]bool{1: true, 3: true}}
	t.add("STUDY", r.Display.Title, "95% CI", "WEIGHT")
	t.rows[0][2] = percentLevel(r.Level) + " CI"
	for _, s := range r.Studies {
		t.add(studyName(s.Study, s.Row), fmt.Sprintf("%.3f", s.Display.Estimate), span(s.Display.CI), fmt.Sprintf("%.1f%%", s.Weight))
	}
	t.add("Pooled", fmt.Sprintf("%.3f", r.Display.Estimate), span(r.Display.CI), "")
	if r.Display.PI.Known {
		t.add("Prediction", "", span(r.Display.PI), "")
	}
	o.printTable(t)
	o.say("")
	o.say("estimate %.6f  se %.6f  p %.4g  (analysis scale)", r.Estimate, r.SE, r.P)
	if r.K > 1 {
		line := fmt.Sprintf("Q %.4g (%d df, p %.4g)  I2 %.1f%%", r.Q, r.QDF, r.QP, r.I2)
		if r.Method.Random() {
			line += fmt.Sprintf("  tau2 %.6g", r.Tau2)
			if r.Tau2CI.Known {
				line += fmt.Sprintf(" (%s CI %.4g to %.4g)", percentLevel(r.Level), r.Tau2CI.Low, r.Tau2CI.High)
			}
		}
		o.wrap("", line)
	}
	for _, x := range r.Excluded {
		o.item("– ", studyName(x.Study, x.Row)+": "+x.Reason)
	}
	o.wrap("", r.MethodsLine)
	for _, w := range r.Warnings {
		o.item("! ", w)
	}
}

// studyName is the label of a study, or where it stands in the table.
func studyName(name string, row int) string {
	if name == "" {
		return "row " + strconv.Itoa(row)
	}
	return name
}

func percentLevel(level float64) string { return strconv.FormatFloat(100*level, 'g', 4, 64) + "%" }

func span(i pool.Interval) string {
	if !i.Known {
		return "–"
	}
	return fmt.Sprintf("%.3f to %.3f", i.Low, i.High)
}

// printMore prints what was asked for besides the pooled estimate.
func (o *options) printMore(r app.Analysed) {
	o.printSubgroups(r)
	o.printRegression(r)
	o.printSeries("Leaving out", r.LeaveOneOut, r)
	o.printSeries("Adding", r.Cumulative, r)
	o.printInfluence(r.Influence)
	o.printSmallStudy(r)
	for _, why := range r.Refused {
		o.item("! ", "Refused: "+why+".")
	}
}

// back takes an estimate with its interval to the scale people read.
func back(r app.Analysed, m pool.Model) (string, string) {
	s, n := r.Measure.Scale(), pool.HarmonicMean(r.Effects)
	ci := pool.Interval{Low: s.Back(m.CI.Low, n), High: s.Back(m.CI.High, n), Known: m.CI.Known}
	return fmt.Sprintf("%.3f", s.Back(m.Estimate, n)), span(ci)
}

func (o *options) printSubgroups(r app.Analysed) {
	s := r.Subgroups
	if s == nil {
		return
	}
	o.heading("Subgroups")
	t := &table{flex: 0, right: map[int]bool{1: true, 2: true, 4: true, 5: true}}
	t.add("SUBGROUP", "k", r.Display.Title, percentLevel(r.Level)+" CI", "tau2", "I2")
	for _, g := range s.Groups {
		est, ci := back(r, g.Model)
		t.add(dash(g.Name), strconv.Itoa(g.Model.K), est, ci, fmt.Sprintf("%.4f", g.Model.Tau2), fmt.Sprintf("%.0f%%", g.Model.I2))
	}
	o.printTable(t)
	o.wrap("", fmt.Sprintf("Test for subgroup differences, each with its own tau2: Q %.4g (%d df), p %.4g", s.Between.Statistic, s.Between.DF, s.Between.P))
	if c := s.Common; c != nil {
		o.wrap("", "The same with one tau2 for all: "+moderatorTest(c))
	}
}

// moderatorTest is the joint test of the moderators in words.
func moderatorTest(r *pool.Regression) string {
	if r.KNHA == pool.HKNone {
		return fmt.Sprintf("QM %.4g (%d df), p %.4g", r.QM, r.QMDF, r.QMP)
	}
	return fmt.Sprintf("F %.4g (%d and %d df, Knapp–Hartung), p %.4g", r.QM, r.QMDF, r.QMDF2, r.QMP)
}

func (o *options) printRegression(all app.Analysed) {
	r := all.Regression
	if r == nil {
		return
	}
	o.heading("Meta-regression (analysis scale)")
	statistic := "t"
	if r.KNHA == pool.HKNone {
		statistic = "z"
	}
	t := &table{flex: 0, right: map[int]bool{1: true, 2: true, 3: true, 4: true}}
	t.add("TERM", "estimate", "SE", statistic, "p", percentLevel(all.Level)+" CI")
	for _, c := range r.Coefficients {
		t.add(c.Name, fmt.Sprintf("%.4f", c.Estimate), fmt.Sprintf("%.4f", c.SE), fmt.Sprintf("%.2f", c.Statistic), fmt.Sprintf("%.4f", c.P),
			fmt.Sprintf("%.4f to %.4f", c.CI.Low, c.CI.High))
	}
	o.printTable(t)
	for _, m := range r.Moderators {
		if m.Kind == "categories" {
			o.wrap("", m.Column+": categories, compared with "+dash(m.Reference))
		}
	}
	o.wrap("", "Moderators together: "+moderatorTest(&r.Regression))
	o.wrap("", fmt.Sprintf("Residual heterogeneity: tau2 %.6g, QE %.4g (%d df, p %.4g), I2 %.1f%%", r.Tau2, r.QE, r.QEDF, r.QEP, r.I2))
	line := fmt.Sprintf("%s, %s", count(r.K, "study", "studies"), r.Method)
	if r.R2 != nil {
		line += fmt.Sprintf("; R2 %.1f%% of the variance between studies", *r.R2)
	}
	o.say("%s.", line)
	for _, x := range r.Excluded {
		o.item("– ", studyName(x.Study, x.Row)+": "+x.Reason)
	}
	for _, w := range r.Warnings {
		o.item("! ", w)
	}
}

func (o *options) printSeries(head string, steps []pool.Step, r app.Analysed) {
	if len(steps) == 0 {
		return
	}
	o.heading(head)
	t := &table{flex: 0, right: map[int]bool{1: true, 3: true, 4: true}}
	t.add("STUDY", r.Display.Title, percentLevel(r.Level)+" CI", "tau2", "I2")
	for _, s := range steps {
		est, ci := back(r, s.Model)
		t.add(studyName(s.Study, s.Row), est, ci, fmt.Sprintf("%.4f", s.Model.Tau2), fmt.Sprintf("%.0f%%", s.Model.I2))
	}
	o.printTable(t)
}

func (o *options) printInfluence(list []pool.Influence) {
	if len(list) == 0 {
		return
	}
	o.heading("Influence")
	t := &table{flex: 0, right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true}}
	some := false
	t.add("STUDY", "rstudent", "DFFITS", "Cook", "cov.r", "tau2.del", "hat", "")
	for _, f := range list {
		flag := ""
		if f.Flag {
			flag, some = "look", true
		}
		t.add(studyName(f.Study, f.Row), fmt.Sprintf("%.3f", f.RStudent), fmt.Sprintf("%.3f", f.DFFITS), fmt.Sprintf("%.3f", f.CookD), fmt.Sprintf("%.3f", f.CovR),
			fmt.Sprintf("%.4f", f.Tau2Del), fmt.Sprintf("%.3f", f.Hat), flag)
	}
	o.printTable(t)
	if some {
		o.wrap("", "“look” marks a study beyond the usual bounds (Viechtbauer and Cheung 2010): a reason to look at it, not to leave it out.")
	}
}

func (o *options) printSmallStudy(r app.Analysed) {
	if s := r.SmallStudy; s != nil {
		o.heading("Small-study effects")
		for _, b := range []*pool.BiasTest{&s.Egger, s.Peters, s.Harbord} {
			if b != nil {
				o.wrap("", fmt.Sprintf("%s: %.4g (SE %.4g), t %.4g, %d df, p %.4g", b.Name, b.Bias, b.SE, b.T, b.DF, b.P))
			}
		}
		how := "normal approximation"
		if s.Begg.Exact {
			how = "exact"
		}
		o.wrap("", fmt.Sprintf("Begg's test: Kendall's tau %.4f, p %.4g (%s)", s.Begg.Tau, s.Begg.P, how))
		o.wrap("", "A small p says that small studies show other effects than large ones; missing studies are one reason of several.")
	}
	if f := r.TrimFill; f != nil {
		o.heading("Trim and fill")
		est, ci := back(r, f.Model)
		o.wrap("", fmt.Sprintf("%s (%s) filled in on the %s; then %s %s (%s)", count(f.K0, "study", "studies"), f.Estimator, f.Side, r.Display.Title, est, ci))
		o.wrap("", "The filled studies do not exist: heterogeneity alone can make them appear.")
	}
}
