package pool

import (
	"encoding/json"
	"fmt"
)

// Interval is a pair of limits, or no interval. In JSON it is [low, high] or
// null.
type Interval struct {
	Low, High float64
	Known     bool
}

// Contains says whether x lies within the limits.
func (i Interval) Contains(x float64) bool { return i.Known && i.Low <= x && x <= i.High }

// MarshalJSON writes [low, high] or null.
func (i Interval) MarshalJSON() ([]byte, error) {
	if !i.Known {
		return []byte("null"), nil
	}
	return json.Marshal([2]float64{i.Low, i.High})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (i *Interval) UnmarshalJSON(b []byte) error {
	var pair *[2]float64
	if err := json.Unmarshal(b, &pair); err != nil {
		return fmt.Errorf("interval: %w", err)
	}
	*i = Interval{}
	if pair != nil {
		*i = Interval{Low: pair[0], High: pair[1], Known: true}
	}
	return nil
}

// around is the interval of estimate ± half.
func around(estimate, half float64) Interval {
	return Interval{Low: estimate - half, High: estimate + half, Known: true}
}
