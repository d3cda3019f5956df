// Package html writes a briefing as one HTML file: no script, no outside
// request, readable on paper. Plots are SVG with their data as a table.
package html

import (
	_ "embed" // style sheet and templates
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"appraise/reports"
	"appraise/reports/figure"
	"appraise/reports/forest"
	"appraise/reports/prisma"
)

//go:embed page.tmpl
var pageTemplate string

//go:embed style.css
var styleSheet string

// Write writes the document as a complete page.
func Write(w io.Writer, b reports.Briefing) error {
	p := &page{}
	t, err := template.New("page").Funcs(template.FuncMap{
		"say": sentence, "sayAll": sentences, "discs": discs, "refs": reference, "render": p.block, "rows": dataTable, "cell": cell, "words": words, "widths": widths,
	}).Parse(pageTemplate)
	if err != nil {
		return fmt.Errorf("reading the page template: %w", err)
	}
	p.t = t
	logo, err := logoURL(b.House)
	if err != nil {
		return fmt.Errorf("writing %q as HTML: %w", b.Title, err)
	}
	view := struct {
		reports.Briefing
		Style template.CSS
		Logo  template.URL
	}{b, template.CSS(styleSheet), logo}
	var out strings.Builder
	if err := t.ExecuteTemplate(&out, "page", view); err != nil {
		return fmt.Errorf("writing %q as HTML: %w", b.Title, err)
	}
	if _, err := io.WriteString(w, legible(out.String())); err != nil {
		return fmt.Errorf("writing %q as HTML: %w", b.Title, err)
	}
	return nil
}

// legible drops what a page must not hold: control characters, those that
// turn the direction of what follows, and bytes that are no text.
func legible(page string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		if r == '\t' || r == '\n' || r >= ' ' && r < 0x7F || r >= 0xA0 && r&0xFFFE != 0xFFFE {
			return r
		}
		return -1
	}, strings.ToValidUTF8(page, "\uFFFD"))
}

// logoURL holds the logo itself, so that the page needs no other file.
func logoURL(h reports.House) (template.URL, error) {
	data, _, _, err := h.LogoPNG()
	if err != nil || data == nil {
		return "", err
	}
	return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(data)), nil
}

// page numbers the figures of a document.
type page struct {
	t       *template.Template
	figures int
}

// plot is a figure ready for a template.
type plot struct {
	SVG   template.HTML
	Title string
	Width float64 // millimetres
	Data  [][]string
}

func (p *page) plot(f figure.Figure) (plot, error) {
	p.figures++
	var b strings.Builder
	if err := f.SVG(&b, fmt.Sprintf("figure-%d", p.figures)); err != nil {
		return plot{}, err
	}
	return plot{SVG: template.HTML(b.String()), Title: first(f.Title, "Figure"), Width: f.Width, Data: f.Data}, nil
}

// block renders one block with the template of its kind.
func (p *page) block(block reports.Block) (template.HTML, error) {
	name, data := "", any(block)
	var err error
	switch k := block.(type) {
	case *reports.Head:
		name = "head"
	case *reports.BottomLine:
		name = "bottomline"
	case *reports.PICO:
		name = "pico"
	case *reports.Findings:
		name = "findings"
	case *reports.Section:
		name = "section"
	case *reports.Pairs:
		name = "pairs"
	case *reports.Table:
		name = "table"
	case *reports.References:
		name = "references"
	case *reports.Forest:
		var plots []plot
		for _, f := range forest.Pages(k.Plot, forest.Options{}, 0) {
			var one plot
			if one, err = p.plot(f); err != nil {
				return "", err
			}
			plots = append(plots, one)
		}
		name, data = "plots", map[string]any{"Title": k.Title, "Plots": plots, "Notes": k.Notes}
	case *reports.Flow:
		var one plot
		if one, err = p.plot(prisma.Layout(k.Counts, prisma.Options{})); err != nil {
			return "", err
		}
		name, data = "plots", map[string]any{"Title": k.Title, "Plots": []plot{one}, "Notes": []reports.Sentence{k.Note}}
	case *reports.Plot:
		var one plot
		if one, err = p.plot(k.Figure); err != nil {
			return "", err
		}
		name, data = "plots", map[string]any{"Title": k.Title, "Plots": []plot{one}, "Notes": k.Notes}
	case *reports.Icons:
		var one plot
		if one, err = p.plot(reports.IconFigure(k, 82)); err != nil {
			return "", err
		}
		name, data = "plots", map[string]any{"Title": k.Title, "Plots": []plot{one}, "Notes": []reports.Sentence{k.Caption}}
	default:
		return "", fmt.Errorf("a block of kind %q cannot be written as HTML", block.Kind())
	}
	var b strings.Builder
	if err := p.t.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
