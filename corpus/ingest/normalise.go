package ingest

import (
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
)

// Normalise brings an item into the form all sources share: identifiers that
// stand in addresses, notes and accession numbers are put in their fields,
// trial numbers are taken from the abstract, pages are completed, a list that
// names all authors twice is halved. What is there already is never replaced.
func Normalise(it corpus.Item) corpus.Item {
	for _, u := range it.URLs {
		fromAddress(&it, u)
	}
	for _, n := range it.Notes {
		fromNote(&it, n)
	}
	for _, x := range it.Extra {
		if strings.EqualFold(x.Name, "extra") {
			for _, line := range strings.Split(x.Value, "\n") {
				fromNote(&it, line)
			}
		}
	}
	fromAccession(&it)
	it.Registrations = registrations(it)
	it.Pages = field.Pages(it.Pages)
	it.Authors = once(it.Authors)
	if it.Kind == corpus.KindArticle && it.DOI != "" && preprintServer(it) {
		it.Kind = corpus.KindPreprint
	}
	return it
}

// fromAddress takes identifiers from the address of a page.
func fromAddress(it *corpus.Item, u string) {
	lower := strings.ToLower(u)
	switch {
	case strings.Contains(lower, "pubmed.ncbi.nlm.nih.gov/") || strings.Contains(lower, "ncbi.nlm.nih.gov/pubmed/"):
		if p, err := corpus.ParsePMID(strings.TrimRight(u, "/")); err == nil && it.PMID == "" {
			it.PMID = p
		}
	case strings.Contains(lower, "/articles/pmc"):
		at := strings.Index(lower, "/articles/pmc") + len("/articles/")
		id, _, _ := strings.Cut(u[at:], "/")
		if p, err := corpus.ParsePMCID(id); err == nil && it.PMCID == "" {
			it.PMCID = p
		}
	case strings.Contains(lower, "//doi.org/") || strings.Contains(lower, "dx.doi.org/"):
		if d, err := corpus.ParseDOI(u); err == nil && it.DOI == "" {
			it.DOI = d
		}
	}
}

// fromNote takes identifiers from "PMID: 123", "PMCID: PMC1", "DOI: 10.1/x".
func fromNote(it *corpus.Item, note string) {
	label, value, ok := strings.Cut(strings.TrimSpace(note), ":")
	if !ok || len(note) > 200 {
		return
	}
	value = strings.TrimSpace(value)
	switch strings.ToUpper(label) {
	case "PMID":
		if p, err := corpus.ParsePMID(value); err == nil && it.PMID == "" {
			it.PMID = p
		}
	case "PMCID":
		if p, err := corpus.ParsePMCID(value); err == nil && it.PMCID == "" {
			it.PMCID = p
		}
	case "DOI":
		if d, err := corpus.ParseDOI(value); err == nil && it.DOI == "" {
			it.DOI = d
		}
	}
}

// fromAccession takes the PMID of records that come from PubMed or MEDLINE.
func fromAccession(it *corpus.Item) {
	db := strings.ToLower(it.Database)
	if it.PMID != "" || !strings.Contains(db, "medline") && !strings.Contains(db, "pubmed") || strings.Contains(db, "embase") {
		return
	}
	id := strings.TrimPrefix(it.Accession, "mdl-")
	if p, err := corpus.ParsePMID(id); err == nil {
		it.PMID = p
	}
}

// registrations adds the trial numbers printed in the abstract.
func registrations(it corpus.Item) []corpus.Registration {
	out := slices.Clone(it.Registrations)
	for _, r := range findRegistrations(it.Abstract) {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// hints are letters that stand in the number of every registry known; where
// none is in a text, the expensive search is left out.
var hints = []string{"NCT", "ISRCTN", "ACTRN", "EudraCT", "EUCTR", "ChiCTR", "DRKS", "CTRI/", "jRCT", "UMIN", "IRCT", "PACTR", "NTR", "KCT", "TCTR"}

func findRegistrations(text string) []corpus.Registration {
	for _, h := range hints {
		if strings.Contains(text, h) {
			return corpus.FindRegistrations(text)
		}
	}
	return nil
}

// once drops the second half of a list that names everybody twice, as some
// converters write it. Two people of one name in one list are left: they exist.
func once(authors []corpus.Author) []corpus.Author {
	for {
		half := len(authors) / 2
		if half < 2 || len(authors)%2 == 1 || !slices.Equal(authors[:half], authors[half:]) {
			return authors
		}
		authors = authors[:half]
	}
}

// preprintServer recognises preprints by their journal or DOI.
func preprintServer(it corpus.Item) bool {
	journal := strings.ToLower(it.Journal)
	for _, name := range []string{"medrxiv", "biorxiv", "arxiv", "research square", "ssrn", "preprints.org"} {
		if strings.Contains(journal, name) {
			return true
		}
	}
	for _, prefix := range []string{"10.1101/20", "10.64898/20", "10.48550/arxiv.", "10.21203/rs.", "10.2139/ssrn.", "10.20944/preprints"} {
		if strings.HasPrefix(string(it.DOI), prefix) {
			return true
		}
	}
	return false
}
