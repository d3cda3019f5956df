package html

import (
	"fmt"
	"html"
	"html/template"
	"strings"
	"unicode"

	"appraise/corpus"
	"appraise/reports"
)

// sentence renders spans; everything that came from a library is escaped.
func sentence(s reports.Sentence) template.HTML {
	var b strings.Builder
	class := "s"
	if s.Fault != "" {
		class = "s fault"
	}
	fmt.Fprintf(&b, `<span class="%s" data-rests-on="%s">`, class, html.EscapeString(strings.Join(s.Support.IDs(), " ")))
	for _, span := range s.Spans {
		writeSpan(&b, span)
	}
	if s.Fault != "" {
		fmt.Fprintf(&b, ` <strong>[draft: %s]</strong>`, html.EscapeString(s.Fault))
	}
	b.WriteString("</span>")
	return template.HTML(b.String())
}

func writeSpan(b *strings.Builder, span reports.Span) {
	open, end := "", ""
	wrap := func(o, e string) { open, end = open+o, e+end }
	if span.Strong {
		wrap("<strong>", "</strong>")
	}
	if span.Italic {
		wrap("<em>", "</em>")
	}
	if span.Muted {
		wrap(`<span class="muted">`, "</span>")
	}
	if span.Raised {
		wrap("<sup>", "</sup>")
	}
	if address(span.URL) {
		wrap(`<a href="`+html.EscapeString(span.URL)+`">`, "</a>")
	}
	if span.Text != "" {
		b.WriteString(open + string(words(span.Text)) + end)
	}
	if len(span.Refs) > 0 {
		b.WriteString("<sup>")
		for i, n := range span.Refs {
			if i > 0 {
				b.WriteString(",")
			}
			fmt.Fprintf(b, `<a href="#ref-%d" aria-label="reference %d">%d</a>`, n, n, n)
		}
		b.WriteString("</sup>")
	}
}

// address accepts links to the web only.
func address(url string) bool {
	return strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")
}

func sentences(ss []reports.Sentence) template.HTML {
	var b strings.Builder
	for i, s := range ss {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(string(sentence(s)))
	}
	return template.HTML(b.String())
}

// cell renders the two lines of a table cell.
func cell(c reports.Cell) template.HTML {
	out := string(sentence(c.Main))
	if !c.Sub.Empty() {
		out += "<br>" + `<span class="muted">` + string(sentence(c.Sub)) + "</span>"
	}
	return template.HTML(out)
}

// discs draws the certainty as four discs, with the words for a reader by
// ear and the signs for who copies it.
func discs(c corpus.Certainty) template.HTML {
	if c == corpus.Unrated {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<span class="discs" role="img" aria-label="%s certainty"><span class="signs">%s%s</span><svg viewBox="0 0 51 12" aria-hidden="true">`, c, strings.Repeat("⊕", int(c)), strings.Repeat("◯", 4-int(c)))
	for i := range 4 {
		x := 6 + 13*i
		if i < int(c) {
			fmt.Fprintf(&b, `<circle class="full" cx="%d" cy="6" r="5"/><path d="M%d 6h6M%d 3v6"/>`, x, x-3, x)
			continue
		}
		fmt.Fprintf(&b, `<circle cx="%d" cy="6" r="5"/>`, x)
	}
	b.WriteString("</svg></span>")
	return template.HTML(b.String())
}

// reference renders one entry of the list.
func reference(r reports.Reference) template.HTML {
	var b strings.Builder
	for _, run := range r.Ref.Runs {
		text := string(words(run.Text))
		if run.Italic {
			text = "<em>" + text + "</em>"
		}
		if address(run.URL) {
			text = `<a href="` + html.EscapeString(run.URL) + `">` + text + "</a>"
		}
		b.WriteString(text)
	}
	if !r.Note.Empty() {
		b.WriteString(" " + string(sentence(r.Note)))
	}
	return template.HTML(b.String())
}

// dataTable splits a figure's table into its head and its rows.
func dataTable(rows [][]string) map[string]any {
	if len(rows) == 0 {
		return map[string]any{}
	}
	return map[string]any{"Head": rows[0], "Rows": rows[1:]}
}

// longWord is how many letters of a word stay together on a line at most.
const longWord = 24

// words escapes text, and lets a line end inside words that no column is wide
// enough for.
func words(s string) template.HTML {
	var b strings.Builder
	run := 0
	for _, r := range strings.ReplaceAll(s, " %", "\u00a0%") {
		if unicode.IsSpace(r) {
			run = 0
		} else if run++; run > longWord {
			b.WriteString("<wbr>")
			run = 1
		}
		b.WriteString(html.EscapeString(string(r)))
	}
	return template.HTML(b.String())
}

// widths turns the shares of columns into percents; those without a share
// divide what is left.
func widths(cols []reports.Column) []int {
	total, open := 0.0, 0
	for _, k := range cols {
		if total += k.Share; k.Share <= 0 {
			open++
		}
	}
	var out []int
	for _, k := range cols {
		share := k.Share
		switch {
		case share <= 0:
			share = max(0, 1-total) / float64(open)
		case open == 0:
			share /= total
		}
		out = append(out, int(100*share+0.5))
	}
	return out
}
