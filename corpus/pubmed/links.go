package pubmed

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// relation reads one CommentsCorrections. Those of type Cites are references.
func (rd *reader) relation(name, attrs string) {
	if name != "CommentsCorrections" {
		return
	}
	r := corpus.Relation{Type: markup.Attr(attrs, "RefType")}
	rd.x.Children(func(name, _ string) {
		switch name {
		case "RefSource":
			r.Text = rd.text()
		case "PMID":
			r.PMID, _ = corpus.ParsePMID(rd.x.Inner())
		}
	})
	r.DOI = field.FindDOI(r.Text)
	if r.Type == "Cites" {
		rd.item.References = append(rd.item.References, corpus.Citation{Text: r.Text, PMID: r.PMID, DOI: r.DOI})
		return
	}
	rd.item.Relations = append(rd.item.Relations, r)
}

// data reads the children of PubmedData.
func (rd *reader) data(name, _ string) {
	switch name {
	case "ArticleIdList":
		rd.x.Children(rd.articleID)
	case "ReferenceList":
		rd.x.Children(rd.reference)
	case "PublicationStatus":
		rd.extra("PublicationStatus", rd.text())
	}
}

func (rd *reader) articleID(_, attrs string) {
	it := &rd.item
	v := strings.TrimSpace(rd.text())
	switch markup.Attr(attrs, "IdType") {
	case "pubmed":
		if p, err := corpus.ParsePMID(v); err == nil && it.PMID == "" {
			it.PMID = p
		}
	case "doi":
		if v != "" {
			rd.doi(v)
		}
	case "pmc", "pmcid":
		if p, err := corpus.ParsePMCID(v); err == nil {
			it.PMCID = p
		}
	case "bookaccession":
		it.Accession = v
	}
}

// reference reads one entry of the reference list; lists may nest.
func (rd *reader) reference(name, _ string) {
	switch name {
	case "ReferenceList":
		rd.x.Children(rd.reference)
	case "Reference":
		var c corpus.Citation
		rd.x.Children(func(name, _ string) {
			switch name {
			case "Citation":
				c.Text = rd.text()
			case "ArticleIdList":
				rd.x.Children(func(_, attrs string) { cited(&c, markup.Attr(attrs, "IdType"), strings.TrimSpace(rd.text())) })
			}
		})
		if c != (corpus.Citation{}) {
			rd.item.References = append(rd.item.References, c)
		}
	}
}

// cited takes an identifier of a cited work; one that is none is left out, as
// the text of the citation stays.
func cited(c *corpus.Citation, kind, v string) {
	switch kind {
	case "pubmed":
		c.PMID, _ = corpus.ParsePMID(v)
	case "doi":
		c.DOI, _ = corpus.ParseDOI(v)
	case "pmc", "pmcid":
		c.PMCID, _ = corpus.ParsePMCID(v)
	}
}

// document reads the children of BookDocument.
func (rd *reader) document(name, attrs string) {
	it := &rd.item
	switch name {
	case "PMID":
		rd.pmid(attrs)
	case "ArticleIdList":
		rd.x.Children(rd.articleID)
	case "Book":
		rd.x.Children(rd.book)
	case "PublicationType":
		it.PublicationTypes = append(it.PublicationTypes, rd.text())
	case "KeywordList":
		rd.x.Children(rd.keyword)
	case "ReferenceList":
		rd.x.Children(rd.reference)
	case "ContributionDate":
		rd.electronic = rd.date()
	default:
		rd.article(name, attrs)
	}
}

// book reads the children of Book.
func (rd *reader) book(name, attrs string) {
	it := &rd.item
	switch name {
	case "Publisher":
		rd.x.Children(func(name, _ string) {
			switch name {
			case "PublisherName":
				it.Publisher = rd.text()
			case "PublisherLocation":
				it.Place = rd.text()
			}
		})
	case "BookTitle":
		rd.bookTitle = rd.text()
	case "PubDate":
		it.Published = rd.date()
	case "AuthorList":
		rd.authors(attrs)
	case "Volume":
		it.Volume = rd.text()
	case "Edition":
		it.Edition = rd.text()
	case "CollectionTitle":
		it.Series = rd.text()
	case "Isbn":
		_, isbn, _ := field.Serials(rd.x.Inner())
		it.ISBN = field.AddOnce(it.ISBN, isbn...)
	case "ELocationID":
		rd.location(attrs)
	case "ReportNumber":
		rd.extra("ReportNumber", rd.text())
	}
}
