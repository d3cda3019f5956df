package html

import (
	"fmt"
	"html"
	"html/template"
	"strings"

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
		b.WriteString(open + html.EscapeString(span.Text) + end)
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

// discs writes the certainty as signs with the words for a reader by ear.
func discs(c corpus.Certainty) template.HTML {
	if c == corpus.Unrated {
		return ""
	}
	return template.HTML(fmt.Sprintf(`<span class="discs" role="img" aria-label="%s certainty">%s%s</span>`, c, strings.Repeat("⊕", int(c)), strings.Repeat("◯", 4-int(c))))
}

// reference renders one entry of the list.
func reference(r reports.Reference) template.HTML {
	var b strings.Builder
	for _, run := range r.Ref.Runs {
		text := html.EscapeString(run.Text)
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
