package effect

import "strconv"

// Incomplete is a dichotomous result with participants whose outcome nobody
// knows. Observed counts only those who are known.
type Incomplete struct {
	Observed                         Table
	MissingTreatment, MissingControl int
}

// Assumption says what the missing participants are taken to have had.
type Assumption string

// The assumptions of [Incomplete.Scenarios], in its order.
const (
	Completers        Assumption = "completers only"
	AllEvent          Assumption = "every missing participant had the event"
	NoEvent           Assumption = "no missing participant had the event"
	FewestInTreatment Assumption = "missing of the control arm had the event, those of the treatment arm had not"
	MostInTreatment   Assumption = "missing of the treatment arm had the event, those of the control arm had not"
)

// Scenario is the result under one assumption.
type Scenario struct {
	Assumption Assumption
	Table      Table
	RD, RR, OR *Interval // nil where the table does not define it
	Fisher     Test
	// Reversed is set when the risk difference has the other sign than among
	// completers.
	Reversed bool
	// Changed is set when Fisher's p falls on the other side of 1-level than
	// among completers, or when Reversed is.
	Changed bool
}

// Scenarios returns the result among completers and under the four extreme
// assumptions about the missing. Those who are really missing lie somewhere
// between: the extremes show whether it could matter.
//
// Gamble C, Hollis S. J Clin Epidemiol 2005;58:579–588.
func (i Incomplete) Scenarios(level float64) ([]Scenario, error) {
	if err := first(inside("confidence level", level), i.Observed.Validate(), i.validate()); err != nil {
		return nil, err
	}
	mt, mc := i.MissingTreatment, i.MissingControl
	all := []Scenario{
		{Assumption: Completers, Table: i.Observed},
		{Assumption: AllEvent, Table: i.filled(mt, mc)},
		{Assumption: NoEvent, Table: i.filled(0, 0)},
		{Assumption: FewestInTreatment, Table: i.filled(0, mc)},
		{Assumption: MostInTreatment, Table: i.filled(mt, 0)},
	}
	for k := range all {
		if err := all[k].compute(level); err != nil {
			return nil, err
		}
		base, s := all[0], &all[k]
		s.Reversed = base.RD.Point*s.RD.Point < 0
		s.Changed = s.Reversed || (base.Fisher.P < 1-level) != (s.Fisher.P < 1-level)
	}
	return all, nil
}

// Robust reports whether no assumption changes the conclusion.
func Robust(scenarios []Scenario) bool {
	for _, s := range scenarios {
		if s.Changed {
			return false
		}
	}
	return true
}

func (i Incomplete) validate() error {
	for _, arm := range []struct {
		where      string
		missing, n int
	}{{"the treatment arm", i.MissingTreatment, i.Observed.Treatment.N}, {"the control arm", i.MissingControl, i.Observed.Control.N}} {
		if arm.missing < 0 || arm.missing > MaxCount-arm.n {
			return &InputError{What: "missing participants of " + arm.where, Got: strconv.Itoa(arm.missing), Need: "a whole number, 0 or more"}
		}
	}
	return nil
}

// filled adds the missing to the arms, so many of them with the event.
func (i Incomplete) filled(eventsTreatment, eventsControl int) Table {
	t := i.Observed
	t.Treatment.N += i.MissingTreatment
	t.Control.N += i.MissingControl
	t.Treatment.Events += eventsTreatment
	t.Control.Events += eventsControl
	return t
}

func (s *Scenario) compute(level float64) error {
	rd, err := Newcombe(s.Table, level)
	if err != nil {
		return err
	}
	s.RD = &rd
	if rr, err := RiskRatio(s.Table, level); err == nil {
		s.RR = &rr
	}
	if or, err := OddsRatio(s.Table, level); err == nil {
		s.OR = &or
	}
	s.Fisher, err = Fisher(s.Table)
	return err
}
