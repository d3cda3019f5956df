package query_test

import (
	"strings"
	"testing"

	"appraise/index/query"
)

func record() *query.Doc {
	return &query.Doc{
		Text: map[query.Field][]query.Token{
			query.Title:       query.Sections("Inversion therapy in patients with single level lumbar discogenic disease"),
			query.Abstract:    query.Sections("Low back pain is common.", "Surgery for chronic low-back pain: a pilot randomised trial of women's haemorrhage."),
			query.Keyword:     query.Sections("sciatica", "traction"),
			query.HeadingWord: query.Sections("Back Pain", "Traction"),
		},
		Values: map[query.Field][]string{
			query.Author:          {"Prasad KSM", "Gregson BA", "Mendelow AD"},
			query.Journal:         {"Disabil Rehabil", "Disability and rehabilitation", "0963-8288"},
			query.PublicationType: {"Journal Article", "Randomized Controlled Trial"},
			query.DOI:             {"10.3109/09638288.2011.647231"},
			query.Design:          {"rct"},
		},
		Headings: []query.DocHeading{
			{Name: "Low Back Pain", Trees: []string{"C23.888.592.612.107.400"}, Subheadings: []query.DocSubheading{{Name: "therapy", Major: true}, {Name: "radiotherapy"}}},
			{Name: "Humans", Trees: []string{"B01.050.150.900.649.313.988.400.112.400.400"}},
		},
		Dates:   map[query.Field]query.Date{query.PublicationDate: {Year: 2012, Month: 1}},
		Numbers: map[query.Field]float64{query.SampleSize: 24},
	}
}

func TestMatch(t *testing.T) {
	trees := map[string][]string{"back pain": {"C23.888.592.612.107"}, "low back pain": {"C23.888.592.612.107.400"}, "pain": {"C23.888.592.612"}}
	m := query.Matcher{Trees: func(name string) []string { return trees[name] }}
	for in, want := range map[string]bool{
		"inversion": true, "INVERSION[ti]": true, "inversion[ab]": false, "inversions": false, "invers*": true,
		"sciatica[tiab]": true, "sciatica[ti,ab]": false, "women": true, "h?emorrhage": true, "randomi#ed": true, "randomi#sed": false,
		`"low back pain"[ab]`: true, `"pain is common surgery"`: false, `"disease low"[tiab]`: false, "low-back": true,
		`"heart fail*"`: false, `"chron* low"`: true,
		// pain ... trial: "pain a pilot randomised trial" has three words between
		`"pain trial"[ab:~3]`: true, `"pain trial"[ab:~2]`: false, `"trial pain"[ab:~3]`: true, `"common surgery"[ab:~98]`: false,
		"(trial NEXT/4 pain)": false, "(pain NEXT/4 trial)": true,
		`("low back pain" NEAR/1 chronic)[ab]`: true, `((surgery OR chronic) NEAR/2 back)[ab]`: true, `"pain pain"[ab:~1]`: false,
		`"low back pain"[ab:~0]`: true, `"pain back low"[ab:~0]`: true,
		"prasad[au]": true, "prasad k[au]": true, "prasad k[1au]": true, "mendelow[1au]": false, "mendelow[lastau]": true, `"Prasad K"[au]`: false, "pras*[au]": true,
		"0963-8288[ta]": true, "disabil*[ta]": true, "disability[ta]": false, "randomized controlled trial[pt]": true, "trial[pt]": false,
		"https://doi.org/10.3109/09638288.2011.647231[doi]": true, "design:rct": true,
		"back pain[mh]": true, "back pain[mh:noexp]": false, "low back pain[mh:noexp]": true, "pain[mh]": true, "back pain/th[majr]": true, "back pain/surgery[mh]": false, "back pain/rt[mh]": true, "low back pain/rt[majr:noexp]": false,
		"back pain[majr]": true, "humans[majr]": false, "therapy[sh]": true, "drug therapy[sh]": false, "therapy[sh:noexp]": true, "low back*[mh]": true,
		"2012[dp]": true, "2012/01[dp]": true, "2012/02:2013[dp]": false, "2000:2011[dp]": false, "2012:3000[dp]": true, "..2012/01/01[dp]": true, "2012[edat]": false,
		"20:100[n]": true, "n:>24": false, "n:>=24": true, "..24[n]": true,
		"hasabstract": true, "has:doi": true, "has:rob": false, "has:1au": true, "has:majr": true, "all[sb]": true,
		"inversion NOT humans[mh]": false, "inversion AND (ketamine OR lumbar)": true, "ketamine OR inversion AND lumbar": true, "#1": false,
		"back pain[tw] AND traction[hw]": true,
	} {
		n, _, err := loose.Parse(in)
		if err != nil {
			t.Errorf("Parse(%q): %v", in, err)
			continue
		}
		if got := m.Match(n, record()); got != want {
			t.Errorf("Match(%s) = %v, want %v", in, got, want)
		}
	}
	if n, _ := query.Parse("back pain[mh]"); query.Match(n, record()) {
		t.Error("explosion without tree numbers finds a narrower heading")
	}
}

func TestMatchPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, term string
		want          bool
	}{
		{"h?emo*", "haemorrhage", true}, {"h?emo*", "hemorrhage", true}, {"h#emo*", "hemorrhage", false}, {"*itis", "arthritis", true},
		{"node?", "nodes", true}, {"node?", "nodal", false}, {"node??", "node", true}, {"a*b*c", "axxbyyc", true}, {"a*b*c", "axxcyyb", false},
		{"na#ve", "naïve", true}, {"a", "a", true}, {"a", "ab", false}, {"ab*", "a", false},
	} {
		if got := query.MatchPattern(c.pattern, c.term); got != c.want {
			t.Errorf("MatchPattern(%q, %q) = %v, want %v", c.pattern, c.term, got, c.want)
		}
	}
	if query.MatchPattern(strings.Repeat("*a", 2000), strings.Repeat("a", 1999)) {
		t.Error("2,000 stars match too much")
	}
}

// No tag, name or further name may stand for two fields.
func TestFieldsAreUnambiguous(t *testing.T) {
	seen := map[string]query.Field{}
	for _, row := range query.Fields {
		for _, name := range append([]string{row.Tag, strings.ToLower(row.Name)}, row.Also...) {
			if other, ok := seen[name]; ok && other != row.Field {
				t.Errorf("%q names both %v and %v", name, other, row.Field)
			}
			seen[name] = row.Field
			if f, ok := query.FieldByTag(name); !ok || f != row.Field {
				t.Errorf("FieldByTag(%q) = %v, want %v", name, f, row.Field)
			}
		}
		if got := row.Field.Info().Tag; got != row.Tag {
			t.Errorf("Info of %q has tag %q", row.Tag, got)
		}
	}
}
