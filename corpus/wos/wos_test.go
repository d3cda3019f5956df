package wos_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/wos"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, wos.Read, "testdata/*.txt") }

// TestSharedFiles accounts for every record of the development files.
func TestSharedFiles(t *testing.T) {
	for _, name := range intaketest.Shared(t, "wos", "*.txt", "*.isi") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			res := intaketest.All(wos.Read, strings.NewReader(text), filepath.Base(name))
			in := count(text)
			t.Logf("in %d, out %d, lost %d, notes %d", in, len(res.Records), len(res.Lost), len(res.Kept))
			if len(res.Records)+len(res.Lost) != in || res.Fatal != nil {
				t.Errorf("in %d, out %d, lost %d: %v", in, len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, wos.Read, nil, text)
		})
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, wos.Read, nil, input)
	})
}

// count counts the marks that open a record.
func count(text string) int { return strings.Count("\n"+text, "\nPT ") }

func TestMemory(t *testing.T) {
	data, err := os.ReadFile("testdata/full.txt")
	if err != nil {
		t.Fatal(err)
	}
	body := string(data[strings.Index(string(data), "PT J"):strings.Index(string(data), "PT B")])
	n := intaketest.Memory(t, wos.Read, intaketest.Repeat("", body, "", 100_000_000/len(body)), 60)
	if n != 100_000_000/len(body) {
		t.Errorf("got %d records", n)
	}
}
