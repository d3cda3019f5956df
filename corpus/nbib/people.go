package nbib

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// person reads names; FAU goes before the AU that follows it.
func (rd *reader) person(f tagline.Field) {
	it := &rd.item
	v := markup.Text(f.Value)
	switch f.Tag {
	case "FAU", "FED":
		add(rd.people(f.Tag == "FED"), fullName(v))
		rd.full = f.Tag
		return
	case "AU", "ED":
		if rd.full == "F"+f.Tag {
			break
		}
		a := field.Name(v)
		if f.Tag == "ED" && a.Collective != "" { // the format has no bodies as editors
			a = fullName(a.Collective)
		}
		add(rd.people(f.Tag == "ED"), a)
	case "CN":
		add(&it.Authors, corpus.Author{Collective: v})
	case "AUID":
		_, id, _ := strings.Cut(v, "ORCID:")
		id = strings.TrimSpace(id[strings.LastIndexByte(id, '/')+1:])
		if n := len(it.Authors); n > 0 && len(id) == 19 {
			it.Authors[n-1].ORCID = id
		} else {
			rd.extra(f)
		}
		return
	}
	rd.full = ""
}

func add(list *[]corpus.Author, a corpus.Author) {
	if a != (corpus.Author{}) {
		*list = append(*list, a)
	}
}

func (rd *reader) people(editors bool) *[]corpus.Author {
	if editors {
		return &rd.item.Editors
	}
	return &rd.item.Authors
}

// fullName reads FAU, whose names without a comma are names of one part.
func fullName(v string) corpus.Author {
	if !strings.ContainsRune(v, ',') {
		return corpus.Author{Family: v}
	}
	parts := strings.SplitN(v, ",", 3)
	a := corpus.Author{Family: strings.TrimSpace(parts[0]), Given: strings.TrimSpace(parts[1])}
	if len(parts) == 3 {
		a.Suffix = strings.TrimSpace(parts[2])
	}
	return a
}
