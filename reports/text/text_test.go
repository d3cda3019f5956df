package text_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"appraise/reports"
	"appraise/reports/testkit"
	"appraise/reports/text"
)

func briefing(t *testing.T, in reports.Input) reports.Briefing {
	t.Helper()
	b, err := reports.Compile(in)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMarkdown(t *testing.T) {
	var out bytes.Buffer
	if err := text.Markdown(&out, briefing(t, testkit.Inversion())); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("APPRAISE_PDF_DIR"); dir != "" {
		os.WriteFile(dir+"/inversion.md", out.Bytes(), 0o644)
	}
	for _, want := range []string{"# Inversion therapy", "| Need for surgery | 6 weeks · 22 people (1 trial) \\[1\\] | RR 0.30 (0.10 to 0.85) | 778 per 1000 | 231 per 1000\\* (81 to 661) | 547 fewer per 1000 (697 to 117 fewer) | ⊕◯◯◯ Very low a,b |",
		"## Harms and contraindications", "## References", "doi:10.3109"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
	for i, line := range strings.Split(out.String(), "\n") {
		if strings.HasPrefix(line, "|") && !strings.HasSuffix(line, "|") {
			t.Errorf("line %d is a broken table row: %s", i+1, line)
		}
	}
}

// TestSidecarHoldsEveryNumber walks everything the document says and finds
// each number again in an entry the sentence rests on, or in the question.
func TestSidecarHoldsEveryNumber(t *testing.T) {
	var out bytes.Buffer
	if err := text.JSON(&out, briefing(t, testkit.Inversion())); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Schema string
		Blocks []struct {
			Kind      string
			Sentences []struct {
				Text    string
				RestsOn []string `json:"rests_on"`
			}
		}
		Evidence []struct{ ID, Kind, Study, Says, Quote, By string }
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Schema == "" || len(doc.Blocks) < 10 || len(doc.Evidence) < 8 {
		t.Fatalf("schema %q, %d blocks, %d entries", doc.Schema, len(doc.Blocks), len(doc.Evidence))
	}
	known := map[string]bool{}
	for _, e := range doc.Evidence {
		known[e.Kind+":"+e.ID] = true
	}
	n := 0
	for _, b := range doc.Blocks {
		for _, s := range b.Sentences {
			if len(s.RestsOn) == 0 {
				t.Errorf("%s: %q rests on nothing", b.Kind, s.Text)
			}
			for _, id := range s.RestsOn {
				kind, _, _ := strings.Cut(id, ":")
				if kind != "library" && kind != "author" && !known[id] {
					t.Errorf("%s: %q rests on %s, which is not among the entries", b.Kind, s.Text, id)
				}
			}
			n++
		}
	}
	if n < 40 {
		t.Errorf("only %d sentences", n)
	}
	for _, number := range []string{"3/13", "7/9", "22.2", "24"} {
		if !strings.Contains(out.String(), number) {
			t.Errorf("%s is nowhere in the record", number)
		}
	}
}

func TestSummaryComesBack(t *testing.T) {
	b := briefing(t, testkit.Inversion())
	var out bytes.Buffer
	if err := text.JSON(&out, b); err != nil {
		t.Fatal(err)
	}
	s, err := text.ReadSummary(&out)
	if err != nil {
		t.Fatal(err)
	}
	if d := reports.Diff(s, reports.Summarise(b)); len(d) != 0 || len(s.Outcomes) != 4 {
		t.Errorf("%d outcomes came back, differences %q", len(s.Outcomes), d)
	}
	if _, err := text.ReadSummary(strings.NewReader(`{"schema":"x"}`)); err == nil {
		t.Error("another schema is read")
	}
}

func TestCSV(t *testing.T) {
	in := testkit.Inversion()
	in.Assessment.Outcomes[1].Outcome.Name = "=cmd|' /C calc'!A0"
	var out bytes.Buffer
	if err := text.CSV(&out, briefing(t, in)); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 {
		t.Fatalf("%d rows, want a head and four outcomes", len(rows))
	}
	if rows[1][2] != "RR 0.30" || rows[1][9] != "very low" || !strings.Contains(rows[1][11], "imprecision") {
		t.Errorf("first outcome: %q", rows[1])
	}
	if !strings.HasPrefix(rows[2][0], "'=") {
		t.Errorf("a formula goes through: %q", rows[2][0])
	}
}

func TestMarkupIsEscaped(t *testing.T) {
	in := testkit.Made(1, 1, "A <script>alert(1)</script> | title * with _ [links](x)")
	var out bytes.Buffer
	if err := text.Markdown(&out, briefing(t, in)); err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`[^\\]<script>`).MatchString(out.String()) || strings.Contains(out.String(), "[links](x)") {
		t.Error("markup of a title goes through")
	}
}
