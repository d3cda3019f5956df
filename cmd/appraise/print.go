package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/term"
)

// defaultWidth is the width of lines where the terminal does not tell.
const defaultWidth = 80

// isTerminal reports whether w is a terminal.
func isTerminal(w any) bool {
	f, ok := fileOf(w)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width of the lines on standard output.
func (o *options) width() int {
	if f, ok := fileOf(o.out); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w >= 40 {
			return min(w, 120)
		}
	}
	return defaultWidth
}

// colour reports whether standard output takes escape codes.
func (o *options) colour() bool {
	return !o.noColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(o.out)
}

// Escape codes of the few emphases that are used.
const (
	bold   = "1"
	faint  = "2"
	marked = "1;33"
)

// style wraps s in an emphasis where colour is shown.
func (o *options) style(code, s string) string {
	if !o.colour() {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// say prints a line of results.
func (o *options) say(format string, args ...any) { fmt.Fprintf(o.out, format+"\n", args...) }

// note prints a line about what is being done, unless --quiet.
func (o *options) note(format string, args ...any) {
	if !o.quiet {
		fmt.Fprintf(o.err, format+"\n", args...)
	}
}

// printJSON writes v as one indented document.
func (o *options) printJSON(v any) error {
	enc := json.NewEncoder(o.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// wrap prints text in lines of the output's width, each with indent.
func (o *options) wrap(indent, text string) {
	for _, line := range wrapLines(text, o.width()-uniseg.StringWidth(indent)) {
		fmt.Fprintln(o.out, strings.TrimRight(indent+line, " "))
	}
}

// item prints text with a head in front of its first line and the same space
// in front of the others.
func (o *options) item(head, text string) {
	pad := strings.Repeat(" ", uniseg.StringWidth(head))
	for i, line := range wrapLines(text, o.width()-len(pad)) {
		if i > 0 {
			head = pad
		}
		fmt.Fprintln(o.out, strings.TrimRight(head+line, " "))
	}
}

// wrapLines breaks text at spaces into lines of at most width columns; words
// that are longer stand alone.
func wrapLines(text string, width int) []string {
	var lines []string
	for para := range strings.SplitSeq(text, "\n") {
		line, w := "", 0
		for _, word := range strings.Fields(para) {
			n := uniseg.StringWidth(word)
			if w > 0 && w+1+n > width {
				lines = append(lines, line)
				line, w = "", 0
			}
			if w > 0 {
				line += " "
				w++
			}
			line += word
			w += n
		}
		lines = append(lines, line)
	}
	return lines
}

// table prints rows in columns. The column flex is cut with … to fit the
// terminal; nothing is cut when the output is not a terminal.
type table struct {
	rows  [][]string
	right map[int]bool // columns aligned to the right
	flex  int
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) print(w io.Writer, width int) {
	cols := t.widths()
	if width > 0 && len(cols) > t.flex {
		total := 2 * (len(cols) - 1)
		for _, c := range cols {
			total += c
		}
		if over := total - width; over > 0 {
			cols[t.flex] = max(12, cols[t.flex]-over)
		}
	}
	for _, row := range t.rows {
		var b strings.Builder
		for i, cell := range row {
			if i == t.flex && width > 0 {
				cell = cut(cell, cols[i])
			}
			pad := strings.Repeat(" ", max(0, cols[i]-uniseg.StringWidth(cell)))
			if t.right[i] {
				b.WriteString(pad + cell)
			} else {
				b.WriteString(cell + pad)
			}
			if i < len(row)-1 {
				b.WriteString("  ")
			}
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

func (t *table) widths() []int {
	var cols []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(cols) {
				cols = append(cols, 0)
			}
			cols[i] = max(cols[i], uniseg.StringWidth(cell))
		}
	}
	return cols
}

// cut shortens s to width columns with … at its end.
func cut(s string, width int) string {
	if uniseg.StringWidth(s) <= width {
		return s
	}
	var b strings.Builder
	w := 0
	g := uniseg.NewGraphemes(s)
	for g.Next() {
		if w+g.Width() > width-1 {
			break
		}
		b.WriteString(g.Str())
		w += g.Width()
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

// printTable prints t to standard output, cut to the terminal where there is
// one.
func (o *options) printTable(t *table) {
	width := o.width()
	if !isTerminal(o.out) {
		width = 0
	}
	t.print(o.out, width)
}

// join joins words of any string type.
func join[T ~string](list []T, between string) string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = string(x)
	}
	return strings.Join(words, between)
}
