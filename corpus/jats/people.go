package jats

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// affiliation reads an address without the number before it.
func (rd *reader) affiliation() {
	inner := rd.x.Inner()
	if before, after, ok := strings.Cut(inner, "<label>"); ok {
		if _, rest, ok := strings.Cut(after, "</label>"); ok {
			inner = before + rest
		}
	}
	rd.item.Affiliations = field.AddOnce(rd.item.Affiliations, plain(inner))
}

// contrib reads one contributor; notes and addresses beside them are passed.
func (rd *reader) contrib(name, attrs string) {
	if name == "aff" {
		rd.affiliation()
		return
	}
	if name != "contrib" {
		return
	}
	var a corpus.Author
	rd.x.Children(func(name, attrs string) { rd.name(&a, name, attrs) })
	if a == (corpus.Author{}) {
		return
	}
	switch kind := markup.Attr(attrs, "contrib-type"); kind {
	case "editor":
		rd.item.Editors = append(rd.item.Editors, a)
	case "author", "":
		rd.item.Authors = append(rd.item.Authors, a)
	default:
		rd.extra("contrib-"+kind, a.String())
	}
}

func (rd *reader) name(a *corpus.Author, name, attrs string) {
	switch name {
	case "name", "string-name", "name-alternatives":
		rd.x.Children(func(part, _ string) {
			switch part {
			case "surname":
				a.Family = rd.text()
			case "given-names":
				a.Given = rd.text()
			case "suffix":
				a.Suffix = rd.text()
			case "name":
				rd.name(a, part, "")
			}
		})
	case "collab":
		a.Collective = collective(rd.x.Inner())
	case "contrib-id":
		if v := rd.text(); markup.Attr(attrs, "contrib-id-type") == "orcid" {
			a.ORCID = v[strings.LastIndexByte(v, '/')+1:]
		}
	}
}

// collective is the name of a body without the list of its members.
func collective(inner string) string {
	before, _, _ := strings.Cut(inner, "<contrib-group")
	return plain(before)
}
