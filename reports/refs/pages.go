package refs

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"appraise/corpus"
)

// pages writes a page range as the style wants: AMA in full with a hyphen
// (437-440), NLM without the digits that repeat, with an en dash (437–40).
func (w *writer) pages() string {
	p := w.it.Pages
	if p == "" {
		return w.it.ArticleNumber
	}
	first, last, ok := splitPages(p)
	if !ok {
		return p
	}
	if w.ama {
		return first + "-" + expand(first, last)
	}
	return first + "–" + elide(first, expand(first, last))
}

// splitPages cuts "1473-1480" at its one dash; lists ("5-7, 9") and lone
// pages are not ranges.
func splitPages(p string) (first, last string, ok bool) {
	first, last, ok = strings.Cut(strings.NewReplacer("–", "-", "—", "-", "−", "-").Replace(p), "-")
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	return first, last, ok && first != "" && last != "" && !strings.ContainsAny(last, "-,; ") && !strings.ContainsAny(first, ",; ")
}

// tail splits "S12" into its letters and its number.
func tail(s string) (letters, digits string) {
	i := strings.IndexFunc(s, unicode.IsDigit)
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}

// expand gives a last page its leading digits and letters: 437, 40 → 440.
func expand(first, last string) string {
	fl, fd := tail(first)
	ll, ld := tail(last)
	if !number(fd) || !number(ld) {
		return last
	}
	if len(ld) < len(fd) {
		ld = fd[:len(fd)-len(ld)] + ld
	}
	if ll == "" {
		ll = fl
	}
	return ll + ld
}

// elide drops what a last page shares with the first: S12, S19 → 9.
func elide(first, last string) string {
	fl, fd := tail(first)
	ll, ld := tail(last)
	if fl != ll || len(fd) != len(ld) || !number(fd) || !number(ld) || fd == ld {
		return last
	}
	i := 0
	for fd[i] == ld[i] {
		i++
	}
	return ld[i:]
}

func number(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil && s != ""
}

// months as the styles write them.
var months = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// longDate writes November 22, 2026.
func longDate(d corpus.Date) string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month < 1 || d.Month > 12:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", months[d.Month], d.Year)
	}
	return fmt.Sprintf("%s %d, %d", months[d.Month], d.Day, d.Year)
}

// shortDate writes 2026 Nov 22, to the given depth: 1 year, 2 month, 3 day.
func shortDate(d corpus.Date, depth int) string {
	if d.Year == 0 {
		return ""
	}
	s := strconv.Itoa(d.Year)
	if depth > 1 && d.Month >= 1 && d.Month <= 12 {
		s += " " + months[d.Month][:3]
		if depth > 2 && d.Day > 0 {
			s += " " + strconv.Itoa(d.Day)
		}
	}
	return s
}
