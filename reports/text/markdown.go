// Package text writes a briefing as Markdown, as JSON with the record behind
// every sentence, and its summary of findings as CSV.
package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"appraise/corpus"
	"appraise/reports"
	"appraise/reports/figure"
	"appraise/reports/forest"
	"appraise/reports/prisma"
)

// Markdown writes the document as CommonMark with tables.
func Markdown(w io.Writer, b reports.Briefing) error {
	m := &markdown{w: bufio.NewWriter(w)}
	if b.Draft && len(b.Faults) > 0 {
		m.para(fmt.Sprintf("**Draft.** %d statements cannot be traced back to the library. Not for use.", len(b.Faults)))
	}
	if b.Warning != "" {
		m.para("*" + escape(b.Warning) + "*")
	}
	for _, block := range b.Blocks {
		m.block(block)
	}
	m.para("---")
	m.para(escape(b.Footer))
	if err := m.w.Flush(); err != nil {
		return fmt.Errorf("writing %q as Markdown: %w", b.Title, err)
	}
	return nil
}

// markdown keeps blank lines between blocks. Errors of the writer surface at
// Flush.
type markdown struct{ w *bufio.Writer }

func (m *markdown) line(s string) { m.w.WriteString(s + "\n") }

func (m *markdown) para(s string) {
	if strings.TrimSpace(s) != "" {
		m.line(s + "\n")
	}
}

func (m *markdown) head(level int, s string) {
	if s != "" {
		m.para(strings.Repeat("#", level) + " " + escape(s))
	}
}

func (m *markdown) items(ss []reports.Sentence) {
	for _, s := range ss {
		m.line("- " + words(s))
	}
	if len(ss) > 0 {
		m.line("")
	}
}

func (m *markdown) block(block reports.Block) {
	switch k := block.(type) {
	case *reports.Head:
		m.para(escape(k.Kicker) + ". " + words(k.Searched))
		m.head(1, k.Title)
		m.para(words(k.Question))
	case *reports.BottomLine:
		m.bottomLine(k)
	case *reports.PICO:
		for _, p := range k.Parts {
			m.line("- **" + escape(p.Label) + ":** " + words(p.Text))
		}
		m.line("")
	case *reports.Findings:
		m.findings(k)
	case *reports.Section:
		m.head(2, k.Title)
		for _, s := range k.Text {
			m.para(words(s))
		}
		m.items(k.Items)
	case *reports.Pairs:
		m.head(2, k.Title)
		for _, r := range k.Rows {
			m.line("- **" + escape(r.Label) + ":** " + words(r.Text))
		}
		m.line("")
	case *reports.Table:
		m.head(2, k.Title)
		m.rows(tableRows(k))
		m.notes(k.Notes)
	case *reports.References:
		m.head(2, k.Title)
		for _, r := range k.Items {
			m.line(fmt.Sprintf("%d. %s %s", r.Number, escape(r.Ref.String()), words(r.Note)))
		}
		m.line("")
	default:
		m.figure(block)
	}
}

// figure writes a plot as its table.
func (m *markdown) figure(block reports.Block) {
	m.head(2, block.Heading())
	var f figure.Figure
	var notes []reports.Sentence
	switch k := block.(type) {
	case *reports.Forest:
		f, notes = forest.Layout(k.Plot, forest.Options{}), k.Notes
	case *reports.Flow:
		f, notes = prisma.Layout(k.Counts, prisma.Options{}), []reports.Sentence{k.Note}
	case *reports.Plot:
		f, notes = k.Figure, k.Notes
	case *reports.Icons:
		f, notes = reports.IconFigure(k, 82), []reports.Sentence{k.Caption}
	}
	if len(f.Data) == 0 {
		m.para(escape(f.Alt))
	}
	m.rows(escaped(f.Data))
	m.notes(notes)
}

func (m *markdown) notes(ss []reports.Sentence) {
	for _, s := range ss {
		if !s.Empty() {
			m.para(words(s))
		}
	}
}

func (m *markdown) bottomLine(k *reports.BottomLine) {
	m.head(2, k.Heading())
	m.para("**" + words(k.Label) + "** " + Discs(k.Certainty))
	var all []string
	for _, s := range k.Text {
		all = append(all, words(s))
	}
	m.para(strings.Join(all, " "))
	for _, f := range k.Facts {
		m.line("- **" + f.Number + "** " + words(f.Text))
	}
	m.line("")
}

func (m *markdown) findings(t *reports.Findings) {
	m.head(2, t.Title)
	rows := [][]string{{"Outcome", "Evidence", "Relative effect (95% CI)", t.Without, t.With, "Difference", "Certainty (" + t.Scale + ")", "What happens"}}
	for _, r := range t.Rows {
		row := []string{words(r.Outcome), words(r.Evidence)}
		if !r.Gap.Empty() {
			row = append(row, words(r.Gap), "", "", "")
		} else {
			row = append(row, two(r.Relative), two(r.Without), two(r.With), two(r.Difference))
		}
		rows = append(rows, append(row, strings.TrimSpace(Discs(r.Certainty)+" "+words(r.Label)), words(r.Happens)))
	}
	m.rows(rows)
	for _, n := range t.Notes {
		m.line("- **" + n.Letter + "** " + words(n.Text))
	}
	if len(t.Notes) > 0 {
		m.line("")
	}
	m.notes(t.Explain)
}

func two(c reports.Cell) string {
	return strings.TrimSpace(words(c.Main) + " " + words(c.Sub))
}

// Discs writes a certainty as GRADE's signs, "" when not rated.
func Discs(c corpus.Certainty) string {
	if c <= corpus.Unrated || c > corpus.High {
		return ""
	}
	return strings.Repeat("⊕", int(c)) + strings.Repeat("◯", 4-int(c))
}

func tableRows(t *reports.Table) [][]string {
	var head []string
	for _, c := range t.Columns {
		head = append(head, escape(c.Head))
	}
	rows := [][]string{head}
	for _, r := range t.Rows {
		row := make([]string, len(t.Columns))
		for i := range row {
			if i < len(r) {
				row[i] = words(r[i])
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func escaped(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for i, r := range rows {
		for _, c := range r {
			out[i] = append(out[i], escape(c))
		}
	}
	return out
}

// rows writes a table, its head first.
func (m *markdown) rows(rows [][]string) {
	if len(rows) == 0 {
		return
	}
	for i, r := range rows {
		m.line("| " + strings.Join(r, " | ") + " |")
		if i == 0 {
			m.line("|" + strings.Repeat(" --- |", len(r)))
		}
	}
	m.line("")
}

// words renders a sentence; references become [1,2].
func words(s reports.Sentence) string {
	var b strings.Builder
	for _, span := range s.Spans {
		text := escape(span.Text)
		if span.Strong && strings.TrimSpace(text) != "" {
			trimmed := strings.TrimSpace(text)
			text = strings.Replace(text, trimmed, "**"+trimmed+"**", 1)
		}
		b.WriteString(text)
		for i, n := range span.Refs {
			open := ","
			if i == 0 {
				open = " \\["
			}
			fmt.Fprintf(&b, "%s%d", open, n)
		}
		if len(span.Refs) > 0 {
			b.WriteString("\\]")
		}
	}
	if s.Fault != "" {
		b.WriteString(" **\\[draft: " + escape(s.Fault) + "\\]**")
	}
	return b.String()
}

// markup is what Markdown would read as something else.
var markup = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`, "`", "\\`", "#", `\#`, "\n", " ", "\r", " ")

func escape(s string) string { return markup.Replace(s) }
