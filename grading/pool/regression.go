package pool

import (
	"fmt"
	"math"
)

// Moderator is a property of studies, one value an effect, in the same order.
type Moderator struct {
	Name   string
	Values []float64
}

// Coefficient is one line of a meta-regression.
type Coefficient struct {
	Name      string   `json:"name"`
	Estimate  float64  `json:"estimate"` // change of the effect per unit of the moderator
	SE        float64  `json:"se"`
	Statistic float64  `json:"statistic"` // z, or t under Knapp–Hartung
	P         float64  `json:"p"`
	CI        Interval `json:"ci"`
}

// Regression is a fitted meta-regression.
type Regression struct {
	K            int           `json:"k"`
	Method       Method        `json:"method"`
	KNHA         KnappHartung  `json:"knha"`
	Coefficients []Coefficient `json:"coefficients"` // the intercept first

	Tau2   float64 `json:"tau2"` // residual between-study variance
	Tau2SE float64 `json:"tau2_se,omitempty"`

	QE   float64 `json:"qe"` // residual heterogeneity
	QEDF int     `json:"qe_df"`
	QEP  float64 `json:"qe_p"`

	QM    float64 `json:"qm"` // all moderators together: chi-squared, or F under Knapp–Hartung
	QMDF  int     `json:"qm_df"`
	QMDF2 int     `json:"qm_df2,omitempty"` // of F
	QMP   float64 `json:"qm_p"`

	I2 float64  `json:"i2"` // percent of the residual variation that is between studies
	H2 float64  `json:"h2"`
	R2 *float64 `json:"r2"` // percent of tau² (FE: of variation) the moderators account for; nil when there is none to account for

	Warnings []string `json:"warnings,omitempty"`
}

// StudiesPerModerator is the number of studies below which a regression
// carries a warning, for each moderator (Cochrane Handbook 10.11.4).
const StudiesPerModerator = 10

// Regress fits a weighted regression of effects on moderators with residual
// between-study variance. Options.KnappHartung empty means HKPlain for random
// effects; HKNone gives z tests.
//
// Berkey CS, et al. Stat Med 1995;14:395–411; Thompson SG, Higgins JPT. Stat
// Med 2002;21:1559–1573; Knapp G, Hartung J. Stat Med 2003;22:2693–2710. R²:
// Raudenbush SW, 2009 (random effects); adjusted R² of the weighted regression
// (FE).
func Regress(es []Effect, mods []Moderator, opt Options) (Regression, error) {
	if err := checkModerators(es, mods); err != nil {
		return Regression{}, err
	}
	if opt.KnappHartung == "" && (opt.Method == "" || opt.Method.Random()) {
		opt.KnappHartung = HKPlain
	}
	opt = opt.fill(len(es))
	if err := opt.check(); err != nil {
		return Regression{}, err
	}
	s := newSample(es)
	var columns [][]float64
	names := []string{"intercept"}
	for _, m := range mods {
		columns = append(columns, m.Values)
		names = append(names, m.Name)
	}
	d := newWLS(s.y, s.v, columns)
	if !d.solve(inverse, 0) {
		return Regression{}, fmt.Errorf("meta-regression on %d studies: %w: one moderator is constant or follows from the others", len(es), ErrCollinear)
	}
	r, err := regress(d, s, names, opt)
	if err != nil {
		return Regression{}, err
	}
	if len(es) < StudiesPerModerator*len(mods) {
		r.Warnings = append(r.Warnings, fmt.Sprintf("%d studies for %s: fewer than %d for each, the result is unstable", len(es), moderatorCount(len(mods)), StudiesPerModerator))
	}
	return r, r.finite()
}

// moderatorCount counts the coefficients beside the intercept, in words.
func moderatorCount(n int) string {
	if n == 1 {
		return "1 moderator"
	}
	return fmt.Sprintf("%d moderators", n)
}

// regress fits a design known to have full rank.
func regress(d *wls, s *sample, names []string, opt Options) (Regression, error) {
	k, p := d.size()
	t, err := betweenStudies(d, opt)
	if err != nil {
		return Regression{}, err
	}
	fixed := d.at(0)
	at := d.at(t.tau2)
	r := Regression{K: k, Method: opt.Method, KNHA: opt.KnappHartung, Tau2: t.tau2, Tau2SE: t.se}
	r.QE, r.QEDF = fixed.yPy, k-p
	r.QEP = chiSquaredTail(r.QE, float64(r.QEDF))
	h := heterogeneity(r.QE, r.QEDF, t.tau2, typicalVariance(fixed, r.QEDF), opt.Method.Random())
	r.I2, r.H2 = h.I2, h.H2
	s2 := 1.0
	if opt.KnappHartung != HKNone {
		s2 = at.yPy / float64(k-p)
		if opt.KnappHartung == HKAdHoc {
			s2 = math.Max(1, s2)
		}
	}
	r.coefficients(d, names, s2, opt)
	r.moderatorTest(s.at(t.tau2).yPy-at.yPy, s2, p-1)
	r.R2, err = r.explained(s, opt)
	return r, err
}

// coefficients fills the table from the last solve of d.
func (r *Regression) coefficients(d *wls, names []string, s2 float64, opt Options) {
	cov := d.covariance()
	quantile := normalUpper((1 - opt.Level) / 2)
	if opt.KnappHartung != HKNone {
		quantile = studentQuantile(1-opt.Level, float64(r.QEDF))
	}
	for j, name := range names {
		c := Coefficient{Name: name, Estimate: d.b[j], SE: math.Sqrt(s2 * cov[j][j])}
		c.CI = around(c.Estimate, quantile*c.SE)
		switch {
		case c.SE == 0 && c.Estimate == 0:
			c.P = 1
		case c.SE > 0:
			c.Statistic = c.Estimate / c.SE
			c.P = normalTails(c.Statistic)
			if opt.KnappHartung != HKNone {
				c.P = studentTails(c.Statistic, float64(r.QEDF))
			}
		}
		r.Coefficients = append(r.Coefficients, c)
	}
}

// moderatorTest is the Wald test of all coefficients but the intercept: the
// drop in the weighted sum of squares.
func (r *Regression) moderatorTest(drop, s2 float64, m int) {
	drop = math.Max(0, drop)
	r.QMDF = m
	if r.KNHA == HKNone {
		r.QM = drop
		r.QMP = chiSquaredTail(drop, float64(m))
		return
	}
	r.QMDF2 = r.QEDF
	if s2 > 0 {
		r.QM = drop / s2 / float64(m)
		r.QMP = fisherTail(r.QM, float64(m), float64(r.QEDF))
	}
}

// explained compares with the model without moderators.
func (r *Regression) explained(s *sample, opt Options) (*float64, error) {
	before, after := 0.0, 0.0
	if opt.Method.Random() {
		t, err := betweenStudies(s, opt)
		if err != nil {
			return nil, err
		}
		before, after = t.tau2, r.Tau2
	} else {
		before, after = s.at(0).yPy/float64(r.K-1), r.QE/float64(r.QEDF)
	}
	if before <= 0 {
		return nil, nil
	}
	r2 := math.Max(0, 100*(before-after)/before)
	return &r2, nil
}

// checkModerators refuses values that cannot be regressed on.
func checkModerators(es []Effect, mods []Moderator) error {
	if err := checkAll(es); err != nil {
		return err
	}
	if len(mods) == 0 {
		return fmt.Errorf("meta-regression: %w: no moderator was named", ErrMissing)
	}
	if need := len(mods) + 2; len(es) < need {
		return &TooFewError{What: "a meta-regression on " + moderatorCount(len(mods)), Have: len(es), Need: need}
	}
	for _, m := range mods {
		if len(m.Values) != len(es) {
			return fmt.Errorf("moderator %s: %w: %d values for %d studies", m.Name, ErrInconsistent, len(m.Values), len(es))
		}
		for i, x := range m.Values {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return &DataError{Row: es[i].Row, Study: es[i].Study, Column: m.Name, Kind: ErrNotFinite, Reason: fmt.Sprintf("%v is not a finite number", x)}
			}
		}
	}
	return nil
}

// finite refuses a regression with a number that cannot be represented.
func (r *Regression) finite() error {
	numbers := []float64{r.Tau2, r.Tau2SE, r.QE, r.QEP, r.QM, r.QMP, r.I2, r.H2}
	if r.R2 != nil {
		numbers = append(numbers, *r.R2)
	}
	for _, c := range r.Coefficients {
		numbers = append(numbers, c.Estimate, c.SE, c.Statistic, c.P, c.CI.Low, c.CI.High)
	}
	for _, x := range numbers {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return ErrRange
		}
	}
	return nil
}
