package effect

import (
	"fmt"
	"strconv"
)

// MaxCount is the largest number of participants in one arm that is accepted.
// Products of two counts then stay exact in float64 up to one rounding.
const MaxCount = 1_000_000_000

// Arm is how many of a group's participants had the event.
type Arm struct {
	Events int // 0 to N
	N      int // at least 1
}

// Table is the two-by-two table of a comparison: events among participants in
// the treatment and in the control arm. Say which way the event counts, bad
// (death, surgery) or good (recovery); a risk ratio is not the same when the
// event is turned round, see [Table.Relabelled].
type Table struct {
	Treatment Arm
	Control   Arm
}

// NewTable checks and returns the table of e1 events among n1 treated and e2
// among n2 controls.
func NewTable(e1, n1, e2, n2 int) (Table, error) {
	t := Table{Treatment: Arm{Events: e1, N: n1}, Control: Arm{Events: e2, N: n2}}
	return t, t.Validate()
}

// Validate returns an *InputError naming the first count that cannot be.
func (t Table) Validate() error {
	return first(t.Treatment.validate("the treatment arm"), t.Control.validate("the control arm"))
}

// Validate returns an *InputError naming the first count that cannot be.
func (a Arm) Validate() error { return a.validate("the group") }

func (a Arm) validate(where string) error {
	if err := count("participants in "+where, a.N, 1); err != nil {
		return err
	}
	if a.Events < 0 || a.Events > a.N {
		return &InputError{What: "events in " + where, Got: strconv.Itoa(a.Events), Need: fmt.Sprintf("a whole number from 0 to %d", a.N)}
	}
	return nil
}

// Relabelled returns the table of not having the event.
func (t Table) Relabelled() Table {
	t.Treatment.Events = t.Treatment.N - t.Treatment.Events
	t.Control.Events = t.Control.N - t.Control.Events
	return t
}

// Swapped returns the table with the arms exchanged.
func (t Table) Swapped() Table { return Table{Treatment: t.Control, Control: t.Treatment} }

// Total returns the number of participants.
func (t Table) Total() int { return t.Treatment.N + t.Control.N }

// Events returns the number of events in both arms.
func (t Table) Events() int { return t.Treatment.Events + t.Control.Events }

// HasZero reports whether any of the four cells is 0.
func (t Table) HasZero() bool {
	a, b, c, d := t.cells(0)
	return a == 0 || b == 0 || c == 0 || d == 0
}

// String prints the table as "3/13 v 7/9".
func (t Table) String() string {
	return fmt.Sprintf("%d/%d v %d/%d", t.Treatment.Events, t.Treatment.N, t.Control.Events, t.Control.N)
}

// cells returns events and non-events of both arms with add put on each.
func (t Table) cells(add float64) (a, b, c, d float64) {
	return float64(t.Treatment.Events) + add, float64(t.Treatment.N-t.Treatment.Events) + add,
		float64(t.Control.Events) + add, float64(t.Control.N-t.Control.Events) + add
}
