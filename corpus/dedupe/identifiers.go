package dedupe

import (
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
)

// ids are the identifiers of a record, normalised again so that one that a
// source wrote badly counts for what it is.
type ids struct {
	doi       corpus.DOI
	stem      string // the DOI without its version mark, where it has one
	pmid      corpus.PMID
	pmcid     corpus.PMCID
	accession string // database and number
	trials    []string
}

// pageOfDOI are what addresses of publishers put behind a DOI.
var pageOfDOI = []string{"/full", "/abstract", "/pdf", "/epdf", "/fulltext", "/html", "/summary"}

// versionMarks are the ends by which issuers number the versions of one work
// under otherwise equal DOIs. Two such DOIs do not name two works; whether they
// may be joined is decided in mayJoinVersions.
var versionMarks = []*regexp.Regexp{
	regexp.MustCompile(`^(10\.1002/14651858\.[a-z]+\d+)(?:\.pub\d+)?$`),                               // Cochrane reviews: .pub2
	regexp.MustCompile(`^(10\.21203/rs\.[^/]+)/v\d+$`),                                                // Research Square: /v1
	regexp.MustCompile(`^(10\.(?:26434|31234|31219|31235|20944|36227|6084|5281|22541)/.+)[._/]v\d+$`), // preprint servers: .v1, _v1
	regexp.MustCompile(`^(10\.12688/[a-z]+\.\d+)\.\d+$`),                                              // F1000 and its family: .1
}

func newIDs(it *corpus.Item) ids {
	var x ids
	doi := strings.ToLower(string(it.DOI))
	for _, end := range pageOfDOI {
		doi = strings.TrimSuffix(doi, end)
	}
	if d, err := corpus.ParseDOI(doi); err == nil {
		x.doi = d
		for _, form := range versionMarks {
			if m := form.FindStringSubmatch(string(d)); m != nil {
				x.stem = m[1]
			}
		}
	}
	if p, err := corpus.ParsePMID(string(it.PMID)); err == nil {
		x.pmid = p
	}
	if p, err := corpus.ParsePMCID(string(it.PMCID)); err == nil {
		x.pmcid = p
	}
	if it.Database != "" && it.Accession != "" {
		x.accession = strings.Join(wordsOf(fold(it.Database)), "") + ":" + strings.Join(wordsOf(fold(it.Accession)), "")
	}
	for _, r := range it.Registrations {
		if r != "" {
			x.trials = append(x.trials, strings.ToLower(string(r)))
		}
	}
	slices.Sort(x.trials)
	x.trials = slices.Compact(x.trials)
	return x
}

// share names the identifier that two records have in common, or "".
func (x *ids) share(y *ids) string {
	switch {
	case x.doi != "" && x.doi == y.doi:
		return "DOI " + string(x.doi)
	case x.pmid != "" && x.pmid == y.pmid:
		return "PMID " + string(x.pmid)
	case x.pmcid != "" && x.pmcid == y.pmcid:
		return "PMCID " + string(x.pmcid)
	case x.accession != "" && x.accession == y.accession:
		return "accession " + x.accession
	}
	return ""
}

// clash says which identifiers differ, or "". Versions of one DOI are told
// apart in versions.
func (x *ids) clash(y *ids) string {
	switch {
	case x.doi != "" && y.doi != "" && x.doi != y.doi && !x.versions(y):
		return "the DOIs differ"
	case x.pmid != "" && y.pmid != "" && x.pmid != y.pmid:
		return "the PMIDs differ"
	case x.pmcid != "" && y.pmcid != "" && x.pmcid != y.pmcid && x.share(y) == "":
		return "the PMCIDs differ" // manuscript and printed paper may have one each
	}
	return ""
}

// versions reports whether the DOIs differ in nothing but the mark of a version.
func (x *ids) versions(y *ids) bool {
	return x.doi != y.doi && x.stem != "" && x.stem == y.stem
}
