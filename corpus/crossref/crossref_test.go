package crossref_test

import (
	"os"
	"path/filepath"
	"testing"

	"appraise/corpus/crossref"
	"appraise/corpus/intake/intaketest"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, crossref.Read, "testdata/*.json") }

func TestMemory(t *testing.T) {
	data, err := os.ReadFile("testdata/single.json")
	if err != nil {
		t.Fatal(err)
	}
	body := string(data) + "\n"
	n := intaketest.Memory(t, crossref.Read, intaketest.Repeat("", body, "", 50_000_000/len(body)), 60)
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
		intaketest.Stable(t, crossref.Read, nil, input)
		intaketest.EachObject(t, crossref.Read, input)
	})
}
