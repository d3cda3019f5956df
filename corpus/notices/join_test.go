package notices_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/notices"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

func TestJoin(t *testing.T) {
	said := []notices.Assertion{
		{About: notices.About{DOI: "10.1000/a", PMID: "1"}, Type: corpus.Retracted, Source: "s", Date: corpus.Date{Year: 2012}},
		{About: notices.About{DOI: "10.1000/a"}, Type: corpus.Corrected, Source: "s", Date: corpus.Date{Year: 2010}},
		{About: notices.About{DOI: "10.1000/a"}, Type: corpus.Corrected, Source: "s", Date: corpus.Date{Year: 2010}},
		{About: notices.About{}, Type: corpus.Retracted, Source: "s"},
		{About: notices.About{DOI: "unavailable"}, Type: corpus.Retracted, Source: "s"},
		{About: notices.About{DOI: "10.1000/unavailable"}, Type: corpus.Retracted, Source: "s"},
		{About: notices.About{PMID: "0"}, Type: corpus.Retracted, Source: "s"},
	}
	for _, c := range []struct {
		name   string
		target notices.Target
		types  []corpus.NoticeType
		doubts int
	}{
		{"by DOI", notices.Target{Report: "r", DOI: "10.1000/a"}, []corpus.NoticeType{corpus.Corrected, corpus.Retracted}, 0},
		{"by PMID", notices.Target{Report: "r", PMID: "1"}, []corpus.NoticeType{corpus.Retracted}, 0},
		{"same PMID, other DOI", notices.Target{Report: "r", DOI: "10.1000/b", PMID: "1"}, nil, 1},
		{"same DOI, other PMID", notices.Target{Report: "r", DOI: "10.1000/a", PMID: "2"}, []corpus.NoticeType{corpus.Corrected}, 1},
		{"nothing", notices.Target{Report: "r"}, nil, 0},
		{"a word", notices.Target{Report: "r", DOI: "unavailable"}, nil, 0},
		{"a DOI of words", notices.Target{Report: "r", DOI: "10.1000/unavailable"}, nil, 0},
		{"PMID 0", notices.Target{Report: "r", PMID: "0"}, nil, 0},
		{"a DOI not normalised", notices.Target{Report: "r", DOI: "10.1000/A"}, nil, 0},
	} {
		got, doubts := notices.Join(slices.Values([]notices.Target{c.target}), said)
		var types []corpus.NoticeType
		for _, n := range got {
			types = append(types, n.Type)
			if n.ID == "" || n.ID != notices.ID(n) || n.Report != "r" {
				t.Errorf("%s: notice %+v has another ID than %s", c.name, n, notices.ID(n))
			}
		}
		if !slices.Equal(types, c.types) || len(doubts) != c.doubts {
			t.Errorf("%s: got %q and %d doubts, want %q and %d", c.name, types, len(doubts), c.types, c.doubts)
		}
	}
}

func TestID(t *testing.T) {
	n := corpus.Notice{Report: "r", Type: corpus.Retracted, Source: "s", Date: corpus.Date{Year: 2010}}
	const want = "nafcc6a6faec09f66e6cd" // pinned: notices that are stored keep their ID
	if got := notices.ID(n); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, other := range []corpus.Notice{
		{Report: "q", Type: n.Type, Source: "s", Date: n.Date}, {Report: "r", Type: corpus.Corrected, Source: "s", Date: n.Date},
		{Report: "r", Type: n.Type, Source: "t", Date: n.Date}, {Report: "r", Type: n.Type, Source: "s"},
		{Report: "r", Type: n.Type, Source: "s", Date: n.Date, NoticeDOI: "10.1000/n"},
	} {
		if notices.ID(other) == notices.ID(n) {
			t.Errorf("%+v has the ID of %+v", other, n)
		}
	}
	same := n
	same.By, same.Reason, same.ID = "somebody", "because", "old"
	if notices.ID(same) != notices.ID(n) {
		t.Error("who entered a notice and why changes its ID")
	}
}

// TestJoinIsExact compares Join with a comparison of all pairs.
func TestJoinIsExact(t *testing.T) {
	dois := []corpus.DOI{"", "unavailable", "10.1000/a", "10.1000/b", "10.1000/n/a"}
	pmids := []corpus.PMID{"", "0", "1", "2"}
	rapid.Check(t, func(t *rapid.T) {
		var said []notices.Assertion
		for i := range rapid.IntRange(0, 12).Draw(t, "assertions") {
			said = append(said, notices.Assertion{
				About: notices.About{DOI: rapid.SampledFrom(dois).Draw(t, "doi"), PMID: rapid.SampledFrom(pmids).Draw(t, "pmid")},
				Type:  corpus.Retracted, Source: fmt.Sprint("s", i),
			})
		}
		target := notices.Target{Report: "r", DOI: rapid.SampledFrom(dois).Draw(t, "target"), PMID: rapid.SampledFrom(pmids).Draw(t, "target pmid")}
		want, doubtful := 0, 0
		for _, a := range said {
			realDOI := func(d corpus.DOI) bool { return d == "10.1000/a" || d == "10.1000/b" }
			realPMID := func(p corpus.PMID) bool { return p == "1" || p == "2" }
			sameDOI, samePMID := realDOI(target.DOI) && target.DOI == a.About.DOI, realPMID(target.PMID) && target.PMID == a.About.PMID
			otherDOI := realDOI(target.DOI) && realDOI(a.About.DOI) && !sameDOI
			otherPMID := target.PMID != "" && a.About.PMID != "" && target.PMID != a.About.PMID
			switch {
			case !sameDOI && !samePMID:
			case otherDOI, otherPMID:
				doubtful++
			default:
				want++
			}
		}
		got, doubts := notices.Join(slices.Values([]notices.Target{target}), said)
		if len(got) != want || len(doubts) != doubtful {
			t.Fatalf("got %d notices and %d doubts, want %d and %d", len(got), len(doubts), want, doubtful)
		}
	})
}

func TestResolve(t *testing.T) {
	on := func(year int, more ...int) corpus.Date {
		d := corpus.Date{Year: year}
		if len(more) > 0 {
			d.Month = more[0]
		}
		if len(more) > 1 {
			d.Day = more[1]
		}
		return d
	}
	for _, c := range []struct {
		name  string
		in    []corpus.Notice
		state corpus.NoticeType
		since string
		says  []string
	}{
		{"nothing", nil, notices.NoneKnown, "", nil},
		{"a correction is no retraction", []corpus.Notice{{Type: corpus.Corrected, Source: "A", Date: on(2004)}}, corpus.Corrected, "2004", nil},
		{"Wakefield", []corpus.Notice{{Type: corpus.Retracted, Source: "A", Date: on(2010, 2, 6)}, {Type: corpus.Corrected, Source: "A", Date: on(2004, 3, 6)}}, corpus.Retracted, "2010-02-06", nil},
		{"one source knows less", []corpus.Notice{{Type: corpus.Retracted, Source: "A", Date: on(2010)}, {Type: corpus.ExpressionOfConcern, Source: "B", Date: on(2009)}},
			corpus.Retracted, "2010", []string{"B says expression of concern (2009), not retracted"}},
		{"the finer of two", []corpus.Notice{{Type: corpus.Retracted, Source: "A"}, {Type: corpus.RetractedRepublished, Source: "B"}},
			corpus.RetractedRepublished, "", []string{"A says retracted, not retracted and republished"}},
		{"reinstated", []corpus.Notice{{Type: corpus.Retracted, Source: "A", Date: on(2010)}, {Type: corpus.Reinstated, Source: "A", Date: on(2012)}}, corpus.Reinstated, "2012", nil},
		{"reinstated, another source does not know", []corpus.Notice{{Type: corpus.Retracted, Source: "A", Date: on(2010)}, {Type: corpus.Reinstated, Source: "B", Date: on(2012)}},
			corpus.Reinstated, "2012", []string{"A says retracted (2010); B says reinstated (2012)"}},
		{"reinstated without a date", []corpus.Notice{{Type: corpus.Retracted, Source: "A", Date: on(2010)}, {Type: corpus.Reinstated, Source: "A"}}, corpus.Reinstated, "", nil},
		{"retracted again", []corpus.Notice{{Type: corpus.Retracted, Source: "A", Date: on(2010)}, {Type: corpus.Reinstated, Source: "A", Date: on(2012)}, {Type: corpus.Retracted, Source: "A", Date: on(2014)}},
			corpus.Retracted, "2014", nil},
		{"reinstated keeps the correction behind it", []corpus.Notice{{Type: corpus.Corrected, Source: "A", Date: on(2013)}, {Type: corpus.Retracted, Source: "A", Date: on(2010)}, {Type: corpus.Reinstated, Source: "A", Date: on(2012)}},
			corpus.Reinstated, "2012", nil},
		{"withdrawn", []corpus.Notice{{Type: corpus.Withdrawn, Source: "A"}}, corpus.Withdrawn, "", nil},
		{"superseded", []corpus.Notice{{Type: corpus.Superseded, Source: "A", Date: on(2020)}}, corpus.Superseded, "2020", nil},
		{"expired", []corpus.Notice{{Type: corpus.Expired, Source: "issuer's own rule", Date: on(2022, 2, 14)}}, corpus.Expired, "2022-02-14", nil},
		{"a notice that shares its paper's DOI", []corpus.Notice{{Type: corpus.IsNotice, Source: "PubMed"}, {Type: corpus.Retracted, Source: "RW"}},
			corpus.IsNotice, "", []string{"RW says retracted: a notice and the paper it is about can share an identifier"}},
		{"dates far apart", []corpus.Notice{{Type: corpus.Retracted, Source: "A", Date: on(2010, 2)}, {Type: corpus.Retracted, Source: "B", Date: on(2011)}},
			corpus.Retracted, "2010-02", []string{`the date of "retracted" is 2010-02 by A, 2011 by B`}},
		{"dates near enough", []corpus.Notice{{Type: corpus.Retracted, Source: "A", Date: on(2010, 2, 27)}, {Type: corpus.Retracted, Source: "B", Date: on(2010, 3)}}, corpus.Retracted, "2010-02-27", nil},
		{"a type nobody knows", []corpus.Notice{{Type: "mused about", Source: "A"}}, "mused about", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := notices.Resolve(c.in)
			if got.State != c.state || got.Since.String() != c.since || !slices.Equal(got.Disagreements, c.says) {
				t.Errorf("got %q since %q, disagreements %q\nwant %q since %q, %q", got.State, got.Since, got.Disagreements, c.state, c.since, c.says)
			}
			back := slices.Clone(c.in)
			slices.Reverse(back)
			if other := notices.Resolve(back); other.State != got.State || !slices.Equal(other.Disagreements, got.Disagreements) {
				t.Errorf("in the other order: %+v, was %+v", other, got)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	said := []notices.Assertion{
		{About: notices.About{DOI: "10.1000/a"}, Type: corpus.Retracted, Source: "s"},
		{About: notices.About{DOI: "10.1000/n"}, Type: corpus.IsNotice, Source: "s"},
		{About: notices.About{}, Type: corpus.Retracted, Source: "s"},
		{About: notices.About{DOI: "10.1000/d", PMID: "4"}, Type: corpus.Corrected, Source: "s"},
	}
	for _, c := range []struct {
		entry notices.Entry
		flag  bool
		state corpus.NoticeType
		title corpus.NoticeType
		doubt bool
	}{
		{notices.Entry{ID: "1", DOI: "https://doi.org/10.1000/A"}, true, corpus.Retracted, "", false},
		{notices.Entry{ID: "2", DOI: "10.1000/n", Title: "Retraction: x"}, false, corpus.IsNotice, corpus.IsNotice, false},
		{notices.Entry{ID: "3", Title: "RETRACTED: x"}, false, notices.NoneKnown, corpus.Retracted, false},
		{notices.Entry{ID: "4", DOI: "Unavailable", PMID: "0"}, false, notices.NoneKnown, "", false},
		{notices.Entry{ID: "5", DOI: "10.1000/e", PMID: "4"}, false, notices.NoneKnown, "", true},
		{notices.Entry{ID: "6", PMID: "PMID: 4"}, true, corpus.Corrected, "", false},
		{notices.Entry{}, false, notices.NoneKnown, "", false},
	} {
		got := notices.Check([]notices.Entry{c.entry}, said)[0]
		if got.ID != c.entry.ID || got.Flag != c.flag || got.State != c.state || got.TitleSays != c.title || (len(got.Doubts) > 0) != c.doubt {
			t.Errorf("%+v: got %+v", c.entry, got)
		}
	}
	if got := notices.Check(nil, said); len(got) != 0 {
		t.Errorf("no entries: got %v", got)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{header + "1,T,7/26/2019 0:00,10.1000/n1,2,,10.1000/p1,1,Retraction,+x;\n", "doi,retractionwatch\n\"10.1000/a;10.1000/b\",Correction;Retraction", wakefield, "TY  - JOUR\nTI  - RETRACTED: x\nER  - \n", "\ufeff[{", "doi;retractionwatch\n\"\"\"\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		seq, _, err := notices.Read(strings.NewReader(in), "fuzz")
		if err != nil {
			return
		}
		for a, err := range seq {
			if err != nil {
				continue
			}
			if a.Type == "" || a.Source == "" {
				t.Fatalf("an assertion without type or source: %+v", a)
			}
			if d := a.About.DOI; d != "" {
				if p, err := corpus.ParseDOI(string(d)); err != nil || p != d {
					t.Fatalf("a DOI that is none: %q", d)
				}
			}
			if err := intaketest.Sound(corpus.Item{Published: a.Date, DOI: a.NoticeDOI, PMID: a.About.PMID, Relations: []corpus.Relation{{PMID: a.NoticePMID, DOI: a.About.DOI}}}); err != nil {
				t.Fatalf("%v in %+v", err, a)
			}
			if a.Date.Validate() != nil || !utf8.ValidString(a.Reason+a.Source) {
				t.Fatalf("a date that is none, or text: %+v", a)
			}
			n := a.Notice(notices.Target{Report: "r"})
			if got := notices.Resolve([]corpus.Notice{n}); got.State != a.Type {
				t.Fatalf("one notice %q resolves to %q", a.Type, got.State)
			}
		}
	})
}
