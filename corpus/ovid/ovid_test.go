package ovid_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus/intake/intaketest"
	"appraise/corpus/ovid"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, ovid.Read, "testdata/*.[tc]*[ti]") }

// TestSharedFiles accounts for every record of the development files.
func TestSharedFiles(t *testing.T) {
	for _, name := range intaketest.Shared(t, "ovid", "*.txt", "*.cgi") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			res := intaketest.All(ovid.Read, strings.NewReader(text), filepath.Base(name))
			in := count(text)
			t.Logf("in %d, out %d, lost %d, notes %d", in, len(res.Records), len(res.Lost), len(res.Kept))
			if len(res.Records)+len(res.Lost) != in || res.Fatal != nil {
				t.Errorf("in %d, out %d, lost %d: %v", in, len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, ovid.Read, nil, text)
		})
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.[tc]*[ti]")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, ovid.Read, nil, input)
	})
}

// count counts the marks that open a record; a file without marks is one.
func count(text string) int {
	n := 0
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "<") && strings.HasSuffix(line, ">") && strings.Trim(line, "<>0123456789. ") == "" {
			n++
		}
	}
	return max(n, 1)
}
