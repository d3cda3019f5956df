package grading

import "appraise/grading/effect"

// sensitivity adds what missing participants could change, and how many
// events carry the result.
func (c *contribution) sensitivity(m effect.Measure) {
	if f, ok := fragility(*c.table); ok {
		c.row.Fragility = &f
	}
	x := effect.Incomplete{Observed: *c.table}
	for i, missing := range []*int{&x.MissingTreatment, &x.MissingControl} {
		if a := c.row.Result.Arms[i]; a.Randomised != nil && *a.Randomised > *a.N {
			*missing = *a.Randomised - *a.N
		}
	}
	if x.MissingTreatment+x.MissingControl == 0 {
		return
	}
	all, err := x.Scenarios(level)
	if err != nil {
		return
	}
	seen := map[effect.Table]bool{}
	for _, s := range all {
		if s.Assumption == effect.Completers || seen[s.Table] {
			continue
		}
		seen[s.Table] = true
		row := Scenario{Name: string(s.Assumption), Counts: s.Table.String()}
		if i, _, p, err := countEffect(s.Table, m); err == nil {
			row.Effect = shown(i, p)
		}
		c.row.Scenarios = append(c.row.Scenarios, row)
	}
}
