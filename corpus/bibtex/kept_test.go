package bibtex_test

import (
	"fmt"
	"strings"
	"testing"

	"appraise/corpus/bibtex"
	"appraise/corpus/intake/intaketest"
)

// Values that are there twice, or that their field cannot hold, are kept.
func TestNothingIsLost(t *testing.T) {
	for _, c := range []struct{ name, fields, want string }{
		{"one identifier under two names", "pmid={12}, pubmed_id={12}", "pmid 12"},
		{"two identifiers", "pmid={12}, pubmed_id={13}", "pmid 12 pubmed_id=13"},
		{"an identifier behind none", "doi={none}, doi={10.1000/x}", "doi 10.1000/x doi=none"},
		{"a number in a formula", "issn={$1234-5678$}", "issn [1234-5678]"},
		{"braces in a DOI", "doi={10.1000/a\\textbraceleft{}b\\textbraceright{}}", "doi 10.1000/a{b}"},
		{"serials of nothing", "issn={,}", "issn=,"},
		{"two serials", "issn={1234-5678}, issn={8765-4321}", "issn [1234-5678 8765-4321]"},
		{"a subtitle first", "subtitle={And so}, title={It}", "title It: And so"},
		{"a subtitle alone", "subtitle={And so}", "title And so"},
		{"two years", "date={2019-05}, year={2020}", "date 2019-05 year=2020"},
		{"one month twice", "date={2019-05}, month=may", "date 2019-05"},
		{"two months", "date={2019-05}, month={June}", "date 2019-05 month=June"},
		{"a day of no month", "year={2019}, day={7}", "date 2019 day=7"},
		{"two days", "date={2019-05-03}, day={7}", "date 2019-05-03 day=7"},
		{"no date", "urldate={soon}", "urldate=soon"},
		{"no name", "author={,}", "author=,"},
		{"more editors", "editor={Doe, J and others}", "editors [Doe J] editor=and others"},
		{"others elsewhere", "x={and others}", "x=and others"},
		{"keywords twice", "keywords={a, b}, keywords={b, c}", "keywords [a b c]"},
		{"a kind that is none", "appraisekind={essay}", "appraisekind=essay"},
		{"our word for the type", "entrytype={essay}", "entry-type=essay"},
		{"a path that ends in its sign", "file={a\\:b}, file={c\\}", "files [a:b c\\]"},
		{"the same pages in short", "pages={pp. 5}, pages={5}", ""},
		{"the same people", "editor={J Doe}, editor={Doe, J}", "editors [Doe J]"},
		{"the same year", "year={c2012}, year={2012}", "date 2012"},
		{"the journal of another name", "journaltitle={A}, journal={K}, journal={A}", "journaltitle=A journal=K journal=A"},
		{"pages behind none", "pages={n/a}, pages={5}, pages={6}", "pages=6"},
		{"the same in other signs", "title={A--b}, title={A–b}", "title A–b"},
	} {
		res := intaketest.All(bibtex.Read, strings.NewReader("@article{k, journal={J}, "+c.fields+"}"), "test")
		got := ""
		for _, it := range res.Items() {
			for _, v := range []struct{ name, value string }{
				{"title", it.Title}, {"doi", string(it.DOI)}, {"pmid", string(it.PMID)}, {"issn", fmt.Sprint(it.ISSN)}, {"date", it.Published.String()},
				{"editors", fmt.Sprint(it.Editors)}, {"keywords", fmt.Sprint(it.Keywords)}, {"files", fmt.Sprint(it.Files)},
			} {
				if v.value != "" && v.value != "[]" {
					got += " " + v.name + " " + v.value
				}
			}
			for _, x := range it.Extra {
				got += " " + x.Name + "=" + x.Value
			}
		}
		if got = strings.TrimSpace(got); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		intaketest.Stable(t, bibtex.Read, bibtex.Write, "@article{k, journal={J}, "+c.fields+"}")
	}
}
