package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/index"
	"appraise/index/query"
)

// strategyEndings are the file names that are never meant as a query, so that
// a file that is not there is missed rather than searched for.
var strategyEndings = []string{".txt", ".text", ".md", ".ovid", ".pubmed", ".strategy"}

// queryText is the search that arguments give: the words themselves, a file
// that holds it, or - for standard input.
func (o *options) queryText(args []string) (string, error) {
	if len(args) != 1 {
		return strings.Join(args, " "), nil
	}
	name := args[0]
	info, err := os.Stat(name)
	if name == "-" || err == nil && info.Mode().IsRegular() {
		return o.strategyText(name)
	}
	if err != nil && !strings.ContainsAny(name, " []()") {
		for _, ending := range strategyEndings {
			if filepath.Ext(name) == ending {
				return "", fmt.Errorf("reading the search in %s: %w", name, corpus.ErrNotFound)
			}
		}
	}
	return name, nil
}

// strategyText reads the search in a file, or on standard input for -.
func (o *options) strategyText(name string) (string, error) {
	if name == "-" {
		return app.ReadStrategy(o.in, "standard input")
	}
	f, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("reading a search: %w", err)
	}
	defer f.Close()
	return app.ReadStrategy(f, name)
}

// wrongQuery says what is wrong with a search: in one line, and on a terminal
// with the place marked. Other errors are passed on.
func (o *options) wrongQuery(text string, err error) error {
	if e, ok := errors.AsType[*index.LimitError](err); ok {
		return fmt.Errorf("%w: %w", corpus.ErrInvalid, e)
	}
	place, ok := app.PlaceOf(text, err)
	if !ok {
		return err
	}
	msg := oneLine(err)
	if e, ok := errors.AsType[*query.SyntaxError](err); ok {
		one := *e
		if !strings.Contains(strings.TrimSpace(text), "\n") {
			one.Line = 0
		}
		if msg = one.Error(); one.Hint != "" {
			msg += "; " + one.Hint
		}
	}
	fmt.Fprintf(o.err, "appraise: %s\n", msg)
	if isTerminal(o.err) {
		caret(o.err, "  ", place, o.width())
	}
	return status(exitUsage)
}

// caret prints the part of a line around a place, and a mark under it. A
// place outside the line is not shown.
func caret(w io.Writer, indent string, p app.Place, width int) {
	if p.Pos < 0 || p.Pos > len(p.Text) || strings.TrimSpace(p.Text) == "" {
		return
	}
	for p.Pos > 0 && p.Pos < len(p.Text) && !utf8.RuneStart(p.Text[p.Pos]) {
		p.Pos--
	}
	before, after := spaced(p.Text[:p.Pos]), spaced(p.Text[p.Pos:])
	room := max(20, width-len(indent)-2)
	if w := uniseg.StringWidth(before); w > room*2/3 {
		before = "…" + last(before, room/2)
	}
	after = cut(after, room-uniseg.StringWidth(before))
	fmt.Fprintln(w, strings.TrimRight(indent+before+after, " "))
	fmt.Fprintln(w, indent+strings.Repeat(" ", uniseg.StringWidth(before))+"^")
}

// spaced shows every control character as one space.
func spaced(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// last returns the end of s, at most width columns of it.
func last(s string, width int) string {
	w := uniseg.StringWidth(s)
	g := uniseg.NewGraphemes(s)
	for w > width && g.Next() {
		w -= g.Width()
	}
	_, at := g.Positions()
	return s[at:]
}
