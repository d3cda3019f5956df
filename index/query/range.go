package query

import (
	"math"
	"strconv"
	"strings"
)

// dateRange makes a leaf of "2012", "2010:2020", "2010..2020", "2012/05:3000".
func (l *leaves) dateRange(r *raw, f Field) (Node, error) {
	n := &DateRange{At: r.At, Fields: SetOf(f)}
	text, _ := truncated(r.Text, l.style)
	low, high, ranged := bounds(text)
	var err error
	if low != "" {
		if n.From, err = ParseDate(low); err != nil {
			return nil, l.errorAt(r.At, err.Error(), "")
		}
	}
	if high != "" {
		if n.To, err = ParseDate(high); err != nil {
			return nil, l.errorAt(r.At, err.Error(), "")
		}
	}
	if !ranged {
		n.To = n.From
	}
	if !n.To.IsZero() && n.From.First() > n.To.Last() {
		return nil, l.errorAt(r.At, "the range "+quoteShort(r.Text)+" ends before it begins", "")
	}
	return n, nil
}

// bounded refuses a date range without any bound.
func (l *leaves) bounded(n Node) (Node, error) {
	if d, ok := n.(*DateRange); ok && d.From.IsZero() && d.To.IsZero() {
		return nil, l.errorAt(d.At, "the date sets no bound", "write 2010:2020["+d.Fields.String()+"]")
	}
	return n, nil
}

// numberRange makes a leaf of "24", "20:100", "20..100", ">=50", "<100".
func (l *leaves) numberRange(r *raw, f Field) (Node, error) {
	n := &NumberRange{At: r.At, Fields: SetOf(f), From: math.Inf(-1), To: math.Inf(1)}
	text := r.Text
	bad := l.errorAt(r.At, quoteShort(r.Text)+" is not a number or a range", "write 20:100["+f.String()+"], 50..["+f.String()+"] or >=50["+f.String()+"]")
	for _, op := range [...]string{">=", "<=", "≥", "≤", ">", "<"} {
		if rest, ok := strings.CutPrefix(text, op); ok {
			v, ok := number(rest)
			switch {
			case !ok:
				return nil, bad
			case op == ">=" || op == "≥":
				n.From = v
			case op == "<=" || op == "≤":
				n.To = v
			case op == ">":
				n.From = math.Nextafter(v, math.Inf(1))
			default:
				n.To = math.Nextafter(v, math.Inf(-1))
			}
			return n, nil
		}
	}
	low, high, ranged := bounds(text)
	ok1, ok2 := true, true
	if low != "" {
		n.From, ok1 = number(low)
	}
	if high != "" {
		n.To, ok2 = number(high)
	}
	if !ranged {
		n.To = n.From
	}
	if !ok1 || !ok2 || low == "" && high == "" {
		return nil, bad
	}
	if n.From > n.To {
		return nil, l.errorAt(r.At, "the range "+quoteShort(r.Text)+" ends before it begins", "")
	}
	return n, nil
}

// bounds cuts a range at .. or : into its ends.
func bounds(text string) (low, high string, ranged bool) {
	sep := ":"
	if strings.Contains(text, "..") {
		sep = ".."
	}
	low, high, ranged = strings.Cut(text, sep)
	return strings.TrimSpace(low), strings.TrimSpace(high), ranged
}

// number reads a plain decimal number.
func number(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if strings.Trim(s, "0123456789.-") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}
