package query

import (
	"slices"
	"strings"
)

// leaf writes a leaf with its fields.
func (t *translator) leaf(n Node) string {
	if fields, ok := positional(n); ok {
		return t.textLeaf(n, fields)
	}
	switch n := n.(type) {
	case *Term:
		return t.term(n)
	case *Heading:
		return t.heading(n)
	case *DateRange:
		return t.date(n)
	case *LineRef:
		if t.to == ToOvid {
			return t.label(n)
		}
		return "#" + t.label(n)
	case *Has:
		return t.has(n)
	case *All:
		if t.to == ToPubMed {
			return "all[sb]"
		}
	}
	t.note(n, true, "this program's own field ["+tagOf(n)+"] is unknown to "+t.to.String()+" and left out")
	return ""
}

func tagOf(n Node) string {
	switch n := n.(type) {
	case *NumberRange:
		return n.Fields.String()
	case *Term:
		return n.Fields.String()
	case *DateRange:
		return n.Fields.String()
	case *All:
		return "all[sb]"
	}
	return ""
}

// textLeaf writes words with their fields: behind them, before them, or
// several times with OR where a system has no list of fields.
func (t *translator) textLeaf(n Node, fields FieldSet) string {
	text := t.words(n)
	switch t.to {
	case ToPubMed, ToEuropePMC:
		tags := t.tags(n, fields)
		parts := make([]string, len(tags))
		for i, tag := range tags {
			parts[i] = t.tagged(text, tag)
		}
		if len(parts) == 1 {
			return parts[0]
		}
		return "(" + strings.Join(parts, " OR ") + ")"
	}
	return parenthesise(text) + t.suffix(n, fields)
}

// tagged gives a tag to each of the alternatives in text.
func (t *translator) tagged(text, tag string) string {
	if tag == "" {
		return text
	}
	alternatives := strings.Split(text, " OR ")
	for i, a := range alternatives {
		if t.to == ToEuropePMC {
			alternatives[i] = tag + a
		} else {
			alternatives[i] = strings.Join(mapEach(strings.Split(a, " AND "), func(w string) string { return w + tag }), " AND ")
		}
	}
	return parenthesise(strings.Join(alternatives, " OR "))
}

func mapEach(in []string, f func(string) string) []string {
	for i := range in {
		in[i] = f(in[i])
	}
	return in
}

// parenthesise puts alternatives into parentheses.
func parenthesise(text string) string {
	if strings.Contains(text, " OR ") || strings.Contains(text, " AND ") || strings.Contains(text, " NEXT ") {
		return "(" + text + ")"
	}
	return text
}

// tags returns the tags of PubMed or the prefixes of Europe PMC for fields.
func (t *translator) tags(n Node, fields FieldSet) []string {
	var out []string
	add := func(tag, note string) {
		if note != "" {
			t.note(n, false, note)
		}
		if !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	if t.to == ToEuropePMC {
		t.europePMC(fields, add)
		return out
	}
	if fields == 0 {
		return []string{""}
	}
	both := SetOf(Title, Abstract)
	if fields&both == both {
		note := ""
		if !fields.Has(Keyword) {
			note = "[tiab] stands for title and abstract; PubMed searches the author's keywords with it and finds more"
		}
		add("[tiab]", note)
		fields &^= both | SetOf(Keyword)
	}
	for _, f := range fields.List() {
		switch f {
		case MultiPurpose:
			add("[tw]", "Ovid's .mp. becomes [tw], which searches publication types as well and no original titles")
		case HeadingWord:
			add("[tw]", "words of headings become [tw], which finds more")
		case SubstanceWord:
			add("[tw]", "words of substances become [tw], which finds more")
		case TypeWord:
			add("[pt]", "words of publication types become [pt], which compares whole types and finds less")
		case OtherWord:
			add("[all]", "[otherword] becomes [all], which finds more")
		default:
			add("["+f.String()+"]", "")
		}
	}
	return out
}

func (t *translator) europePMC(fields FieldSet, add func(tag, note string)) {
	both := SetOf(Title, Abstract)
	if fields == 0 || fields.Has(AllFields) {
		add("", "terms without a field search the full text in Europe PMC and find more")
		return
	}
	if fields&both == both || fields.Has(TitleAbstract) {
		add("TITLE_ABS:", "")
		if fields.Has(TitleAbstract) {
			add("KW:", "")
		}
		fields &^= both | SetOf(TitleAbstract)
	}
	for _, f := range fields.List() {
		switch f {
		case Title:
			add("TITLE:", "")
		case Abstract:
			add("ABSTRACT:", "")
		case Keyword, HeadingWord:
			add("KW:", "KW: searches headings and author's keywords together")
		case Affiliation:
			add("AFF:", "")
		case TextWord, MultiPurpose:
			add("TITLE_ABS:", "")
			add("KW:", "["+f.String()+"] becomes title, abstract and keywords; words of substances and types are not searched")
		default:
			add("", "Europe PMC has no field for ["+f.String()+"]; the term is searched everywhere")
		}
	}
}

// suffix returns .ti,ab. or :ti,ab for fields, "" where everything is searched.
func (t *translator) suffix(n Node, fields FieldSet) string {
	var codes []string
	add := func(cs ...string) {
		for _, c := range cs {
			if !slices.Contains(codes, c) {
				codes = append(codes, c)
			}
		}
	}
	if t.to == ToOvid {
		t.ovidCodes(n, fields, add)
		return "." + strings.Join(codes, ",") + "."
	}
	if fields == 0 || fields.Has(AllFields) {
		return ""
	}
	for _, f := range fields.List() {
		switch f {
		case Title:
			add("ti")
		case Abstract:
			add("ab")
		case Keyword:
			add("kw")
			t.keywordNote(n)
		case TitleAbstract:
			add("ti", "ab", "kw")
			t.keywordNote(n)
		case TextWord, MultiPurpose:
			add("ti", "ab", "kw")
			t.note(n, false, "["+f.String()+"] becomes :ti,ab,kw, which leaves out words of substances and types")
		case HeadingWord:
			add("kw")
			t.note(n, false, "words of headings become :kw, which searches author's keywords as well")
		default:
			t.note(n, false, t.to.String()+" has no field for ["+f.String()+"]; the term is searched everywhere")
			return ""
		}
	}
	return ":" + strings.Join(codes, ",")
}

func (t *translator) keywordNote(n Node) {
	if t.to == ToCochrane {
		t.note(n, false, ":kw searches headings together with the author's keywords and finds more")
	}
}

func (t *translator) ovidCodes(n Node, fields FieldSet, add func(...string)) {
	if fields == 0 {
		t.note(n, false, "terms without a field become .af.; PubMed's automatic mapping to headings is not carried over")
		add("af")
		return
	}
	for _, f := range fields.List() {
		code := ovidCode(f)
		switch {
		case f == TitleAbstract:
			add("ti", "ab", "kf")
		case f == TextWord:
			t.note(n, false, "[tw] becomes .mp., which searches original titles as well and no publication types")
			add("mp")
		case code == "":
			t.note(n, false, "Ovid has no field for ["+f.String()+"]; it becomes .af., which finds more")
			add("af")
		default:
			add(code)
		}
	}
}
