package forest

import "appraise/reports/figure"

// Pages lays out a plot of many studies as several figures of at most rows
// studies each, on the same axis and with the same columns.
func Pages(p Plot, o Options, rows int) []figure.Figure {
	total := 0
	for _, g := range p.Groups {
		total += len(g.Rows)
	}
	if rows <= 0 || total <= rows {
		return []figure.Figure{Layout(p, o)}
	}
	var out []figure.Figure
	part := p
	part.Groups = nil
	n := 0
	flush := func() {
		if len(part.Groups) > 0 {
			o.like = &p
			out = append(out, Layout(part, o))
		}
		part.Groups, n = nil, 0
	}
	for _, g := range p.Groups {
		for len(g.Rows) > 0 {
			k := min(rows-n, len(g.Rows))
			piece := Group{Name: g.Name, Rows: g.Rows[:k]}
			g.Rows = g.Rows[k:]
			if len(g.Rows) == 0 {
				piece.Pooled = g.Pooled
			}
			part.Groups = append(part.Groups, piece)
			if n += k; n >= rows {
				flush()
			}
		}
	}
	flush()
	return out
}
