package nbib

import (
	"errors"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/intake"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// identifier reads LID, AID, PMC, SI and OID.
func (rd *reader) identifier(f tagline.Field) bool {
	it := &rd.item
	v := markup.Clean(f.Value)
	switch f.Tag {
	case "LID", "AID":
		if d, ok := field.DOIOf(v); ok && (it.DOI == "" || it.DOI == d) {
			it.DOI = d
			return true
		}
		if strings.Contains(v, "://") {
			it.URLs = field.AddOnce(it.URLs, v)
			return true
		}
		if pii, ok := strings.CutSuffix(v, " [pii]"); ok && f.Tag == "LID" && it.ArticleNumber == "" && isArticleNumber(pii) {
			it.ArticleNumber = pii
			return true
		}
	case "PMC":
		p, err := corpus.ParsePMCID(v)
		if err == nil && it.PMCID == "" {
			it.PMCID = p
			return true
		}
	case "SI":
		_, id, _ := strings.Cut(v, "/")
		if r, ok := field.Registration(id); ok {
			if !slices.Contains(it.Registrations, r) {
				it.Registrations = append(it.Registrations, r)
			}
			return string(r) == id && r.Registry() == strings.TrimSuffix(v, "/"+id)
		}
	case "OID":
		if rd.eric && it.Accession == "" {
			it.Accession = v
			return true
		}
	}
	return false
}

// isArticleNumber recognises "1042" and "e0123456" among publisher numbers.
func isArticleNumber(pii string) bool {
	return len(pii) < 12 && strings.Trim(strings.TrimPrefix(strings.ToLower(pii), "e"), "0123456789") == ""
}

func (rd *reader) pmid(f tagline.Field) {
	p, err := corpus.ParsePMID(firstWord(f.Value))
	if err != nil {
		rd.problem(f.Line, err)
		rd.extra(f)
		return
	}
	rd.item.PMID = p
	if rest := strings.TrimSpace(strings.TrimPrefix(f.Value, firstWord(f.Value))); rest != "" {
		rd.problem(f.Line, errors.New("behind the PMID stands "+intake.Quote(rest)))
	}
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	word, _, _ = strings.Cut(word, "\n")
	return word
}
