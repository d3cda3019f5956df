package corpus

import (
	"net/url"
	"regexp"
	"strings"
)

// DOI is a digital object identifier in lower case without any prefix, such
// as "10.3109/09638288.2011.647231". DOIs compare without regard to case.
type DOI string

// PMID is a PubMed identifier: 1 to 8 digits without leading zeros.
type PMID string

// PMCID is a PubMed Central identifier: "PMC" and digits.
type PMCID string

// Registration is the number of a trial in a registry, in the registry's own
// spelling, such as "NCT00261469" or "ISRCTN12345678".
type Registration string

var doiForm = regexp.MustCompile(`^10\.[0-9]{4,9}(\.[0-9]+)*/\S+$`)

// doiPrefixes are what people write before a DOI.
var doiPrefixes = []string{
	"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
	"https://www.doi.org/", "doi.org/", "dx.doi.org/", "info:doi/", "urn:doi:", "doi:", "doi ",
}

// ParseDOI normalises a DOI as people write it: with an address or "doi:"
// before it, percent-encoded, in any case, with a full stop or bracket behind.
func ParseDOI(s string) (DOI, error) {
	d := strings.ToLower(strings.TrimSpace(s))
	for before := ""; d != before; {
		before = d
		d = strings.TrimSpace(d)
		for _, p := range doiPrefixes {
			d = strings.TrimSpace(strings.TrimPrefix(d, p))
		}
		if strings.Contains(d, "%2f") || strings.Contains(d, "%28") || strings.Contains(d, "%3c") {
			if u, err := url.PathUnescape(d); err == nil {
				d = strings.ToLower(u)
			}
		}
		d = trimUnbalanced(strings.TrimRight(d, ".,;:\"'"))
	}
	if !doiForm.MatchString(d) {
		return "", invalidf("%q is not a DOI", s)
	}
	return DOI(d), nil
}

// trimUnbalanced drops closing brackets at the end that were never opened:
// they belong to the sentence around the DOI.
func trimUnbalanced(s string) string {
	for _, pair := range []string{"()", "[]", "<>"} {
		open, shut := pair[:1], pair[1:]
		for strings.HasSuffix(s, shut) && strings.Count(s, shut) > strings.Count(s, open) {
			s = strings.TrimRight(strings.TrimSuffix(s, shut), ".,;:")
		}
	}
	return s
}

// URL is the address that resolves the DOI, with the characters that
// addresses do not take percent-encoded.
func (d DOI) URL() string {
	if d == "" {
		return ""
	}
	u := url.URL{Scheme: "https", Host: "doi.org", Path: "/" + string(d)}
	return u.String()
}

var pmidForm = regexp.MustCompile(`^[1-9][0-9]{0,7}$`)

// ParsePMID normalises a PubMed identifier, with or without "PMID:" or the
// address of its page.
func ParsePMID(s string) (PMID, error) {
	p := strings.ToLower(strings.TrimSpace(s))
	for _, prefix := range []string{"https://pubmed.ncbi.nlm.nih.gov/", "http://pubmed.ncbi.nlm.nih.gov/", "https://www.ncbi.nlm.nih.gov/pubmed/", "http://www.ncbi.nlm.nih.gov/pubmed/", "pmid:", "pmid", "pm:", "medline:"} {
		p = strings.TrimPrefix(p, prefix)
	}
	p = strings.Trim(p, " /.")
	if !pmidForm.MatchString(p) {
		return "", invalidf("%q is not a PMID (1 to 8 digits)", s)
	}
	return PMID(p), nil
}

var pmcidForm = regexp.MustCompile(`^(?:pmcid:\s*)?(?:pmc)?([1-9][0-9]{0,8})(?:\.[0-9]+)?$`)

// ParsePMCID normalises a PubMed Central identifier; "PMC" may be missing.
func ParsePMCID(s string) (PMCID, error) {
	m := pmcidForm.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if m == nil {
		return "", invalidf("%q is not a PMCID", s)
	}
	return PMCID("PMC" + m[1]), nil
}

// registries lists the trial registries that are recognised and the form of
// their numbers.
var registries = []struct {
	Name string
	Form *regexp.Regexp
}{
	{"ClinicalTrials.gov", regexp.MustCompile(`\bNCT[0-9]{8}\b`)},
	{"ISRCTN", regexp.MustCompile(`\bISRCTN[0-9]{8}\b`)},
	{"ANZCTR", regexp.MustCompile(`\bACTRN[0-9]{14}\b`)},
	{"EU-CTR", regexp.MustCompile(`\b(?:EudraCT|EUCTR)?[ :-]*(20[0-9]{2}-[0-9]{6}-[0-9]{2})\b`)},
	{"ChiCTR", regexp.MustCompile(`\bChiCTR(?:-[A-Za-z]{2,4}-|[ -])?[0-9]{8,10}\b`)},
	{"DRKS", regexp.MustCompile(`\bDRKS[0-9]{8}\b`)},
	{"CTRI", regexp.MustCompile(`\bCTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6}\b`)},
	{"jRCT", regexp.MustCompile(`\bjRCTs?[0-9]{9,10}\b`)},
	{"UMIN", regexp.MustCompile(`\bUMIN[0-9]{9}\b`)},
	{"IRCT", regexp.MustCompile(`\bIRCT[0-9]{8,14}N[0-9]{1,3}\b`)},
	{"PACTR", regexp.MustCompile(`\bPACTR[0-9]{15,16}\b`)},
	{"NTR", regexp.MustCompile(`\bNTR[0-9]{1,5}\b`)},
	{"KCT", regexp.MustCompile(`\bKCT[0-9]{7}\b`)},
	{"TCTR", regexp.MustCompile(`\bTCTR[0-9]{11}\b`)},
}

// FindRegistrations returns the trial numbers printed in text, in order of
// appearance, each once.
func FindRegistrations(text string) []Registration {
	type hit struct {
		at int
		id Registration
	}
	var hits []hit
	for _, reg := range registries {
		for _, m := range reg.Form.FindAllStringSubmatchIndex(text, -1) {
			lo, hi := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				lo, hi = m[2], m[3]
			}
			hits = append(hits, hit{lo, Registration(text[lo:hi])})
		}
	}
	var out []Registration
	for len(hits) > 0 {
		first := 0
		for i := range hits {
			if hits[i].at < hits[first].at {
				first = i
			}
		}
		if !contains(out, hits[first].id) {
			out = append(out, hits[first].id)
		}
		hits = append(hits[:first], hits[first+1:]...)
	}
	return out
}

// ParseRegistration accepts one trial number, in any case.
func ParseRegistration(s string) (Registration, error) {
	want := strings.TrimSpace(s)
	for _, form := range []string{want, strings.ToUpper(want)} {
		if ids := FindRegistrations(form); len(ids) == 1 {
			return ids[0], nil
		}
	}
	return "", invalidf("%q is not a trial number of a registry known here", s)
}

// Registry names the registry that issued the number, or "".
func (r Registration) Registry() string {
	for _, reg := range registries {
		if reg.Form.MatchString(string(r)) {
			return reg.Name
		}
	}
	return ""
}

func contains[T comparable](list []T, x T) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
