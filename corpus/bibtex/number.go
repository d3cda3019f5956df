package bibtex

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// unescape takes the escapes out of a value that is no text. It undoes all that
// escapes puts in, so that a value which was kept is read as it was written.
var unescape = strings.NewReplacer(
	"\\textbackslash{}", "\\", "\\textbraceleft{}", "{", "\\textbraceright{}", "}", "\\textasciicircum{}", "^", "\\textasciitilde{}", "~", "\\~{}", "~",
	"\\_", "_", "\\&", "&", "\\%", "%", "\\#", "#", "\\$", "$", "{", "", "}", "",
)

// identifier reads numbers and addresses, which are not text: as they stand,
// and where that is none, as the text that they would be kept as.
func (rd *reader) identifier(f pair) bool {
	done, err := rd.number(f.name, markup.Clean(unescape.Replace(f.value)))
	if !done {
		done, _ = rd.number(f.name, markup.Clean(plain(f.value)))
	}
	if !done && err != nil {
		rd.entry.problems = append(rd.entry.problems, err)
	}
	return done
}

// number reads one identifier; done says that nothing of v need be kept.
func (rd *reader) number(name, v string) (done bool, err error) {
	it := &rd.item
	switch name {
	case "doi":
		return into(&it.DOI, v, corpus.ParseDOI)
	case "pmid", "pubmed_id":
		return into(&it.PMID, v, corpus.ParsePMID)
	case "pmcid", "pmc":
		return into(&it.PMCID, v, corpus.ParsePMCID)
	case "issn", "eissn", "isbn":
		issn, isbn, whole := field.Serials(v)
		it.ISSN = field.AddOnce(it.ISSN, issn...)
		it.ISBN = field.AddOnce(it.ISBN, isbn...)
		return whole && len(issn)+len(isbn) > 0, nil
	case "url", "howpublished":
		if !strings.Contains(v, "://") && !strings.HasPrefix(v, "www.") && name != "url" {
			return false, nil
		}
		if isEmpty(name, addressSigns.Replace(v)) {
			return true, nil // it could not be read again
		}
		it.URLs = field.AddOnce(it.URLs, strings.Fields(strings.TrimPrefix(v, "\\url"))...)
		return true, nil
	}
	return false, nil
}

// into sets an identifier that is not there yet; one that differs is not done.
func into[T ~string](to *T, v string, parse func(string) (T, error)) (done bool, err error) {
	id, err := parse(v)
	if err != nil {
		return false, err
	}
	if *to == "" {
		*to = id
	}
	return *to == id, nil
}
