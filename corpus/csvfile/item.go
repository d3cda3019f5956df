package csvfile

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// kindWords lists the words for kinds of publication in columns of types.
var kindWords = map[string]corpus.Kind{
	"jour": corpus.KindArticle, "journalarticle": corpus.KindArticle, "article": corpus.KindArticle, "journal": corpus.KindArticle,
	"magazinearticle": corpus.KindArticle, "review": corpus.KindArticle, "articleinpress": corpus.KindArticle,
	"abstract": corpus.KindAbstract, "conferenceabstract": corpus.KindAbstract, "meetingabstract": corpus.KindAbstract,
	"conferencepaper": corpus.KindConference, "conf": corpus.KindConference, "cpaper": corpus.KindConference, "conferenceproceedings": corpus.KindConference, "proceedingspaper": corpus.KindConference,
	"preprint": corpus.KindPreprint, "guideline": corpus.KindGuideline, "registryentry": corpus.KindRegistry,
	"book": corpus.KindBook, "bookwhole": corpus.KindBook, "chapter": corpus.KindChapter, "booksection": corpus.KindChapter, "bookchapter": corpus.KindChapter, "chap": corpus.KindChapter,
	"thesis": corpus.KindThesis, "dissertation": corpus.KindThesis, "thes": corpus.KindThesis, "dissertationthesis": corpus.KindThesis,
	"report": corpus.KindTechReport, "technicalreport": corpus.KindTechReport, "rprt": corpus.KindTechReport,
	"webpage": corpus.KindWebPage, "elec": corpus.KindWebPage, "news": corpus.KindNews, "newspaperarticle": corpus.KindNews,
	"dataset": corpus.KindDataset, "patent": corpus.KindPatent, "software": corpus.KindSoftware, "computerprogram": corpus.KindSoftware, "other": corpus.KindOther,
}

// noKind stands for a kind that is not known though there are types.
const noKind = "unknown"

// item turns a row into an item and tells what is wrong with it.
func (c cells) item() (corpus.Item, problems) {
	var bad problems
	it := corpus.Item{
		Title: string(c.Title), OriginalTitle: string(c.OriginalTitle), Abstract: string(c.Abstract),
		Authors: c.Authors, Editors: c.Editors, Journal: string(c.Journal), JournalAbbrev: string(c.JournalAbbrev),
		Volume: string(c.Volume), Issue: string(c.Issue), ArticleNumber: string(c.ArticleNumber), Edition: string(c.Edition),
		Series: string(c.Series), Publisher: string(c.Publisher), Place: string(c.Place), Database: string(c.Database),
		Accession: string(c.Accession), Languages: c.Languages, PublicationTypes: c.PublicationTypes, Keywords: c.Keywords,
		Substances: c.Substances, Affiliations: c.Affiliations, Funding: c.Funding, Conflicts: string(c.Conflicts),
		URLs: c.URLs, Files: c.Files, Notes: c.Notes, Accessed: c.Accessed.Date,
	}
	for _, h := range c.MeSH {
		it.MeSH = append(it.MeSH, heading(h))
	}
	c.setKind(&it)
	c.setDate(&it, &bad)
	c.setIDs(&it, &bad)
	if it.Pages = field.Pages(c.Pages); it.Pages == "" {
		it.Pages = field.JoinPages(c.FirstPage, c.LastPage)
	}
	embaseSource(&it)
	if c.Extra != "" {
		var tags []corpus.Tag
		if json.Unmarshal([]byte(c.Extra), &tags) != nil {
			tags = []corpus.Tag{{Name: "extra", Value: markup.CleanBlock(c.Extra)}}
		}
		it.Extra = append(it.Extra, tags...)
	}
	return it, bad
}

func (c cells) setKind(it *corpus.Item) {
	word := markup.Clean(c.Kind)
	kind, ok := kindWords[foldName(word)]
	switch {
	case word == noKind:
	case word == "":
		for _, t := range it.PublicationTypes {
			if k, ok := kindWords[foldName(t)]; ok && it.Kind == "" {
				it.Kind = k
			}
		}
		if k := field.KindOf(it.PublicationTypes); k != "" && it.Kind != corpus.KindAbstract {
			it.Kind = k
		}
	case ok:
		it.Kind = kind
	default:
		it.Kind = corpus.KindOther
		it.Extra = append(it.Extra, corpus.Tag{Name: "kind", Value: word})
	}
}

// setDate joins year, month, day and date where they agree.
func (c cells) setDate(it *corpus.Item, bad *problems) {
	it.Published = c.Year.Date
	if c.Year.bad != "" {
		bad.add(c.Year.err)
		it.Extra = append(it.Extra, corpus.Tag{Name: "year", Value: markup.Clean(c.Year.bad)})
	}
	if d := c.Date.Date; it.Published.Year == 0 || d.Year == it.Published.Year && d.Month > 0 {
		it.Published = d
	}
	if c.Date.bad != "" && it.Published.Year > 0 {
		if d, err := field.Date(fmt.Sprintf("%04d/%s", it.Published.Year, c.Date.bad)); err == nil && d.Month > 0 {
			it.Published = d // "03/30"
		}
	} else if c.Date.bad != "" {
		bad.add(c.Date.err)
	}
	if m := field.Month(c.Month); it.Published.Year > 0 && it.Published.Month == 0 {
		it.Published.Month = m
	}
	if d, err := field.Date("2000/01/" + c.Day); c.Day != "" && err == nil && it.Published.Month > 0 && it.Published.Day == 0 {
		it.Published.Day = d.Day
	}
	if c.Accessed.bad != "" {
		it.Extra = append(it.Extra, corpus.Tag{Name: "accessed", Value: markup.Clean(c.Accessed.bad)})
	}
}

// setIDs reads the identifiers; what is none is kept and reported, apart from
// the words and zeros that stand for nothing.
func (c cells) setIDs(it *corpus.Item, bad *problems) {
	keep := func(column, value string, err error) {
		if value = markup.Clean(value); value != "" && value != "0" && !strings.EqualFold(value, "n/a") && !strings.EqualFold(value, "nan") {
			bad.add(err)
			it.Extra = append(it.Extra, corpus.Tag{Name: column, Value: value})
		}
	}
	first, rest, _ := strings.Cut(c.DOI, "  ")
	d, err := corpus.ParseDOI(first)
	if it.DOI = d; err != nil {
		keep("doi", c.DOI, err)
	} else if rest = markup.Clean(rest); rest != "" {
		it.Extra = append(it.Extra, corpus.Tag{Name: "doi", Value: rest})
	}
	pmid := strings.TrimSuffix(strings.TrimPrefix(c.PMID, "PUBMED "), ".0")
	p, err := corpus.ParsePMID(pmid)
	if it.PMID = p; err != nil {
		keep("pmid", c.PMID, err)
	}
	pmc, err := corpus.ParsePMCID(c.PMCID)
	if it.PMCID = pmc; err != nil {
		keep("pmcid", c.PMCID, err)
	}
	it.Registrations = corpus.FindRegistrations(c.Registrations)
	if c.Registrations != "" && len(it.Registrations) == 0 {
		it.Extra = append(it.Extra, corpus.Tag{Name: "registrations", Value: markup.Clean(c.Registrations)})
	}
	for _, s := range []struct{ column, value string }{{"issn", c.ISSN}, {"isbn", c.ISBN}} {
		issn, isbn, whole := field.Serials(s.value)
		it.ISSN = field.AddOnce(it.ISSN, issn...)
		it.ISBN = field.AddOnce(it.ISBN, isbn...)
		if !whole {
			it.Extra = append(it.Extra, corpus.Tag{Name: s.column, Value: markup.Clean(s.value)})
		}
	}
}

// sourceForm is the column Source of Embase: "Cancer (2004) 102:4 (253-258).
// Date of Publication: 25 Aug 2004".
var sourceForm = regexp.MustCompile(`^(.+?) \(([12][0-9]{3})\)(?: ([^ :()]+))?(?::([^ ()]+))?(?: \(([^)]*)\))?\.? ?(?:Article Number: ([^ ]+)\. ?)?(?:Date of Publication: (.*))?$`)

// embaseSource takes apart a journal that holds the whole citation.
func embaseSource(it *corpus.Item) {
	m := sourceForm.FindStringSubmatch(it.Journal)
	if m == nil || it.Volume != "" {
		return
	}
	it.Journal, it.Volume, it.Issue = m[1], m[3], m[4]
	if it.Pages == "" {
		it.Pages = field.Pages(m[5])
	}
	if it.ArticleNumber == "" {
		it.ArticleNumber = m[6]
	}
	if it.Published.Year == 0 {
		it.Published, _ = field.Date(m[2])
		if d, err := field.Date(m[7]); err == nil && d.Year > 0 {
			it.Published = d
		}
	}
}

func heading(v string) corpus.Heading {
	parts := strings.Split(v, "/")
	h := corpus.Heading{Descriptor: strings.TrimPrefix(parts[0], "*"), Major: strings.HasPrefix(parts[0], "*")}
	for _, q := range parts[1:] {
		h.Qualifiers = append(h.Qualifiers, corpus.Qualifier{Name: strings.TrimPrefix(q, "*"), Major: strings.HasPrefix(q, "*")})
	}
	return h
}

// isOtherKind reports whether a kept value is what the column of kinds said: it
// stands first then, and is none of its words.
func isOtherKind(x corpus.Tag) bool {
	word := markup.Clean(x.Value)
	return x.Name == "kind" && word == x.Value && word != "" && word != noKind && kindWords[foldName(word)] == ""
}

// cellsOf is the row of an item.
func cellsOf(it corpus.Item) cells {
	kind := string(it.Kind)
	if kind == "" && len(it.PublicationTypes) > 0 {
		kind = noKind
	}
	if it.Kind == corpus.KindOther && len(it.Extra) > 0 && isOtherKind(it.Extra[0]) {
		kind, it.Extra = it.Extra[0].Value, it.Extra[1:]
	}
	var mesh list
	for _, h := range it.MeSH {
		s := star(h.Major) + h.Descriptor
		for _, q := range h.Qualifiers {
			s += "/" + star(q.Major) + q.Name
		}
		mesh = append(mesh, s)
	}
	regs := make([]string, len(it.Registrations))
	for i, r := range it.Registrations {
		regs[i] = string(r)
	}
	year := corpus.Date{Year: it.Published.Year}
	return cells{
		Kind: kind, Title: text(it.Title), OriginalTitle: text(it.OriginalTitle), Abstract: block(it.Abstract), Authors: it.Authors,
		Editors: it.Editors, Journal: text(it.Journal), JournalAbbrev: text(it.JournalAbbrev), Year: date{Date: year}, Date: date{Date: it.Published},
		Volume: text(it.Volume), Issue: text(it.Issue), Pages: it.Pages, ArticleNumber: text(it.ArticleNumber), Edition: text(it.Edition),
		Series: text(it.Series), Publisher: text(it.Publisher), Place: text(it.Place), ISSN: strings.Join(it.ISSN, "; "),
		ISBN: strings.Join(it.ISBN, "; "), DOI: string(it.DOI), PMID: string(it.PMID), PMCID: string(it.PMCID),
		Registrations: strings.Join(regs, "; "), Database: text(it.Database), Accession: text(it.Accession), Languages: it.Languages,
		PublicationTypes: it.PublicationTypes, MeSH: mesh, Keywords: it.Keywords, Substances: it.Substances, Affiliations: it.Affiliations,
		Funding: it.Funding, Conflicts: text(it.Conflicts), URLs: it.URLs, Files: it.Files, Notes: it.Notes, Accessed: date{Date: it.Accessed},
		Extra: extras(it.Extra),
	}
}

func star(major bool) string {
	if major {
		return "*"
	}
	return ""
}
