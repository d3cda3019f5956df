package results_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"appraise/grading/results"
)

// sharedFile opens a file of the shared data beside the repository, or skips.
func sharedFile(t *testing.T, parts ...string) *os.File {
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
	f, err := os.Open(filepath.Join(append([]string{dir, "..", "shared", "data"}, parts...)...))
	if err != nil {
		t.Skipf("the shared data are not here: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// TestEvidence reads the sentences on which people based "significantly
// increased", "decreased" or "no significant difference", and holds that the
// p-value and the interval read from a sentence with one proposal say the same.
func TestEvidence(t *testing.T) {
	s := bufio.NewScanner(sharedFile(t, "claims", "evidence_inference.jsonl"))
	s.Buffer(nil, 1<<20)
	seen := map[string]bool{}
	var ps, psRight, intervals, intervalsRight int
	for s.Scan() {
		var x struct{ Label, Evidence string }
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		if seen[x.Evidence] {
			continue
		}
		seen[x.Evidence] = true
		found := results.Read(results.Text{Abstract: x.Evidence})
		if len(found) != 1 {
			continue
		}
		p, want := found[0], x.Label != "no significant difference"
		if got, ok := belowFive(p.P); ok {
			ps++
			if got == want {
				psRight++
			}
		}
		if p.Low != nil && p.Measure != "" {
			null := 0.0
			if p.Measure != "RD" && p.Measure != "MD" && p.Measure != "SMD" {
				null = 1
			}
			intervals++
			if (*p.Low > null || *p.High < null) == want {
				intervalsRight++
			}
		}
	}
	t.Logf("p-values: %d of %d agree with the label; intervals: %d of %d", psRight, ps, intervalsRight, intervals)
	if ps < 150 || float64(psRight) < 0.97*float64(ps) || intervals < 60 || float64(intervalsRight) < 0.9*float64(intervals) {
		t.Errorf("p-values %d of %d, intervals %d of %d; want 97 %% and 90 %%", psRight, ps, intervalsRight, intervals)
	}
}

// belowFive reports whether a printed p-value is below .05; .05 itself counts,
// as the labels do.
func belowFive(p string) (below, ok bool) {
	if p == "" {
		return false, false
	}
	v, err := strconv.ParseFloat(strings.TrimLeft(p, "<>"), 64)
	if err != nil {
		return false, true // "NS"
	}
	return p[0] != '>' && v <= 0.05, true
}
