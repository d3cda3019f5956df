package trialgov_test

import (
	"os"
	"path/filepath"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/trialgov"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, trialgov.Read, "testdata/*.json") }

func TestMemory(t *testing.T) {
	data, err := os.ReadFile("testdata/single.json")
	if err != nil {
		t.Fatal(err)
	}
	body := string(data) + "\n"
	n := intaketest.Memory(t, trialgov.Read, intaketest.Repeat("", body, "", 50_000_000/len(body)), 60)
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
		intaketest.Stable(t, trialgov.Read, nil, input)
		intaketest.EachObject(t, trialgov.Read, input)
	})
}
