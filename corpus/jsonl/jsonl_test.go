package jsonl_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/jsonl"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, jsonl.Read, "testdata/*.jsonl") }

func TestFixturesAreStable(t *testing.T) {
	files, err := filepath.Glob("testdata/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { intaketest.Stable(t, jsonl.Read, jsonl.Write, string(data)) })
	}
}

// body is one record of the usual length.
var body = "{\"id\":\"x1\",\"title\":\"A title of some length\",\"abstract\":\"" + strings.Repeat("The abstract goes on. ", 60) + "\",\"volume\":\"12\"}"

func TestMemory(t *testing.T) {
	n := intaketest.Memory(t, jsonl.Read, intaketest.Repeat("", body+"\n", "", 200_000_000/len(body)), 60)
	if n != 200_000_000/len(body) {
		t.Errorf("got %d records", n)
	}
}

func BenchmarkRead(b *testing.B) {
	intaketest.Bench(b, jsonl.Read, []byte(strings.Repeat(body+"\n", 5000)))
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.jsonl")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, jsonl.Read, jsonl.Write, input)
		intaketest.EachObject(t, jsonl.Read, input)
	})
}
