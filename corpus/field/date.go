package field

import (
	"fmt"
	"strings"
	"unicode"

	"appraise/corpus"
)

// months lists how the names of months begin, in the languages that exports
// are met in. The first match counts.
var months = []struct {
	prefix string
	month  int
}{
	{"jan", 1}, {"ene", 1}, {"gen", 1}, {"feb", 2}, {"fév", 2}, {"fev", 2}, {"mar", 3}, {"mär", 3}, {"mrz", 3},
	{"apr", 4}, {"avr", 4}, {"abr", 4}, {"may", 5}, {"mai", 5}, {"mag", 5}, {"jun", 6}, {"juin", 6}, {"giu", 6},
	{"jul", 7}, {"juil", 7}, {"lug", 7}, {"aug", 8}, {"aoû", 8}, {"aou", 8}, {"ago", 8}, {"sep", 9}, {"set", 9},
	{"oct", 10}, {"okt", 10}, {"out", 10}, {"ott", 10}, {"nov", 11}, {"dec", 12}, {"déc", 12}, {"dez", 12}, {"dic", 12},
}

// Month reads the name or the number of a month; 0 when it is none.
func Month(s string) int {
	s = strings.ToLower(strings.Trim(s, " ."))
	for _, m := range months {
		if strings.HasPrefix(s, m.prefix) {
			return m.month
		}
	}
	if n, ok := number(s); ok && n >= 1 && n <= 12 {
		return n
	}
	return 0
}

// number reads a short run of digits.
func number(s string) (int, bool) {
	if s == "" || len(s) > 8 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// Date reads a date as sources write it: 2019//, 2005/07/15, 2015/october,
// 2019/10//undefined, 1996 Jul 9, 4-8 Aug. 2020, 1998 Dec-1999 Jan, 20100526.
// The first year counts. Of 4/3/2024 only the year is taken: nothing tells the
// day from the month. A value without a year that can be is an error; the
// empty value is no date and no error.
func Date(s string) (corpus.Date, error) {
	words := split(s)
	var d corpus.Date
	at := -1
	for i, w := range words {
		n, ok := number(w)
		switch {
		case ok && len(w) == 4 && n > 0 && (corpus.Date{Year: n}).Validate() == nil:
			d.Year, at = n, i
		case ok && len(w) == 8:
			c := corpus.Date{Year: n / 10000, Month: n / 100 % 100, Day: n % 100}
			if c.Month > 0 && c.Validate() == nil {
				return c, nil
			}
		}
		if at >= 0 {
			break
		}
	}
	if at < 0 {
		if len(words) == 0 {
			return d, nil
		}
		return d, fmt.Errorf("the year %q is not a year", strings.TrimSpace(s))
	}
	slashed := at == 0 && len(words) > 1 && strings.Contains(s, words[0]+"/"+words[1])
	d.Month, d.Day = around(words, at, slashed)
	return d, nil
}

// around finds month and day beside the year at place at. In 2021/07//Jul-Sep
// what the slashes tell goes before words.
func around(words []string, at int, slashed bool) (month, day int) {
	for i, w := range words {
		if slashed && Month(words[1]) > 0 {
			break
		}
		if r := []rune(w)[0]; unicode.IsLetter(r) && Month(w) > 0 {
			return Month(w), dayNear(words, i, at)
		}
	}
	if at == 0 && len(words) > 1 {
		if month = Month(words[1]); month > 0 && len(words) > 2 {
			day = validDay(words[2])
		}
		return month, day
	}
	if at == 2 {
		first, second := validDay(words[0]), validDay(words[1])
		switch {
		case first == 0 || second == 0:
		case first > 12 && second <= 12:
			return second, first
		case first <= 12 && (second > 12 || first == second):
			return first, second
		}
	}
	return 0, 0
}

// dayNear finds the day beside the name of a month at place m.
func dayNear(words []string, m, year int) int {
	if m+1 < len(words) && m+1 != year {
		if d := validDay(words[m+1]); d > 0 {
			return d
		}
	}
	day := 0
	for i := m - 1; i >= 0 && i != year; i-- {
		d := validDay(words[i])
		if d == 0 {
			break
		}
		day = d // of 4-8 August, the first
	}
	return day
}

func validDay(w string) int {
	w = strings.TrimRight(w, "sthndr")
	if n, ok := number(w); ok && len(w) <= 2 && n >= 1 && n <= 31 {
		return n
	}
	return 0
}

// MonthDay reads a date without its year: "AUG", "SEP 4", "Nov 12-14".
func MonthDay(s string) (month, day int) {
	words := split(s)
	for i, w := range words {
		if r := []rune(w)[0]; unicode.IsLetter(r) && Month(w) > 0 {
			return Month(w), dayNear(words, i, -1)
		}
	}
	return 0, 0
}

// split cuts at everything that is neither letter nor digit, and between
// letters and digits.
func split(s string) []string {
	var words []string
	start, kind := 0, 0
	for i, r := range s {
		k := 0
		switch {
		case r >= '0' && r <= '9':
			k = 1
		case unicode.IsLetter(r):
			k = 2
		}
		if k != kind && kind != 0 && !(kind == 1 && k == 2 && isOrdinal(s[i:])) {
			words = append(words, s[start:i])
		}
		if k != kind {
			if !(kind == 1 && k == 2 && isOrdinal(s[i:])) {
				start = i
			}
			kind = k
		}
	}
	if kind != 0 {
		words = append(words, s[start:])
	}
	return words
}

func isOrdinal(s string) bool {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if rest, ok := strings.CutPrefix(s, end); ok && (rest == "" || rest[0] == ' ' || rest[0] == ',') {
			return true
		}
	}
	return false
}
