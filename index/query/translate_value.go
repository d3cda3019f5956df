package query

import (
	"slices"
	"strings"
)

// has writes "has an abstract"; other fields cannot be carried over.
func (t *translator) has(n *Has) string {
	if n.Field == Abstract {
		switch t.to {
		case ToPubMed:
			return hasAbstract
		case ToEmbase:
			return "[abstracts]/lim"
		case ToEuropePMC:
			return "HAS_ABSTRACT:y"
		}
	}
	t.note(n, true, "has:"+n.Field.String()+" cannot be asked in "+t.to.String()+" and is left out")
	return ""
}

// termField is one row of termFields.
type termField struct {
	field                              Field
	pubmed, ovid, cochrane, embase, ep string
}

// termFields lists how whole values are written: the tag behind them, or for
// Europe PMC the name before. Embase.com and Europe PMC names are from memory
// of their guides [M]: unverified.
var termFields = [...]termField{
	{PublicationType, "pt", "pt", "pt", "it", "PUB_TYPE"},
	{Language, "la", "lg", "", "la", "LANG"},
	{Journal, "ta", "jn", "so", "jt", "JOURNAL"},
	{Substance, "nm", "nm", "", "", "CHEM"},
	{Registry, "rn", "rn", "", "rn", ""},
	{Volume, "vi", "vo", "", "vi", "VOLUME"},
	{Issue, "ip", "ip", "", "ip", "ISSUE"},
	{Page, "pg", "pg", "", "", "PAGE_INFO"},
	{Grant, "gr", "no", "", "", "GRANT_ID"},
	{Country, "pl", "cp", "", "", ""},
	{Action, "pa", "", "", "", ""},
	{Subject, "ps", "", "", "", ""},
	{Filter, "sb", "sb", "", "", ""},
	{Author, "au", "au", "au", "au", "AUTH"},
	{FirstAuthor, "1au", "", "", "", ""},
	{LastAuthor, "lastau", "", "", "", ""},
	{Investigator, "ir", "ir", "", "", "INVESTIGATOR"},
	{Group, "cn", "ca", "", "", ""},
	{PMID, "pmid", "ui", "", "", "EXT_ID"},
	{ArticleID, "aid", "", "", "", ""},
	{DOI, "doi", "do", "doi", "do", "DOI"},
	{SecondarySource, "si", "si", "", "", ""},
}

// term writes a whole value once for each of its fields.
func (t *translator) term(n *Term) string {
	var parts []string
	for _, f := range n.Fields.List() {
		text := t.termIn(n, f)
		switch {
		case text != "":
			parts = append(parts, text)
		case f.Info().Ovid == "" && f >= Design && f <= Tag || f == StudyID:
			t.note(n, true, "this program's own field ["+f.String()+"] is unknown to "+t.to.String()+" and left out")
		default:
			t.note(n, true, t.to.String()+" has no field for ["+f.String()+"]; it is left out")
		}
	}
	if len(parts) > 1 {
		return "(" + strings.Join(parts, t.op("OR")) + ")"
	}
	return strings.Join(parts, "")
}

func (t *translator) termIn(n *Term, f Field) string {
	i := slices.IndexFunc(termFields[:], func(row termField) bool { return row.field == f })
	if i < 0 {
		return ""
	}
	row := termFields[i]
	text := n.Text
	if n.Prefix || f.Kind() == KindName && !n.Exact && t.to != ToPubMed {
		text += "*"
	}
	switch {
	case t.to == ToPubMed && row.pubmed != "":
		if f.Kind() == KindName && !n.Exact {
			return text + "[" + row.pubmed + "]"
		}
		return `"` + text + `"[` + row.pubmed + "]"
	case t.to == ToOvid && row.ovid != "":
		return t.ovidTerm(n, f, text, row.ovid)
	case t.to == ToCochrane && row.cochrane != "":
		return `"` + text + `":` + row.cochrane
	case t.to == ToEmbase && f == Language:
		return "[" + strings.ToLower(n.Text) + "]/lim"
	case t.to == ToEmbase && row.embase != "":
		if f == PublicationType {
			t.note(n, false, "Embase has publication types of its own; check the term")
		}
		return "'" + strings.ReplaceAll(text, "'", "") + "':" + row.embase
	case t.to == ToEuropePMC && row.ep != "":
		return row.ep + `:"` + text + `"`
	}
	return ""
}

func (t *translator) ovidTerm(n *Term, f Field, text, code string) string {
	if f.Kind() == KindName {
		return text + "." + code + "."
	}
	if f == Substance {
		t.note(n, false, "a substance name becomes .nm., which searches its words and finds more")
	}
	return `"` + text + `".` + code + "."
}
