package pool

import "math"

// interval fills standard error, interval, statistic and p value.
//
// Knapp–Hartung: the variance is multiplied with s², the weighted residual
// variance, and t with k−1 degrees of freedom replaces the normal. Hartung J,
// Knapp G. Stat Med 2001;20:3875–3889; Sidik K, Jonkman JN. Stat Med
// 2002;21:3153–3159. It can be narrower than the ordinary interval when
// studies agree by luck; the ad hoc form uses max(1, s²) instead: Knapp G,
// Hartung J. Stat Med 2003;22:2693–2710; Röver C, et al. BMC Med Res Methodol
// 2015;15:99.
func (m *Model) interval() {
	m.SE = m.seFor(m.KNHA)
	m.Test, m.DF = "z", 0
	quantile := normalUpper((1 - m.Level) / 2)
	if m.KNHA != HKNone {
		m.Test, m.DF = "t", m.K-1
		quantile = studentQuantile(1-m.Level, float64(m.DF))
	}
	m.CI = around(m.Estimate, quantile*m.SE)
	m.statistic()
}

// seFor is the standard error under an interval's rule.
func (m *Model) seFor(h KnappHartung) float64 {
	switch h {
	case HKPlain:
		return m.plainSE * math.Sqrt(m.scale2)
	case HKAdHoc:
		return m.plainSE * math.Sqrt(math.Max(1, m.scale2))
	}
	return m.plainSE
}

// statistic fills test statistic and p value; an interval of width 0 has
// none, and its p value is 0, or 1 at an estimate of 0.
func (m *Model) statistic() {
	if m.SE == 0 {
		m.NoWidth, m.Statistic, m.P = true, 0, 0
		if m.Estimate == 0 {
			m.P = 1
		}
		return
	}
	m.Statistic = m.Estimate / m.SE
	if m.Test == "t" {
		m.P = studentTails(m.Statistic, float64(m.DF))
	} else {
		m.P = normalTails(m.Statistic)
	}
}

// NamedInterval is one of several intervals for the same quantity.
type NamedInterval struct {
	Name     string   `json:"name"`
	SE       float64  `json:"se"`
	P        *float64 `json:"p,omitempty"`
	Interval Interval `json:"interval"`
}

// Intervals gives the ordinary, the plain and the ad hoc Knapp–Hartung
// interval of a random- or common-effect model, so that a reader sees what
// the choice does. One study has the ordinary one only.
func (m Model) Intervals() []NamedInterval {
	var out []NamedInterval
	for _, h := range knappHartungs {
		if h != HKNone && (m.K < 2 || m.scale2 < 0) {
			continue
		}
		n := m
		n.KNHA = h
		n.interval()
		if n.finite() != nil {
			continue
		}
		out = append(out, NamedInterval{Name: string(h), SE: n.SE, P: &n.P, Interval: n.CI})
	}
	return out
}
