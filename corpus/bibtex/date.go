package bibtex

import "appraise/corpus/field"

// readDate joins year, month, day and date. What has no place in the date of
// publication is kept.
func (rd *reader) readDate() {
	it := &rd.item
	for _, name := range []string{"date", "year"} {
		d, err := field.Date(text(rd.dates[name]))
		if err != nil {
			rd.entry.problems = append(rd.entry.problems, err)
		}
		switch {
		case d.Year > 0 && it.Published.Year == 0:
			it.Published = d
		case d.Year == 0 || d.Year != it.Published.Year:
			rd.extraFirst(name, rd.dates[name])
		}
	}
	rd.readMonth(rd.dates["month"])
	rd.readDay(rd.dates["day"])
}

func (rd *reader) readMonth(value string) {
	d := &rd.item.Published
	words := text(value)
	month := field.Month(words)
	_, day := field.MonthDay(words)
	switch {
	case d.Year > 0 && d.Month == 0 && month > 0:
		d.Month, d.Day = month, day
	case month == 0 || month != d.Month || day > 0 && day != d.Day:
		rd.extraFirst("month", value)
	}
}

func (rd *reader) readDay(value string) {
	d := &rd.item.Published
	given, err := field.Date("2000/01/" + text(value))
	switch {
	case err == nil && d.Month > 0 && d.Day == 0 && given.Day > 0:
		d.Day = given.Day
	case err != nil || given.Day == 0 || given.Day != d.Day:
		rd.extraFirst("day", value)
	}
}
