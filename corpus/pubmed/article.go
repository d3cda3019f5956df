package pubmed

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/xmlscan"
)

// reader turns one record into an item.
type reader struct {
	x        xmlscan.Scanner
	item     corpus.Item
	problems []error

	version     string // of the PMID
	abstract    []string
	first, last string // pages
	electronic  corpus.Date
	medlineTA   string
	isBook      bool
	bookTitle   string
}

// text reads the open element as one line of plain text.
func (rd *reader) text() string { return markup.XML(rd.x.Inner()) }

func (rd *reader) extra(name, value string) {
	if value != "" {
		rd.item.Extra = append(rd.item.Extra, corpus.Tag{Name: name, Value: value})
	}
}

// root reads the record or one of its main parts.
func (rd *reader) root(name, attrs string) {
	switch name {
	case "PubmedArticle", "PubmedBookArticle", "PubmedBookData":
		rd.x.Children(rd.root)
	case "MedlineCitation":
		rd.extra("Status", markup.Attr(attrs, "Status"))
		rd.x.Children(rd.citation)
	case "PubmedData":
		rd.x.Children(rd.data)
	case "BookDocument":
		rd.isBook = true
		rd.x.Children(rd.document)
	case "ArticleIdList":
		rd.x.Children(rd.articleID)
	}
}

// citation reads the children of MedlineCitation.
func (rd *reader) citation(name, attrs string) {
	it := &rd.item
	switch name {
	case "PMID":
		rd.pmid(attrs)
	case "Article":
		rd.x.Children(rd.article)
	case "MedlineJournalInfo":
		rd.x.Children(func(name, _ string) {
			switch name {
			case "MedlineTA":
				rd.medlineTA = rd.text()
			case "NlmUniqueID":
				rd.extra("NlmUniqueID", rd.text())
			case "ISSNLinking":
				rd.issn()
			}
		})
	case "ChemicalList":
		rd.x.Children(func(string, string) {
			rd.x.Children(func(name, _ string) {
				if name == "NameOfSubstance" {
					it.Substances = append(it.Substances, rd.text())
				}
			})
		})
	case "MeshHeadingList":
		rd.x.Children(func(string, string) { rd.heading() })
	case "SupplMeshList":
		rd.x.Children(func(string, string) { rd.extra("SupplMeshName", rd.text()) })
	case "CommentsCorrectionsList":
		rd.x.Children(rd.relation)
	case "KeywordList":
		rd.x.Children(rd.keyword)
	case "CoiStatement":
		it.Conflicts = rd.text()
	case "OtherID":
		rd.extra("OtherID", rd.text())
	case "OtherAbstract":
		rd.otherAbstract(attrs)
	case "GeneSymbolList":
		rd.x.Children(func(string, string) { rd.extra("GeneSymbol", rd.text()) })
	}
}

func (rd *reader) keyword(name, _ string) {
	if name == "Keyword" {
		rd.item.Keywords = append(rd.item.Keywords, rd.text())
	}
}

// pmid takes the PMID with the highest version.
func (rd *reader) pmid(attrs string) {
	version := markup.Attr(attrs, "Version")
	p, err := corpus.ParsePMID(rd.x.Inner())
	switch {
	case err != nil:
		rd.problems = append(rd.problems, err)
	case rd.item.PMID == "" || version > rd.version:
		rd.item.PMID, rd.version = p, version
		if version > "1" {
			rd.extra("PMIDVersion", version)
		}
	}
}

// article reads the children of Article.
func (rd *reader) article(name, attrs string) {
	it := &rd.item
	switch name {
	case "Journal":
		rd.x.Children(rd.journal)
	case "ArticleTitle":
		it.Title = rd.text()
	case "VernacularTitle":
		it.OriginalTitle = rd.text()
	case "Pagination":
		rd.x.Children(rd.pages)
	case "ELocationID":
		rd.location(attrs)
	case "Abstract":
		rd.x.Children(rd.section)
	case "AuthorList":
		rd.authors(attrs)
	case "Language":
		it.Languages = append(it.Languages, rd.text())
	case "DataBankList":
		rd.x.Children(func(string, string) { rd.dataBank() })
	case "GrantList":
		rd.x.Children(func(string, string) { rd.grant() })
	case "PublicationTypeList":
		rd.x.Children(func(string, string) {
			it.PublicationTypes = append(it.PublicationTypes, rd.text())
		})
	case "ArticleDate":
		rd.electronic = rd.date()
	}
}

func (rd *reader) journal(name, _ string) {
	it := &rd.item
	switch name {
	case "ISSN":
		rd.issn()
	case "Title":
		it.Journal = rd.text()
	case "ISOAbbreviation":
		it.JournalAbbrev = rd.text()
	case "JournalIssue":
		rd.x.Children(func(name, _ string) {
			switch name {
			case "Volume":
				it.Volume = rd.text()
			case "Issue":
				it.Issue = rd.text()
			case "PubDate":
				it.Published = rd.date()
			}
		})
	}
}

func (rd *reader) issn() {
	issn, _, _ := field.Serials(rd.x.Inner())
	rd.item.ISSN = field.AddOnce(rd.item.ISSN, issn...)
}

func (rd *reader) pages(name, _ string) {
	switch name {
	case "StartPage":
		rd.first = rd.text()
	case "EndPage":
		rd.last = rd.text()
	case "MedlinePgn":
		rd.item.Pages = field.Pages(rd.text())
	}
}

// location reads ELocationID; one that is marked as not valid is left out.
func (rd *reader) location(attrs string) {
	v := strings.TrimSpace(rd.text())
	if markup.Attr(attrs, "ValidYN") == "N" {
		return
	}
	switch markup.Attr(attrs, "EIdType") {
	case "doi":
		rd.doi(v)
	case "pii":
		if rd.item.ArticleNumber == "" && len(v) < 12 && strings.Trim(strings.TrimPrefix(strings.ToLower(v), "e"), "0123456789") == "" {
			rd.item.ArticleNumber = v
		} else {
			rd.extra("pii", v)
		}
	}
}

func (rd *reader) doi(v string) {
	if d, err := corpus.ParseDOI(v); err != nil {
		rd.problems = append(rd.problems, err)
	} else if rd.item.DOI == "" {
		rd.item.DOI = d
	}
}

// section reads one AbstractText: "METHODS: …".
func (rd *reader) section(name, attrs string) {
	switch name {
	case "AbstractText":
		label := markup.Clean(markup.Attr(attrs, "Label"))
		text := rd.text()
		if label != "" && !strings.EqualFold(label, "unlabelled") && text != "" {
			text = strings.TrimRight(label, ": ") + ": " + text
		}
		if text != "" {
			rd.abstract = append(rd.abstract, text)
		}
	case "CopyrightInformation":
		rd.extra("CopyrightInformation", rd.text())
	}
}

// otherAbstract keeps an abstract in another language or for other readers.
func (rd *reader) otherAbstract(attrs string) {
	name := "OtherAbstract"
	if lang := markup.Attr(attrs, "Language"); lang != "" {
		name += "-" + lang
	}
	rd.x.Children(func(child, _ string) {
		if child == "AbstractText" {
			rd.extra(name, rd.text())
		}
	})
}

// dataBank reads trial numbers; those of other data banks are kept as extra.
func (rd *reader) dataBank() {
	bank := ""
	rd.x.Children(func(name, _ string) {
		switch name {
		case "DataBankName":
			bank = rd.text()
		case "AccessionNumberList":
			rd.x.Children(func(string, string) {
				id := rd.text()
				if r, ok := field.Registration(id); ok {
					rd.item.Registrations = append(rd.item.Registrations, r)
				} else {
					rd.extra("DataBank", bank+"/"+id)
				}
			})
		}
	})
}

// grant reads "GrantID/Acronym/Agency/Country".
func (rd *reader) grant() {
	var parts []string
	rd.x.Children(func(string, string) {
		if v := rd.text(); v != "" {
			parts = append(parts, v)
		}
	})
	rd.item.Funding = append(rd.item.Funding, strings.Join(parts, "/"))
}
