package query

import (
	"strings"
	"time"
)

// date writes a range of dates.
func (t *translator) date(n *DateRange) string {
	field := n.Fields.List()[0]
	from, to := n.From, n.To
	switch t.to {
	case ToPubMed:
		low, high := "1000", "3000"
		if !from.IsZero() {
			low = from.String()
		}
		if !to.IsZero() {
			high = to.String()
		}
		if low == high {
			return low + "[" + field.String() + "]"
		}
		return low + ":" + high + "[" + field.String() + "]"
	case ToEmbase:
		if field == PublicationDate && !from.IsZero() {
			if to.IsZero() {
				to.Year = openYear - 1
			}
			if from.Month > 0 || to.Month > 0 {
				t.note(n, false, "Embase limits publication dates by year; months and days are dropped")
			}
			return "[" + itoa(from.Year) + "-" + itoa(to.Year) + "]/py"
		}
	case ToEuropePMC:
		if name := map[Field]string{PublicationDate: "FIRST_PDATE", CreateDate: "CREATION_DATE", EntryDate: "CREATION_DATE", RevisionDate: "UPDATE_DATE"}[field]; name != "" {
			return name + ":[" + isoDay(from, "1000-01-01", false) + " TO " + isoDay(to, "3000-12-31", true) + "]"
		}
	}
	t.note(n, true, "the date range ["+field.String()+"] cannot be part of a query in "+t.to.String()+"; set it as a limit there")
	return ""
}

// isoDay writes the first or the last day of d.
func isoDay(d Date, open string, last bool) string {
	if d.IsZero() {
		return open
	}
	day := time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
	switch {
	case last && d.Month == 0:
		day = day.AddDate(1, 0, -1)
	case last && d.Day == 0:
		day = day.AddDate(0, 1, -1)
	}
	return day.Format(time.DateOnly)
}

// ovidLimit writes "limit 6 to yr=..." for a line number and one date range,
// which is how Ovid takes dates.
func (t *translator) ovidLimit(n Node) (string, bool) {
	and, ok := n.(*And)
	if !ok {
		return "", false
	}
	ref, ok := and.Operands[0].(*LineRef)
	if !ok {
		return "", false
	}
	var limits []string
	for _, op := range and.Operands[1:] {
		d, ok := op.(*DateRange)
		if !ok || ovidCode(d.Fields.List()[0]) == "" || d.From.IsZero() {
			return "", false
		}
		limits = append(limits, ovidDate(d))
	}
	if len(limits) > 1 {
		return "limit " + t.label(ref) + " to (" + strings.Join(limits, " and ") + ")", true
	}
	return "limit " + t.label(ref) + " to " + limits[0], true
}

func ovidDate(d *DateRange) string {
	code := ovidCode(d.Fields.List()[0])
	day := func(v Date) string { return strings.ReplaceAll(v.String(), "/", "") }
	if code == "dp" && d.From.Month == 0 && d.To.Month == 0 {
		code = "yr"
	}
	value := day(d.From)
	switch {
	case d.To.IsZero():
		value += "-Current"
	case d.From != d.To:
		value += "-" + day(d.To)
	}
	return code + `="` + value + `"`
}
