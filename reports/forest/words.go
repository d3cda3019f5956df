package forest

import (
	"fmt"
	"strings"

	"appraise/reports/figure"
)

// Alt says in words what the plot shows, from its data.
func (p Plot) Alt() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Forest plot of %s", p.Measure)
	if p.Title != "" {
		fmt.Fprintf(&b, ", %s", p.Title)
	}
	b.WriteString(".")
	for _, g := range p.Groups {
		if g.Name != "" {
			fmt.Fprintf(&b, " %s:", g.Name)
		}
		for _, r := range g.Rows {
			fmt.Fprintf(&b, " %s: %s", r.Label, p.effectWords(r))
			if r.Risk != "" {
				fmt.Fprintf(&b, ", risk of bias %s", r.Risk)
			}
			b.WriteString(".")
		}
		if g.Pooled != nil {
			fmt.Fprintf(&b, " %s: %s.", g.Pooled.Label, p.intervalWords(g.Pooled.Effect))
			if pi := g.Pooled.Prediction; pi != nil {
				fmt.Fprintf(&b, " Prediction interval %s to %s.", Number(pi.Low, p.decimals()), Number(pi.High, p.decimals()))
			}
		}
	}
	return b.String()
}

func (p Plot) effectWords(r Row) string {
	if r.Effect == nil {
		if r.Note != "" {
			return r.Note
		}
		return "not estimable"
	}
	return p.intervalWords(*r.Effect)
}

func (p Plot) intervalWords(iv Interval) string {
	d := p.decimals()
	return fmt.Sprintf("%s %s, 95%% confidence interval %s to %s", p.Measure, Number(iv.Estimate, d), Number(iv.Low, d), Number(iv.High, d))
}

// Table gives the plot as rows of text, heads first.
func (p Plot) Table() [][]string {
	head := []string{"Study", p.Heads[0], p.Heads[1], "Weight", p.Measure + " (95% CI)"}
	for _, d := range p.Domains {
		head = append(head, "Risk of bias "+d)
	}
	if len(p.Domains) > 0 {
		head = append(head, "Risk of bias overall")
	}
	out := [][]string{head}
	for _, g := range p.Groups {
		for _, r := range g.Rows {
			row := []string{r.Label, slash(r.A), slash(r.B), "", p.effectText(r)}
			if r.Effect != nil {
				row[3] = percent(r.Weight)
			}
			for i := range p.Domains {
				risk := ""
				if i < len(r.Risks) {
					risk = figure.MarkOf(r.Risks[i]).Label
				}
				row = append(row, risk)
			}
			if len(p.Domains) > 0 {
				row = append(row, figure.MarkOf(r.Risk).Label)
			}
			out = append(out, row)
		}
		if s := g.Pooled; s != nil {
			out = append(out, []string{s.Label, s.A, s.B, "100%", Number(s.Effect.Estimate, p.decimals()) + " " + p.bounds(s.Effect)})
			if s.Prediction != nil {
				out = append(out, []string{predictionLabel, "", "", "", p.bounds(*s.Prediction)})
			}
			if s.Note != "" {
				out = append(out, []string{s.Note})
			}
		}
	}
	return out
}

func (p Plot) effectText(r Row) string {
	if r.Effect == nil {
		return p.effectWords(r)
	}
	return Number(r.Effect.Estimate, p.decimals()) + " " + p.bounds(*r.Effect)
}

// bounds writes an interval in brackets.
func (p Plot) bounds(iv Interval) string {
	d, sep := p.decimals(), " to "
	if p.Hyphen && iv.Low >= 0 {
		sep = "-"
	}
	return "(" + Number(iv.Low, d) + sep + Number(iv.High, d) + ")"
}

func slash(arm [2]string) string {
	if arm[0] == "" || arm[1] == "" {
		return arm[0] + arm[1]
	}
	return arm[0] + "/" + arm[1]
}
