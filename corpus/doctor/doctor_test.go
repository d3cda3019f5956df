package doctor_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	_ "appraise/corpus/testkit"
	"github.com/google/go-cmp/cmp"

	"pgregory.net/rapid"

	"appraise/corpus"
	"appraise/corpus/doctor"
)

var today = corpus.Date{Year: 2026, Month: 11, Day: 22}

// sound is an item without a defect.
func sound() corpus.Item {
	return corpus.Item{
		Kind: corpus.KindArticle, Title: "Inversion therapy in lumbar disc disease: a pilot trial", Journal: "Disability and Rehabilitation",
		Abstract:  "PURPOSE: To compare. METHODS: In all, 24 people were randomised. RESULTS: Fewer had surgery. CONCLUSIONS: More research is needed.",
		Authors:   []corpus.Author{{Family: "Prasad", Given: "K S Manjunath"}, {Family: "Li", Given: "Wei"}, {Collective: "The Trial Group 2"}},
		Published: corpus.Date{Year: 2012, Month: 2, Day: 29}, Pages: "1473-1480", DOI: "10.3109/09638288.2011.647231",
		ISSN: []string{"0028-4793", "2434-561X"}, ISBN: []string{"978-0-306-40615-7", "0-306-40615-2"}, Languages: []string{"eng", "English", "pt-BR"},
	}
}

func subject(change func(*corpus.Item)) doctor.Subject {
	it := sound()
	if change != nil {
		change(&it)
	}
	return doctor.Subject{Study: "prasad2012inversion", Item: it, Today: today}
}

func codes(fs []doctor.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Code)
	}
	return out
}

const long = "PURPOSE: To see whether something that is done every day helps people who have a disease of the back. METHODS: We did it to some of them and not to others. RESULTS: Some of them were better after it. There was no harm at all. "

func TestSoundItemHasNoDefects(t *testing.T) {
	if got := doctor.Examine(subject(nil)); len(got) > 0 {
		t.Errorf("found %v", got)
	}
	for name, change := range map[string]func(*corpus.Item){
		"short names in capitals": func(it *corpus.Item) { it.Journal = "JAMA" },
		"PLOS ONE":                func(it *corpus.Item) { it.Journal = "PLOS ONE" },
		"numbers in titles":       func(it *corpus.Item) { it.Title = "SARS-CoV-2 and CRP < 10 mg/L, n > 3" },
		"French and Portuguese":   func(it *corpus.Item) { it.Title = "À propos d’un cas: âge, Ângela, Málaga, SÃO PAULO" },
		"letter pages":            func(it *corpus.Item) { it.Pages = "S12-S19" },
		"one page":                func(it *corpus.Item) { it.Pages = "e1001" },
		"next year's issue":       func(it *corpus.Item) { it.Published = corpus.Date{Year: 2027, Month: 3} },
		"initials as given names": func(it *corpus.Item) {
			it.Authors = []corpus.Author{{Family: "NG", Given: "Kwok"}, {Family: "Xu", Given: "L"}}
		},
		"keywords at the end":     func(it *corpus.Item) { it.Abstract = long + "Nothing else. Keywords: back pain, inversion" },
		"registration at the end": func(it *corpus.Item) { it.Abstract = long + "Trial registration: NCT00261469" },
		"third of his name": func(it *corpus.Item) {
			it.Authors = []corpus.Author{{Family: "Pittman", Given: "F S 3rd"}, {Family: "Dice", Given: "P", Suffix: "2nd"}}
		},
		"an erratum's title":       func(it *corpus.Item) { it.Title = "Erratum to: Pills for everyone. doi: 10.1234/other" },
		"copyright at the end":     func(it *corpus.Item) { it.Abstract = long + "Nothing else. (C) 2018 PVJ. All rights reserved" },
		"a title about retracting": func(it *corpus.Item) { it.Title = "Retracted articles and what became of them" },
	} {
		if got := doctor.Examine(subject(change)); len(got) > 0 {
			t.Errorf("%s: found %v", name, got)
		}
	}
}

// cases holds at least one case of every defect of a single publication; want
// is the item after its fix, nil where there is none.
var cases = []struct {
	code   string
	name   string
	change func(*corpus.Item)
	want   func(*corpus.Item)
}{
	{"title-says-retracted", "", func(it *corpus.Item) { it.Title = "RETRACTED: Pills for everyone in 2012" }, nil},
	{"title-says-retracted", "brackets", func(it *corpus.Item) { it.Title = "[Withdrawn] Pills for everyone in 2012" }, nil},
	{"year-missing", "", func(it *corpus.Item) { it.Published = corpus.Date{} }, nil},
	{"year-future", "", func(it *corpus.Item) { it.Published = corpus.Date{Year: 2029} }, nil},
	{"year-future", "months ahead", func(it *corpus.Item) { it.Published = corpus.Date{Year: 2027, Month: 8} }, nil},
	{"date-impossible", "", func(it *corpus.Item) { it.Published = corpus.Date{Year: 2011, Month: 2, Day: 29} }, func(it *corpus.Item) { it.Published = corpus.Date{Year: 2011, Month: 2} }},
	{"authors-missing", "", func(it *corpus.Item) { it.Authors = nil }, nil},
	{"author-et-al", "", func(it *corpus.Item) { it.Authors = append(it.Authors[:1:1], corpus.Author{Family: "et", Given: "al"}) },
		func(it *corpus.Item) {
			it.Authors, it.Extra = it.Authors[:1], []corpus.Tag{{Name: "author", Value: "and others"}}
		}},
	{"author-et-al", "as a body", func(it *corpus.Item) { it.Authors = append(it.Authors[:1:1], corpus.Author{Collective: "et al."}) },
		func(it *corpus.Item) {
			it.Authors, it.Extra = it.Authors[:1], []corpus.Tag{{Name: "author", Value: "and others"}}
		}},
	{"names-swapped", "", func(it *corpus.Item) { it.Authors = []corpus.Author{{Family: "K. S.", Given: "Prasad"}} },
		func(it *corpus.Item) { it.Authors = []corpus.Author{{Family: "Prasad", Given: "K. S."}} }},
	{"names-swapped", "without stops", func(it *corpus.Item) { it.Authors = []corpus.Author{{Family: "KSM", Given: "Prasad"}} }, nil},
	{"author-digits", "", func(it *corpus.Item) { it.Authors = []corpus.Author{{Family: "Prasad1,2", Given: "KSM*"}} },
		func(it *corpus.Item) { it.Authors = []corpus.Author{{Family: "Prasad", Given: "KSM"}} }},
	{"authors-joined", "", func(it *corpus.Item) { it.Authors = []corpus.Author{{Family: "Prasad KSM; Gregson BA"}} }, nil},
	{"doi-form", "not one", func(it *corpus.Item) { it.DOI = "10.12/x" }, nil},
	{"doi-form", "not normal", func(it *corpus.Item) { it.DOI = "https://doi.org/10.1234/ABC" }, func(it *corpus.Item) { it.DOI = "10.1234/abc" }},
	{"doi-form", "doubled", func(it *corpus.Item) { it.DOI = "10.1016/10.1016/j.spine.2012.01.001" }, nil},
	{"doi-form", "web address", func(it *corpus.Item) { it.DOI = "10.3389/fneur.2012.00001/full" }, func(it *corpus.Item) { it.DOI = "10.3389/fneur.2012.00001" }},
	{"doi-unread", "", func(it *corpus.Item) { it.DOI, it.Extra = "", []corpus.Tag{{Name: "DO", Value: "unavailable"}} }, nil},
	{"doi-unread", "in an address", func(it *corpus.Item) {
		it.DOI, it.Extra = "", []corpus.Tag{{Name: "doi", Value: "http://doi.publisher.example/10.1145/1137627.1137631"}}
	}, func(it *corpus.Item) { it.DOI = "10.1145/1137627.1137631" }},
	{"pages-reversed", "", func(it *corpus.Item) { it.Pages = "1480-1473" }, nil},
	{"pages-reversed", "letters", func(it *corpus.Item) { it.Pages = "S19-S12" }, nil},
	{"issn-check", "", func(it *corpus.Item) { it.ISSN = []string{"0028-4794"} }, nil},
	{"isbn-check", "", func(it *corpus.Item) { it.ISBN = []string{"9780306406158"} }, nil},
	{"title-filler", "", func(it *corpus.Item) { it.Title = "[No title available]" }, nil},
	{"title-capitals", "", func(it *corpus.Item) { it.Title = "INVERSION THERAPY IN LUMBAR DISEASE" }, nil},
	{"journal-capitals", "", func(it *corpus.Item) { it.Journal = "NEW ENGLAND JOURNAL OF MEDICINE" }, func(it *corpus.Item) { it.Journal = "New England Journal of Medicine" }},
	{"journal-capitals", "hyphens", func(it *corpus.Item) { it.Journal = "JOURNAL OF VETERINARY BEHAVIOR-CLINICAL APPLICATIONS" }, func(it *corpus.Item) { it.Journal = "Journal of Veterinary Behavior-Clinical Applications" }},
	{"journal-capitals", "abbreviation", func(it *corpus.Item) { it.Journal = "BMC MUSCULOSKELETAL DISORDERS" }, nil},
	{"title-ends-identifier", "", func(it *corpus.Item) { it.Title += ". doi:10.3109/09638288.2011.647231" }, func(it *corpus.Item) { it.Title = sound().Title }},
	{"title-ends-identifier", "PMID", func(it *corpus.Item) { it.Title, it.PMID = it.Title+" [PMID: 22263648]", "22263648" }, func(it *corpus.Item) { it.Title, it.PMID = sound().Title, "22263648" }},
	{"title-ends-identifier", "no field to compare", func(it *corpus.Item) { it.Title += " [PMID: 22263648]" }, nil},
	{"title-ends-identifier", "another", func(it *corpus.Item) { it.Title += " https://doi.org/10.1234/other" }, nil},
	{"markup-left", "", func(it *corpus.Item) { it.Title = "Pills &amp; <i>patience</i> in 10<sup>6</sup> people" }, func(it *corpus.Item) { it.Title = "Pills & patience in 10⁶ people" }},
	{"mojibake", "", func(it *corpus.Item) { it.Title = "CafÃ© au lait: donâ€™t drink it at 40 Â°C" }, func(it *corpus.Item) { it.Title = "Café au lait: don’t drink it at 40 °C" }},
	{"mojibake", "in part", func(it *corpus.Item) { it.Title = "CafÃ© au lait, naïve, 学" }, nil},
	{"unreadable-letters", "", func(it *corpus.Item) { it.Abstract = "Caf\uFFFD." }, nil},
	{"abstract-truncated", "", func(it *corpus.Item) { it.Abstract = "Some words.(ABSTRACT TRUNCATED AT 250 WORDS)" }, nil},
	{"abstract-unfinished", "", func(it *corpus.Item) { it.Abstract = long + "Those who had been treated with the" }, nil},
	{"abstract-unfinished", "a word", func(it *corpus.Item) { it.Abstract = long + "Those who had been treated were much" }, nil},
	{"value-filler", "", func(it *corpus.Item) { it.Volume, it.Abstract = "NA", "No abstract available." }, nil},
	{"value-filler", "pages", func(it *corpus.Item) { it.Pages = "n/a" }, func(it *corpus.Item) { it.Pages = "" }},
	{"title-missing", "", func(it *corpus.Item) { it.Title = "" }, nil},
	{"journal-missing", "", func(it *corpus.Item) { it.Journal = "" }, nil},
	{"text-missing", "", func(it *corpus.Item) { it.Abstract = "" }, nil},
	{"language-code", "", func(it *corpus.Item) { it.Languages = []string{"qq1"} }, nil},
}

func TestDefects(t *testing.T) {
	for _, c := range cases {
		t.Run(c.code+"/"+c.name, func(t *testing.T) {
			s := subject(c.change)
			found := doctor.Examine(s)
			at := slices.IndexFunc(found, func(f doctor.Finding) bool { return f.Code == c.code })
			if at < 0 {
				t.Fatalf("not found; found %v", found)
			}
			if c.want == nil {
				return
			}
			if len(found) != 1 {
				t.Errorf("found %v as well", codes(found))
			}
			want := s.Item
			c.want(&want)
			got, done := doctor.Fix(s.Item, found)
			if diff := cmp.Diff(want, got); diff != "" || len(done) == 0 {
				t.Errorf("fixed %v (-want +got):\n%s", codes(done), diff)
			}
			s.Item = got
			if left := doctor.Examine(s); len(left) > 0 {
				t.Errorf("left after the fix: %v", left)
			}
		})
	}
}

func TestEveryDefectIsTestedAndExplained(t *testing.T) {
	tested := map[string]bool{"retracted-used": true, "identifier-shared": true, "title-shared": true} // by tests of their own
	for _, c := range cases {
		tested[c.code] = true
	}
	seen := map[string]bool{}
	for _, d := range doctor.Defects() {
		if !tested[d.Code] || seen[d.Code] || len(d.Explanation) < 60 || d.Title == "" || d.Level == "" {
			t.Errorf("%s: tested %v, twice %v, explained by %q", d.Code, tested[d.Code], seen[d.Code], d.Explanation)
		}
		seen[d.Code] = true
		if got, err := doctor.Find(strings.ToUpper(d.Code)); err != nil || got.Code != d.Code {
			t.Errorf("Find(%s): %v", d.Code, err)
		}
	}
	if _, err := doctor.Find("nonsense"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Find(nonsense): %v", err)
	}
}

func TestRetractedUsed(t *testing.T) {
	s := subject(nil)
	s.Notices = []corpus.NoticeType{corpus.Corrected, corpus.Retracted}
	if got := doctor.Examine(s); len(got) > 0 {
		t.Errorf("retracted and not used: %v", got)
	}
	s.Used = []string{"inversion", "c1"}
	if got := codes(doctor.Examine(s)); !slices.Equal(got, []string{"retracted-used"}) {
		t.Errorf("retracted and used: %v", got)
	}
	s.Notices = []corpus.NoticeType{corpus.Corrected}
	if got := doctor.Examine(s); len(got) > 0 {
		t.Errorf("corrected and used: %v", got)
	}
}

func TestCompare(t *testing.T) {
	l := doctor.NewLibrary()
	give := func(id corpus.StudyID, change func(*corpus.Item)) []string {
		s := subject(change)
		s.Study = id
		return codes(l.Compare(s))
	}
	if got := give("a", nil); got != nil {
		t.Errorf("the first: %v", got)
	}
	if got := give("b", nil); !slices.Equal(got, []string{"identifier-shared"}) {
		t.Errorf("the same DOI: %v", got)
	}
	if got := give("c", func(it *corpus.Item) { it.DOI = "" }); !slices.Equal(got, []string{"title-shared"}) {
		t.Errorf("the same title, no DOI: %v", got)
	}
	if got := give("d", func(it *corpus.Item) { it.DOI = "10.1234/other" }); got != nil {
		t.Errorf("the same title, another DOI: %v", got)
	}
	if got := give("a", nil); got != nil {
		t.Errorf("two reports of one study: %v", got)
	}
	editorial := func(it *corpus.Item) { it.Title, it.DOI = "Editorial", "" }
	if got := append(give("e", editorial), give("f", editorial)...); got != nil {
		t.Errorf("editorials: %v", got)
	}
}

// Whatever an item holds: no panic, a fix only where the defect says there
// are fixes, and fixing ends.
func TestAnyItem(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "NA", "<i>x", "&amp;amp;", "Ã©", "â€™ é", "\uFFFD", "10.1/x", "TITLE IN CAPITALS doi:10.1234/x", "et al", "1480-1473", "…"}))
	rapid.Check(t, func(t *rapid.T) {
		it := corpus.Item{
			Kind: corpus.KindArticle, Title: text.Draw(t, "title"), Abstract: text.Draw(t, "abstract"), Journal: text.Draw(t, "journal"),
			Authors: []corpus.Author{{Family: text.Draw(t, "family"), Given: text.Draw(t, "given")}, {Collective: text.Draw(t, "body")}},
			Volume:  text.Draw(t, "volume"), Pages: text.Draw(t, "pages"), DOI: corpus.DOI(text.Draw(t, "doi")), ISSN: []string{text.Draw(t, "issn")},
			ISBN: []string{text.Draw(t, "isbn")}, Languages: []string{text.Draw(t, "language")},
			Published: corpus.Date{Year: rapid.IntRange(0, 3000).Draw(t, "year"), Month: rapid.IntRange(0, 12).Draw(t, "month"), Day: rapid.IntRange(0, 31).Draw(t, "day")},
		}
		for round := 0; ; round++ {
			found := doctor.Examine(doctor.Subject{Item: it, Today: today})
			for _, f := range found {
				if d, err := doctor.Find(f.Code); err != nil || f.Fixable && !d.Fixable || f.Says == "" {
					t.Fatalf("%v: %v", f, err)
				}
			}
			var done []doctor.Finding
			if it, done = doctor.Fix(it, found); len(done) == 0 {
				return
			}
			if round == 8 {
				t.Fatalf("fixing does not end: %v of %+v", codes(done), it)
			}
		}
	})
}

func BenchmarkExamine(b *testing.B) {
	s := subject(nil)
	for b.Loop() {
		doctor.Examine(s)
	}
}
