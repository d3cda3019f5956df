package instrument

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
)

// PlotRow is one study of a risk-of-bias table as plotting programs exchange
// it: Study, one column a domain, Overall and perhaps Weight.
type PlotRow struct {
	Study   string
	Domains []PlotCell
	Overall corpus.Risk
	Weight  *float64
}

// PlotCell is one judgement of a PlotRow. An empty Risk means not judged.
type PlotCell struct {
	Domain string // heading of the column
	Risk   corpus.Risk
}

// plotWords are the judgements such tables use, as they write them.
var plotWords = []struct {
	word string
	risk corpus.Risk
}{
	{"Low", corpus.RiskLow}, {"Some concerns", corpus.RiskSomeConcerns}, {"High", corpus.RiskHigh}, {"Very high", "very high"},
	{"Moderate", corpus.RiskModerate}, {"Serious", corpus.RiskSerious}, {"Critical", corpus.RiskCritical},
	{"Unclear", corpus.RiskUnclear}, {"No information", corpus.RiskNoInformation}, {"Not applicable", NotApplicable},
	{"Low except confounding", RiskLowExcept}, {"No concerns", NoConcerns}, {"Serious concerns", SeriousConcerns}, {"At risk", AtRisk},
}

// ReadPlot reads a table in the layout of robvis. Rows with a word that is no
// judgement are left out and told in the error with their line; the rest is
// returned.
func ReadPlot(r io.Reader, source string) ([]PlotRow, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if err != nil {
		return nil, &corpus.ParseError{Source: source, Line: 1, Err: fmt.Errorf("no heading: %w", err)}
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	overall := slices.IndexFunc(head, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), "overall") })
	if !strings.EqualFold(strings.TrimSpace(head[0]), "study") || overall < 2 {
		return nil, &corpus.ParseError{Source: source, Line: 1, Err: errors.New("the heading must be Study, one column for each domain, Overall and perhaps Weight")}
	}
	var rows []PlotRow
	var errs []error
	for {
		fields, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, errors.Join(errs...)
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return rows, errors.Join(append(errs, &corpus.ParseError{Source: source, Line: broken.Line, Err: broken.Err})...)
		}
		if err != nil {
			return rows, errors.Join(append(errs, fmt.Errorf("reading %s: %w", source, err))...)
		}
		row, err := plotRow(head, fields, overall)
		if err != nil {
			line, _ := in.FieldPos(0)
			errs = append(errs, &corpus.ParseError{Source: source, Line: line, Err: err})
			continue
		}
		rows = append(rows, row)
	}
}

func plotRow(head, fields []string, overall int) (PlotRow, error) {
	if len(fields) <= overall || len(fields) > len(head) {
		return PlotRow{}, fmt.Errorf("%d columns, where the heading has %d", len(fields), len(head))
	}
	row := PlotRow{Study: strings.TrimSpace(fields[0])}
	for i := 1; i <= overall; i++ {
		risk, err := plotRisk(fields[i])
		if err != nil {
			return PlotRow{}, fmt.Errorf("column %s: %w", head[i], err)
		}
		if i == overall {
			row.Overall = risk
		} else {
			row.Domains = append(row.Domains, PlotCell{strings.TrimSpace(head[i]), risk})
		}
	}
	for i := overall + 1; i < len(fields); i++ {
		if text := strings.TrimSpace(fields[i]); strings.EqualFold(strings.TrimSpace(head[i]), "weight") && text != "" {
			w, err := strconv.ParseFloat(text, 64)
			if err != nil || math.IsNaN(w) || math.IsInf(w, 0) || w < 0 {
				return PlotRow{}, fmt.Errorf("column %s: %q is not a weight", head[i], text)
			}
			row.Weight = &w
		}
	}
	return row, nil
}

func plotRisk(s string) (corpus.Risk, error) {
	text := strings.TrimSpace(s)
	if text == "" || strings.EqualFold(text, "NA") {
		return "", nil
	}
	for _, w := range plotWords {
		if strings.EqualFold(w.word, text) {
			return w.risk, nil
		}
	}
	return "", fmt.Errorf("%q is not a judgement", text)
}

// WritePlot writes rows in the layout of robvis. All rows must have the
// domains of the first, in its order.
func WritePlot(w io.Writer, rows []PlotRow) error {
	if len(rows) == 0 {
		return fmt.Errorf("%w: no appraisal to write", corpus.ErrInvalid)
	}
	head := []string{"Study"}
	for _, c := range rows[0].Domains {
		head = append(head, c.Domain)
	}
	out := csv.NewWriter(w)
	if err := out.Write(append(head, "Overall", "Weight")); err != nil {
		return err
	}
	for _, row := range rows {
		fields := []string{row.Study}
		for i, c := range row.Domains {
			if i+1 >= len(head) || head[i+1] != c.Domain {
				return fmt.Errorf("%w: %s has other domains than %s", corpus.ErrInvalid, row.Study, rows[0].Study)
			}
			fields = append(fields, plotWord(c.Risk))
		}
		if len(fields) != len(head) {
			return fmt.Errorf("%w: %s has other domains than %s", corpus.ErrInvalid, row.Study, rows[0].Study)
		}
		weight := ""
		if row.Weight != nil {
			weight = strconv.FormatFloat(*row.Weight, 'g', -1, 64)
		}
		if err := out.Write(append(fields, plotWord(row.Overall), weight)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func plotWord(r corpus.Risk) string {
	if r == "" {
		return ""
	}
	for _, w := range plotWords {
		if w.risk == r {
			return w.word
		}
	}
	return string(r)
}

// Plot returns the row of an appraisal. Domains stand in the order of the
// pack under their ids; domains apart from the overall judgement, such as
// concerns on applicability, come last.
func Plot(p Pack, label string, a corpus.Appraisal, weight *float64) PlotRow {
	row := PlotRow{Study: label, Overall: a.Final(), Weight: weight}
	for _, last := range []bool{false, true} {
		for _, d := range p.Domains {
			if !d.Plain && !d.Gate && d.Apart == last {
				row.Domains = append(row.Domains, PlotCell{d.ID, a.Domains[d.ID].Final()})
			}
		}
	}
	return row
}
