package bibtex_test

import (
	"fmt"
	"strings"
	"testing"

	"appraise/corpus"
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

// An entry of very many values costs no more than its size.
func TestVastEntries(t *testing.T) {
	many := func(form string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, form, i)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, fields string
		count        func(corpus.Item) int
		want, kept   int
	}{
		{"fields", many("f%d={x},\n", 60_000), func(it corpus.Item) int { return len(it.Extra) }, 9_999, 2},
		{"one field", "title={" + strings.Repeat("{\\'e}", 100_000) + "}," + many("title={%d},\n", 9_000), func(it corpus.Item) int { return len(it.Extra) }, 9_000, 9_000},
		{"keywords", "keywords={" + many("k%d; ", 100_000) + "}", func(it corpus.Item) int { return len(it.Keywords) }, 100_000, 1},
		{"people", "author={" + many("A%d, B and ", 100_000) + "X, Y}", func(it corpus.Item) int { return len(it.Authors) }, 100_001, 1},
		{"notes", "note={" + many("n%d\n\n", 100_000) + "}", func(it corpus.Item) int { return len(it.Notes) }, 100_000, 1},
		{"addresses", "url={" + many("u%d ", 100_000) + "}", func(it corpus.Item) int { return len(it.URLs) }, 100_000, 1},
		{"braces", "title={" + strings.Repeat("{", 300_000) + "x" + strings.Repeat("}", 300_000) + "}", func(it corpus.Item) int { return len(it.Title) }, 1, 0},
	} {
		res := intaketest.All(bibtex.Read, strings.NewReader("@article{k, journal={J},"+c.fields+"}"), "vast")
		if len(res.Records) != 1 || c.count(res.Records[0].Item) != c.want || len(res.Kept) != c.kept {
			t.Errorf("%s: %d records, %d problems, want 1 with %d and %d", c.name, len(res.Records), len(res.Kept), c.want, c.kept)
			if len(res.Records) == 1 {
				t.Errorf("%s: got %d", c.name, c.count(res.Records[0].Item))
			}
		}
	}
}
