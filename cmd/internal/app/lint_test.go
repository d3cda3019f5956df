package app_test

import (
	"strings"
	"testing"

	"appraise/cmd/internal/app"
	"appraise/index/query"
)

func TestLintPlaces(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		line, column int // of the first remark
		code         query.Code
	}{
		{"one line has no number", "pain[tiaab]", 0, 5, query.CodeUnknownTag},
		{"columns are characters", "née[tiaab]", 0, 4, query.CodeUnknownTag},
		{"lines are those of the text", "1. pain.ti.\n\n2. (ache.ti.\n3. 1 or 2", 3, 4, query.CodeUnbalanced},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := app.Lint(c.text, query.Auto)
			if len(got) == 0 {
				t.Fatal("no remark")
			}
			if got[0].Line != c.line || c.column > 0 && got[0].Column != c.column || c.code != "" && got[0].Code != c.code {
				t.Errorf("got line %d, column %d, %s; want line %d, column %d, %s (%s)", got[0].Line, got[0].Column, got[0].Code, c.line, c.column, c.code, got[0].Message)
			}
		})
	}
}

func TestReadStrategy(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "pain[ti]\n", "pain[ti]\n"},
		{"marked as UTF-8", "\ufeffpain[ti]", "pain[ti]"},
		{"line ends of Windows and old Macs", "1. a.ti.\r\n2. b.ti.\r3. 1", "1. a.ti.\n2. b.ti.\n3. 1"},
		{"quotation marks of Windows", "\x93back pain\x94[ti]", "“back pain”[ti]"},
	} {
		got, err := app.ReadStrategy(strings.NewReader(c.in), "a file")
		if err != nil || got != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.name, got, err, c.want)
		}
	}
	if _, err := app.ReadStrategy(strings.NewReader(" \n"), "a file"); err == nil {
		t.Error("an empty file was read as a search")
	}
}

func TestTranslateTellsWhatIsLost(t *testing.T) {
	got, err := app.Translate("1. pain.ti.\n2. (ache.ti.\n3. 1 or 2", query.Ovid, query.ToPubMed)
	if err != nil {
		t.Fatal(err)
	}
	if want := "#1 pain[ti]\n#2 ache[ti]\n#3 #1 OR #2\n"; got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
	if len(got.Notes) != 1 || got.Notes[0].Line != 2 || got.Notes[0].Lost {
		t.Errorf("notes %+v, want the parenthesis of line 2", got.Notes)
	}
	if _, err := app.Translate("pain[", query.PubMed, query.ToOvid); err == nil {
		t.Error("half a tag was translated")
	}
}
