package dedupe

import (
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
)

// place is where in a journal something stands.
type place struct {
	volume     string
	issue      string
	first      string // first page: letters and digits, "s12", "e123", "cd002273"
	last       string
	supplement bool
	single     bool // the source gives one page, not a range
}

func newPlace(it *corpus.Item) place {
	var p place
	p.volume, p.issue = volumeOf(it.Volume, it.Issue)
	if p.volume == strconv.Itoa(it.Published.Year) && it.Published.Year > 0 && p.issue != "" {
		p.volume = "" // databases write the year where there is no volume
	}
	text := fold(it.Volume + " " + it.Issue)
	pages := field.Pages(it.Pages)
	if pages == "" {
		pages = it.ArticleNumber
	}
	p.first, p.last = firstAndLast(fold(pages))
	if p.last == p.first {
		p.last = ""
	}
	p.single = p.first != "" && p.last == ""
	p.supplement = strings.Contains(text, "sup") || startsWithS(fold(it.Issue)) || startsWithS(p.first)
	return p
}

// startsWithS recognises "s2" and "S 12", the issues and pages of supplements.
func startsWithS(s string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(s), "s")
	return ok && isNumber(strings.TrimSpace(rest))
}

// volumeOf reads volume and issue: "4 (1) (no pagination)", "35 Suppl 1",
// "23-24". Of the volume the first number counts, of the issue all.
func volumeOf(volume, issue string) (v, i string) {
	inVolume := numbersIn(fold(volume))
	inIssue := numbersIn(fold(issue))
	if len(inVolume) > 0 {
		v = inVolume[0]
	} else {
		v = strings.Join(wordsOf(fold(volume)), "")
	}
	switch {
	case len(inIssue) > 0:
		i = strings.Join(inIssue, "-")
	case len(inVolume) > 1 && strings.ContainsRune(volume, '('):
		i = inVolume[1]
	}
	return v, i
}

// numbersIn returns the runs of digits in s without leading zeros.
func numbersIn(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		if w = strings.TrimLeft(w, "0"); w != "" {
			out = append(out, w)
		}
	}
	return out
}

var dashes = strings.NewReplacer("–", "-", "—", "-")

// firstAndLast reads a page range. Words without a number are no page.
func firstAndLast(pages string) (first, last string) {
	if cut := strings.IndexAny(pages, ",;"); cut >= 0 {
		pages = pages[:cut]
	}
	pages = dashes.Replace(pages)
	a, b, ok := strings.Cut(strings.TrimSpace(pages), "-")
	if ok && !hasDigit(a) && hasDigit(b) { // "suppl-10"
		return "", page(b)
	}
	first = page(a)
	if ok {
		last = page(strings.TrimLeft(b, "-"))
	}
	return first, last
}

// page folds "S012" to "s12" and "e1 of 9" to "e1"; "" where there is no digit.
func page(s string) string {
	words := wordsOf(s)
	for _, w := range words {
		if hasDigit(w) {
			i := strings.IndexAny(w, "0123456789")
			return w[:i] + strings.TrimLeft(w[i:], "0")
		}
	}
	return ""
}

// agreement of one field of the place.
type agreement uint8

const (
	unknown agreement = iota
	differs
	slip    // pages only: one digit apart, or both begin at 1
	lastOne // pages only: the last page agrees
	agrees
)

func compareVolumes(a, b string) agreement {
	switch {
	case a == "" || b == "":
		return unknown
	case a == b:
		return agrees
	case !hasDigit(a) || !hasDigit(b): // "(Jul)"
		return unknown
	}
	return differs
}

// shifted reports whether the fields of one have slipped by one column: its
// issue is the other's volume, its page the other's issue.
func shifted(a, b *place) bool {
	return a.volume == "" && a.issue != "" && a.issue == b.volume && a.first != "" && a.first == b.issue
}

// compareIssues takes "23-24" and "23" for the same: one may be the first of a
// double number.
func compareIssues(a, b string) agreement {
	switch {
	case a == "" || b == "":
		return unknown
	case a == b || strings.HasPrefix(a, b+"-") || strings.HasPrefix(b, a+"-"):
		return agrees
	}
	return differs
}

// comparePages compares first pages, then ends. Pages that begin at 1 say
// little: in a record without a volume they are counted from the proof, and in
// journals with article numbers every article has them. A range against an
// article number says nothing.
func comparePages(a, b *place) agreement {
	switch {
	case a.first == "" || b.first == "":
		if a.last != "" && (a.last == b.last || samePageNumber(a.last, b.last)) {
			return lastOne
		}
		return unknown
	case a.first == "1" && b.first == "1" && (a.last == "" || a.last != b.last):
		return slip // each article of some journals begins at 1
	case a.first == b.first:
		return agrees
	case a.last != "" && (a.last == b.last || samePageNumber(a.last, b.last)):
		return lastOne
	case proofPages(a) || proofPages(b), a.first == "1" && b.last == "" || b.first == "1" && a.last == "":
		return unknown
	case isNumber(a.first) != isNumber(b.first) && (a.last == "" || b.last == "") && !samePageNumber(a.first, b.first):
		return unknown
	case samePageNumber(a.first, b.first):
		return slip
	case len(a.first) > 2 && len(a.first) == len(b.first) && Distance(a.first, b.first, 1) == 1 && (a.last == "" || b.last == "" || Distance(a.last, b.last, 1) <= 1):
		return slip
	}
	return differs
}

// brief reports whether it may be no longer than an abstract of a meeting: two
// pages, or an end that is not known.
func (p *place) brief() bool {
	first, errFirst := strconv.Atoi(digitsOf(p.first))
	last, errLast := strconv.Atoi(digitsOf(p.last))
	return errFirst != nil || errLast != nil || last-first <= 1
}

func proofPages(p *place) bool { return p.first == "1" && p.volume == "" && p.issue == "" }

// samePageNumber ignores letters before the number: "s12", "12"; "e45", "45".
func samePageNumber(a, b string) bool {
	x, y := digitsOf(a), digitsOf(b)
	return x != "" && x == y && (isNumber(a) || isNumber(b))
}
