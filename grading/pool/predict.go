package pool

import "math"

// predict fills the prediction interval, where the effect of a new study of
// the same kind is expected. Fewer than three studies, or no degrees of
// freedom left, give none.
//
// Higgins JPT, Thompson SG, Spiegelhalter DJ. J R Stat Soc A 2009;172:137–159
// (k−2 degrees of freedom). Partlett C, Riley RD. Stat Med 2017;36:301–317
// (with the Knapp–Hartung standard error). k−1 is in newer Cochrane text
// (from memory, unverified).
func (m *Model) predict(p Prediction) {
	m.PI, m.PIMethod = Interval{}, PINone
	if m.K < 3 || !m.Method.Random() {
		return
	}
	if i := m.Predict(p); i.Known {
		m.PI, m.PIMethod = i, p
	}
}

// Predict gives the prediction interval p of the model, or none when the
// degrees of freedom do not suffice or p is PINone. Unlike Model.PI it is
// given for two studies too where k−1 is the number of degrees of freedom.
func (m *Model) Predict(p Prediction) Interval {
	for _, row := range predictions {
		if row.name != p {
			continue
		}
		df := m.K - row.lost
		var quantile float64
		switch {
		case row.lost == 0:
			quantile = normalUpper((1 - m.Level) / 2)
		case df < 1:
			return Interval{}
		default:
			quantile = studentQuantile(1-m.Level, float64(df))
		}
		se := m.seFor(row.se)
		return around(m.Estimate, quantile*math.Sqrt(se*se+m.Tau2))
	}
	return Interval{}
}

// Predictions gives every prediction interval the model allows, by name.
func (m Model) Predictions() []NamedInterval {
	var out []NamedInterval
	if m.K < 3 || !m.Method.Random() {
		return nil
	}
	for _, row := range predictions {
		i := m.Predict(row.name)
		if i.Known && !math.IsInf(i.Low, 0) && !math.IsInf(i.High, 0) {
			out = append(out, NamedInterval{Name: string(row.name), SE: m.seFor(row.se), Interval: i})
		}
	}
	return out
}
