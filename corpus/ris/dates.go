package ris

import (
	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/tagline"
)

// readDates takes the year of PY, Y1, DA in this order, and month and day from
// any of them that has the same year.
func (rd *reader) readDates() {
	it := &rd.item
	var found []corpus.Date
	for _, tag := range []string{"PY", "Y1", "DA"} {
		for _, f := range rd.dates {
			if f.Tag != tag {
				continue
			}
			d, err := field.Date(f.Value)
			month, day := field.MonthDay(f.Value)
			switch {
			case err == nil && d.Year > 0:
				found = append(found, d)
			case tag == "DA" && month > 0 && it.Published.Year > 0:
				found = append(found, corpus.Date{Year: it.Published.Year, Month: month, Day: day})
			case err != nil:
				rd.extra(f)
				if tag != "DA" {
					rd.problem(f.Line, err)
				}
			}
			if it.Published.Year == 0 && len(found) > 0 {
				it.Published = found[0]
			}
		}
	}
	for _, d := range found {
		p := it.Published
		if d.Year == p.Year && (p.Month == 0 || d.Month == p.Month && p.Day == 0) && d.Month > 0 {
			it.Published = d
		}
	}
}

func (rd *reader) accessed(f tagline.Field) {
	d, err := field.Date(f.Value)
	if err != nil || d.Year == 0 || rd.item.Accessed.Year > 0 {
		rd.extra(f)
		return
	}
	rd.item.Accessed = d
}
