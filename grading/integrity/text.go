package integrity

import (
	"slices"
	"strings"
)

// Input is a title and an abstract, with the numbers of people that the
// caller knows; nil and empty mean not known.
type Input struct {
	Title, Abstract                string
	Enrolled, Randomised, Analysed *int
	Arms                           []Arm
}

// Text finds the numbers in a title and an abstract and runs the checks on
// those it can tie together. It takes time in proportion to the length of the
// text. Findings come in the order of the text, those without a place first.
func Text(in Input) Report {
	var r Report
	known := newKnown(in)
	readers := [2]reader{}
	for i, field := range [2]struct{ name, text string }{{"title", in.Title}, {"abstract", in.Abstract}} {
		readers[i] = reader{field: field.name, text: field.text, toks: scan(field.text, make([]token, 0, len(field.text)/5+8)), known: known, report: &r}
		known.collect(readers[i].toks)
	}
	slices.Sort(known.inText)
	r.Findings = append(r.Findings, ledgerFindings(in)...)
	for i := range readers {
		readers[i].prepare()
		readers[i].cited(in)
		readers[i].intervals()
		readers[i].statistics()
		readers[i].heterogeneity()
		readers[i].percents()
		readers[i].means()
		readers[i].pValues()
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		if c := strings.Compare(fieldOrder(a), fieldOrder(b)); c != 0 {
			return c
		}
		return a.Span.Start - b.Span.Start
	})
	return r
}

// fieldOrder sorts findings without a place, then title, then abstract.
func fieldOrder(f Finding) string {
	switch f.Span.Field {
	case "":
		return "0"
	case "title":
		return "1"
	}
	return "2"
}

// known holds the denominators that the caller or the text name.
type known struct {
	trial  bool // people were randomised
	arms   []Arm
	totals []int // enrolled, randomised, analysed, sum of the arms
	inText []int // whole numbers in the text that may be denominators, sorted
}

func newKnown(in Input) *known {
	k := &known{trial: in.Randomised != nil}
	sum := 0
	for _, a := range in.Arms {
		if a.N > 0 && a.N <= maxCount {
			k.arms = append(k.arms, a)
			sum += a.N
		}
	}
	for _, p := range []*int{in.Enrolled, in.Randomised, in.Analysed, &sum} {
		if p != nil && *p > 0 && *p <= maxCount {
			k.totals = append(k.totals, *p)
		}
	}
	return k
}

// largest is the largest total the caller knows, 0 when none.
func (k *known) largest() int {
	if len(k.totals) == 0 {
		return 0
	}
	return slices.Max(k.totals)
}

// collect adds the whole numbers of a text that are not measured in units.
func (k *known) collect(toks []token) {
	for i, t := range toks {
		if t.kind != number || t.decimals > 0 || t.broken || t.unscaled < 1 || t.unscaled > maxCount {
			continue
		}
		if i+1 < len(toks) && (toks[i+1].sym == '%' || toks[i+1].kind == word && toks[i+1].entry.is(wUnit)) {
			continue
		}
		k.inText = append(k.inText, int(t.unscaled))
	}
}

// explains reports whether a total or a number of the text is a denominator
// that fits.
func (k *known) explains(x int, p Printed) bool {
	for _, n := range k.totals {
		if percentNear(x, n, p) || PercentFits(x, n, p) {
			return true
		}
	}
	first, last := denominatorRange(x, p, max(x, 2), maxCount)
	at, _ := slices.BinarySearch(k.inText, first)
	return at < len(k.inText) && k.inText[at] <= last
}

// reader walks over the tokens of one field.
type reader struct {
	field  string
	text   string
	toks   []token
	marks  []wordFlag // per sentence, everything its words mean
	used   []bool     // tokens already part of a checked or counted number
	known  *known
	report *Report
}

func (r *reader) prepare() {
	r.used = make([]bool, len(r.toks))
	if n := len(r.toks); n > 0 {
		r.marks = make([]wordFlag, r.toks[n-1].sentence+2)
	}
	for _, t := range r.toks {
		r.marks[t.sentence] |= t.entry.flags
	}
}

// sentenceHas reports whether the sentence of token i holds a word of kind f.
func (r *reader) sentenceHas(i int, f wordFlag) bool {
	return r.marks[r.toks[i].sentence]&f != 0
}

// at returns token i, or an empty symbol outside the text.
func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.toks) {
		return token{}
	}
	return r.toks[i]
}

func (r *reader) isSym(i int, chars string) bool {
	t := r.at(i)
	return t.kind == symbol && t.sym != 0 && strings.IndexByte(chars, t.sym) >= 0
}

func (r *reader) isWord(i int, f wordFlag) bool {
	t := r.at(i)
	return t.kind == word && t.entry.is(f)
}

// says reports whether token i is the word w, in lower case.
func (r *reader) says(i int, w string) bool {
	t := r.at(i)
	return t.kind == word && int(t.end-t.start) == len(w) && strings.EqualFold(r.text[t.start:t.end], w)
}

func (r *reader) isNumber(i int) bool { return r.at(i).kind == number }

// printed returns number token i as printed, with a sign when negative.
func (r *reader) printed(i int, negative bool) Printed {
	t := r.toks[i]
	p := Printed{Unscaled: t.unscaled, Decimals: int(t.decimals), text: r.text[t.start:t.end]}
	if negative {
		p.Unscaled, p.text = -p.Unscaled, "-"+p.text
	}
	return p
}

// mark takes tokens from..to out of further patterns.
func (r *reader) mark(from, to int) {
	for i := max(from, 0); i <= to && i < len(r.used); i++ {
		r.used[i] = true
	}
}

// quote returns the words from token a to token b, and their place.
func (r *reader) quote(a, b int) (string, Span) {
	a, b = max(a, 0), min(b, len(r.toks)-1)
	start, end := int(r.toks[a].start), int(r.toks[b].end)
	return r.text[start:end], Span{Field: r.field, Start: start, End: end}
}

// report adds a finding quoted from tokens a to b.
func (r *reader) add(f *Finding, a, b int) {
	if f != nil {
		quote, span := r.quote(a, b)
		r.report.Findings = append(r.report.Findings, f.At(quote, span))
	}
}

// saw counts one number, and whether it could be checked.
func (r *reader) saw(checked bool) {
	r.report.Numbers++
	if checked {
		r.report.Checked++
	}
}
