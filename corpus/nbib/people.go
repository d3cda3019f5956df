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
	case "FAU":
		it.Authors = append(it.Authors, fullName(v))
		rd.full = true
		return
	case "AU":
		if !rd.full {
			it.Authors = append(it.Authors, field.Name(v))
		}
	case "CN":
		it.Authors = append(it.Authors, corpus.Author{Collective: v})
	case "FED":
		it.Editors = append(it.Editors, fullName(v))
		rd.full = true
		return
	case "ED":
		if !rd.full {
			a := field.Name(v)
			if a.Collective != "" { // the format has no bodies as editors
				a = corpus.Author{Family: a.Collective}
			}
			it.Editors = append(it.Editors, a)
		}
	case "AUID":
		_, id, _ := strings.Cut(v, "ORCID:")
		id = id[strings.LastIndexByte(id, '/')+1:]
		if n := len(it.Authors); n > 0 && len(strings.TrimSpace(id)) == 19 {
			it.Authors[n-1].ORCID = strings.TrimSpace(id)
			return
		}
		rd.extra(f)
		return
	}
	rd.full = false
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
