package integrity_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/grading/integrity"
)

// sharedData finds a file of the measuring data beside the repository, and
// skips the test when it is not there.
func sharedData(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	b, err := os.ReadFile(filepath.Join(dir, "..", "shared", "data", name))
	if err != nil {
		t.Skipf("measuring data not here: %v", err)
	}
	return string(b)
}

// TestRealAbstracts runs over real titles and abstracts. Findings there are
// rare (0.8 % of abstracts when every one of them was read by eye and 2 of 60
// were misread), so a rate above 2 % means that the patterns misread.
func TestRealAbstracts(t *testing.T) {
	lines := strings.Split(sharedData(t, "design/gold.tsv"), "\n")
	column := map[string]int{}
	for i, name := range strings.Split(lines[0], "\t") {
		column[name] = i
	}
	abstracts, found, checked, numbers := 0, 0, 0, 0
	for _, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) <= column["abstract"] || f[column["abstract"]] == "" {
			continue
		}
		in := integrity.Input{Title: f[column["title"]], Abstract: f[column["abstract"]]}
		r := integrity.Text(in)
		checkReport(t, in, r)
		abstracts++
		found += len(r.Findings)
		checked, numbers = checked+r.Checked, numbers+r.Numbers
	}
	t.Logf("%d abstracts, %d findings, checked %d of %d numbers", abstracts, found, checked, numbers)
	if abstracts == 0 || 50*found > abstracts {
		t.Errorf("%d findings in %d abstracts, want at most 2 %%", found, abstracts)
	}
	if 20*checked < numbers {
		t.Errorf("checked %d of %d numbers, want at least one in twenty", checked, numbers)
	}
}
