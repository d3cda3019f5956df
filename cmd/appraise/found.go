package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"appraise/cmd/internal/app"
	"appraise/grading/design"
	"appraise/index"
)

// maxPassages is how many passages a study shows.
const maxPassages = 2

// printFound prints an answer; of a strategy, the lines with their counts and
// the studies only when they are asked for.
func (o *options) printFound(found app.Found, hits bool) {
	o.printLines(found.Lines)
	o.printNotes(found)
	if !hits {
		return
	}
	for i, h := range found.Hits {
		if i > 0 || len(found.Lines) > 0 {
			o.say("")
		}
		o.printHit(h)
	}
	if found.Total > 1 && len(found.Hits) > 0 {
		o.printFacets(found.Facets)
	}
	if found.Next != "" {
		o.note("More: --after %s", found.Next)
	}
}

// printNotes says how the search was understood and what it found.
func (o *options) printNotes(found app.Found) {
	for _, n := range found.Named {
		text := ""
		if !strings.HasPrefix(n.Name, "filter:") {
			text = cut(strings.Join(strings.Fields(n.Text), " "), longName) + ", "
		}
		o.noted(n.Name + ": " + text + n.Source)
	}
	for _, m := range found.Mapped {
		o.noted(fmt.Sprintf("%s: also searched as the heading %q (--no-mapping turns this off)", m.Words, m.Heading))
	}
	for _, n := range found.Notes {
		o.noted(n)
	}
	if n := len(found.Lines); n > 0 && found.Lines[n-1].Refused != "" {
		return
	}
	switch {
	case found.Similar != "" && found.Total == 0:
		o.noted(fmt.Sprintf("No study shares the words that %s stands out by", found.Similar))
		return
	case found.Similar != "":
		o.noted(fmt.Sprintf("Of %s that share words with %s, the most similar first", count(found.Total, "study", "studies"), found.Similar))
		return
	}
	how := "exact set"
	if found.Mode == index.Ranked {
		how = "ranked, the best first"
	}
	o.noted(fmt.Sprintf("%s for %s (%s)", count(found.Total, "study", "studies"), cut(found.Query, longQuery), how))
	for _, t := range found.Terms {
		o.noted(fmt.Sprintf("%s: %s alone", cut(t.Term, longName), count(t.Count, "study", "studies")))
	}
	for _, w := range found.Suggest {
		o.noted(fmt.Sprintf("No study has %q; %s %q.", w.Word, have(w.Studies), w.Instead))
	}
}

func have(n int) string {
	if n == 1 {
		return "1 study has"
	}
	return fmt.Sprintf("%d studies have", n)
}

// longName is how much is shown of the text behind a name.
const longName = 160

// longQuery is how much of a query is shown again.
const longQuery = 300

// noted prints a note in lines of the output's width.
func (o *options) noted(text string) {
	for _, line := range wrapLines(text, o.width()) {
		o.note("%s", line)
	}
}

// printLines prints the lines of a strategy with what each finds.
func (o *options) printLines(lines []app.FoundLine) {
	label, number := 0, 0
	for _, l := range lines {
		label, number = max(label, len(l.Label)), max(number, uniseg.StringWidth(countCell(l)))
	}
	for _, l := range lines {
		if l.Comment != "" {
			o.item(strings.Repeat(" ", label+number+4), o.style(faint, l.Comment))
		}
		if l.Label == "" {
			continue
		}
		text := l.Text
		if l.Unused {
			text += "  " + o.style(faint, "(not used)")
		}
		o.item(fmt.Sprintf("%*s  %*s  ", label, l.Label, number, countCell(l)), text)
		if l.Refused != "" {
			o.item(strings.Repeat(" ", label+number+4), "not run: "+l.Refused)
		}
	}
}

func countCell(l app.FoundLine) string {
	if l.Count == nil {
		return "–"
	}
	return strconv.Itoa(*l.Count)
}

func (o *options) printHit(h app.FoundStudy) {
	o.hang(string(h.ID), noticeFlag(h.Notices)+h.Title)
	line := shortDesign(h.Design.Design)
	if h.Design.Design == "" {
		line = design.Words[""]
	}
	if s := sizeCell(h.StudyView); s != "–" {
		line += ", n = " + s
	}
	if h.Risk != "" {
		line += ", risk of bias " + string(h.Risk)
	}
	if h.Year > 0 {
		line = fmt.Sprintf("%d, ", h.Year) + line
	}
	o.wrap("  ", line)
	shown := 0
	for _, p := range h.Passages {
		if p.Field == "title" || shown == maxPassages {
			continue
		}
		shown++
		head := "  "
		if p.Place != "" && !strings.HasPrefix(p.Text, p.Place) {
			head = "  " + p.Place + ": "
		}
		o.item(head, o.mark(p)+summaryNote(h.TextBy))
	}
	if h.Explain != "" {
		o.wrap("  ", h.Explain)
	}
}

// mark shows a passage with the words found set off.
func (o *options) mark(p index.Passage) string {
	var b strings.Builder
	at := 0
	for _, m := range p.Marks {
		if m[0] < at || m[1] > len(p.Text) {
			continue
		}
		b.WriteString(p.Text[at:m[0]])
		b.WriteString(o.style(marked, p.Text[m[0]:m[1]]))
		at = m[1]
	}
	b.WriteString(p.Text[at:])
	return elided(strings.Join(strings.Fields(b.String()), " "))
}

// elided shows that a stretch of text begins or ends within a sentence.
func elided(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
		s = "… " + s
	}
	if last, _ := utf8.DecodeLastRuneInString(s); unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',' {
		s += " …"
	}
	return s
}

// hang prints text behind a head that is set off, its further lines a little
// to the right.
func (o *options) hang(head, text string) {
	text = strings.Join(strings.Fields(text), " ")
	first := wrapLines(text, o.width()-uniseg.StringWidth(head)-2)[0]
	o.say("%s  %s", o.style(bold, head), first)
	if rest := strings.TrimSpace(text[len(first):]); rest != "" {
		o.wrap("  ", rest)
	}
}

// printFacets counts the results by their properties; what is not known of
// any study is left out.
func (o *options) printFacets(facets []index.Facet) {
	o.say("")
	for _, f := range facets {
		var parts []string
		for i, v := range f.Values {
			if i == mostValues {
				parts = append(parts, "…")
				break
			}
			name := dash(v.Value)
			if f.Name == "design" {
				name = shortDesign(design.Name(v.Value))
			}
			parts = append(parts, fmt.Sprintf("%s %d", name, v.Count))
		}
		if len(f.Values) > 1 || len(f.Values) == 1 && f.Values[0].Value != notKnown {
			o.item(fmt.Sprintf("%-10s", f.Name), strings.Join(parts, " · "))
		}
	}
}

// notKnown is how package index counts studies without a property.
const notKnown = "not known"

// mostValues is how many values of a property are shown.
const mostValues = 8

// summaryNote tells a summary from the words of the paper.
func summaryNote(by string) string {
	if by == "" {
		return ""
	}
	return " [summary by " + by + "]"
}
