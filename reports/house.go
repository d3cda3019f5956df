package reports

import (
	"fmt"
	"regexp"
	"strings"

	"appraise/corpus"
)

// Papers, NumberStyles and ReferenceStyles list the house details there are;
// the first of each is taken when none is named.
var (
	Papers          = []string{"A4", "Letter"}
	NumberStyles    = []string{string(BMJ), string(AMA)}
	ReferenceStyles = []string{"vancouver", "ama"}
)

// langTag is the form of a language tag (RFC 5646): "en", "en-GB", "zh-Hant-TW".
var langTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// Check says which house detail is none that documents can be made with.
func (h House) Check() error {
	for _, d := range []struct {
		name, value string
		known       []string
	}{{"paper", h.Paper, Papers}, {"way of writing numbers", string(h.Numbers), NumberStyles}, {"style of references", h.References, ReferenceStyles}} {
		if d.value != "" && !oneOf(d.value, d.known) {
			return fmt.Errorf("%w: the %s %q is none of %s", corpus.ErrInvalid, d.name, d.value, strings.Join(d.known, ", "))
		}
	}
	if h.Lang != "" && !langTag.MatchString(h.Lang) {
		return fmt.Errorf("%w: %q is no language tag, as en-GB is one", corpus.ErrInvalid, h.Lang)
	}
	return nil
}

func oneOf(value string, known []string) bool {
	for _, k := range known {
		if strings.EqualFold(value, k) {
			return true
		}
	}
	return false
}
