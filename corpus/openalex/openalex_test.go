package openalex_test

import (
	"os"
	"path/filepath"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/openalex"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, openalex.Read, "testdata/*.json") }

func TestMemory(t *testing.T) {
	data, err := os.ReadFile("testdata/single.json")
	if err != nil {
		t.Fatal(err)
	}
	body := string(data) + "\n"
	n := intaketest.Memory(t, openalex.Read, intaketest.Repeat("", body, "", 50_000_000/len(body)), 60)
	if n != 50_000_000/len(body) {
		t.Errorf("got %d records", n)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.json")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, openalex.Read, nil, input)
		intaketest.EachObject(t, openalex.Read, input)
	})
}

func TestAbstract(t *testing.T) {
	for _, c := range []struct {
		name string
		in   map[string][]int
		want string
	}{
		{"none", nil, ""},
		{"order", map[string][]int{"b": {1, 3}, "a": {0}, "c": {2}}, "a b c b"},
		{"gap", map[string][]int{"a": {0}, "b": {7}}, "a b"},
		{"same place", map[string][]int{"a": {0}, "c": {1}, "b": {1}}, "a b c"},
		{"absurd place", map[string][]int{"a": {0}, "b": {1_000_000_000}}, "a b"},
		{"negative place", map[string][]int{"a": {0}, "b": {-5}}, "a"},
	} {
		if got := openalex.Abstract(c.in); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
