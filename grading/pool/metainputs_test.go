package pool_test

import (
	"fmt"
	"math"

	"appraise/grading/pool"
)

// rows turns the inputs of a case into data rows.
func (c *oracleCase) rows() []pool.Row {
	var rows []pool.Row
	field := func(name string, set func(r *pool.Row, x pool.Number)) {
		for i, x := range c.column("inputs/" + name) {
			if i >= len(rows) {
				rows = append(rows, pool.Row{})
			}
			if !math.IsNaN(x) {
				set(&rows[i], pool.N(x))
			}
		}
	}
	field("ai", func(r *pool.Row, x pool.Number) { r.A = x })
	field("bi", func(r *pool.Row, x pool.Number) { r.B = x })
	field("ci", func(r *pool.Row, x pool.Number) { r.C = x })
	field("di", func(r *pool.Row, x pool.Number) { r.D = x })
	field("n1", func(r *pool.Row, x pool.Number) { r.N1 = x })
	field("m1", func(r *pool.Row, x pool.Number) { r.M1 = x })
	field("sd1", func(r *pool.Row, x pool.Number) { r.SD1 = x })
	field("n2", func(r *pool.Row, x pool.Number) { r.N2 = x })
	field("m2", func(r *pool.Row, x pool.Number) { r.M2 = x })
	field("sd2", func(r *pool.Row, x pool.Number) { r.SD2 = x })
	field("x1", func(r *pool.Row, x pool.Number) { r.X1 = x })
	field("t1", func(r *pool.Row, x pool.Number) { r.T1 = x })
	field("x2", func(r *pool.Row, x pool.Number) { r.X2 = x })
	field("t2", func(r *pool.Row, x pool.Number) { r.T2 = x })
	field("xi", func(r *pool.Row, x pool.Number) { r.X = x })
	field("ri", func(r *pool.Row, x pool.Number) { r.R = x })
	field("ni", func(r *pool.Row, x pool.Number) { r.N = x })
	field("yi", func(r *pool.Row, x pool.Number) { r.Y = x })
	field("vi", func(r *pool.Row, x pool.Number) { r.V = x })
	return rows
}

// effects compares yi and vi and gives the effects.
func (c *oracleCase) effects(m pool.Measure, zero pool.ZeroRule) []pool.Effect {
	rows := c.rows()
	es, left, err := pool.Effects(rows, m, zero)
	if err != nil {
		c.t.Errorf("%s: %v", c.id, err)
		return nil
	}
	if len(es)+len(left) != len(rows) {
		c.t.Errorf("%s: %d effects and %d exclusions for %d rows", c.id, len(es), len(left), len(rows))
	}
	for _, e := range es {
		c.figure(fmt.Sprintf("result/yi/%d", e.Row-1), e.Y, closed, "effect "+string(m))
		c.figure(fmt.Sprintf("result/vi/%d", e.Row-1), e.V, closed, "effect "+string(m))
		if !c.has(fmt.Sprintf("result/yi/%d", e.Row-1)) {
			c.t.Errorf("%s row %d: an effect where the oracle has none", c.id, e.Row)
		}
	}
	for _, ex := range left { // the oracle keeps effects with a variance of zero in its list and drops them from its fits
		if v, ok := c.at(fmt.Sprintf("result/vi/%d", ex.Row-1)).(float64); ok && v > 0 {
			c.t.Errorf("%s row %d: left out (%s), the oracle has an effect", c.id, ex.Row, ex.Reason)
		}
		c.leave(fmt.Sprintf("result/yi/%d", ex.Row-1), "effect with a variance of zero or infinity: not pooled by either")
		c.leave(fmt.Sprintf("result/vi/%d", ex.Row-1), "effect with a variance of zero or infinity: not pooled by either")
	}
	c.figure("result/k_used", float64(len(es)), exact, "effect "+string(m))
	return es
}
