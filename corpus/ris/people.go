package ris

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// author adds the people of one field; a name that came by the other tag of
// authors is not taken twice.
func (rd *reader) author(list *[]corpus.Author, f tagline.Field) {
	for _, line := range strings.Split(f.Value, "\n") {
		a := field.Name(markup.Text(line))
		if a == (corpus.Author{}) {
			continue
		}
		if rd.named[a] != "" && rd.named[a] != f.Tag {
			continue // AU and A1 give the same people
		}
		if rd.named == nil {
			rd.named = map[corpus.Author]string{}
		}
		rd.named[a] = f.Tag
		*list = append(*list, a)
	}
}

// editor reads A2 and ED. PsycINFO puts the authors of all cited works into
// one A2.
//
// A2 are the editors, in EndNote's books those of the series, and A3 the
// editors of the book.
func (rd *reader) editor(f tagline.Field) {
	kind, _ := typeOf(rd.ty)
	series := "A3"
	if rd.dialect.endnote && kind == corpus.KindBook && rd.ty != "EDBOOK" {
		series = "A2"
	}
	if f.Tag == series || strings.Count(markup.Text(f.Value), ",") > 3 {
		rd.extra(f)
		return
	}
	rd.author(&rd.item.Editors, f)
}

// orcid reads "Keefer, Amy; ORCID: https://orcid.org/0000-0001-6931-0232".
func (rd *reader) orcid(f tagline.Field) {
	name, id, ok := strings.Cut(f.Value, "; ORCID: ")
	id = strings.TrimPrefix(strings.TrimPrefix(id, "http://orcid.org/"), "https://orcid.org/")
	if ok && len(id) == 19 {
		who := field.Name(name)
		for i, a := range rd.item.Authors {
			if a.Family == who.Family && a.Given == who.Given && a.ORCID == "" {
				rd.item.Authors[i].ORCID = id
				return
			}
		}
	}
	rd.extra(f)
}
