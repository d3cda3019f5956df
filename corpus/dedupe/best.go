package dedupe

import (
	"slices"
	"strings"

	"appraise/corpus"
)

// Best describes one publication by several records of it, each field from the
// record that says it best: the longest sensible abstract, the fullest names,
// the value most records agree on for numbers, and all keywords, serial numbers
// and links together. origin holds the place in items of each field that is
// filled, by its JSON name; of a field put together from several it is the
// first of them. Of equally good values the first counts. Nothing is made up:
// every value, or member of a list, stands in one of the items.
func Best(items []corpus.Item) (best corpus.Item, origin map[string]int) {
	m := merger{items: items, origin: make(map[string]int)}
	for _, f := range texts {
		m.text(f)
	}
	for _, f := range lists {
		m.list(f)
	}
	vote(&m, "kind", func(it *corpus.Item) *corpus.Kind { return &it.Kind }, kindQuality)
	vote(&m, "doi", func(it *corpus.Item) *corpus.DOI { return &it.DOI }, nil)
	vote(&m, "pmid", func(it *corpus.Item) *corpus.PMID { return &it.PMID }, nil)
	vote(&m, "pmcid", func(it *corpus.Item) *corpus.PMCID { return &it.PMCID }, nil)
	m.people()
	m.dates()
	m.together()
	return m.best, m.origin
}

// merger is one run of Best.
type merger struct {
	items  []corpus.Item
	best   corpus.Item
	origin map[string]int
}

// textField is a field of text and what makes one value better than another.
type textField struct {
	name  string
	of    func(*corpus.Item) *string
	worth func(string) float64
	voted bool // what most records say goes before worth
}

// texts are the fields of text.
var texts = []textField{
	{"title", func(it *corpus.Item) *string { return &it.Title }, titleWorth, false},
	{"original_title", func(it *corpus.Item) *string { return &it.OriginalTitle }, titleWorth, false},
	{"abstract", func(it *corpus.Item) *string { return &it.Abstract }, abstractWorth, false},
	{"journal", func(it *corpus.Item) *string { return &it.Journal }, nameWorth, false},
	{"journal_abbrev", func(it *corpus.Item) *string { return &it.JournalAbbrev }, shortWorth, false},
	{"volume", func(it *corpus.Item) *string { return &it.Volume }, shortWorth, true},
	{"issue", func(it *corpus.Item) *string { return &it.Issue }, shortWorth, true},
	{"pages", func(it *corpus.Item) *string { return &it.Pages }, pagesWorth, true},
	{"article_number", func(it *corpus.Item) *string { return &it.ArticleNumber }, shortWorth, true},
	{"edition", func(it *corpus.Item) *string { return &it.Edition }, shortWorth, true},
	{"series", func(it *corpus.Item) *string { return &it.Series }, nameWorth, false},
	{"publisher", func(it *corpus.Item) *string { return &it.Publisher }, nameWorth, false},
	{"place", func(it *corpus.Item) *string { return &it.Place }, nameWorth, false},
	{"conflicts", func(it *corpus.Item) *string { return &it.Conflicts }, nameWorth, false},
}

func (m *merger) text(f textField) {
	votes := make(map[string]int)
	for i := range m.items {
		votes[sameText(*f.of(&m.items[i]))]++
	}
	m.choose(f.name, func(it *corpus.Item) float64 {
		s := *f.of(it)
		if strings.TrimSpace(s) == "" {
			return 0
		}
		worth := f.worth(s)
		if f.voted {
			worth = min(worth, 0.9) + float64(votes[sameText(s)])
		}
		return worth
	}, func(it *corpus.Item) { *f.of(&m.best) = *f.of(it) })
}

// choose takes the first of the items worth most, if any is worth anything.
func (m *merger) choose(name string, worth func(*corpus.Item) float64, take func(*corpus.Item)) {
	at, most := -1, 0.0
	for i := range m.items {
		if w := worth(&m.items[i]); w > most {
			at, most = i, w
		}
	}
	if at >= 0 {
		m.origin[name] = at
		take(&m.items[at])
	}
}

// vote takes the value most records give, weighed by quality where there is one.
func vote[T ~string](m *merger, name string, of func(*corpus.Item) *T, quality func(T) float64) {
	votes := make(map[string]int)
	for i := range m.items {
		votes[strings.ToLower(string(*of(&m.items[i])))]++
	}
	m.choose(name, func(it *corpus.Item) float64 {
		value := *of(it)
		if value == "" {
			return 0
		}
		worth := float64(votes[strings.ToLower(string(value))])
		if quality != nil {
			worth *= quality(value)
		}
		return worth
	}, func(it *corpus.Item) { *of(&m.best) = *of(it) })
}

func kindQuality(k corpus.Kind) float64 {
	if k == corpus.KindOther || k == corpus.KindWebPage {
		return 0.01 // what exporters write when they do not know
	}
	return 1
}

// people takes the fullest list of authors, with the affiliations of the same
// record, and the fullest list of editors.
func (m *merger) people() {
	m.choose("authors", func(it *corpus.Item) float64 { return peopleWorth(it.Authors) }, func(it *corpus.Item) {
		m.best.Authors = slices.Clone(it.Authors)
	})
	m.choose("editors", func(it *corpus.Item) float64 { return peopleWorth(it.Editors) }, func(it *corpus.Item) {
		m.best.Editors = slices.Clone(it.Editors)
	})
	authors, ok := m.origin["authors"]
	m.choose("affiliations", func(it *corpus.Item) float64 {
		if ok && it == &m.items[authors] && len(it.Affiliations) > 0 {
			return 1e6
		}
		return float64(len(it.Affiliations))
	}, func(it *corpus.Item) { m.best.Affiliations = slices.Clone(it.Affiliations) })
}

// dates takes the year most records give, and of these the finest date.
func (m *merger) dates() {
	votes := make(map[int]int)
	for i := range m.items {
		votes[m.items[i].Published.Year]++
	}
	fine := func(d corpus.Date) float64 {
		switch {
		case d.Year == 0:
			return 0
		case d.Month == 0:
			return 0.1
		case d.Day == 0:
			return 0.2
		}
		return 0.3
	}
	m.choose("published", func(it *corpus.Item) float64 {
		if it.Published.Year == 0 {
			return 0
		}
		worth := float64(votes[it.Published.Year]) + fine(it.Published)
		if it.Volume != "" {
			worth += 0.5 // the year of the issue rather than of the proof
		}
		return worth
	}, func(it *corpus.Item) { m.best.Published = it.Published })
	m.choose("accessed", func(it *corpus.Item) float64 { return fine(it.Accessed) }, func(it *corpus.Item) { m.best.Accessed = it.Accessed })
}

// together takes fields that make sense as a pair from one record, and lists
// of things by their length.
func (m *merger) together() {
	m.choose("accession", func(it *corpus.Item) float64 { return filled(it.Accession) }, func(it *corpus.Item) {
		m.best.Accession, m.best.Database = it.Accession, it.Database
		m.origin["database"] = m.origin["accession"]
	})
	if m.best.Database == "" {
		delete(m.origin, "database")
	}
	if m.best.Accession == "" {
		m.choose("database", func(it *corpus.Item) float64 { return filled(it.Database) }, func(it *corpus.Item) { m.best.Database = it.Database })
	}
	m.choose("enrolled", func(it *corpus.Item) float64 {
		if it.Enrolled == nil {
			return 0
		}
		return 1 + filled(it.EnrolledType)
	}, func(it *corpus.Item) {
		n := *it.Enrolled
		m.best.Enrolled, m.best.EnrolledType = &n, it.EnrolledType
		if it.EnrolledType != "" {
			m.origin["enrolled_type"] = m.origin["enrolled"]
		}
	})
	m.choose("mesh", func(it *corpus.Item) float64 { return float64(len(it.MeSH)) }, func(it *corpus.Item) { m.best.MeSH = slices.Clone(it.MeSH) })
	m.choose("references", func(it *corpus.Item) float64 { return float64(len(it.References)) }, func(it *corpus.Item) { m.best.References = slices.Clone(it.References) })
	m.best.Relations = collect(m, "relations", func(it *corpus.Item) []corpus.Relation { return it.Relations })
	m.best.Extra = collect(m, "extra", func(it *corpus.Item) []corpus.Tag { return it.Extra })
	m.best.Registrations = collect(m, "registrations", func(it *corpus.Item) []corpus.Registration { return it.Registrations })
}

func filled(s string) float64 {
	if strings.TrimSpace(s) == "" {
		return 0
	}
	return 1
}

// collect puts the members of all lists together, each once, in order.
func collect[T comparable](m *merger, name string, of func(*corpus.Item) []T) []T {
	var out []T
	seen := make(map[T]bool)
	for i := range m.items {
		for _, x := range of(&m.items[i]) {
			if seen[x] {
				continue
			}
			seen[x] = true
			if len(out) == 0 {
				m.origin[name] = i
			}
			out = append(out, x)
		}
	}
	return out
}
