package nbib_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/nbib"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, nbib.Read, "testdata/*.nbib") }

func TestFixturesAreStable(t *testing.T) {
	files, err := filepath.Glob("testdata/*.nbib")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { intaketest.Stable(t, nbib.Read, nbib.Write, string(data)) })
	}
}

// TestSharedFiles accounts for every PMID (for ERIC: every OWN) line.
func TestSharedFiles(t *testing.T) {
	for _, name := range intaketest.Shared(t, "nbib", "*.nbib", "*.txt") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			in := 0
			for _, line := range strings.Split(text, "\n") {
				if strings.HasPrefix(line, "PMID-") || strings.HasPrefix(line, "OWN - ERIC") {
					in++
				}
			}
			res := intaketest.All(nbib.Read, strings.NewReader(text), filepath.Base(name))
			t.Logf("in %d, out %d, lost %d, notes %d", in, len(res.Records), len(res.Lost), len(res.Kept))
			if len(res.Records)+len(res.Lost) != in || res.Fatal != nil {
				t.Errorf("in %d, out %d, lost %d: %v", in, len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, nbib.Read, nbib.Write, text)
		})
	}
}

func TestNotice(t *testing.T) {
	in := "PMID- 1\nTI  - x\nRIN - J. 2014;41:5. PMID: 24567890\n"
	res := intaketest.All(nbib.Read, strings.NewReader(in), "a.nbib")
	want := corpus.Relation{Type: "RetractionIn", Text: "J. 2014;41:5. PMID: 24567890", PMID: "24567890"}
	if len(res.Records) != 1 || len(res.Records[0].Item.Relations) != 1 || res.Records[0].Item.Relations[0] != want {
		t.Errorf("got %v, want %+v", res, want)
	}
}

func entry() string {
	data, err := os.ReadFile("testdata/crlf.nbib")
	if err != nil {
		return ""
	}
	return string(data) + "\r\n"
}

func TestMemory(t *testing.T) {
	body := entry()
	n := intaketest.Memory(t, nbib.Read, intaketest.Repeat("", body, "", 200_000_000/len(body)), 60)
	if n != 200_000_000/len(body) {
		t.Errorf("got %d records", n)
	}
}

func BenchmarkRead(b *testing.B) {
	// An abstract of the usual length: 1,500 characters.
	sentence := strings.Repeat("      The trial compared the new treatment with the usual one in a number of adults.\r\n", 16)
	whole := strings.Replace(entry(), "METHODS: Two", sentence+"      METHODS: Two", 1)
	intaketest.Bench(b, nbib.Read, []byte(strings.Repeat(whole, 3000)))
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.nbib")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, nbib.Read, nbib.Write, input)
	})
}
