package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day, a month (Day 0) or a year (Month and Day 0). The zero Date
// is unknown, or no bound.
type Date struct{ Year, Month, Day int }

// First returns the first day of d as the number yyyymmdd. Records are placed
// by it: one dated "2012" counts as 1 January 2012, as in PubMed.
func (d Date) First() int { return d.Year*10000 + max(d.Month, 1)*100 + max(d.Day, 1) }

// Last returns the last day of d as the number yyyymmdd. Days are counted to
// 31 in every month, which makes no difference to comparisons.
func (d Date) Last() int {
	month, day := d.Month, d.Day
	if month == 0 {
		month = 12
	}
	if day == 0 {
		day = 31
	}
	return d.Year*10000 + month*100 + day
}

// IsZero reports whether d is unknown or no bound.
func (d Date) IsZero() bool { return d == Date{} }

// String writes d as PubMed does: 2012, 2012/05 or 2012/05/31.
func (d Date) String() string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d/%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d/%02d/%02d", d.Year, d.Month, d.Day)
}

// openYear is the year PubMed users write for "no end".
const openYear = 3000

// ParseDate reads 2012, 2012/05, 2012-05-31, 201205 or 20120531. Years run
// from 1000 to 2999; earlier and later ones, "current" and "present" are no
// bound, because users write 0001 and 3000 for that.
func ParseDate(s string) (Date, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	if text == "current" || text == "present" {
		return Date{}, nil
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) == 1 {
		switch len(text) {
		case 6:
			parts = []string{text[:4], text[4:]}
		case 8:
			parts = []string{text[:4], text[4:6], text[6:]}
		}
	}
	bad := fmt.Errorf("%q is not a date; write 2012, 2012/05 or 2012/05/31", s)
	if len(parts) == 0 || len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, bad
	}
	var v [3]int
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || len(p) > 4 || p[0] == '+' {
			return Date{}, bad
		}
		v[i] = n
	}
	return checkDate(Date{v[0], v[1], v[2]}, len(parts), bad)
}

func checkDate(d Date, parts int, bad error) (Date, error) {
	switch {
	case d.Year >= openYear, d.Year < 1000:
		return Date{}, nil
	case parts > 1 && (d.Month < 1 || d.Month > 12):
		return Date{}, bad
	case parts > 2:
		last := time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		if d.Day < 1 || d.Day > last {
			return Date{}, bad
		}
	}
	return d, nil
}
