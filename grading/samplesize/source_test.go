package samplesize_test

import (
	"strings"
	"testing"

	"appraise/grading/samplesize"
)

func number(n int) samplesize.SampleSize { return samplesize.SampleSize{N: &n} }

func TestResolveOrderOfTrust(t *testing.T) {
	text := abstract("We enrolled 26 adults and 24 were randomised.")
	person := samplesize.Source{Kind: samplesize.Person, Name: "reviewer 1", Size: number(25)}
	actual := samplesize.Source{Kind: samplesize.RegistryActual, Name: "NCT00000001", Size: number(26)}
	full := samplesize.Source{Kind: samplesize.FullText, Size: number(23)}
	estimated := samplesize.Source{Kind: samplesize.RegistryEstimated, Name: "NCT00000001", Size: number(60)}
	tests := []struct {
		name    string
		sources []samplesize.Source
		n       int
		source  string
	}{
		{"text only", nil, 24, ""},
		{"estimated never counts", []samplesize.Source{estimated}, 24, ""},
		{"full text before text", []samplesize.Source{estimated, full}, 23, "full text"},
		{"registry before full text", []samplesize.Source{full, actual}, 26, "registry actual"},
		{"person first", []samplesize.Source{full, estimated, actual, person}, 25, "person"},
	}
	for _, c := range tests {
		got, _ := samplesize.Resolve(text, c.sources...)
		if value(got.N) != c.n || got.Source != c.source {
			t.Errorf("%s: n %d from %q, want %d from %q", c.name, value(got.N), got.Source, c.n, c.source)
		}
		if value(got.Randomised) != 24 || value(got.Enrolled) != 26 {
			t.Errorf("%s: the levels of the text got lost: %d %d", c.name, value(got.Enrolled), value(got.Randomised))
		}
	}
}

func TestResolveShowsMismatch(t *testing.T) {
	text := abstract("We enrolled 120 adults and 100 were randomised.")
	for _, c := range []struct {
		registry int
		want     bool
	}{{100, false}, {109, false}, {111, false}, {91, false}, {90, true}, {112, true}} {
		s, err := samplesize.Registry("NCT00000001", c.registry, "ACTUAL")
		if err != nil {
			t.Fatal(err)
		}
		got, mismatches := samplesize.Resolve(text, s)
		if (len(mismatches) == 1) != c.want || value(got.N) != c.registry {
			t.Errorf("registry %d: n %d, %v", c.registry, value(got.N), mismatches)
		}
	}
	s, _ := samplesize.Registry("NCT00000001", 120, "ACTUAL")
	_, mismatches := samplesize.Resolve(text, s)
	if len(mismatches) != 1 || mismatches[0].Level != "enrolled" || !strings.Contains(mismatches[0].String(), "120") {
		t.Errorf("registry 120 against 100 randomised: %v, want the level enrolled", mismatches)
	}
}

func TestResolvePlanned(t *testing.T) {
	s, err := samplesize.Registry("NCT00000001", 200, "ESTIMATED")
	if err != nil {
		t.Fatal(err)
	}
	got, mismatches := samplesize.Resolve(abstract("We randomised 100 adults."), s)
	if value(got.N) != 100 || value(got.Planned) != 200 || len(mismatches) != 1 || !mismatches[0].Planned {
		t.Errorf("n %d planned %d mismatches %v", value(got.N), value(got.Planned), mismatches)
	}
	got, mismatches = samplesize.Resolve(abstract("Nothing."), s)
	if got.N != nil || value(got.Planned) != 200 || len(mismatches) != 0 {
		t.Errorf("a plan became n: %d, %v", value(got.N), mismatches)
	}
}

func TestRegistryRefuses(t *testing.T) {
	if _, err := samplesize.Registry("NCT00000001", 10, "GUESSED"); err == nil {
		t.Error("an unknown enrolment type was accepted")
	}
	if _, err := samplesize.Registry("NCT00000001", -1, "ACTUAL"); err == nil {
		t.Error("a negative enrolment was accepted")
	}
	if s, err := samplesize.Registry("NCT00000001", 0, "ACTUAL"); err != nil || s.Size.N != nil {
		t.Errorf("an enrolment of 0 (withdrawn) is no number of people: %v %v", s.Size.N, err)
	}
}

// Resolve does not write into its arguments.
func TestResolveKeepsArguments(t *testing.T) {
	text := abstract("We randomised 100 adults to yoga (n = 50) or rest (n = 50).")
	spans, notes := len(text.Spans), len(text.Notes)
	samplesize.Resolve(text, samplesize.Source{Kind: samplesize.FullText, Size: text})
	if len(text.Spans) != spans || len(text.Notes) != notes || value(text.N) != 100 {
		t.Error("Resolve changed the text it was given")
	}
}
