package pool

// Step is one refit of a sequence: without a study, or with the first ones.
type Step struct {
	Row   int    `json:"row"`
	Study string `json:"study"` // left out, or added last
	Model Model  `json:"model"`
}

// LeaveOneOut refits the model without each study in turn. It needs two
// studies at least.
func LeaveOneOut(es []Effect, opt Options) ([]Step, error) {
	if err := checkAll(es); err != nil {
		return nil, err
	}
	if len(es) < 2 {
		return nil, &TooFewError{What: "leaving one study out", Have: len(es), Need: 2}
	}
	all := newSample(es)
	rest := newSample(es[1:])
	out := make([]Step, len(es))
	for i := range es {
		all.without(i, rest)
		m, err := fitSample(rest, opt)
		if err != nil {
			return nil, err
		}
		out[i] = Step{es[i].Row, es[i].Study, m}
	}
	return out, nil
}

// without copies all but study i into out, which has room for k−1.
func (s *sample) without(i int, out *sample) {
	copy(out.y, s.y[:i])
	copy(out.y[i:], s.y[i+1:])
	copy(out.v, s.v[:i])
	copy(out.v[i:], s.v[i+1:])
}
