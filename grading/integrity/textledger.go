package integrity

// ledgerFindings checks the numbers that the caller handed in with a text.
// They were read by a rule too, so their level is capped.
func ledgerFindings(in Input) []Finding {
	var found []Finding
	if in.comparable() {
		found = CheckLedger(in.ledger())
	}
	for i := range found {
		found[i].Level = Note
		found[i] = found[i].At("", Span{})
	}
	return found
}

// comparable reports whether the stages can be of the same people: numbers
// far apart were read from different places, such as a subgroup.
func (in Input) comparable() bool {
	sum := 0
	for _, a := range in.Arms {
		sum += a.N
	}
	least, most := 0, 0
	for _, p := range []*int{in.Enrolled, in.Randomised, in.Analysed, &sum} {
		if p == nil || *p <= 0 {
			continue
		}
		if least == 0 || *p < least {
			least = *p
		}
		most = max(most, *p)
	}
	return 2*least >= most
}

func (in Input) ledger() Ledger {
	return Ledger{Enrolled: in.Enrolled, Randomised: in.Randomised, Analysed: in.Analysed, Arms: in.Arms}
}

// sizeNouns follow the number in "a 26-patient trial".
var sizeNouns = [...]string{"patient", "person", "participant", "subject"}

// cited looks for "26-patient trial" and compares the number with the ledger.
func (r *reader) cited(in Input) {
	if in.Randomised == nil {
		return
	}
	for i := range r.toks {
		if !r.isNumber(i) || !r.isSym(i+1, "-") || r.at(i+1).spaced {
			continue
		}
		n, ok := r.count(i)
		if !ok {
			continue
		}
		for _, noun := range sizeNouns {
			if r.says(i+2, noun) && (r.says(i+3, "trial") || r.says(i+3, "study") || r.says(i+3, "RCT")) {
				r.add(CheckCited(in.ledger(), n), i, i+3)
			}
		}
	}
}
