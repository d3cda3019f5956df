package doctor

import (
	"fmt"
	"time"

	"appraise/corpus"
)

var dateRules = []rule{
	{Defect{"year-missing", "No year of publication", Gap,
		"Without a year the study cannot be placed in time, searches by year pass it over, references are incomplete, and its key lacks a part.", false},
		func(s Subject) []hit {
			if s.Item.Published.Year > 0 {
				return nil
			}
			return []hit{{field: "published", says: "there is no year of publication", suggestion: "appraise edit STUDY --set published=YYYY"}}
		}},
	{Defect{"year-future", "Year of publication in the future", Fault,
		"The year is later than any issue that can be out by now. Journals date issues at most about half a year ahead.", false},
		yearInFuture},
	{Defect{"date-impossible", "Date that no calendar has", Fault,
		"The day does not exist in that month, such as 31 April. Exports put the last possible day where only the month is known.", true},
		impossibleDate},
}

// monthsAhead is how far journals date their issues ahead.
const monthsAhead = 7

func yearInFuture(s Subject) []hit {
	d, now := s.Item.Published, s.Today
	if d.Year == 0 || now.Year == 0 {
		return nil
	}
	ahead := (d.Year-now.Year)*12 + max(d.Month, 1) - max(now.Month, 1)
	if ahead <= monthsAhead {
		return nil
	}
	return []hit{{field: "published", value: d.String(), says: fmt.Sprintf("the date is after today (%s)", now), suggestion: "compare it with the publication"}}
}

func impossibleDate(s Subject) []hit {
	d := s.Item.Published
	if d.Year == 0 || d.Month == 0 || d.Day == 0 {
		return nil
	}
	if t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC); t.Day() == d.Day {
		return nil
	}
	return []hit{{field: "published", value: d.String(), says: "that month has no such day", suggestion: "keep year and month",
		fix: func(it *corpus.Item) { it.Published.Day = 0 }}}
}
