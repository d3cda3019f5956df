package instrument_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

func TestCues(t *testing.T) {
	text := "Patients were screened, e.g. by phone. The randomisation list was computer-generated in blocks of four. " +
		"Allocation was concealed in sealed opaque envelopes.\n\nAssessors were blinded; 2 patients were lost to follow-up. Registered as NCT01234567."
	p := find(t, "rob2")
	for _, c := range []struct{ item, sentence, words string }{
		{"1.1", "The randomisation list was computer-generated in blocks of four.", "randomisation list"},
		{"1.2", "Allocation was concealed in sealed opaque envelopes.", "Allocation was concealed"},
		{"4.3", "Assessors were blinded; 2 patients were lost to follow-up.", "were blinded"},
		{"3.1", "Assessors were blinded; 2 patients were lost to follow-up.", "lost to follow-up"},
		{"5.1", "Registered as NCT01234567.", "NCT01234567"},
	} {
		got := p.Cues(c.item, text)
		if len(got) != 1 || got[0].Quote.Text != c.sentence || got[0].Words != c.words || text[got[0].Start:got[0].End] != c.sentence {
			t.Errorf("%s: %+v", c.item, got)
		}
	}
	if got := p.Cues("1.3", text); got != nil {
		t.Errorf("1.3: %+v", got)
	}
	if got := find(t, "amstar2").Cues("1", text); got != nil {
		t.Errorf("a tool without lexicon: %+v", got)
	}
}

func TestAvailable(t *testing.T) {
	n := func(x int) *int { return &x }
	for _, c := range []struct {
		arms []corpus.Arm
		want string
		ok   bool
	}{
		{[]corpus.Arm{{N: n(13), Randomised: n(13)}, {N: n(9), Randomised: n(11)}}, "N?", true},
		{[]corpus.Arm{{N: n(95), Randomised: n(100)}, {N: n(100), Randomised: n(100)}}, "PY?", true},
		{[]corpus.Arm{{N: n(95)}}, "", false}, {nil, "", false}, {[]corpus.Arm{{N: n(12), Randomised: n(11)}}, "", false},
	} {
		if got, ok := instrument.Available(c.arms); got != c.want || ok != c.ok {
			t.Errorf("%+v: %q %t, want %q %t", c.arms, got, ok, c.want, c.ok)
		}
	}
}

// TestCuesOnMethods scores the lexicon on labelled sentences of trial reports,
// which are not part of the repository. APPRAISE_CUES names a file for
// predictions in the form evaluate.py reads.
func TestCuesOnMethods(t *testing.T) {
	f, err := os.Open("../../../shared/data/rob/consort_tm_methods.tsv")
	if err != nil {
		t.Skip("../shared/data/rob is absent: the lexicon is not scored")
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	p := find(t, "rob2")
	out := "pmcid\tsentence_id\titem\n"
	for _, c := range []struct {
		consort, item  string
		recall, precis float64 // floors
	}{{"8a", "1.1", 0.7, 0.3}, {"9", "1.2", 0.6, 0.2}, {"11a", "4.3", 0.7, 0.3}} {
		hit, said, marked := 0, 0, 0
		for _, row := range rows[1:] {
			gold := strings.Contains("|"+row[3]+"|", "|"+c.consort+"|")
			if gold {
				marked++
			}
			if got := p.Cues(c.item, row[5]); !slices.ContainsFunc(got, func(c instrument.Cue) bool { return !c.Weak }) {
				continue
			}
			said++
			out += fmt.Sprintf("%s\t%s\t%s\n", row[0], row[1], c.consort)
			if gold {
				hit++
			}
		}
		recall, precision := float64(hit)/float64(marked), float64(hit)/float64(said)
		t.Logf("CONSORT %s by cues for %s: recall %.2f (%d of %d), precision %.2f (%d put forward)", c.consort, c.item, recall, hit, marked, precision, said)
		if recall < c.recall || precision < c.precis {
			t.Errorf("CONSORT %s: recall %.2f, precision %.2f, floors %.2f and %.2f", c.consort, recall, precision, c.recall, c.precis)
		}
	}
	if name := os.Getenv("APPRAISE_CUES"); name != "" {
		if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
