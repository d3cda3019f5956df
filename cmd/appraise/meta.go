package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/pool"
)

// metaFlags are the choices of a meta-analysis as they are typed.
type metaFlags struct {
	measure, method, knha, pi, zeroTo, trimFill string
	add, level                                  float64
	drop00                                      bool
	an                                          app.Analysis

	out, format, title string
	arms, favours      string
}

func newMeta(o *options) *cobra.Command {
	var m metaFlags
	cmd := &cobra.Command{
		Use:   "meta DATA.csv",
		Short: "Pool a table of studies (no library needed)",
		Long: `Pool a table of studies with columns named as in metafor:
  ai n1i ci n2i (or ai bi ci di)          events
  m1i sd1i n1i m2i sd2i n2i               means, or in place of a mean and its sd
  med1i q11i q31i min1i max1i (and 2i)    median with quartiles, range or both
  yi vi, or yi sei                        effects (ratios as natural logarithms)
  xi ni · x1i t1i x2i t2i · ri ni         proportions, rates, correlations
and study, year, subgroup where there are any. DATA.csv may be - for standard
input.

The analysis scale of ratios is the natural logarithm; the table shows both.

A meta-regression takes columns with --moderator: one of numbers gives a slope,
any other categories, each compared with the first in the alphabet or with the
one named as --moderator COLUMN=REFERENCE.

-o draws a forest plot as SVG or PDF; the same table gives the same bytes.

Tests for small-study effects (--bias) are refused below 10 studies, because
with fewer they cannot tell chance from a real asymmetry. What is refused is
said, and listed under "refused" in JSON; the rest is printed.`,
		Example: `  appraise meta bcg.csv --measure RR
  appraise meta bcg.csv --measure OR --method PM --json
  appraise meta pain.csv --measure SMD --leave-one-out --influence
  appraise meta bcg.csv --moderator ablat --moderator alloc=random
  appraise meta bcg.csv --subgroup alloc -o forest.pdf --arms 'Vaccine,Control'
  appraise meta bcg.csv --bias --trim-fill`,
		Args: func(cmd *cobra.Command, args []string) error {
			for flag, example := range map[string]string{"knha": "plain", "trim-fill": "R0"} {
				if len(args) == 2 && cmd.Flags().Changed(flag) {
					return fmt.Errorf("%w: meta takes one table, not 2; the value of --%s follows an equals sign (--%s=%s)", corpus.ErrInvalid, flag, flag, example)
				}
			}
			return cobra.ExactArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := m.read(cmd); err != nil {
				return err
			}
			t, err := o.readMeta(args[0])
			if err != nil {
				return o.tableFaults(err)
			}
			res, err := app.Analyse(t, m.an)
			if err != nil {
				return err
			}
			for _, c := range t.Ignored {
				if !m.uses(c) {
					o.note("The column %s is not used.", c)
				}
			}
			return o.metaOut(t, res, m)
		},
	}
	m.flags(cmd)
	return cmd
}

func (m *metaFlags) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&m.measure, "measure", "RR", "effect measure: "+join(pool.Measures(), " "))
	f.StringVar(&m.method, "method", "REML", "method: "+join(pool.Methods(), " "))
	f.StringVar(&m.knha, "knha", "", "Knapp–Hartung interval: none, plain or adhoc (default adhoc for random effects)")
	f.Lookup("knha").NoOptDefVal = "plain"
	f.StringVar(&m.pi, "pi", "", "prediction interval: none "+join(pool.Predictions(), " "))
	f.StringVar(&m.zeroTo, "to", "only0", "which studies get the zero-cell correction: only0, all, if0all, none")
	f.Float64Var(&m.add, "add", 0.5, "amount added to cells by the zero-cell correction")
	f.BoolVar(&m.drop00, "drop00", true, "leave out studies without events in both arms")
	f.Float64Var(&m.level, "level", 0.95, "confidence level")
	f.StringVar(&m.an.Subgroup, "subgroup", "", "column of subgroups, pooled apart and compared (default: subgroup, if the table has it)")
	f.StringArrayVar(&m.an.Moderators, "moderator", nil, "COLUMN or COLUMN=REFERENCE of a meta-regression (may be repeated)")
	f.BoolVar(&m.an.LeaveOneOut, "leave-one-out", false, "pool again without each study")
	f.BoolVar(&m.an.Cumulative, "cumulative", false, "pool study by study, by year")
	f.BoolVar(&m.an.Influence, "influence", false, "how much the estimate rests on each study")
	f.BoolVar(&m.an.Bias, "bias", false, "tests for small-study effects: Egger, Begg; with events Peters and Harbord")
	f.StringVar(&m.trimFill, "trim-fill", "", "trim and fill, estimator L0 or R0 (default L0)")
	f.Lookup("trim-fill").NoOptDefVal = string(pool.L0)
	f.StringVarP(&m.out, "output", "o", "", "forest plot to write, .svg or .pdf (- is standard output)")
	f.StringVar(&m.format, "format", "", "form of the forest plot: "+join(app.PlotFormats, ", ")+" (default: by the ending of the file)")
	f.StringVar(&m.title, "title", "", "title above the forest plot")
	f.StringVar(&m.arms, "arms", "", "names of the arms in the forest plot: 'Vaccine,Control'")
	f.StringVar(&m.favours, "favours", "", "words left and right of no difference: 'Favours vaccine,Favours control'")
}

// read turns the flags into what package app takes.
func (m *metaFlags) read(cmd *cobra.Command) error {
	req, errs := &m.an.Request, [6]error{}
	req.Measure, errs[0] = pool.ParseMeasure(m.measure)
	req.Method, errs[1] = pool.ParseMethod(m.method)
	if req.Measure == pool.Peto && !cmd.Flags().Changed("method") {
		req.Method = pool.PetoOR
	}
	if m.knha != "" {
		req.KnappHartung, errs[2] = pool.ParseKnappHartung(m.knha)
	}
	if m.pi != "" {
		req.Prediction, errs[3] = pool.ParsePrediction(m.pi)
	}
	req.Level = m.level
	if !(m.level > 0 && m.level < 1) {
		errs[5] = fmt.Errorf("--level %v: it lies between 0 and 1, for example 0.95", m.level)
	}
	if f := cmd.Flags(); f.Changed("add") || f.Changed("to") || f.Changed("drop00") {
		rule := pool.ZeroRule{Add: m.add, Drop00: m.drop00}
		rule.To, errs[4] = pool.ParseZeroTo(m.zeroTo)
		req.Zero = &rule
	}
	m.an.TrimFill = pool.TrimFillEstimator(strings.ToUpper(m.trimFill))
	if m.trimFill != "" && m.an.TrimFill != pool.L0 && m.an.TrimFill != pool.R0 {
		return fmt.Errorf("%w: --trim-fill %s: choose L0 or R0", corpus.ErrInvalid, m.trimFill)
	}
	if err := errors.Join(errs[:]...); err != nil {
		return fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
	}
	if m.out != "" || m.format != "" {
		var err error
		m.format, err = app.PlotFormat(m.format, m.out)
		return err
	}
	return nil
}

// uses says whether a column that no measure reads was named.
func (m *metaFlags) uses(column string) bool {
	for _, name := range append([]string{m.an.Subgroup}, m.an.Moderators...) {
		name, _, _ = strings.Cut(name, "=")
		if strings.EqualFold(strings.TrimSpace(name), column) {
			return true
		}
	}
	return false
}

func (o *options) readMeta(name string) (app.MetaTable, error) {
	if name == "-" {
		return app.ReadMeta(o.in, "stdin")
	}
	f, err := os.Open(name)
	if err != nil {
		return app.MetaTable{}, fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close()
	return app.ReadMeta(io.Reader(f), name)
}

// tableFaults prints every fault of a table, a line each.
func (o *options) tableFaults(err error) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	for _, e := range joined.Unwrap() {
		fmt.Fprintln(o.err, oneLine(e))
	}
	return status(exitInput)
}

// metaOut prints an analysis, or draws it, or both: a plot on standard output
// leaves no room for anything else.
func (o *options) metaOut(t app.MetaTable, res app.Analysed, m metaFlags) error {
	plot, err := m.plot()
	if err != nil {
		return err
	}
	if m.format != "" && (m.out == "" || m.out == "-") {
		_, err := app.WriteForest(o.out, t, res, plot, m.format)
		return err
	}
	if m.format != "" {
		made, err := app.WriteFile(m.out, func(f *os.File) (app.Written, error) { return app.WriteForest(f, t, res, plot, m.format) })
		if err != nil {
			return err
		}
		for _, r := range made.Missing {
			o.note("Shown in another way, because the font lacks it: %s", r)
		}
		defer o.note("Wrote %s.", m.out)
	}
	if o.json {
		return o.printJSON(res)
	}
	o.printMeta(res)
	o.printMore(res)
	return nil
}

// plot reads the words of a forest plot.
func (m metaFlags) plot() (app.ForestPlot, error) {
	p := app.ForestPlot{Title: m.title}
	for _, pair := range []struct {
		flag, words string
		to          *[2]string
	}{{"--arms", m.arms, &p.Arms}, {"--favours", m.favours, &p.Sides}} {
		if pair.words == "" {
			continue
		}
		a, b, ok := strings.Cut(pair.words, ",")
		if !ok || strings.TrimSpace(a) == "" || strings.TrimSpace(b) == "" {
			return p, fmt.Errorf("%w: %s %q: two names with a comma between", corpus.ErrInvalid, pair.flag, pair.words)
		}
		*pair.to = [2]string{strings.TrimSpace(a), strings.TrimSpace(b)}
	}
	return p, nil
}
