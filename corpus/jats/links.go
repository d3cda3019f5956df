package jats

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// relations translates the types of related articles into the words of PubMed.
var relations = map[string]string{
	"retracted-article": "RetractionOf", "retraction-forward": "RetractionIn", "partial-retraction": "PartialRetractionOf",
	"corrected-article": "ErratumFor", "correction-forward": "ErratumIn", "object-of-concern": "ExpressionOfConcernFor",
	"concern-forward": "ExpressionOfConcernIn", "commentary-article": "CommentOn", "commentary": "CommentIn", "updated-article": "UpdateOf",
	"update": "UpdateIn", "republished-article": "RepublishedFrom", "addended-article": "AddendumTo", "addendum": "AddendumIn",
}

func (rd *reader) related(attrs string) {
	kind := markup.Attr(attrs, "related-article-type")
	r := corpus.Relation{Type: relations[kind], Text: rd.text()}
	if r.Type == "" {
		r.Type = kind
	}
	target := markup.Attr(attrs, "xlink:href")
	switch markup.Attr(attrs, "ext-link-type") {
	case "pubmed", "pmid":
		r.PMID, _ = corpus.ParsePMID(target)
	default:
		r.DOI, _ = corpus.ParseDOI(target)
	}
	rd.item.Relations = append(rd.item.Relations, r)
}

// back reads reference lists and the statement of interests.
func (rd *reader) back(name, _ string) {
	switch name {
	case "ref-list":
		rd.x.Children(func(name, attrs string) {
			switch name {
			case "ref":
				rd.reference()
			case "ref-list":
				rd.back(name, attrs)
			}
		})
	case "fn-group":
		rd.x.Children(func(_, attrs string) {
			if kind := markup.Attr(attrs, "fn-type"); kind == "conflict" || kind == "COI-statement" {
				rd.item.Conflicts = rd.text()
			}
		})
	}
}

func (rd *reader) reference() {
	var c corpus.Citation
	rd.x.Children(func(name, _ string) {
		if name == "label" || c.Text != "" {
			return
		}
		inner := rd.x.Inner()
		c.Text = plain(spaced.Replace(inner))
		c.DOI = field.FindDOI(c.Text)
		if _, after, ok := strings.Cut(inner, `pub-id-type="pmid">`); ok {
			id, _, _ := strings.Cut(after, "<")
			c.PMID, _ = corpus.ParsePMID(id)
		}
	})
	if c.Text != "" {
		rd.item.References = append(rd.item.References, c)
	}
}

// spaced puts a space between the elements of a citation.
var spaced = strings.NewReplacer("</", " </")
