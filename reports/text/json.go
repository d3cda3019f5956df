package text

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"appraise/reports"
	"appraise/reports/prisma"
)

// Block is a block as JSON: its kind, its heading, and everything it says.
type Block struct {
	Kind      string      `json:"kind"`
	Heading   string      `json:"heading,omitempty"`
	Sentences []Statement `json:"sentences"`
	Table     [][]string  `json:"table,omitempty"` // of a figure: what it shows, heads first
	Content   any         `json:"content"`
}

// Statement is a sentence with the record behind it.
type Statement struct {
	Text    string   `json:"text"`
	RestsOn []string `json:"rests_on"` // ids as kind:id; each kind but question, author and library is in evidence
	Refs    []int    `json:"references,omitempty"`
	Fault   string   `json:"fault,omitempty"`
}

// Document is a briefing as JSON. Schema changes only by additions.
type Document struct {
	Schema string `json:"schema"`
	reports.Briefing
	Summary reports.Summary `json:"summary"`
	Blocks  []Block         `json:"blocks"`
}

// schemaName names the form of the JSON.
const schemaName = "appraise.briefing/1"

// JSON writes the document with, for each sentence and number, what it rests
// on: study, quote, place, who and when.
func JSON(w io.Writer, b reports.Briefing) error {
	doc := Document{Schema: schemaName, Briefing: b, Summary: reports.Summarise(b)}
	for _, block := range b.Blocks {
		doc.Blocks = append(doc.Blocks, Block{Kind: block.Kind(), Heading: block.Heading(), Sentences: statements(block), Table: figureTable(block), Content: block})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("writing %q as JSON: %w", b.Title, err)
	}
	return nil
}

// ReadSummary reads the summary of a document that JSON wrote.
func ReadSummary(r io.Reader) (reports.Summary, error) {
	var doc struct {
		Schema  string
		Summary reports.Summary
	}
	if err := json.NewDecoder(r).Decode(&doc); err != nil {
		return reports.Summary{}, fmt.Errorf("reading a briefing: %w", err)
	}
	if doc.Schema != schemaName {
		return reports.Summary{}, fmt.Errorf("reading a briefing: its schema is %q, not %s", doc.Schema, schemaName)
	}
	return doc.Summary, nil
}

// figureTable gives the numbers of a figure as they are printed.
func figureTable(block reports.Block) [][]string {
	switch k := block.(type) {
	case *reports.Forest:
		return k.Plot.Table()
	case *reports.Flow:
		return prisma.Layout(k.Counts, prisma.Options{}).Data
	case *reports.Plot:
		return k.Figure.Data
	case *reports.Icons:
		return reports.IconFigure(k, 82).Data
	}
	return nil
}

func statements(block reports.Block) []Statement {
	out := []Statement{}
	for _, s := range (reports.Briefing{Blocks: []reports.Block{block}}).Sentences() {
		st := Statement{Text: s.Text(), RestsOn: s.Support.IDs(), Fault: s.Fault}
		for _, span := range s.Spans {
			st.Refs = append(st.Refs, span.Refs...)
		}
		out = append(out, st)
	}
	return out
}

// CSV writes the summary of findings, one line an outcome, with the
// footnotes spelt out. Text that a spreadsheet would take for a formula gets
// an apostrophe before it.
func CSV(w io.Writer, b reports.Briefing) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"outcome", "evidence", "relative effect", "interval", "without", "with", "with interval", "difference", "difference interval", "certainty", "what happens", "reasons", "gap", "rests on"}}
	for _, block := range b.Blocks {
		t, ok := block.(*reports.Findings)
		if !ok {
			continue
		}
		for _, r := range t.Rows {
			rows = append(rows, findingRow(t, r))
		}
	}
	for _, r := range rows {
		for i := range r {
			r[i] = safe(r[i])
		}
		if err := c.Write(r); err != nil {
			return fmt.Errorf("writing %q as CSV: %w", b.Title, err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("writing %q as CSV: %w", b.Title, err)
	}
	return nil
}

func findingRow(t *reports.Findings, r reports.FindingRow) []string {
	var reasons []string
	for _, l := range r.Letters {
		for _, n := range t.Notes {
			if n.Letter == l {
				reasons = append(reasons, n.Text.Text())
			}
		}
	}
	return []string{
		r.Outcome.Text(), r.Evidence.Text(), r.Relative.Main.Text(), r.Relative.Sub.Text(), r.Without.Main.Text(), r.With.Main.Text(), r.With.Sub.Text(),
		r.Difference.Main.Text(), r.Difference.Sub.Text(), r.Certainty.String(), r.Happens.Text(), strings.Join(reasons, " "), r.Gap.Text(),
		strings.Join(r.Outcome.Support.IDs(), " "),
	}
}

func safe(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") {
		return "'" + s
	}
	return s
}
