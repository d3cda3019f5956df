package app

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/design"
)

// Edit is a set of changes to one study.
type Edit struct {
	Fields   map[string]string // field of corpus.Item → new value; "" empties it
	Facts    map[string]string // field of corpus.FactFields → value; "" removes it
	Quote    string            // the passage the facts rest on
	Summary  *string
	AddTags  []string
	DropTags []string
	Note     *string
}

// Edit changes the main report of a study, its tags, and what is stated about
// it. Fields that were edited remember by whom.
func (a *App) Edit(ctx context.Context, id corpus.StudyID, e Edit) (corpus.StudyID, corpus.Event, error) {
	b, err := a.bundle(ctx, id)
	if err != nil {
		return "", corpus.Event{}, err
	}
	id = b.Study.ID
	ev, err := a.change(ctx, "edit", string(id), func(tx *sqlite.Tx) error {
		st, err := tx.Study(ctx, id)
		if err != nil {
			return err
		}
		if err := a.editReport(ctx, tx, st, e); err != nil {
			return err
		}
		for _, t := range e.AddTags {
			if t = strings.TrimSpace(t); t != "" && !slices.Contains(st.Tags, t) {
				st.Tags = append(st.Tags, t)
			}
		}
		st.Tags = slices.DeleteFunc(st.Tags, func(t string) bool { return slices.Contains(e.DropTags, t) })
		if e.Note != nil {
			st.Note = *e.Note
		}
		if err := tx.PutStudy(ctx, st); err != nil {
			return err
		}
		return a.editFacts(ctx, tx, id, e)
	})
	return id, ev, err
}

func (a *App) editReport(ctx context.Context, tx *sqlite.Tx, st corpus.Study, e Edit) error {
	if len(st.Reports) == 0 || (len(e.Fields) == 0 && e.Summary == nil) {
		return nil
	}
	rep, err := tx.Report(ctx, st.Reports[0])
	if err != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(e.Fields)) {
		if err := setField(&rep.Item, field, e.Fields[field]); err != nil {
			return err
		}
		if rep.Origin == nil {
			rep.Origin = map[string]string{}
		}
		rep.Origin[field] = "by " + a.Who
	}
	if e.Summary != nil {
		rep.Summary, rep.SummaryBy = *e.Summary, a.Who
	}
	if err := rep.Item.Validate(); err != nil {
		return fmt.Errorf("editing %s: %w", st.ID, err)
	}
	return tx.PutReport(ctx, rep)
}

// editable lists the fields of an item that take a line of text; the others
// are changed with --json on standard input.
var editable = map[string]func(it *corpus.Item, v string) error{
	"title":             func(it *corpus.Item, v string) error { it.Title = v; return nil },
	"original_title":    func(it *corpus.Item, v string) error { it.OriginalTitle = v; return nil },
	"abstract":          func(it *corpus.Item, v string) error { it.Abstract = v; return nil },
	"journal":           func(it *corpus.Item, v string) error { it.Journal = v; return nil },
	"journal_abbrev":    func(it *corpus.Item, v string) error { it.JournalAbbrev = v; return nil },
	"volume":            func(it *corpus.Item, v string) error { it.Volume = v; return nil },
	"issue":             func(it *corpus.Item, v string) error { it.Issue = v; return nil },
	"pages":             func(it *corpus.Item, v string) error { it.Pages = v; return nil },
	"article_number":    func(it *corpus.Item, v string) error { it.ArticleNumber = v; return nil },
	"publisher":         func(it *corpus.Item, v string) error { it.Publisher = v; return nil },
	"place":             func(it *corpus.Item, v string) error { it.Place = v; return nil },
	"edition":           func(it *corpus.Item, v string) error { it.Edition = v; return nil },
	"conflicts":         func(it *corpus.Item, v string) error { it.Conflicts = v; return nil },
	"kind":              func(it *corpus.Item, v string) error { it.Kind = corpus.Kind(v); return nil },
	"published":         func(it *corpus.Item, v string) (err error) { it.Published, err = parse(v, corpus.ParseDate); return },
	"doi":               func(it *corpus.Item, v string) (err error) { it.DOI, err = parse(v, corpus.ParseDOI); return },
	"pmid":              func(it *corpus.Item, v string) (err error) { it.PMID, err = parse(v, corpus.ParsePMID); return },
	"pmcid":             func(it *corpus.Item, v string) (err error) { it.PMCID, err = parse(v, corpus.ParsePMCID); return },
	"authors":           func(it *corpus.Item, v string) error { it.Authors = ParseAuthors(v); return nil },
	"publication_types": func(it *corpus.Item, v string) error { it.PublicationTypes = splitList(v); return nil },
	"keywords":          func(it *corpus.Item, v string) error { it.Keywords = splitList(v); return nil },
	"languages":         func(it *corpus.Item, v string) error { it.Languages = splitList(v); return nil },
	"urls":              func(it *corpus.Item, v string) error { it.URLs = splitList(v); return nil },
	"funding":           func(it *corpus.Item, v string) error { it.Funding = splitList(v); return nil },
}

// EditableFields lists the fields Edit takes, in order.
func EditableFields() []string { return slices.Sorted(maps.Keys(editable)) }

func setField(it *corpus.Item, field, value string) error {
	set, ok := editable[field]
	if !ok {
		return fmt.Errorf("%w: there is no field %q to edit; there are: %s", corpus.ErrInvalid, field, strings.Join(EditableFields(), " "))
	}
	return set(it, strings.TrimSpace(value))
}

// parse reads v, or gives the zero value when v is empty.
func parse[T any](v string, f func(string) (T, error)) (T, error) {
	if v == "" {
		var zero T
		return zero, nil
	}
	return f(v)
}

func splitList(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ";") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// ParseAuthors reads "Prasad KSM; Gregson BA; =World Health Organization". A
// name after "=" is that of a body; a comma separates family from given name.
func ParseAuthors(s string) []corpus.Author {
	var out []corpus.Author
	for _, name := range splitList(s) {
		if body, ok := strings.CutPrefix(name, "="); ok {
			out = append(out, corpus.Author{Collective: strings.TrimSpace(body)})
			continue
		}
		if family, given, ok := strings.Cut(name, ","); ok {
			out = append(out, corpus.Author{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)})
			continue
		}
		words := strings.Fields(name)
		last := words[len(words)-1]
		if len(words) > 1 && last == strings.ToUpper(last) && len([]rune(last)) <= 4 {
			out = append(out, corpus.Author{Family: strings.Join(words[:len(words)-1], " "), Given: last})
			continue
		}
		out = append(out, corpus.Author{Family: name})
	}
	return out
}

// editFacts states or takes back facts about a study.
func (a *App) editFacts(ctx context.Context, tx *sqlite.Tx, id corpus.StudyID, e Edit) error {
	for _, field := range slices.Sorted(maps.Keys(e.Facts)) {
		value := strings.TrimSpace(e.Facts[field])
		if value == "" {
			if err := tx.Remove(ctx, "fact", factID(id, field), id); err != nil {
				return err
			}
			continue
		}
		f, err := a.newFact(id, field, value)
		if err != nil {
			return err
		}
		if e.Quote != "" {
			f.Quote = &corpus.Quote{Text: e.Quote}
		}
		if err := tx.PutFact(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

func (a *App) putFacts(ctx context.Context, tx *sqlite.Tx, id corpus.StudyID, facts map[string]string) error {
	return a.editFacts(ctx, tx, id, Edit{Facts: facts})
}

func factID(id corpus.StudyID, field string) string { return string(id) + "/" + field }

// newFact checks one fact: a study has at most one for each field.
func (a *App) newFact(id corpus.StudyID, field, value string) (corpus.Fact, error) {
	f := corpus.Fact{ID: factID(id, field), Study: id, Field: field, Value: value, By: a.Who, At: a.Now().UTC()}
	switch {
	case !slices.Contains(corpus.FactFields, field):
		return f, fmt.Errorf("%w: nothing called %q can be stated; there are: %s", corpus.ErrInvalid, field, strings.Join(corpus.FactFields, " "))
	case field == "design":
		if _, ok := design.Words[design.Name(value)]; !ok || value == "" {
			return f, fmt.Errorf("%w: %q is not a design; there are: %s", corpus.ErrInvalid, value, strings.Join(designNames(), " "))
		}
	case field == "n.arms":
		_, err := parseArms(value)
		return f, err
	case strings.HasPrefix(field, "n."):
		if n, err := strconv.Atoi(value); err != nil || n < 0 {
			return f, fmt.Errorf("%w: %s is %q, not a whole number", corpus.ErrInvalid, field, value)
		}
	}
	return f, nil
}

func designNames() []string {
	var names []string
	for n := range design.Words {
		if n != "" {
			names = append(names, string(n))
		}
	}
	slices.Sort(names)
	return names
}

// ReplaceItem replaces the description of a study's main report by JSON as
// Show prints it.
func (a *App) ReplaceItem(ctx context.Context, id corpus.StudyID, doc []byte) (corpus.StudyID, corpus.Event, error) {
	var it corpus.Item
	if err := json.Unmarshal(doc, &it); err != nil {
		return "", corpus.Event{}, fmt.Errorf("reading the new description of %s: %w: %v", id, corpus.ErrInvalid, err)
	}
	if err := it.Validate(); err != nil {
		return "", corpus.Event{}, fmt.Errorf("the new description of %s: %w", id, err)
	}
	st, err := a.Store.Study(ctx, id)
	if err != nil {
		return "", corpus.Event{}, err
	}
	ev, err := a.change(ctx, "edit", string(st.ID), func(tx *sqlite.Tx) error {
		st, err := tx.Study(ctx, st.ID)
		if err != nil {
			return err
		}
		rep, err := tx.Report(ctx, st.Reports[0])
		if err != nil {
			return err
		}
		rep.Item = it
		return tx.PutReport(ctx, rep)
	})
	return st.ID, ev, err
}

// Remove takes studies out of the library, with all that hangs on them. A
// study that a question or claim still names is kept and named.
func (a *App) Remove(ctx context.Context, ids ...corpus.StudyID) ([]corpus.StudyID, corpus.Event, error) {
	ask, err := a.asked(ctx)
	if err != nil {
		return nil, corpus.Event{}, err
	}
	ids = slices.Clone(ids)
	names := make([]string, len(ids))
	for i, id := range ids {
		st, err := a.Store.Study(ctx, id)
		if err != nil {
			return nil, corpus.Event{}, err
		}
		ids[i], names[i] = st.ID, string(st.ID)
		if used := append(slices.Clone(ask.questions[st.ID]), ask.claims[st.ID]...); len(used) > 0 {
			return nil, corpus.Event{}, fmt.Errorf("%w: %s is used by %s; take it out there first", corpus.ErrConflict, st.ID, strings.Join(used, ", "))
		}
	}
	ev, err := a.change(ctx, "remove", strings.Join(names, ", "), func(tx *sqlite.Tx) error {
		for _, id := range ids {
			if err := tx.RemoveStudy(ctx, id); err != nil {
				return err
			}
		}
		return nil
	})
	return ids, ev, err
}
