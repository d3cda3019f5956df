package intaketest

import (
	"slices"

	"appraise/corpus"

	"pgregory.net/rapid"
)

var (
	word   = rapid.StringMatching(`[A-ZÄÖÉ]?[a-zäöéßøč]{2,9}`)
	name   = rapid.StringMatching(`[A-ZÄÖ][a-zäöé]{2,8}`)
	digits = rapid.StringMatching(`[1-9][0-9]{0,4}`)
)

// Words draws a text of single-spaced words with signs in it.
func Words(t *rapid.T, label string, least, most int) string {
	odd := rapid.SampledFrom([]string{"&", "<b>", "a<b", "10⁶", "H₂O", "R&D", "50%", "$5", "{x}", "#1", "^2", "~", "\\alpha", "&amp;", "x_y", "“quoted”", "'a'", "–", "𝛼", "I'm", "αβ", "(n=12)", "p<0.05", "=1", "-x", "@y", "a--b"})
	out := ""
	for i := range rapid.IntRange(least, most).Draw(t, label) {
		w := word.Draw(t, label)
		if i > 0 && rapid.IntRange(0, 4).Draw(t, label) == 0 {
			w = odd.Draw(t, label)
		}
		if out != "" {
			out += " "
		}
		out += w
	}
	return out
}

func list(t *rapid.T, label string, one func() string) []string {
	var out []string
	for range rapid.IntRange(0, 3).Draw(t, label) {
		if s := one(); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func author(t *rapid.T) corpus.Author {
	switch rapid.IntRange(0, 5).Draw(t, "author") {
	case 0:
		return corpus.Author{Collective: name.Draw(t, "body") + " Study Group"}
	case 1:
		return corpus.Author{Family: name.Draw(t, "family"), Given: name.Draw(t, "given"), Suffix: "Jr"}
	case 2:
		return corpus.Author{Family: "van der " + name.Draw(t, "family"), Given: rapid.StringMatching(`[A-Z]\. [A-Z]\.`).Draw(t, "initials")}
	}
	return corpus.Author{Family: name.Draw(t, "family"), Given: name.Draw(t, "given")}
}

func authors(t *rapid.T) []corpus.Author {
	var out []corpus.Author
	for range rapid.IntRange(0, 4).Draw(t, "authors") {
		if a := author(t); !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// Item draws an item with a value in every field that bibliographic formats
// hold. Each format's test blanks what its format has no place for.
func Item(t *rapid.T) corpus.Item {
	date := func(label string) corpus.Date {
		d := corpus.Date{Year: rapid.IntRange(1450, 2100).Draw(t, label)}
		if d.Month = rapid.IntRange(0, 12).Draw(t, label); d.Month > 0 {
			d.Day = rapid.IntRange(0, 28).Draw(t, label)
		}
		return d
	}
	text := func(label string, most int) string {
		if rapid.Bool().Draw(t, label) {
			return ""
		}
		return Words(t, label, 1, most)
	}
	it := corpus.Item{
		Kind:    rapid.SampledFrom([]corpus.Kind{corpus.KindArticle, corpus.KindAbstract, corpus.KindConference, corpus.KindPreprint, corpus.KindGuideline, corpus.KindRegistry, corpus.KindBook, corpus.KindChapter, corpus.KindThesis, corpus.KindTechReport, corpus.KindWebPage, corpus.KindNews, corpus.KindDataset, corpus.KindPatent, corpus.KindSoftware, corpus.KindOther, ""}).Draw(t, "kind"),
		Title:   Words(t, "title", 1, 12),
		Authors: authors(t), Editors: authors(t), Journal: text("journal", 4), Volume: digits.Draw(t, "volume"), Issue: text("issue", 2),
		Edition: text("edition", 2), Series: text("series", 3), Publisher: text("publisher", 3), Place: text("place", 2),
		Published: date("published"), Accessed: date("accessed"), OriginalTitle: text("original", 5), Abstract: text("abstract", 30),
		Database: text("database", 2), Conflicts: text("conflicts", 5), Accession: digits.Draw(t, "accession"),
	}
	if it.Journal != "" && rapid.Bool().Draw(t, "abbrev") {
		it.JournalAbbrev = "J " + name.Draw(t, "abbrev") + " Xyz"
	}
	if rapid.Bool().Draw(t, "sections") {
		it.Abstract = "AIM: " + Words(t, "aim", 2, 6) + ".\nMETHODS: " + Words(t, "methods", 2, 6) + "."
	}
	if rapid.Bool().Draw(t, "pages") {
		it.Pages = rapid.SampledFrom([]string{"12-19", "e0815", "S12-S19", "7", "1473-1480"}).Draw(t, "pages")
	}
	if rapid.Bool().Draw(t, "number") {
		it.ArticleNumber = "e" + digits.Draw(t, "number")
	}
	if rapid.Bool().Draw(t, "ids") {
		it.DOI = corpus.DOI("10.1234/abc(" + digits.Draw(t, "doi") + ")_x.y")
		it.PMID = corpus.PMID(digits.Draw(t, "pmid"))
		it.PMCID = corpus.PMCID("PMC" + digits.Draw(t, "pmcid"))
		it.ISSN = []string{"0306-4530", "2049-363X"}
		it.ISBN = []string{"978-1-4822-5326-9"}
		it.Registrations = []corpus.Registration{"NCT00261469", "ISRCTN12345678"}
	}
	single := func() string { return Words(t, "value", 1, 3) }
	it.Languages = list(t, "languages", func() string { return rapid.SampledFrom([]string{"eng", "ger", "spa"}).Draw(t, "language") })
	it.PublicationTypes = list(t, "types", func() string {
		return rapid.SampledFrom([]string{"Journal Article", "Randomized Controlled Trial", "Review", "Practice Guideline"}).Draw(t, "type")
	})
	it.Keywords, it.Substances, it.Funding = list(t, "keywords", single), list(t, "substances", single), list(t, "funding", single)
	it.Affiliations = list(t, "affiliations", func() string { return Words(t, "place", 1, 4) + ", " + name.Draw(t, "town") })
	it.Notes = list(t, "notes", func() string { return Words(t, "note", 1, 6) })
	it.URLs = list(t, "urls", func() string { return "https://example.org/a_b?x=" + digits.Draw(t, "url") + "&y=%20z#f" })
	it.Files = list(t, "files", func() string { return "papers/" + digits.Draw(t, "file") + ".pdf" })
	for _, d := range list(t, "mesh", func() string { return name.Draw(t, "heading") }) {
		it.MeSH = append(it.MeSH, corpus.Heading{Descriptor: d, Major: rapid.Bool().Draw(t, "major"), Qualifiers: []corpus.Qualifier{{Name: "drug therapy", Major: rapid.Bool().Draw(t, "major")}}})
	}
	return it
}

// RoundTrips checks that import(export(x)) = x for drawn items; blank empties
// what the format has no place for.
func RoundTrips(t *rapid.T, read Reader, write Writer, blank func(*corpus.Item)) {
	items := make([]corpus.Item, rapid.IntRange(1, 3).Draw(t, "items"))
	for i := range items {
		items[i] = Item(t)
		blank(&items[i])
	}
	roundTrip(t, read, write, items)
}
