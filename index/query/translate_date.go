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
	var limits []*DateRange
	for _, op := range and.Operands[1:] {
		d, ok := op.(*DateRange)
		if !ok || !ovidLimitable(d) {
			return "", false
		}
		limits = append(limits, d)
	}
	return t.limitText(t.label(ref), limits), true
}

// limitText writes "limit 6 to yr=...".
func (t *translator) limitText(number string, dates []*DateRange) string {
	limits := make([]string, len(dates))
	for i, d := range dates {
		limits[i] = ovidDate(d)
	}
	text := strings.Join(limits, " and ")
	if len(limits) > 1 {
		text = "(" + text + ")"
	}
	return "limit " + number + " to " + text
}

// needsLimit reports whether a line has a date among terms, which Ovid takes
// only as a limit on a line of its own.
func (t *translator) needsLimit(n Node) bool {
	if t.to != ToOvid {
		return false
	}
	rest, limits := limitsApart(n)
	_, isRef := rest.(*LineRef)
	return rest != nil && len(limits) > 0 && !isRef
}

// limitsApart takes the dates out of an And. The rest is nil when it is no
// And, or has nothing else.
func limitsApart(n Node) (rest Node, limits []*DateRange) {
	and, ok := n.(*And)
	if !ok {
		return nil, nil
	}
	var others []Node
	for _, op := range and.Operands {
		if d, ok := op.(*DateRange); ok && ovidLimitable(d) {
			limits = append(limits, d)
		} else {
			others = append(others, op)
		}
	}
	switch len(others) {
	case 0:
		return nil, nil
	case 1:
		return others[0], limits
	}
	return &And{and.At, others, and.Implicit}, limits
}

// ovidLimitable reports whether Ovid has a limit for the date.
func ovidLimitable(d *DateRange) bool {
	return ovidCode(d.Fields.List()[0]) != "" && !d.From.IsZero()
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
