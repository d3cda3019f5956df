package crossref

import (
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/markup"
)

// updates translates the types of Crossref's updates into the words of PubMed:
// what a work is "in" and what a notice is "of".
var updates = map[string]struct{ by, to string }{
	"retraction":            {"RetractionIn", "RetractionOf"},
	"partial_retraction":    {"PartialRetractionIn", "PartialRetractionOf"},
	"withdrawal":            {"WithdrawalIn", "WithdrawalOf"},
	"removal":               {"RemovalIn", "RemovalOf"},
	"expression_of_concern": {"ExpressionOfConcernIn", "ExpressionOfConcernFor"},
	"correction":            {"ErratumIn", "ErratumFor"},
	"corrigendum":           {"ErratumIn", "ErratumFor"},
	"erratum":               {"ErratumIn", "ErratumFor"},
	"addendum":              {"AddendumIn", "AddendumTo"},
	"clarification":         {"ClarificationIn", "ClarificationOf"},
	"new_edition":           {"UpdateIn", "UpdateOf"},
	"new_version":           {"UpdateIn", "UpdateOf"},
}

// links reads updates, relations and references.
func (w *work) links(it *corpus.Item) {
	add := func(list []update, word func(string) string) {
		for _, u := range list {
			r := corpus.Relation{Type: word(u.Type), Text: markup.Clean(strings.TrimSpace(u.Label + " (" + u.Source + ")")), Date: u.Updated.date().String()}
			if u.Source == "" {
				r.Text = markup.Clean(u.Label)
			}
			r.DOI, _ = corpus.ParseDOI(u.DOI)
			if !slices.Contains(it.Relations, r) {
				it.Relations = append(it.Relations, r)
			}
		}
	}
	add(w.UpdatedBy, func(t string) string {
		if u, ok := updates[t]; ok {
			return u.by
		}
		return t + " in"
	})
	add(w.UpdateTo, func(t string) string {
		if u, ok := updates[t]; ok {
			return u.to
		}
		return t + " of"
	})
	names := make([]string, 0, len(w.Relation))
	for name := range w.Relation {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, x := range w.Relation[name] {
			if d, err := corpus.ParseDOI(x.ID); err == nil && x.Type == "doi" {
				it.Relations = append(it.Relations, corpus.Relation{Type: name, DOI: d})
			}
		}
	}
	for _, c := range w.Reference {
		it.References = append(it.References, c.citation())
	}
}

func (c cited) citation() corpus.Citation {
	text := markup.Text(c.Unstructured)
	if text == "" {
		var parts []string
		for _, p := range []string{c.Author, c.Article, c.Journal, c.Year, c.Volume, c.Page} {
			if p = markup.Text(p); p != "" {
				parts = append(parts, p)
			}
		}
		text = strings.Join(parts, ". ")
	}
	out := corpus.Citation{Text: text}
	out.DOI, _ = corpus.ParseDOI(c.DOI)
	return out
}
