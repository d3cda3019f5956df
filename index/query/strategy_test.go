package query_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"appraise/index/query"
)

func TestParseStrategy(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"Ovid, numbered by place", "exp Back Pain/\n(inversion or traction).tw.\n1 and 2\nlimit 3 to yr=\"2010-Current\"\n",
			"1. \"Back Pain\"[mh]\n2. inversion[ti,ab] OR traction[ti,ab]\n3. #1 AND #2\n4. #3 AND 2010:3000[dp]\n"},
		{"Ovid, with numbers and counts", "1     exp Back Pain/ (12345)\n2     traction.tw. (99)\n3     1 and 2 (7)\n",
			"1. \"Back Pain\"[mh]\n2. traction[ti,ab]\n3. #1 AND #2\n"},
		{"Ovid, a wrapped line", "1. exp Back Pain/\n2. (traction or\ninversion).tw.\n3. or/1-2\n",
			"1. \"Back Pain\"[mh]\n2. traction[ti,ab] OR inversion[ti,ab]\n3. #1 OR #2\n"},
		{"PubMed over several lines", "(back pain[tiab] OR lumbago[tiab])\nAND traction[tiab]\nAND 2010:2020[dp]",
			"1. (\"back pain\"[tiab] OR lumbago[tiab]) AND traction[tiab] AND 2010:2020[dp]\n"},
		{"lines ended as on Windows, and as on old machines", "#1 back pain[tiab]\r\n#2 traction[tiab]\r#3 #1 AND #2\r\n",
			"1. \"back pain\"[tiab]\n2. traction[tiab]\n3. #1 AND #2\n"},
		{"PubMed with #", "#1 back pain[tiab]\n#2 traction[tiab]\n#3 #1 AND #2",
			"1. \"back pain\"[tiab]\n2. traction[tiab]\n3. #1 AND #2\n"},
		{"titles and letters", "1 Condition\n1a\nback pain[mesh]\n1b\n\"back ache\"[tw]\n2 Treatment\ntraction[tw]\nCombination\nA. 1a or 1b\nFinal search: A and 2",
			"[1 Condition]\n1a. \"back pain\"[mh]\n1b. \"back ache\"[tw]\n[Treatment]\n2. traction[tw]\n[Combination]\nA. #1a OR #1b\n[Final search]\n3. #a AND #2\n"},
		{"EBSCO numbers", "S1 \"back pain\"\nS2 traction\nS3 S1 AND S2", "1. \"back pain\"[mp]\n2. traction[mp]\n3. #1 AND #2\n"},
		{"remarks", "[Condition]\nback pain.tw.\n[end]", "[Condition]\n1. \"back pain\"[ti,ab]\n[end]\n"},
		{"counts in a column, EBSCO-like slips, trailing points", "1\texp Asthma/\t120\n2\tasthma$.tw.\n3\t1 or 2.", "1. \"Asthma\"[mh]\n2. asthma*[ti,ab]\n3. #1 OR #2\n"},
		{"Cochrane lines", "#1 MeSH descriptor: [Back Pain] explode all trees\n#2 'back pain':ti,ab,kw\n#3 #1 or #2", "1. \"Back Pain\"[mh]\n2. \"back pain\"[ti,ab,ot]\n3. #1 OR #2\n"},
		{"Embase", "'back pain'/exp OR 'back pain':ti,ab", "1. \"back pain\"[mh] OR \"back pain\"[ti,ab]\n"},
		{"blocks", "(\n\"back pain\"[ti] OR\nlumbago[ti]\n)\nAND\n(\ntraction[ti]\n)", "1. (\"back pain\"[ti] OR lumbago[ti]) AND traction[ti]\n"},
		{"PubMed history", "Search ((pain[ti]) OR \"ache\"*[ti]) AND 2010[dp]", "1. (pain[ti] OR ache*[ti]) AND 2010[dp]\n"},
		{"commands", "pain.tw.\nremove duplicates from 1\nfrom 2 keep 1-20\n2 or or 3", "1. pain[ti,ab]\n2. #1\n3. #2\n4. #2 OR #3\n"},
		{"years with truncation", "(2007* or 2008*).ed.", "1. 2007[edat] OR 2008[edat]\n"},
		{"words only", "inversion therapy", "1. inversion therapy\n"},
		{"one line with a number", "1. exp Back Pain/", "1. \"Back Pain\"[mh]\n"},
	} {
		s, err := query.ParseStrategy(c.in, query.Auto)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := s.String(); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		checkStrategy(t, c.name, s)
	}
}

// checkStrategy prints s, reads it again and compares.
func checkStrategy(t *testing.T, name string, s *query.Strategy) {
	t.Helper()
	again, err := query.ParseStrategy(s.String(), query.PubMed)
	if err != nil {
		t.Errorf("%s: its canonical form cannot be read: %v\n%s", name, err, s)
		return
	}
	same := func(a, b query.Line) bool {
		return a.Label == b.Label && a.Comment == b.Comment && (a.Root == nil) == (b.Root == nil) && (a.Root == nil || query.Equal(a.Root, b.Root))
	}
	if !slices.EqualFunc(s.Lines, again.Lines, same) {
		t.Errorf("%s: printed\n%s\nand read again\n%s", name, s, again)
	}
}

func TestStrategyErrorsAndLines(t *testing.T) {
	_, err := query.ParseStrategy("exp Back Pain/\n\n  pain.xx.\n1 and 2", query.Auto)
	var syntax *query.SyntaxError
	if !errors.As(err, &syntax) || syntax.Line != 3 || syntax.Pos != 6 {
		t.Errorf("got %v, want line 3, at 7", err)
	}
	if _, err := query.ParseStrategy("\n \n", query.Auto); err == nil {
		t.Error("an empty strategy is read")
	}
	s, err := query.ParseStrategy("a.ti.\nb.ti.\nc.ti.\n1 and 3 (12)", query.Ovid)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Unused(); !slices.Equal(got, []string{"2"}) {
		t.Errorf("Unused() = %v, want [2]", got)
	}
	if f := s.Final(); f.Label != "4" || f.Hits != 12 || !slices.Equal(f.Refs(), []string{"1", "3"}) {
		t.Errorf("Final() = %+v", f)
	}
	n, err := s.Resolve("4", 10)
	if err != nil || query.String(n) != "a[ti] AND c[ti]" {
		t.Errorf("Resolve(4) = %v, %v", n, err)
	}
}

// A lost parenthesis does not cost the strategy, but it is an error.
func TestStrategyRepairs(t *testing.T) {
	for in, want := range map[string]string{
		"(back pain.tw.\npain.ti.\n1 or 2": "1. \"back pain\"[ti,ab]\n2. pain[ti]\n3. #1 OR #2\n",
		"pain or ache).tw.\nor/1-1":        "1. pain[ti,ab] OR ache[ti,ab]\n2. #1\n",
	} {
		s, err := query.ParseStrategy(in, query.Auto)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if s.String() != want || s.Err() == nil {
			t.Errorf("%q: got %s (%v), want %s and an error", in, s, s.Err(), want)
		}
		if l := s.Check()[0]; l.Code != query.CodeUnbalanced || l.Level != query.Error || l.Line != 1 {
			t.Errorf("%q: got %+v", in, l)
		}
	}
	if _, err := query.ParseStrategy("S1 MH \"Back Pain+\"\nS2 TI pain", query.Auto); err == nil {
		t.Error("EBSCO fields are read as words")
	}
}

// topics reads the development strategies, which are not part of the program.
func topics(t *testing.T) map[string]string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir = filepath.Dir(dir); dir == filepath.Dir(dir) {
			t.Skip("no go.mod above the test")
		}
	}
	name := filepath.Join(dir, "..", "shared", "data", "retrieval", "clef_tar", "topics.jsonl")
	f, err := os.Open(name)
	if err != nil {
		t.Skipf("development strategies are not here: %v", err)
	}
	defer f.Close()
	out := map[string]string{}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var row struct {
			ID    string `json:"id"`
			Query string `json:"boolean_query"`
		}
		if err := json.Unmarshal(in.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		out[row.ID] = row.Query
	}
	return out
}

// Published strategies: every one is read, survives printing, and has no line
// that refers to nothing.
func TestDevelopmentStrategies(t *testing.T) {
	for id, text := range topics(t) {
		s, err := query.ParseStrategy(text, query.Auto)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		checkStrategy(t, id, s)
		for i := range s.Lines {
			for _, label := range s.Lines[i].Refs() {
				if _, ok := s.Line(label); !ok {
					t.Logf("%s: line %s refers to line %s, which is not there", id, s.Lines[i].Label, label)
				}
			}
		}
		if _, err := s.Resolve(s.Final().Label, 0); err != nil && !strings.Contains(err.Error(), "no line") {
			t.Logf("%s: %v", id, err)
		}
	}
}

// Reading never panics, and what is read survives printing.
func FuzzParseStrategy(f *testing.F) {
	for _, s := range []string{
		"exp Back Pain/\npain.tw.\n1 and 2", "1. a[ti]\n2. b[ti]\n3. #1 AND #2", "1 T: x\n1a\na[mesh]\n1b\nb[tw]\nA. 1a or 1b\nFinal: A and 1b", "S1 a\nS2 b\nS3 S1 AND S2", "[x]\na.ti. (5)\n[y]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := query.ParseStrategy(text, query.Auto)
		if err == nil {
			checkStrategy(t, text, s)
		}
	})
}
