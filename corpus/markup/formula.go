package markup

import (
	"strings"
	"unicode/utf8"
)

// formulaText returns the alternative text of a formula, or its parts in line.
func formulaText(f *frame) string {
	if alt := strings.Trim(Attr(f.tag.attrs, "alttext"), "$ "); alt != "" && !strings.ContainsRune(alt, '\\') {
		return alt
	}
	if len(f.kids) == 0 {
		return f.text.String()
	}
	return strings.Join(f.kids, "")
}

// part returns one element of a formula as text.
func part(f *frame) string {
	kids := f.kids
	row := strings.Join(kids, "")
	if len(kids) == 0 {
		row = strings.TrimSpace(f.text.String())
	}
	switch name := f.tag.name; {
	case name == "mo":
		if strings.ContainsAny(row, "=<>≤≥±×≈→") {
			return " " + row + " "
		}
	case name == "msup" && len(kids) == 2:
		return kids[0] + Super(kids[1], 0)
	case name == "msub" && len(kids) == 2:
		return kids[0] + Sub(kids[1])
	case name == "msubsup" && len(kids) == 3:
		return kids[0] + Sub(kids[1]) + Super(kids[2], 0)
	case name == "mfrac" && len(kids) == 2:
		return bracket(kids[0]) + "/" + bracket(kids[1])
	case name == "msqrt":
		return "√" + bracket(row)
	case name == "mroot" && len(kids) == 2:
		return Super(kids[1], 0) + "√" + bracket(kids[0])
	case name == "mfenced":
		return "(" + strings.Join(kids, ", ") + ")"
	case name == "mphantom":
		return ""
	case name == "semantics" && len(kids) > 0:
		return kids[0]
	}
	return row
}

// bracket puts brackets around more than one character or number.
func bracket(s string) string {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) == 1 || strings.Trim(s, "0123456789.") == "" {
		return s
	}
	return "(" + s + ")"
}
