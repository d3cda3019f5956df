package jats

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/xmlscan"
)

// reader turns one article into an item.
type reader struct {
	x           xmlscan.Scanner
	item        corpus.Item
	problems    []error
	first, last string // pages
	dates       []dated
	kind        string // article-type
}

// dated is one date of publication.
type dated struct {
	rank int // smaller goes first
	date corpus.Date
}

func plain(inner string) string { return markup.XML(inner) }

func (rd *reader) text() string { return plain(rd.x.Inner()) }

func (rd *reader) article(attrs string) {
	rd.kind = markup.Attr(attrs, "article-type")
	if lang := markup.Attr(attrs, "xml:lang"); lang != "" {
		rd.item.Languages = []string{lang}
	}
	rd.x.Children(func(name, _ string) {
		switch name {
		case "front":
			rd.x.Children(func(name, _ string) {
				switch name {
				case "journal-meta":
					rd.x.Children(rd.journal)
				case "article-meta":
					rd.x.Children(rd.meta)
				}
			})
		case "back":
			rd.x.Children(rd.back)
		}
	})
}

func (rd *reader) journal(name, attrs string) {
	it := &rd.item
	switch name {
	case "journal-title-group":
		rd.x.Children(rd.journal)
	case "journal-title":
		it.Journal = rd.text()
	case "abbrev-journal-title":
		it.JournalAbbrev = rd.text()
	case "journal-id":
		if v := rd.text(); markup.Attr(attrs, "journal-id-type") == "iso-abbrev" || markup.Attr(attrs, "journal-id-type") == "nlm-ta" && it.JournalAbbrev == "" {
			it.JournalAbbrev = v
		}
	case "issn":
		issn, _, _ := field.Serials(rd.text())
		it.ISSN = field.AddOnce(it.ISSN, issn...)
	case "publisher":
		rd.x.Children(func(name, _ string) {
			switch name {
			case "publisher-name":
				it.Publisher = rd.text()
			case "publisher-loc":
				it.Place = rd.text()
			}
		})
	}
}

// meta reads the children of article-meta.
func (rd *reader) meta(name, attrs string) {
	it := &rd.item
	switch name {
	case "article-id":
		rd.id(markup.Attr(attrs, "pub-id-type"), strings.TrimSpace(rd.text()))
	case "title-group":
		rd.x.Children(rd.title)
	case "contrib-group":
		rd.x.Children(rd.contrib)
	case "aff":
		rd.affiliation()
	case "pub-date":
		rd.date(attrs)
	case "volume":
		it.Volume = rd.text()
	case "issue":
		it.Issue = rd.text()
	case "fpage":
		rd.first = rd.text()
	case "lpage":
		rd.last = rd.text()
	case "elocation-id":
		it.ArticleNumber = rd.text()
	case "abstract":
		rd.abstract(attrs)
	case "kwd-group":
		rd.x.Children(func(name, _ string) {
			if v := rd.text(); name == "kwd" {
				it.Keywords = field.AddOnce(it.Keywords, v)
			}
		})
	case "article-categories":
		rd.x.Children(func(_, attrs string) {
			heading := markup.Attr(attrs, "subj-group-type") == "heading"
			rd.x.Children(func(name, _ string) {
				if v := rd.text(); heading && name == "subject" {
					it.PublicationTypes = field.AddOnce(it.PublicationTypes, v)
				}
			})
		})
	case "funding-group":
		rd.x.Children(rd.funding)
	case "related-article", "related-object":
		rd.related(attrs)
	case "self-uri":
		it.URLs = field.AddOnce(it.URLs, markup.Attr(attrs, "xlink:href"))
	case "permissions":
		rd.x.Children(func(name, _ string) {
			if name == "license" || name == "copyright-statement" {
				rd.extra(name, rd.text())
			}
		})
	}
}

func (rd *reader) extra(name, value string) {
	if value != "" {
		rd.item.Extra = append(rd.item.Extra, corpus.Tag{Name: name, Value: value})
	}
}

func (rd *reader) id(kind, v string) {
	it := &rd.item
	var err error
	switch kind {
	case "doi":
		it.DOI, err = corpus.ParseDOI(v)
	case "pmid":
		it.PMID, err = corpus.ParsePMID(v)
	case "pmc", "pmcid", "pmc-uid":
		it.PMCID, err = corpus.ParsePMCID(v)
	default:
		rd.extra(kind, v)
	}
	if err != nil {
		rd.problems = append(rd.problems, err)
	}
}

func (rd *reader) title(name, _ string) {
	it := &rd.item
	switch v := rd.text(); name {
	case "article-title":
		it.Title = v
	case "subtitle":
		if v != "" {
			it.Title += ": " + v
		}
	case "trans-title":
		it.OriginalTitle, it.Title = it.Title, v
	}
}

// date reads one pub-date. Of several the printed one and that of the
// collection go before the electronic one.
func (rd *reader) date(attrs string) {
	kind := markup.Attr(attrs, "pub-type") + markup.Attr(attrs, "date-type") + markup.Attr(attrs, "publication-format")
	var d corpus.Date
	rd.x.Children(func(name, _ string) {
		v := rd.text()
		switch name {
		case "year":
			y, err := field.Date(v)
			if err != nil {
				rd.problems = append(rd.problems, err)
			}
			d.Year = y.Year
		case "month":
			d.Month = field.Month(v)
		case "day":
			if one, err := field.Date("2000/01/" + v); err == nil {
				d.Day = one.Day
			}
		}
	})
	if d.Month == 0 {
		d.Day = 0
	}
	rank := 1
	switch {
	case strings.Contains(kind, "ppub"), strings.Contains(kind, "print"):
		rank = 0
	case strings.Contains(kind, "collection"):
		rank = 2
	case strings.Contains(kind, "pmc-release"), strings.Contains(kind, "nihms"):
		rank = 9
	}
	if d.Year > 0 {
		rd.dates = append(rd.dates, dated{rank, d})
	}
}

// abstract takes the main abstract; graphical ones and those of the editor are
// kept as extra.
func (rd *reader) abstract(attrs string) {
	text := markup.XMLBlock(rd.x.Inner())
	if kind := markup.Attr(attrs, "abstract-type"); kind != "" && kind != "executive-summary" || rd.item.Abstract != "" {
		rd.extra(fmt.Sprintf("abstract-%s", kind), text)
		return
	}
	rd.item.Abstract = field.Sections(text)
}

func (rd *reader) funding(name, _ string) {
	switch name {
	case "award-group":
		var parts []string
		rd.x.Children(func(string, string) { parts = append(parts, rd.text()) })
		rd.item.Funding = field.AddOnce(rd.item.Funding, strings.Join(parts, "/"))
	case "funding-statement":
		rd.item.Funding = field.AddOnce(rd.item.Funding, rd.text())
	}
}

func (rd *reader) finish() corpus.Item {
	it := &rd.item
	slices.SortStableFunc(rd.dates, func(a, b dated) int { return a.rank - b.rank })
	for _, d := range rd.dates {
		if it.Published.Year == 0 || d.date.Year == it.Published.Year && it.Published.Month == 0 {
			it.Published = d.date
		}
	}
	it.Pages = field.JoinPages(rd.first, rd.last)
	if it.JournalAbbrev == it.Journal {
		it.JournalAbbrev = ""
	}
	if it.Kind = field.KindOf(it.PublicationTypes); it.Kind == "" {
		it.Kind = corpus.KindArticle
	}
	if rd.kind != "" {
		rd.extra("article-type", rd.kind)
	}
	return *it
}
