package design_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"appraise/grading/design"
)

// goldRow is one labelled PubMed record.
type goldRow struct{ pmid, label, source, title, abstract string }

// readGold reads the development half of the labelled records, which are
// shared beside the repository and never part of it.
func readGold(t testing.TB) []goldRow {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil || dir == filepath.Dir(dir) {
			break
		}
	}
	path := filepath.Join(dir, "..", "shared", "data", "design", "gold.tsv")
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the labelled records are not here: %v", err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<22)
	var rows []goldRow
	column := map[string]int{}
	for s.Scan() {
		cells := strings.Split(s.Text(), "\t")
		if len(column) == 0 {
			for i, c := range cells {
				column[strings.TrimPrefix(c, "\ufeff")] = i
			}
			continue
		}
		get := func(name string) string { return cells[column[name]] }
		rows = append(rows, goldRow{get("pmid"), get("label"), get("source"), get("title"), get("abstract")})
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func randomised(n design.Name) bool {
	return n == design.RCT || n == design.ClusterRCT || n == design.CrossoverRCT
}

// TestGoldRCT holds "randomised or not" from title and abstract alone to the
// bar that issue 5 names.
func TestGoldRCT(t *testing.T) {
	var tp, fn, fp, tn int
	for _, r := range readGold(t) {
		if r.source != "robotreviewer_pubmed_test" || strings.TrimSpace(r.abstract) == "" {
			continue
		}
		got, want := randomised(design.Read(design.Text{Title: r.title, Abstract: r.abstract}).Design), r.label == "rct"
		switch {
		case got && want:
			tp++
		case want:
			fn++
		case got:
			fp++
		default:
			tn++
		}
	}
	sensitivity, specificity := float64(tp)/float64(tp+fn), float64(tn)/float64(tn+fp)
	t.Logf("tp %d fn %d fp %d tn %d: sensitivity %.4f, specificity %.4f", tp, fn, fp, tn, sensitivity, specificity)
	if sensitivity < 0.95 || specificity < 0.93 {
		t.Errorf("sensitivity %.4f, specificity %.4f; want at least 0.95 and 0.93", sensitivity, specificity)
	}
}

// TestGoldDesigns prints what is read for each label, and holds two rows where
// the label says what the design is.
func TestGoldDesigns(t *testing.T) {
	table := map[string]map[string]int{}
	for _, r := range readGold(t) {
		label := r.label
		if strings.TrimSpace(r.abstract) == "" {
			label += ", no abstract"
		}
		if table[label] == nil {
			table[label] = map[string]int{}
		}
		d := design.Read(design.Text{Title: r.title, Abstract: r.abstract})
		table[label][string(d.Design)]++
	}
	labels := []string{}
	for l := range table {
		labels = append(labels, l)
	}
	sort.Strings(labels)
	for _, l := range labels {
		designs := []string{}
		for d, n := range table[l] {
			designs = append(designs, fmt.Sprintf("%04d %s", n, d))
		}
		sort.Sort(sort.Reverse(sort.StringSlice(designs)))
		t.Logf("%-32s %s", l, strings.Join(designs, ", "))
	}
	if n := table["case_report"]; n["case_report"]+n["case_series"] < n[""] {
		t.Errorf("case reports: %v", n)
	}
	for d := range table["retraction_notice"] {
		if randomised(design.Name(d)) && table["retraction_notice"][d] > 3 {
			t.Errorf("notices read as trials: %v", table["retraction_notice"])
		}
	}
}
