package app

import (
	"fmt"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/design"
)

// shelfLives lists issuers whose own rules end the life of their guidelines.
var shelfLives = []struct {
	issuer string // as named in the title, the authors or a stated fact, lower case
	years  int
	rule   string // with its source
}{
	{"american college of physicians", 5, "the American College of Physicians considers its guidelines withdrawn or invalid five years after publication (doi:10.7326/M16-2367)"},
}

// noticesOf returns the notices on record and those that follow from an
// issuer's rule on the day of reading.
func (a *App) noticesOf(b sqlite.Bundle) []corpus.Notice {
	out := append([]corpus.Notice{}, b.Notices...)
	if n, ok := expired(b, a.Now()); ok {
		out = append(out, n)
	}
	return out
}

// expired tells whether a guideline has outlived its issuer's own rule at a
// point in time.
func expired(b sqlite.Bundle, at time.Time) (corpus.Notice, bool) {
	end, rule, ok := expiry(b)
	if !ok || at.Before(end) {
		return corpus.Notice{}, false
	}
	return corpus.Notice{
		ID: "expired/" + string(b.Study.ID), Report: b.Main().ID, Study: b.Study.ID, Type: corpus.Expired,
		Date: corpus.Date{Year: end.Year(), Month: int(end.Month()), Day: end.Day()}, Source: "issuer's own rule", Reason: rule, Computed: true,
	}, true
}

// expiry is the day on which a guideline ends by its issuer's rule.
func expiry(b sqlite.Bundle) (time.Time, string, bool) {
	it := b.Main().Item
	if designOf(b).Design != design.Guideline || it.Published.Year == 0 {
		return time.Time{}, "", false
	}
	named := it.Title + " " + it.Publisher
	for _, au := range it.Authors {
		named += " " + au.Collective
	}
	for _, f := range b.Facts {
		if f.Field == "issuer" {
			named += " " + f.Value
		}
	}
	for _, s := range shelfLives {
		if strings.Contains(strings.ToLower(named), s.issuer) {
			d := it.Published
			day := time.Date(d.Year+s.years, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, time.UTC)
			return day, s.rule, true
		}
	}
	return time.Time{}, "", false
}

// NoticeLine says a notice in one line.
func NoticeLine(n corpus.Notice) string {
	line := string(n.Type)
	if d := n.Date.String(); d != "" {
		line += " " + d
	}
	line = fmt.Sprintf("%s (%s)", line, n.Source)
	if n.Reason != "" {
		line += ": " + n.Reason
	}
	return line
}
