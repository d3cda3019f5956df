package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/grading/pool"
)

// metaFlags are the choices of a meta-analysis as they are typed.
type metaFlags struct {
	measure, method, knha, pi, zeroTo string
	add, level                        float64
	drop00, loo, cumulative           bool
}

func newMeta(o *options) *cobra.Command {
	var m metaFlags
	cmd := &cobra.Command{
		Use:   "meta DATA.csv",
		Short: "Pool a table of studies (no library needed)",
		Long: `Pool a table of studies with columns named as in metafor:
  ai n1i ci n2i (or ai bi ci di)          events
  m1i sd1i n1i m2i sd2i n2i               means
  yi vi, or yi sei                        effects (ratios as natural logarithms)
  xi ni · x1i t1i x2i t2i · ri ni         proportions, rates, correlations
and study, year, subgroup where there are any.

The analysis scale of ratios is the natural logarithm; the table shows both.`,
		Example: `  appraise meta bcg.csv --measure RR
  appraise meta bcg.csv --measure OR --method PM --json
  appraise meta pain.csv --measure SMD --leave-one-out`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			req, err := m.request(cmd.Flags().Changed("add") || cmd.Flags().Changed("to") || cmd.Flags().Changed("drop00"))
			if err != nil {
				return err
			}
			t, err := o.readMeta(args[0])
			if err != nil {
				return o.tableFaults(err)
			}
			for _, c := range t.Ignored {
				o.note("The column %s is not used.", c)
			}
			res, err := pool.Pool(t.Rows, req)
			if err != nil {
				return fmt.Errorf("%s: %w: %w", args[0], corpus.ErrInvalid, err)
			}
			more, err := m.more(res, req)
			if err != nil {
				return err
			}
			if o.json {
				return o.printJSON(metaJSON{Result: res, LeaveOneOut: more.loo, Cumulative: more.cumulative})
			}
			o.printMeta(res)
			o.printSeries("Leaving out", more.loo, res)
			o.printSeries("Adding", more.cumulative, res)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&m.measure, "measure", "RR", "effect measure: "+join(pool.Measures(), " "))
	f.StringVar(&m.method, "method", "REML", "method: "+join(pool.Methods(), " "))
	f.StringVar(&m.knha, "knha", "", "Knapp–Hartung interval: none, plain or adhoc (default adhoc for random effects)")
	f.Lookup("knha").NoOptDefVal = "plain"
	f.StringVar(&m.pi, "pi", "", "prediction interval: "+join(pool.Predictions(), " "))
	f.StringVar(&m.zeroTo, "to", "only0", "which studies get the zero-cell correction: only0, all, if0all, none")
	f.Float64Var(&m.add, "add", 0.5, "amount added to cells by the zero-cell correction")
	f.BoolVar(&m.drop00, "drop00", true, "leave out studies without events in both arms")
	f.Float64Var(&m.level, "level", 0.95, "confidence level")
	f.BoolVar(&m.loo, "leave-one-out", false, "pool again without each study")
	f.BoolVar(&m.cumulative, "cumulative", false, "pool study by study, by year")
	return cmd
}

// request turns the flags into what package pool takes.
func (m metaFlags) request(zero bool) (pool.Request, error) {
	var req pool.Request
	var errs [5]error
	req.Measure, errs[0] = pool.ParseMeasure(m.measure)
	req.Method, errs[1] = pool.ParseMethod(m.method)
	if m.knha != "" {
		req.KnappHartung, errs[2] = pool.ParseKnappHartung(m.knha)
	}
	if m.pi != "" {
		req.Prediction, errs[3] = pool.ParsePrediction(m.pi)
	}
	req.Level = m.level
	if zero {
		rule := pool.ZeroRule{Add: m.add, Drop00: m.drop00}
		rule.To, errs[4] = pool.ParseZeroTo(m.zeroTo)
		req.Zero = &rule
	}
	if err := errors.Join(errs[:]...); err != nil {
		return req, fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
	}
	return req, nil
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

// metaJSON is a result with the series asked for.
type metaJSON struct {
	pool.Result
	LeaveOneOut []pool.Step `json:"leave_one_out,omitempty"`
	Cumulative  []pool.Step `json:"cumulative,omitempty"`
}

type metaSeries struct{ loo, cumulative []pool.Step }

func (m metaFlags) more(res pool.Result, req pool.Request) (metaSeries, error) {
	es := make([]pool.Effect, len(res.Studies))
	for i, s := range res.Studies {
		es[i] = s.Effect
	}
	var out metaSeries
	var err error
	if m.loo {
		if out.loo, err = pool.LeaveOneOut(es, req.Options); err != nil {
			return out, err
		}
	}
	if m.cumulative {
		out.cumulative, err = pool.Cumulative(es, req.Options)
	}
	return out, err
}

func (o *options) printMeta(r pool.Result) {
	t := &table{flex: 0, right: map[int]bool{1: true, 3: true}}
	t.add("STUDY", r.Display.Title, "95% CI", "WEIGHT")
	for _, s := range r.Studies {
		t.add(s.Study, fmt.Sprintf("%.3f", s.Display.Estimate), span(s.Display.CI), fmt.Sprintf("%.1f%%", s.Weight))
	}
	t.add("Pooled", fmt.Sprintf("%.3f", r.Display.Estimate), span(r.Display.CI), "")
	if r.Display.PI.Known {
		t.add("Prediction", "", span(r.Display.PI), "")
	}
	o.printTable(t)
	o.say("")
	o.say("estimate %.6f  se %.6f  p %.4g  (analysis scale)", r.Estimate, r.SE, r.P)
	for _, x := range r.Excluded {
		o.item("– ", x.Study+": "+x.Reason)
	}
	o.wrap("", r.MethodsLine)
	for _, w := range r.Warnings {
		o.item("! ", w)
	}
}

func span(i pool.Interval) string {
	if !i.Known {
		return "–"
	}
	return fmt.Sprintf("%.3f to %.3f", i.Low, i.High)
}

func (o *options) printSeries(head string, steps []pool.Step, r pool.Result) {
	if len(steps) == 0 {
		return
	}
	o.heading(head)
	t := &table{flex: 0, right: map[int]bool{1: true}}
	t.add("STUDY", "estimate", "95% CI", "tau2")
	for _, s := range steps {
		t.add(s.Study, fmt.Sprintf("%.4f", s.Model.Estimate), span(s.Model.CI), fmt.Sprintf("%.4f", s.Model.Tau2))
	}
	o.printTable(t)
}
