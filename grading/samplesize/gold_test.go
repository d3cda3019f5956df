package samplesize_test

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"appraise/grading/samplesize"
)

// The floors that a change of the rules must not break, on trial abstracts
// with marked totals that lie outside the repository. Both halves of the file
// are scored apart: the rules were read against the even rows only.
var floors = struct{ exact, coverage, tierA, tierACoverage, noTotal float64 }{0.92, 0.97, 0.95, 0.60, 0.30}

func TestGold(t *testing.T) {
	path, ok := shared("data/samplesize/gold.tsv")
	if !ok {
		t.Skip("../shared/data/samplesize/gold.tsv is not here: marked abstracts are not part of the repository")
	}
	var all score
	halves := [2]score{}
	for i, row := range readGold(t, path) {
		got := samplesize.Read(row.text)
		check(t, row.text, got)
		all.add(got, row.totals)
		halves[i%2].add(got, row.totals)
	}
	for i, h := range halves {
		t.Logf("half %d: %v", i, h)
	}
	t.Logf("all: %v", all)
	if all.exact() < floors.exact || all.coverage() < floors.coverage || all.tierA() < floors.tierA ||
		all.tierACoverage() < floors.tierACoverage || all.noTotal() > floors.noTotal {
		t.Errorf("below the floors %+v: %v", floors, all)
	}
}

// score counts answers against marked totals.
type score struct{ total, answered, right, a, aRight, none, noneAB int }

func (s *score) add(got samplesize.SampleSize, totals map[int]bool) {
	sure := got.N != nil && (got.Confidence == samplesize.A || got.Confidence == samplesize.B)
	if len(totals) == 0 {
		s.none++
		if sure {
			s.noneAB++
		}
		return
	}
	s.total++
	if got.N == nil {
		return
	}
	s.answered++
	right := totals[*got.N]
	if right {
		s.right++
	}
	if got.Confidence == samplesize.A {
		s.a++
		if right {
			s.aRight++
		}
	}
}

func (s score) exact() float64         { return float64(s.right) / float64(s.total) }
func (s score) coverage() float64      { return float64(s.answered) / float64(s.total) }
func (s score) tierA() float64         { return float64(s.aRight) / float64(s.a) }
func (s score) tierACoverage() float64 { return float64(s.a) / float64(s.total) }
func (s score) noTotal() float64       { return float64(s.noneAB) / float64(s.none) }

func (s score) String() string {
	f := func(x float64) string { return strconv.FormatFloat(100*x, 'f', 1, 64) + " %" }
	return "exact " + f(s.exact()) + " at coverage " + f(s.coverage()) + ", tier A right " + f(s.tierA()) + " at " +
		f(s.tierACoverage()) + ", A or B without a total " + f(s.noTotal())
}

type goldRow struct {
	text   samplesize.Text
	totals map[int]bool
}

// firstSentence splits the text as the measuring script does.
var firstSentence = regexp.MustCompile(`(?s)^(.{10,300}?[.?!])\s+(.*)`)

func readGold(t *testing.T, path string) []goldRow {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []goldRow
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	var header []string
	for in.Scan() {
		cells := strings.Split(in.Text(), "\t")
		if header == nil {
			header = cells
			continue
		}
		cell := map[string]string{}
		for i, h := range header {
			cell[h] = cells[i]
		}
		row := goldRow{text: samplesize.Text{Abstract: cell["text"]}, totals: map[int]bool{}}
		if m := firstSentence.FindStringSubmatch(cell["text"]); m != nil {
			row.text = samplesize.Text{Title: m[1], Abstract: m[2]}
		}
		for _, n := range strings.Split(cell["n_all"], "|") {
			if v, err := strconv.Atoi(n); err == nil {
				row.totals[v] = true
			}
		}
		rows = append(rows, row)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// shared finds a file of the material beside the repository.
func shared(name string) (string, bool) {
	dir, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for range 8 {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			path := filepath.Join(dir, "..", "shared", name)
			_, err := os.Stat(path)
			return path, err == nil
		}
		dir = filepath.Dir(dir)
	}
	return "", false
}
