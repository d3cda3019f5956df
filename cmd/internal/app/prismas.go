package app

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/index"
	"appraise/index/query"
)

// SearchRecord is what has to be reported about a search, by the items of
// PRISMA-S (see query.SearchRecord), as far as the library knows it.
type SearchRecord struct {
	Searched string       `json:"searched"` // day of the search
	Total    *int         `json:"total"`    // null when it could not be run
	Items    []RecordItem `json:"items"`
	Strategy []RecordLine `json:"strategy"`
	Missing  []string     `json:"missing"` // items somebody has to add by hand
}

// RecordItem is one item of PRISMA-S that the record answers.
type RecordItem struct {
	Item string `json:"item"` // number and name
	Text string `json:"text"`
}

// RecordLine is one line of the search as it was run.
type RecordLine struct {
	Label string `json:"label"`
	Text  string `json:"text"`
	Count *int   `json:"count"`
}

// recording is what a search that was run leaves behind.
type recording struct {
	saved    corpus.SavedSearch
	strategy *query.Strategy // a query is a strategy of one line
	named    []NamedSearch
	mode     index.Mode
	at       time.Time
	mapped   bool // bare words were also searched as headings
}

// record writes down a search.
func (a *App) record(ctx context.Context, rec recording) (*SearchRecord, error) {
	made, err := a.madeFrom(ctx)
	if err != nil {
		return nil, err
	}
	n, err := a.Store.Count(ctx, "study")
	if err != nil {
		return nil, err
	}
	y, m, d := rec.at.Date()
	r := rec.strategy.Record("", "", query.Date{Year: y, Month: int(m), Day: d})
	r.Database = fmt.Sprintf("library %s of %d studies", filepath.Base(a.Dir), n)
	if len(made) > 0 {
		r.Database += ", made from " + strings.Join(made, "; ")
	}
	r.Platform = fmt.Sprintf("no other source was searched at the same time; run with %s, %s syntax, %s", Program, rec.strategy.Final().Syntax, rec.meaning())
	r.Deduplication = "records with the same DOI or PMID became one when they were added"
	r.Filters = "none"
	if filters := filtersUsed(rec.named); len(filters) > 0 {
		r.Filters = strings.Join(filters, "; ")
	}
	return showRecord(r), nil
}

// meaning says how the words of a search were understood.
func (r recording) meaning() string {
	switch {
	case r.mode == index.Ranked:
		return "ranked by relevance with stemming"
	case r.mapped:
		return "exact set without stemming, bare words mapped to subject headings"
	}
	return "exact set without stemming or automatic mapping"
}

// filtersUsed names the published filters that a search called.
func filtersUsed(named []NamedSearch) []string {
	var out []string
	for _, n := range named {
		if strings.HasPrefix(n.Name, "filter:") {
			out = append(out, n.Name+": "+n.Source)
		}
	}
	return out
}

// madeFrom lists the imports that are in force, the oldest first.
func (a *App) madeFrom(ctx context.Context) ([]string, error) {
	events, err := a.Store.Events(ctx, 0)
	if err != nil {
		return nil, err
	}
	undone := map[int64]bool{}
	var out []string
	for _, ev := range events { // the newest first: an undo comes before what it undoes
		undone[ev.Undoes] = true
		if ev.Action == "add" && ev.Subject != "" && !undone[ev.Seq] {
			out = append(out, ev.Subject+" on "+ev.At.Format(time.DateOnly))
		}
	}
	slices.Reverse(out)
	return out, nil
}

// showRecord lists what a record answers and what it does not.
func showRecord(r query.SearchRecord) *SearchRecord {
	out := &SearchRecord{Searched: r.Searched.String(), Total: known(r.Total), Missing: r.Missing(), Strategy: []RecordLine{}}
	for _, l := range r.Strategy {
		out.Strategy = append(out.Strategy, RecordLine{l.Label, l.Text, known(l.Hits)})
	}
	limits := strings.Join(r.Limits, "; ")
	if limits == "" {
		limits = "none"
	}
	total := "unknown"
	if r.Total >= 0 {
		total = strconv.Itoa(r.Total)
	}
	out.Items = []RecordItem{
		{"1 database name", r.Database},
		{"2 multi-database searching", r.Platform},
		{"8 full search strategies", fmt.Sprintf("as below, number of lines: %d", len(r.Strategy))},
		{"9 limits and restrictions", limits},
		{"10 search filters", r.Filters},
		{"13 dates of searches", r.Searched.String()},
		{"15 total records", total},
		{"16 deduplication", r.Deduplication},
	}
	return out
}

// known is a count, or nil for one that is not known.
func known(n int) *int {
	if n < 0 {
		return nil
	}
	return &n
}

// RecordOf writes down a saved search as it was run when it was saved.
func (a *App) RecordOf(ctx context.Context, name string) (*SearchRecord, error) {
	s, err := a.SavedSearch(ctx, name)
	if err != nil {
		return nil, err
	}
	ns, err := a.names(ctx)
	if err != nil {
		return nil, err
	}
	node, err := ns.treeOf(s, nil)
	if err != nil {
		return nil, fmt.Errorf("the saved search %s: %w", name, err)
	}
	rec := recording{saved: s, named: ns.used, mode: index.Boolean, at: s.At, strategy: oneLine(s.Text, node, s.Count)}
	if len(s.Lines) > 0 {
		if rec.strategy, err = parseStrategy(s.Text, query.Auto); err != nil {
			return nil, fmt.Errorf("the saved search %s: %w", name, err)
		}
		countsOf(rec.strategy, s.Lines)
	} else if query.Plain(node) {
		rec.mode = index.Ranked
	}
	return a.record(ctx, rec)
}

// oneLine is a query as a strategy of one line.
func oneLine(text string, node query.Node, hits int) *query.Strategy {
	return &query.Strategy{Lines: []query.Line{{Label: "1", Text: text, Syntax: query.PubMed, Source: 1, Root: node, Hits: hits}}}
}

// countRE finds the count behind a saved line.
var countRE = regexp.MustCompile(`\((\d+)\)$`)

// countsOf puts the counts of saved lines into the strategy they are of.
func countsOf(s *query.Strategy, lines []string) {
	at := 0
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Root == nil || at == len(lines) {
			continue
		}
		l.Hits = -1
		if m := countRE.FindStringSubmatch(lines[at]); m != nil {
			l.Hits, _ = strconv.Atoi(m[1])
		}
		at++
	}
}
