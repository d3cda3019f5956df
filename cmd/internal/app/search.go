package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"appraise/corpus"
	"appraise/index"
	"appraise/index/mesh"
	"appraise/index/query"
)

// Search is a search as somebody asks for it.
type Search struct {
	Text    string
	Lines   bool         // Text is a strategy of many lines
	Exactly bool         // bare words of a Boolean query are not mapped to headings
	Syntax  query.Syntax // of a strategy
	Options index.Options
	Save    string // name to store it under
	Note    string // stored with it
	Record  bool   // also return what has to be reported about it

	Progress func(studies int) // while the index is brought up to date; may be nil

	fromLibrary error // why the library itself is to be searched, when the index cannot be
}

// Found is the answer to a search.
type Found struct {
	Query   string              `json:"query"`             // as understood
	Similar corpus.StudyID      `json:"similar,omitempty"` // the study that others are compared with
	Mode    index.Mode          `json:"mode"`
	Total   int                 `json:"total"`
	Lines   []FoundLine         `json:"lines,omitempty"` // of a strategy
	Hits    []FoundStudy        `json:"hits"`
	Facets  []index.Facet       `json:"facets,omitempty"`
	Next    string              `json:"next,omitempty"`    // cursor of the next page
	Pending int                 `json:"pending,omitempty"` // changes that are not in the index yet
	Named   []NamedSearch       `json:"named,omitempty"`   // what the names in the query stand for
	Terms   []TermCount         `json:"terms,omitempty"`   // when nothing was found: what each term finds
	Mapped  []mesh.Mapping      `json:"mapped,omitempty"`  // words that were also searched as a heading
	Suggest []index.Suggestion  `json:"suggestions,omitempty"`
	Notes   []string            `json:"notes,omitempty"`
	Saved   *corpus.SavedSearch `json:"saved,omitempty"`
	Record  *SearchRecord       `json:"record,omitempty"`
}

// TermCount is how many studies one term of a query finds by itself.
type TermCount struct {
	Term  string `json:"term"`
	Count int    `json:"count"`
}

// FoundStudy is one study found, with the passages that matched.
type FoundStudy struct {
	StudyView
	Score    float64         `json:"score,omitempty"`
	Passages []index.Passage `json:"passages,omitempty"`
	Explain  string          `json:"explain,omitempty"`
}

// Search answers a query. The index is brought up to date first when nobody
// else is writing; otherwise it is searched as it is and the answer says how
// many changes are missing. When it cannot be read at all, plain words are
// looked for in the library itself.
func (a *App) Search(ctx context.Context, text string, opt index.Options) (Found, error) {
	return a.Ask(ctx, Search{Text: text, Options: opt})
}

// Ask answers a query or runs a strategy, and stores it when that is asked
// for. An index that cannot be read is rebuilt first, unless somebody else is
// at it.
func (a *App) Ask(ctx context.Context, s Search) (Found, error) {
	if err := checkSearch(s); err != nil {
		return Found{}, err
	}
	pending, err := a.catchUpTelling(ctx, s.Progress)
	if isReadOnly(err) && !s.Lines {
		s.fromLibrary, err = errNoRoom, nil
	}
	if err != nil {
		return Found{}, err
	}
	found, record, err := a.answer(ctx, s)
	if errors.Is(err, index.ErrUnavailable) {
		found, record, err = a.answerAnyway(ctx, s, err)
	}
	if err != nil {
		return found, err
	}
	if found.Pending = pending; pending > 0 {
		found.Notes = append(found.Notes, fmt.Sprintf("%d studies changed just now and are not in these results yet", pending))
	}
	if s.Record {
		if found.Record, err = a.record(ctx, record); err != nil {
			return found, err
		}
	}
	if s.Save != "" {
		record.saved.Count, record.saved.Note = found.Total, s.Note
		found.Saved, err = a.saveSearch(ctx, s.Save, record.saved)
	}
	return found, err
}

func (a *App) answer(ctx context.Context, s Search) (Found, recording, error) {
	if s.Lines {
		return a.askStrategy(ctx, s)
	}
	return a.askQuery(ctx, s)
}

// checkSearch finds wrong usage before anything is searched.
func checkSearch(s Search) error {
	sorts := []string{"", index.ByRelevance, index.ByNewest, index.ByOldest, index.BySize, index.ByKey}
	switch {
	case !slices.Contains(sorts, s.Options.Sort):
		return fmt.Errorf("%w: results are sorted by relevance, newest, oldest, n or id, not by %q", corpus.ErrInvalid, s.Options.Sort)
	case s.Options.Limit < 0:
		return fmt.Errorf("%w: %d studies cannot be shown", corpus.ErrInvalid, s.Options.Limit)
	case s.Save != "":
		return checkName(s.Save)
	}
	return nil
}

// askQuery answers one query.
func (a *App) askQuery(ctx context.Context, s Search) (Found, recording, error) {
	u, err := a.understand(ctx, s.Text)
	if err != nil {
		return Found{}, recording{}, err
	}
	node, mapped, notes, err := a.prepare(u.node, &s.Options, !s.Exactly)
	if err != nil {
		return Found{}, recording{}, err
	}
	if s.fromLibrary != nil {
		found, err := a.searchLibrary(ctx, node, s.Options, s.fromLibrary)
		found.Query = query.String(u.written)
		return found, recording{saved: corpus.SavedSearch{Text: s.Text}, strategy: oneLine(s.Text, u.node, found.Total), named: u.used, mode: found.Mode, at: a.Now()}, err
	}
	found, err := a.find(ctx, node, s.Options)
	if err == nil && found.Total == 0 {
		err = a.explainNothing(ctx, &found, node, s.Options)
	}
	found.Query, found.Named, found.Mapped = query.String(u.written), u.used, mapped
	found.Notes = slices.Concat(found.Notes, u.notes, notes, unheld(node))
	return found, recording{
		saved: corpus.SavedSearch{Text: s.Text}, strategy: oneLine(s.Text, u.node, found.Total),
		named: u.used, mode: found.Mode, at: a.Now(), mapped: len(mapped) > 0,
	}, err
}

// askStrategy runs a strategy and answers its last line.
func (a *App) askStrategy(ctx context.Context, s Search) (Found, recording, error) {
	st, err := a.readStrategy(ctx, s.Text, s.Syntax, !s.Exactly)
	if err != nil {
		return Found{}, recording{}, err
	}
	lines, node, err := a.runLines(ctx, st)
	if err != nil {
		return Found{}, recording{}, err
	}
	final := st.Final()
	var found Found
	if final.Hits >= 0 {
		s.Options.Mode, s.Options.Headings = index.Boolean, st.headings()
		if found, err = a.find(ctx, node, s.Options); err != nil {
			return found, recording{}, err
		}
	} else {
		found.Notes = append(found.Notes, "the last line could not be run, so that the strategy has no result: "+lines[len(lines)-1].Refused)
	}
	found.Query, found.Mode, found.Lines = query.String(final.Root), index.Boolean, lines
	found.Named, found.Mapped = st.names.used, st.mapped
	found.Notes = slices.Concat(found.Notes, st.names.notes, st.notes(), unheld(node))
	rec := recording{strategy: st.Strategy, named: st.names.used, mode: index.Boolean, at: a.Now(), mapped: len(st.mapped) > 0}
	rec.saved.Text, rec.saved.Lines = st.saved()
	return found, rec, nil
}

// find searches the index.
func (a *App) find(ctx context.Context, node query.Node, opt index.Options) (Found, error) {
	res, err := a.Index.Search(ctx, node, opt)
	if errors.Is(err, index.ErrUnavailable) {
		return Found{}, err
	}
	if _, wrong := errors.AsType[*index.OptionError](err); wrong {
		return Found{}, fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
	}
	if err != nil {
		return Found{}, err
	}
	found := Found{Mode: res.Mode, Total: res.Total, Facets: res.Facets, Next: res.Next, Notes: first(res.Notes)}
	return found, a.fill(ctx, &found, node, res.Hits)
}

// first shortens notes that say the same of several parts of a search.
func first(notes []string) []string {
	if len(notes) < 2 {
		return notes
	}
	return []string{fmt.Sprintf("%s (and %d more)", notes[0], len(notes)-1)}
}

// Similar finds the studies that are most like one of the library, by the
// words it stands out by. There is one page of them, as long as is wanted.
func (a *App) Similar(ctx context.Context, id corpus.StudyID, opt index.Options) (Found, error) {
	if opt.After != "" {
		return Found{}, fmt.Errorf("%w: similar studies have no pages; ask for more with a larger limit", corpus.ErrInvalid)
	}
	st, err := a.Store.Study(ctx, id)
	if err != nil {
		return Found{}, err
	}
	if _, err := a.catchUp(ctx); err != nil {
		return Found{}, err
	}
	res, err := a.Index.Similar(ctx, string(st.ID), opt)
	if errors.Is(err, index.ErrUnavailable) {
		return Found{}, fmt.Errorf("looking for studies like %s: %w: %w; any other search repairs the index", st.ID, corpus.ErrDamaged, err)
	}
	if err != nil {
		return Found{}, err
	}
	found := Found{Similar: st.ID, Mode: res.Mode, Total: res.Total}
	return found, a.fill(ctx, &found, &query.All{}, res.Hits)
}

// catchUp syncs the index when the lock is free and returns how many changed
// studies it lacks otherwise.
func (a *App) catchUp(ctx context.Context) (pending int, err error) {
	return a.catchUpTelling(ctx, nil)
}

func (a *App) catchUpTelling(ctx context.Context, progress func(studies int)) (pending int, err error) {
	current, err := a.Index.Current(ctx, source{a})
	if err != nil || current {
		return 0, err
	}
	if release, ok := a.tryHold("bringing the index up to date"); ok {
		defer release()
		return 0, a.sync(ctx, progress)
	}
	rev, err := a.Index.Revision(ctx)
	if err != nil {
		return 0, nil // the search itself will say what is wrong with the index
	}
	return a.Store.CountChanged(ctx, rev)
}

// fill reads the studies of the hits and marks the words found in them.
func (a *App) fill(ctx context.Context, found *Found, node query.Node, hits []index.Hit) error {
	ids := make([]corpus.StudyID, len(hits))
	for i, h := range hits {
		ids[i] = corpus.StudyID(h.ID)
	}
	ask, err := a.asked(ctx)
	if err != nil {
		return err
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return err
	}
	found.Hits = make([]FoundStudy, len(bundles))
	for i, b := range bundles {
		doc := document(b, ask)
		doc.Pages = a.pages(b)
		found.Hits[i] = FoundStudy{
			StudyView: a.view(b, ask), Score: hits[i].Score, Explain: hits[i].Explain,
			Passages: index.Passages(node, doc),
		}
	}
	return nil
}
