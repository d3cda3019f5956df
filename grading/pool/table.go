package pool

// Table is the two-by-two table of one study: A events and B non-events in
// arm 1, C and D in arm 2. Row and Study say where it came from.
type Table struct {
	Row        int
	Study      string
	A, B, C, D float64
}

// N1 is the number of people in arm 1.
func (t Table) N1() float64 { return t.A + t.B }

// N2 is the number of people in arm 2.
func (t Table) N2() float64 { return t.C + t.D }

// N is the number of people in both arms.
func (t Table) N() float64 { return t.A + t.B + t.C + t.D }

// hasZero says whether any cell is empty of people.
func (t Table) hasZero() bool { return t.A == 0 || t.B == 0 || t.C == 0 || t.D == 0 }

// doubleZero says whether no one, or everyone, had the event in both arms:
// such a study says nothing about a ratio.
func (t Table) doubleZero() bool { return t.A == 0 && t.C == 0 || t.B == 0 && t.D == 0 }

// plus adds x to each cell.
func (t Table) plus(x float64) Table {
	t.A, t.B, t.C, t.D = t.A+x, t.B+x, t.C+x, t.D+x
	return t
}

// readTable takes the table of one row. An arm without people is an error
// unless empty arms are kept.
func readTable(row int, r Row, keepEmpty bool) (Table, error) {
	rd := reader{row: row, study: r.Study}
	t := Table{Row: row, Study: r.Study}
	t.A, t.B = rd.arm(cell{"ai", r.A}, cell{"bi", r.B}, cell{"n1i", r.N1})
	t.C, t.D = rd.arm(cell{"ci", r.C}, cell{"di", r.D}, cell{"n2i", r.N2})
	const empty = "the arm has no people, so there is nothing to compare"
	if rd.err == nil && t.N1() == 0 && !keepEmpty {
		rd.fail("n1i", ErrNotPositive, empty)
	}
	if rd.err == nil && t.N2() == 0 && !keepEmpty {
		rd.fail("n2i", ErrNotPositive, empty)
	}
	return t, rd.err
}

// Tables reads the two-by-two table of every row. Rows with a missing cell
// are left out and named; any other trouble is an error.
func Tables(rows []Row) ([]Table, []Exclusion, error) {
	var out []Table
	var left []Exclusion
	for i, r := range rows {
		t, err := readTable(i+1, r, false)
		if ex, ok := missingCell(err); ok {
			left = append(left, ex)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		out = append(out, t)
	}
	return out, left, nil
}

// check refuses a table that cannot be right. An arm without people may pass:
// it adds nothing to sums over tables.
func (t Table) check() error {
	row := Row{Study: t.Study, A: N(t.A), B: N(t.B), C: N(t.C), D: N(t.D)}
	if _, err := readTable(t.Row, row, true); err != nil {
		return err
	}
	if t.N() == 0 {
		return &DataError{Row: t.Row, Study: t.Study, Kind: ErrNotPositive, Reason: "the table has no people"}
	}
	return nil
}
