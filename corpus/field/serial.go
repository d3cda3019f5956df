package field

import (
	"strings"

	"appraise/corpus/markup"
)

// Serials reads the ISSN and ISBN numbers in s: "0306-4530", "03064530 (ISSN)",
// "0894-9867, 2168-8184", "978-1-4822-5326-9". whole is false where s holds
// something else as well.
func Serials(s string) (issn, isbn []string, whole bool) {
	s = markup.Clean(s)
	whole = true
	depth := 0
	for _, word := range strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
			return true
		}
		return depth > 0 || r == ',' || r == ';' || r == ' '
	}) {
		number := strings.ToUpper(strings.Trim(word, `=":.`))
		number = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(number, "E"), "ISSN"), "ISBN")
		switch bare, ok := serialDigits(number); {
		case number == "":
		case !ok:
			whole = false
		case len(bare) == 8:
			if len(number) != 9 || number[4] != '-' {
				number = bare[:4] + "-" + bare[4:]
			}
			issn = addOnce(issn, number)
		case len(bare) == 10 || len(bare) == 13:
			isbn = addOnce(isbn, number)
		default:
			whole = false
		}
	}
	return issn, isbn, whole
}

var hyphens = strings.NewReplacer("-", "", "–", "", "‐", "")

// serialDigits takes the hyphens out of a number of digits that may end in X.
func serialDigits(s string) (string, bool) {
	bare := s
	switch {
	case strings.Contains(s, "\u2010") || strings.Contains(s, "–"):
		bare = hyphens.Replace(s)
	case strings.Contains(s, "-"):
		bare = strings.ReplaceAll(s, "-", "")
	}
	for i, c := range []byte(bare) {
		if (c < '0' || c > '9') && !(c == 'X' && i == len(bare)-1) {
			return "", false
		}
	}
	return bare, bare != ""
}

// ValidISSN reports whether the check digit of an ISSN is right.
func ValidISSN(s string) bool {
	bare, ok := serialDigits(strings.ToUpper(s))
	if !ok || len(bare) != 8 {
		return false
	}
	sum := 0
	for i, c := range []byte(bare) {
		digit := int(c - '0')
		if c == 'X' {
			digit = 10
		}
		sum += (8 - i) * digit
	}
	return sum%11 == 0
}

func addOnce(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// AddOnce appends the values that are not empty and not yet in list.
func AddOnce(list []string, values ...string) []string {
	if len(values) < 16 {
		for _, v := range values {
			if v != "" {
				list = addOnce(list, v)
			}
		}
		return list
	}
	have := map[string]bool{"": true}
	for _, v := range list {
		have[v] = true
	}
	for _, v := range values {
		if !have[v] {
			have[v] = true
			list = append(list, v)
		}
	}
	return list
}
