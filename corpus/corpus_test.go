package corpus_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"appraise/corpus"
)

func TestParseDOI(t *testing.T) {
	for _, c := range []struct {
		in   string
		want corpus.DOI // "" means refused
	}{
		{"10.3109/09638288.2011.647231", "10.3109/09638288.2011.647231"},
		{"https://doi.org/10.7326/M16-2367", "10.7326/m16-2367"},
		{"http://dx.doi.org/10.1016/S0140-6736(97)11096-0", "10.1016/s0140-6736(97)11096-0"},
		{"https://doi.org/10.1016%2FS0140-6736%2897%2911096-0", "10.1016/s0140-6736(97)11096-0"},
		{"doi: 10.1002/14651858.CD003010.pub5.", "10.1002/14651858.cd003010.pub5"},
		{"(10.1097/BRS.0b013e31815d001a)", ""},
		{"10.1097/BRS.0b013e31815d001a)", "10.1097/brs.0b013e31815d001a"},
		{"DOI:doi:10.1000/a;b", "10.1000/a;b"},
		{"10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"},
		{"unavailable", ""}, {"", ""}, {"10.1000", ""}, {"10.1000/ a", ""}, {"11.1000/x", ""},
	} {
		got, err := corpus.ParseDOI(c.in)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("ParseDOI(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
		if err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("ParseDOI(%q): %v is not ErrInvalid", c.in, err)
		}
	}
}

func TestParsePMIDAndPMCID(t *testing.T) {
	for in, want := range map[string]corpus.PMID{
		"22263648": "22263648", "PMID: 22263648": "22263648", "https://pubmed.ncbi.nlm.nih.gov/22263648/": "22263648",
		"0": "", "022": "", "123456789": "", "x": "", "": "",
	} {
		if got, err := corpus.ParsePMID(in); got != want || (err == nil) != (want != "") {
			t.Errorf("ParsePMID(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for in, want := range map[string]corpus.PMCID{"PMC123": "PMC123", "123": "PMC123", "pmcid: PMC9": "PMC9", "PMC1.2": "PMC1", "PMC": "", "": ""} {
		if got, err := corpus.ParsePMCID(in); got != want || (err == nil) != (want != "") {
			t.Errorf("ParsePMCID(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestFindRegistrations(t *testing.T) {
	got := corpus.FindRegistrations("Registered as ACTRN12616000549426 and NCT00261469 (again NCT00261469); EudraCT 2004-001234-56; not NCT123.")
	want := []corpus.Registration{"ACTRN12616000549426", "NCT00261469", "2004-001234-56"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("registrations (-want +got):\n%s", diff)
	}
	if r, err := corpus.ParseRegistration("nct00261469"); r != "NCT00261469" || err != nil || r.Registry() != "ClinicalTrials.gov" {
		t.Errorf("ParseRegistration: %q %v %q", r, err, r.Registry())
	}
	if _, err := corpus.ParseRegistration("trial 7"); err == nil {
		t.Error("ParseRegistration accepts anything")
	}
}

func TestNewStudyID(t *testing.T) {
	for _, c := range []struct {
		item corpus.Item
		want corpus.StudyID
	}{
		{corpus.Item{Title: "Inversion therapy in patients with …", Authors: []corpus.Author{{Family: "Prasad"}}, Published: corpus.Date{Year: 2012}}, "prasad2012inversion"},
		{corpus.Item{Title: "The effect of the ÆSIR", Authors: []corpus.Author{{Family: "Müller-Łoś"}}, Published: corpus.Date{Year: 1999}}, "mullerlos1999aesir"},
		{corpus.Item{Title: "腰痛", Authors: []corpus.Author{{Collective: "World Health Organization"}}}, "worldhealthorganization"},
		{corpus.Item{Title: "../../etc/passwd"}, "anonetc"},
		{corpus.Item{PMID: "1"}, "anon"},
	} {
		got := corpus.NewStudyID(c.item)
		if got != c.want {
			t.Errorf("NewStudyID(%q) = %q, want %q", c.item.Title, got, c.want)
		}
		if _, err := corpus.ParseStudyID(string(got)); err != nil {
			t.Errorf("NewStudyID makes a key that is none: %v", err)
		}
	}
	if got := corpus.NextStudyID("x", 1) + corpus.NextStudyID("x", 30); got != "xbx-31" {
		t.Errorf("NextStudyID gives %q", got)
	}
	for _, bad := range []string{"", "../x", "a..b", "a b", "é", string(make([]byte, 90))} {
		if _, err := corpus.ParseStudyID(bad); err == nil {
			t.Errorf("ParseStudyID accepts %q", bad)
		}
	}
}

func TestAuthor(t *testing.T) {
	for _, c := range []struct {
		in   corpus.Author
		want string
	}{
		{corpus.Author{Family: "Prasad", Given: "K S Manjunath"}, "Prasad KSM"},
		{corpus.Author{Family: "Gregson", Given: "BA"}, "Gregson BA"},
		{corpus.Author{Family: "Sartre", Given: "Jean-Paul"}, "Sartre JP"},
		{corpus.Author{Family: "King", Given: "M. L.", Suffix: "Jr"}, "King ML Jr"},
		{corpus.Author{Collective: "COVID Trial Group"}, "COVID Trial Group"},
		{corpus.Author{Family: "Øst", Given: "Åse"}, "Øst Å"},
	} {
		if got := c.in.String(); got != c.want {
			t.Errorf("%+v prints as %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	for in, want := range map[string]string{"2017": "2017", "2017-02": "2017-02", "2017/02/14/": "2017-02-14", "20122": "", "2017-13": "", "x": "", "2017-02-14-1": ""} {
		d, err := corpus.ParseDate(in)
		if d.String() != want || (err == nil) != (want != "") {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", in, d, err, want)
		}
	}
}

func TestFill(t *testing.T) {
	have := corpus.Item{Title: "Inversion therapy", Volume: "34", Published: corpus.Date{Year: 2012}, Authors: []corpus.Author{{Family: "Prasad", Given: "K"}}, Database: "PubMed"}
	from := corpus.Item{Title: "Inversion Therapy.", Volume: "43", Issue: "17", Published: corpus.Date{Year: 2012, Month: 1}, Authors: []corpus.Author{{Family: "Prasad", Given: "KSM"}}, Database: "Embase"}
	got, fields, diffs := corpus.Fill(have, from)
	want := have
	want.Issue = "17"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Fill changes more than what is empty (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"issue"}, fields); d != "" {
		t.Errorf("fields filled: %s", d)
	}
	if d := cmp.Diff([]corpus.Difference{{Field: "volume", Have: "34", New: "43"}}, diffs); d != "" {
		t.Errorf("differences: %s", d)
	}
	if _, fields, diffs := corpus.Fill(got, got); fields != nil || diffs != nil {
		t.Errorf("an item differs from itself: %v %v", fields, diffs)
	}
}

func TestQuestionValidate(t *testing.T) {
	ok := corpus.Question{ID: "inversion", Text: "Does it help?", Outcomes: []corpus.Outcome{{Name: "pain", Importance: 8}}}
	if err := ok.Validate(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*corpus.Question){
		"bad id":         func(q *corpus.Question) { q.ID = "a b" },
		"nothing asked":  func(q *corpus.Question) { q.Text = "" },
		"twice":          func(q *corpus.Question) { q.Outcomes = append(q.Outcomes, corpus.Outcome{Name: "Pain"}) },
		"importance":     func(q *corpus.Question) { q.Outcomes = []corpus.Outcome{{Name: "x", Importance: 10}} },
		"out, no reason": func(q *corpus.Question) { q.Members = []corpus.Member{{Study: "x"}} },
	} {
		q := ok
		spoil(&q)
		if err := q.Validate(); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: got %v, want ErrInvalid", name, err)
		}
	}
}

func TestResultValidate(t *testing.T) {
	n := func(i int) *int { return &i }
	for name, r := range map[string]corpus.Result{
		"no outcome":      {},
		"events above n":  {Outcome: "x", Arms: []corpus.Arm{{N: n(2), Events: n(3)}}},
		"negative":        {Outcome: "x", Arms: []corpus.Arm{{N: n(-2)}}},
		"interval upside": {Outcome: "x", Estimate: &corpus.Estimate{Low: new(2.0), High: new(1.0)}},
	} {
		if err := r.Validate(); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%s: got %v, want ErrInvalid", name, err)
		}
	}
	if err := (corpus.Result{Outcome: "x", Arms: []corpus.Arm{{N: n(13), Events: n(3)}}}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestCertaintyText(t *testing.T) {
	for c := corpus.Unrated; c <= corpus.High; c++ {
		b, _ := c.MarshalText()
		var back corpus.Certainty
		if err := back.UnmarshalText(b); c != corpus.Unrated && (err != nil || back != c) {
			t.Errorf("%v reads back as %v, %v", c, back, err)
		}
	}
	if _, err := corpus.ParseCertainty("excellent"); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("ParseCertainty(excellent): %v", err)
	}
}

func FuzzParseDOI(f *testing.F) {
	for _, s := range []string{"10.1/x", "https://doi.org/10.1000/a(b)c", "doi:10.1000/%2f", "10.1234/x)>]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := corpus.ParseDOI(s)
		if err != nil {
			return
		}
		if again, err := corpus.ParseDOI(string(d)); err != nil || again != d {
			t.Errorf("%q normalises to %q, and that to %q (%v)", s, d, again, err)
		}
	})
}
