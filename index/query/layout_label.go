package query

import (
	"regexp"
	"slices"
	"strings"
)

var labelRE = regexp.MustCompile(`^(?:#\s*)?(\d{1,4}[a-zA-Z]?|[A-Z])(?:\s*[.):]\s*|\s+|$)`)

// cutLabel takes the label from the beginning of a line.
func cutLabel(text string) (label, rest string, ok bool) {
	m := labelRE.FindStringSubmatchIndex(text)
	if m == nil {
		return "", text, false
	}
	label = strings.ToLower(text[m[2]:m[3]])
	letter := label[0] > '9'
	if letter && !strings.ContainsAny(text[m[3]:m[1]], ".):") {
		return "", text, false
	}
	return label, text[m[1]:], true
}

// labelled reports whether a text has its own labels, and cuts them off. They
// have to run on from line to line: 1, 2, 3 or 1, 1a, 1b, 2.
func labelled(in []textLine) bool {
	prev, found, all, highest := "", 0, 0, 0
	for i := range in {
		if isRemark(in[i].text) {
			continue
		}
		all++
		label, rest, ok := cutLabel(in[i].text)
		cut := in[i].text[:len(in[i].text)-len(rest)]
		dotted := strings.ContainsAny(cut, ".):")
		jumps := dotted && cut[len(cut)-1] == ' ' && (cut[0] == '#' || jumpsAhead(label, highest))
		if !ok || !jumps && !follows(prev, label, highest) || !dotted && isOperatorStart(rest) && !ovidListRE.MatchString(rest) {
			continue
		}
		in[i].label, in[i].rest = label, countColumnRE.ReplaceAllString(rest, " ($1)")
		in[i].cut = len(in[i].text) - len(rest)
		prev = label
		if n, _ := splitLabel(label); n > highest {
			highest = n
		}
		found++
	}
	first := slices.IndexFunc(in, func(t textLine) bool { return t.label != "" })
	if found == 1 && all == 1 {
		return in[first].rest != "" && strings.Contains(in[first].text[:in[first].cut], ".")
	}
	return found >= 2 && found*3 >= all
}

// isOperatorStart reports whether what follows a number makes it the operand
// of an operator: "1 and 2" is a search, not line 1.
func isOperatorStart(rest string) bool {
	word := strings.ToLower(firstWord(rest))
	return word == "and" || word == "or" || word == "not"
}

// follows reports whether a label can stand behind another; highest is the
// highest number so far.
func follows(prev, label string, highest int) bool {
	n, letter := splitLabel(label)
	if prev == "" {
		return label == "1" || label == "1a" || label == "a"
	}
	pn, pl := splitLabel(prev)
	switch {
	case n < 0 && pn < 0:
		return letter == pl+1
	case n < 0:
		return letter == 'a'
	case pn < 0:
		return n == highest+1
	case n == pn:
		return pl == 0 && letter == 'a' || pl != 0 && letter == pl+1
	}
	return n == pn+1 && (letter == 0 || letter == 'a')
}

// jumpsAhead reports whether a label that is clearly written as one, "12. ",
// is higher than all before: strategies are printed in part, too.
func jumpsAhead(label string, highest int) bool {
	n, _ := splitLabel(label)
	return n > highest
}

// splitLabel cuts a label into its number, -1 without one, and its letter.
func splitLabel(label string) (n int, letter byte) {
	if c := label[len(label)-1]; c > '9' {
		letter = c
		label = label[:len(label)-1]
	}
	if label == "" {
		return -1, letter
	}
	n, _ = smallNumber(label)
	return n, letter
}
