package notices

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"appraise/corpus"
)

// About names a publication by its identifiers.
type About struct {
	DOI  corpus.DOI  `json:"doi,omitempty"`
	PMID corpus.PMID `json:"pmid,omitempty"`
}

// Known reports whether there is an identifier that a report can be found by.
func (a About) Known() bool { return usable(a.DOI) || a.PMID != "" }

// Assertion is what one source says about the fate of one publication.
type Assertion struct {
	About      About             `json:"about"`
	Type       corpus.NoticeType `json:"type"`
	Date       corpus.Date       `json:"date,omitzero"` // of the event
	Source     string            `json:"source"`        // "Retraction Watch", "PubMed", "Crossref (publisher)", "title"
	NoticeDOI  corpus.DOI        `json:"notice_doi,omitempty"`
	NoticePMID corpus.PMID       `json:"notice_pmid,omitempty"`
	Reason     string            `json:"reason,omitempty"`
	Line       int               `json:"line,omitempty"` // in the file it was read from; 0 when not from a file
	Self       bool              `json:"self,omitempty"` // about the very record it was read from
}

// Notice is the assertion as a notice about one report. Its ID follows from
// what is said about which report, so that reading a source again adds
// nothing.
func (a Assertion) Notice(t Target) corpus.Notice {
	n := corpus.Notice{
		Report: t.Report, Study: t.Study, Type: a.Type, Date: a.Date, Source: a.Source,
		NoticeDOI: a.NoticeDOI, NoticePMID: a.NoticePMID, Reason: a.Reason,
	}
	n.ID = ID(n)
	return n
}

// ID names a notice by its report, type, source, date and the notice's own
// identifiers: "n" and the first 10 bytes of their SHA-256 in hexadecimal.
func ID(n corpus.Notice) string {
	said := []string{string(n.Report), string(n.Type), n.Source, n.Date.String(), string(n.NoticeDOI), string(n.NoticePMID)}
	sum := sha256.Sum256([]byte(strings.Join(said, "\x00")))
	return "n" + hex.EncodeToString(sum[:10])
}

// dummies are what people write behind the slash of a DOI that they do not
// have.
var dummies = []string{"unavailable", "unknown", "none", "null", "nodoi", "na", "n/a", "nil", "tba", "tbd", "pending", "missing", "notavailable", "0", "00", "000", "0000", "x", "xx", "xxx", "xxxx", "xxxxx", "xxxxxx"}

// usable reports whether d is a whole DOI that names one publication.
func usable(d corpus.DOI) bool {
	parsed, err := corpus.ParseDOI(string(d))
	if err != nil || parsed != d {
		return false
	}
	_, suffix, _ := strings.Cut(string(d), "/")
	return !slices.Contains(dummies, strings.Trim(suffix, "._- "))
}

// parseDOI reads a DOI; ok is false for everything that must not be joined.
func parseDOI(s string) (corpus.DOI, bool) {
	d, err := corpus.ParseDOI(s)
	return d, err == nil && usable(d)
}
