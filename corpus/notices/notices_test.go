package notices_test

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/ingest"
	"appraise/corpus/notices"

	"github.com/google/go-cmp/cmp"
)

// all reads to the end.
func all(seq iter.Seq2[notices.Assertion, error]) (list []notices.Assertion, errs []string) {
	for a, err := range seq {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		list = append(list, a)
	}
	return list, errs
}

const header = "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n"

func TestReadRetractionWatch(t *testing.T) {
	rw := notices.RetractionWatch
	for _, c := range []struct {
		name, in string
		want     []notices.Assertion
		errs     []string
	}{
		{"a row", header + `1,"A, b",7/26/2019 0:00,10.1000/n1,222,1/2/2010 0:00,10.1000/P1,111,Retraction,+Error in Data;+Duplication of Image;` + "\n", []notices.Assertion{
			{About: notices.About{DOI: "10.1000/p1", PMID: "111"}, Type: corpus.Retracted, Date: corpus.Date{Year: 2019, Month: 7, Day: 26}, Source: rw, NoticeDOI: "10.1000/n1", NoticePMID: "222", Reason: "Error in Data; Duplication of Image", Line: 2},
			{About: notices.About{DOI: "10.1000/n1", PMID: "222"}, Type: corpus.IsNotice, Date: corpus.Date{Year: 2019, Month: 7, Day: 26}, Source: rw, Line: 2},
		}, nil},
		{"nothing usable", header + "1,T,,unavailable,0,,unavailable,0,Expression of concern,\n", []notices.Assertion{
			{Type: corpus.ExpressionOfConcern, Source: rw, Line: 2},
		}, nil},
		{"notice with the paper's own DOI", header + "1,T,13/2/2019,10.1000/p1,,,10.1000/p1,,Reinstatement,\n", []notices.Assertion{
			{About: notices.About{DOI: "10.1000/p1"}, Type: corpus.Reinstated, Date: corpus.Date{Year: 2019, Month: 2, Day: 13}, Source: rw, NoticeDOI: "10.1000/p1", Line: 2},
		}, nil},
		{"two papers, trailing semicolon, quoted header behind a mark", "\ufeff\"doi\",\"retractionwatch\"\r\n10.1000/a; https://doi.org/10.1000/B;,Correction;Retraction\r\n", []notices.Assertion{
			{About: notices.About{DOI: "10.1000/a"}, Type: corpus.Corrected, Source: rw, Line: 2},
			{About: notices.About{DOI: "10.1000/b"}, Type: corpus.Corrected, Source: rw, Line: 2},
			{About: notices.About{DOI: "10.1000/a"}, Type: corpus.Retracted, Source: rw, Line: 2},
			{About: notices.About{DOI: "10.1000/b"}, Type: corpus.Retracted, Source: rw, Line: 2},
		}, nil},
		{"semicolons inside a DOI", "doi\tretractionwatch\n10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2\tRetraction\n", []notices.Assertion{
			{About: notices.About{DOI: "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"}, Type: corpus.Retracted, Source: rw, Line: 2},
		}, nil},
		{"true lines behind a cell of two lines; damage is told", "doi,retractionwatch,reason\n10.1000/a,Retraction,\"one\ntwo\"\n10.1000/b,Vanished,\n10.1000/c\n10.1000/d,,\n10.1000/e,retraction,x\n", []notices.Assertion{
			{About: notices.About{DOI: "10.1000/a"}, Type: corpus.Retracted, Source: rw, Reason: "one\ntwo", Line: 2},
			{About: notices.About{DOI: "10.1000/e"}, Type: corpus.Retracted, Source: rw, Reason: "x", Line: 7},
		}, []string{`t.csv:4: "Vanished" is no kind of notice that is known`, "t.csv:5: the row has 1 cells, the header 3 columns", "t.csv:6: the row does not say what kind of notice it is"}},
		{"a date that is none is told, the row goes in", header + "1,T,soon,,,,10.1000/p1,,Retraction,\n", []notices.Assertion{
			{About: notices.About{DOI: "10.1000/p1"}, Type: corpus.Retracted, Source: rw, Line: 2},
		}, []string{`t.csv:2: the year "soon" is not a year`}},
		{"another table", "title,year\nx,2010\n", nil, []string{"t.csv:1: the header names no kind of notice beside a DOI or PMID: no table of Retraction Watch, no Crossref works and no records"}},
		{"nothing", "", nil, []string{"t.csv:1: there is no header: no table of Retraction Watch, no Crossref works and no records"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, errs := all(notices.ReadRetractionWatch(strings.NewReader(c.in), "t.csv"))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("assertions (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.errs, errs); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}

// wakefield has a correction of 2004 and a retraction of 2010, told twice:
// once by the publisher and once by Retraction Watch (scale.md §A4).
const wakefield = `{"status":"ok","message-type":"work","message":{"DOI":"10.1016/S0140-6736(97)11096-0","title":["x"],"updated-by":[
 {"DOI":"10.1016/s0140-6736(04)15715-2","type":"correction","source":"publisher","updated":{"date-parts":[[2004,3,6]]}},
 {"DOI":"10.1016/s0140-6736(10)60175-4","type":"retraction","source":"retraction-watch","updated":{"date-parts":[[2010,2,6]]}},
 {"DOI":"10.1016/S0140-6736(10)60175-4","type":"retraction","source":"publisher","updated":{"date-parts":[[2010,2]]}}]}}`

func TestReadCrossref(t *testing.T) {
	original := notices.About{DOI: "10.1016/s0140-6736(97)11096-0"}
	march, february := corpus.Date{Year: 2004, Month: 3, Day: 6}, corpus.Date{Year: 2010, Month: 2, Day: 6}
	want := []notices.Assertion{
		{About: original, Type: corpus.Corrected, Date: march, Source: "Crossref (publisher)", NoticeDOI: "10.1016/s0140-6736(04)15715-2", Line: 1, Self: true},
		{About: notices.About{DOI: "10.1016/s0140-6736(04)15715-2"}, Type: corpus.IsNotice, Date: march, Source: "Crossref (publisher)", Line: 1},
		{About: original, Type: corpus.Retracted, Date: february, Source: "Crossref (Retraction Watch, publisher)", NoticeDOI: "10.1016/s0140-6736(10)60175-4", Line: 1, Self: true},
		{About: notices.About{DOI: "10.1016/s0140-6736(10)60175-4"}, Type: corpus.IsNotice, Date: february, Source: "Crossref (Retraction Watch, publisher)", Line: 1},
	}
	got, errs := all(notices.ReadCrossref(strings.NewReader(wakefield), "w.json"))
	if diff := cmp.Diff(want, got); diff != "" || len(errs) > 0 {
		t.Errorf("original (-want +got):\n%s\nerrors %v", diff, errs)
	}

	// The notice of the retraction tells the same event; nothing is told twice.
	notice := `{"DOI":"10.1016/s0140-6736(10)60175-4","update-to":[{"DOI":"10.1016/S0140-6736(97)11096-0","type":"retraction","updated":{"date-parts":[[2010,2,6]]}}]}`
	got, errs = all(notices.ReadCrossref(strings.NewReader(wakefield+"\n"+notice), "w.json"))
	if diff := cmp.Diff(want, got); diff != "" || len(errs) > 0 {
		t.Errorf("original and notice (-want +got):\n%s\nerrors %v", diff, errs)
	}
	got, _ = all(notices.ReadCrossref(strings.NewReader("[\n"+notice+"]"), "w.json"))
	if len(got) != 2 || got[0].About != original || got[0].Type != corpus.Retracted || got[0].Line != 2 || got[1].Type != corpus.IsNotice || !got[1].Self {
		t.Errorf("notice alone: got %+v", got)
	}
}

func TestCrossrefShapes(t *testing.T) {
	one := `{"DOI":"10.1000/n","update-to":[{"DOI":"10.1000/a","type":"new_version","updated":{"date-parts":[[null]]}}]}`
	for _, c := range []struct {
		name, in string
		n        int
		errs     int
	}{
		{"answer with a list", `{"message":{"items":[` + one + `]}}`, 1, 0},
		{"a line a work", one + "\n" + strings.Replace(one, "10.1000/a", "10.1000/b", 1), 2, 0},
		{"the same twice", one + one, 1, 0},
		{"in-place update", `{"DOI":"10.1000/a","update-to":[{"DOI":"10.1000/A","type":"retraction"}]}`, 1, 0},
		{"unknown type", `{"DOI":"10.1000/a","updated-by":[{"DOI":"10.1000/n","type":"musing"}]}`, 0, 1},
		{"no DOI", `{"DOI":"unavailable","updated-by":[{"DOI":"10.1000/n","type":"retraction"}]}`, 0, 1},
		{"null lists", `{"DOI":"10.1000/a","updated-by":null,"update-to":[]}`, 0, 0},
		{"wrong type", `{"DOI":"10.1000/a","updated-by":"x"}`, 0, 1},
		{"cut short", `{"DOI":"10.1000/a","updated-by":[{"DOI":"10.1000/n","type":"retr`, 0, 1},
		{"nested without end", strings.Repeat("[", 1e6), 0, 1},
		{"nothing", "", 0, 0},
	} {
		got, errs := all(notices.ReadCrossref(strings.NewReader(c.in), "x.json"))
		if len(got) != c.n || len(errs) != c.errs {
			t.Errorf("%s: got %d assertions and errors %q, want %d and %d", c.name, len(got), errs, c.n, c.errs)
		}
	}
}

func TestFromItem(t *testing.T) {
	notice := corpus.Item{
		PMID: "20966679", DOI: "10.1097/n", Title: "Corneal technique: retraction.", Published: corpus.Date{Year: 2010, Month: 11}, PublicationTypes: []string{"Retraction of Publication"},
		Relations: []corpus.Relation{{Type: "RetractionOf", Text: "Terzis JK. Cornea. 2010 Jul;29(7):812-9. PMID: 20489582", PMID: "20489582"}},
	}
	nov := corpus.Date{Year: 2010, Month: 11}
	want := []notices.Assertion{
		{About: notices.About{PMID: "20489582"}, Type: corpus.Retracted, Date: nov, Source: "PubMed", NoticeDOI: "10.1097/n", NoticePMID: "20966679"},
		{About: notices.About{DOI: "10.1097/n", PMID: "20966679"}, Type: corpus.IsNotice, Date: nov, Source: "PubMed", Self: true},
	}
	if diff := cmp.Diff(want, notices.FromItem(notice)); diff != "" {
		t.Errorf("notice (-want +got):\n%s", diff)
	}
	original := corpus.Item{
		PMID: "1", Title: "RETRACTED: A trial", PublicationTypes: []string{"Journal Article", "Retracted Publication"},
		Relations: []corpus.Relation{
			{Type: "ErratumIn", Text: "Spine (Phila Pa 1976). 2012 Mar 1;37(5):E1", PMID: "7"},
			{Type: "RetractionIn", Text: "Spine (Phila Pa 1976). 2013;38:9", PMID: "8"},
			{Type: "CommentIn", PMID: "9"},
		},
	}
	want = []notices.Assertion{
		{About: notices.About{PMID: "1"}, Type: corpus.Corrected, Date: corpus.Date{Year: 2012, Month: 3, Day: 1}, Source: "PubMed", NoticePMID: "7", Reason: "erratum", Self: true},
		{About: notices.About{PMID: "1"}, Type: corpus.Retracted, Date: corpus.Date{Year: 2013}, Source: "PubMed", NoticePMID: "8", Self: true},
	}
	if diff := cmp.Diff(want, notices.FromItem(original)); diff != "" {
		t.Errorf("original (-want +got):\n%s", diff)
	}
	original.Relations = append(original.Relations, corpus.Relation{Type: "RepublishedIn", Text: "Spine. 2014"})
	if got := notices.FromItem(original)[1].Type; got != corpus.RetractedRepublished {
		t.Errorf("retracted and republished: got %q", got)
	}
	for typ, want := range map[string]corpus.NoticeType{
		"ExpressionOfConcernIn": corpus.ExpressionOfConcern, "UpdateIn": corpus.Superseded, "PartialRetractionIn": corpus.Corrected,
		"RetractedandRepublishedIn": corpus.RetractedRepublished, "RepublishedIn": "", "CommentOn": "",
	} {
		got := notices.FromItem(corpus.Item{PMID: "1", Relations: []corpus.Relation{{Type: typ, PMID: "2"}}})
		switch {
		case want == "" && len(got) != 0, want != "" && (len(got) != 1 || got[0].Type != want || !got[0].Self):
			t.Errorf("%s: got %+v, want %q", typ, got, want)
		}
	}
	for _, typ := range []string{"ExpressionOfConcernFor", "ErratumFor", "UpdateOf", "RetractedandRepublishedFrom"} {
		got := notices.FromItem(corpus.Item{PMID: "1", Relations: []corpus.Relation{{Type: typ, PMID: "2"}}})
		if len(got) == 0 || got[0].About.PMID != "2" || got[0].Self || got[0].NoticePMID != "1" {
			t.Errorf("%s: got %+v", typ, got)
		}
	}
}

func TestTitleSays(t *testing.T) {
	for title, want := range map[string]corpus.NoticeType{
		"RETRACTED: A trial of x":                                     corpus.Retracted,
		"Retracted Article: A trial of x":                             corpus.Retracted,
		"[Retracted] A trial of x":                                    corpus.Retracted,
		"RETRACTED ARTICLE – A trial":                                 corpus.Retracted,
		"A trial of x (Retracted article. See vol. 12, pg. 3, 2010)":  corpus.Retracted,
		"A trial of x [retracted]":                                    corpus.Retracted,
		"WITHDRAWN: Traction for back pain":                           corpus.Withdrawn,
		"REMOVED: A trial":                                            corpus.Withdrawn,
		"TEMPORARY REMOVAL: A trial":                                  corpus.Withdrawn,
		"Retraction: A trial of x":                                    corpus.IsNotice,
		"Retraction. A trial of x":                                    corpus.IsNotice,
		"Retraction.":                                                 corpus.IsNotice,
		`Retraction notice to "A trial of x" [J. 26 (2008) 293-303].`: corpus.IsNotice,
		`Retraction of "A trial of x".`:                               corpus.IsNotice,
		"Retraction for Venters et al.: A mechanism":                  corpus.IsNotice,
		"Notice of retraction for Smith AA. A trial":                  corpus.IsNotice,
		"Expression of concern: a trial":                              corpus.IsNotice,
		"Editorial expression of concern":                             corpus.IsNotice,
		"Erratum to: A trial":                                         corpus.IsNotice,
		"Correction: A trial":                                         corpus.IsNotice,
		"Author Correction: A trial":                                  corpus.IsNotice,
		"Correction of scoliosis by bracing":                          "",
		"Correction to normal of serum sodium":                        "",
		"Retraction of the uterus during surgery: a randomised trial": "",
		"Gingival retraction: a review":                               "",
		"Withdrawal of antidepressants in older people":               "",
		"Retracted papers and their citations":                        "",
		"Scapular retraction exercises":                               "",
		"Removal of sutures":                                          "",
		"The consequences of the retraction of a trial":               "",
		"": "",
	} {
		if got := notices.TitleSays(title); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func TestReadTellsSources(t *testing.T) {
	for _, c := range []struct {
		name, in string
		format   notices.Format
		types    []corpus.NoticeType
	}{
		{"table", "doi,retractionwatch\n10.1000/a,Retraction\n", notices.TableFormat, []corpus.NoticeType{corpus.Retracted}},
		{"crossref", wakefield, notices.CrossrefFormat, []corpus.NoticeType{corpus.Corrected, corpus.IsNotice, corpus.Retracted, corpus.IsNotice}},
		{"pubmed", "PMID- 20891033\nOWN - NLM\nDP  - 2010 Nov-Dec\nTI  - Retraction notice to \"x\".\nPT  - Retraction of Publication\nROF - Mishra R. Biotechnol Adv. 2008 Jul-Aug;26(4):293-303. PMID:\n      18387770\n",
			notices.RecordsFormat, []corpus.NoticeType{corpus.Retracted, corpus.IsNotice}},
		{"ris", "TY  - JOUR\nTI  - WITHDRAWN: Traction\nDO  - 10.1000/c\nER  - \n", notices.RecordsFormat, []corpus.NoticeType{corpus.Withdrawn}},
	} {
		seq, format, err := notices.Read(strings.NewReader(c.in), c.name)
		if err != nil || format != c.format {
			t.Errorf("%s: format %q, error %v", c.name, format, err)
			continue
		}
		list, errs := all(seq)
		var types []corpus.NoticeType
		for _, a := range list {
			types = append(types, a.Type)
		}
		if !slices.Equal(types, c.types) || len(errs) > 0 {
			t.Errorf("%s: got %q and errors %q, want %q", c.name, types, errs, c.types)
		}
	}
	if _, _, err := notices.Read(strings.NewReader(""), "empty.csv"); err == nil {
		t.Error("an empty file was read without an error")
	}
	var damaged *corpus.ParseError
	for _, err := range notices.ReadRetractionWatch(strings.NewReader("a,b\n"), "x") {
		if !errors.As(err, &damaged) || !errors.Is(err, notices.ErrNoNotices) {
			t.Errorf("got %v, want a ParseError with ErrNoNotices", err)
		}
	}
}

// TestNoticeInPlace has a notice that was given the DOI of the paper it
// retracts: the paper's own record is found by it, and the notice stays one.
func TestNoticeInPlace(t *testing.T) {
	said := notices.FromItem(corpus.Item{
		PMID: "20", DOI: "10.1000/a", Title: "Retraction: A trial", PublicationTypes: []string{"Retraction of Publication"},
		Relations: []corpus.Relation{{Type: "RetractionOf", Text: "J. doi: 10.1000/a", DOI: "10.1000/a", PMID: "20"}},
	})
	reports := []notices.Target{{Report: "paper", DOI: "10.1000/a", PMID: "10"}, {Report: "notice", DOI: "10.1000/a", PMID: "20"}}
	got, _ := notices.Join(slices.Values(reports), said)
	states := map[corpus.ReportID]corpus.NoticeType{}
	for _, r := range reports {
		var own []corpus.Notice
		for _, n := range got {
			if n.Report == r.Report {
				own = append(own, n)
			}
		}
		states[r.Report] = notices.Resolve(own).State
	}
	if states["paper"] != corpus.Retracted || states["notice"] != corpus.IsNotice {
		t.Errorf("got %v", states)
	}
	if self := notices.Self(reports[1], said); len(self) != 1 || self[0].Type != corpus.IsNotice || self[0].Report != "notice" {
		t.Errorf("about itself: got %+v", self)
	}
}

// TestFromItemOfCrossref wants from a record of corpus/crossref what
// ReadCrossref reads from the file.
func TestFromItemOfCrossref(t *testing.T) {
	seq, _, err := ingest.Read(strings.NewReader(wakefield), "w.json")
	if err != nil {
		t.Fatal(err)
	}
	var got []notices.Assertion
	for rec, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, notices.FromRecord(rec)...)
	}
	direct, _ := all(notices.ReadCrossref(strings.NewReader(wakefield), "w.json"))
	target := notices.Target{Report: "r", DOI: "10.1016/s0140-6736(97)11096-0"}
	a, b := notices.Self(target, got), notices.Self(target, direct)
	if len(a) != 2 || len(b) != 2 || a[0].ID != b[0].ID || a[1].ID != b[1].ID {
		t.Errorf("from the record %+v\nfrom the file %+v", a, b)
	}
	open := corpus.Item{DOI: "10.1000/a", Database: "OpenAlex", Extra: []corpus.Tag{{Name: "is_retracted", Value: "true"}}}
	if got := notices.FromItem(open); len(got) != 1 || got[0].Type != corpus.Retracted || got[0].Source != "OpenAlex" {
		t.Errorf("OpenAlex: %+v", got)
	}
}

func TestFromRecord(t *testing.T) {
	it := corpus.Item{PMID: "1", Relations: []corpus.Relation{{Type: "RetractionIn", PMID: "2"}}}
	for format, want := range map[string]string{"pubmed": "PubMed", "jats": "the publisher", "ris": "PubMed"} {
		got := notices.FromRecord(corpus.Record{Format: format, Line: 7, Item: it})
		if len(got) != 1 || got[0].Source != want || got[0].Line != 7 {
			t.Errorf("%s: got %+v, want source %q", format, got, want)
		}
	}
}
