package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"

	"appraise/reports"
	"appraise/reports/testkit"
)

// content returns the drawing operators of each page.
func content(t *testing.T, f *file) []string {
	t.Helper()
	var out []string
	contents := regexp.MustCompile(`/Contents (\d+) 0 R`)
	for k := 1; k <= f.n; k++ {
		o := string(f.objects[k])
		if !strings.Contains(o, "/Type /Page\n") {
			continue
		}
		stream := f.objects[key(contents, o)]
		i := bytes.Index(stream, []byte("stream\n"))
		r, err := zlib.NewReader(bytes.NewReader(stream[i+7:]))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil && err != io.ErrUnexpectedEOF {
			t.Fatal(err)
		}
		out = append(out, string(raw))
	}
	return out
}

var (
	literalText = regexp.MustCompile(`(?s)\((?:\\.|[^\\()])*\)`)
	operator    = regexp.MustCompile(`/[A-Za-z0-9]+|<<.*?>>|\S+`)
	headingTag  = regexp.MustCompile(`/S /H(\d)\b`)
	mcid        = regexp.MustCompile(`/MCID (\d+)`)
	painting    = map[string]bool{"Tj": true, "TJ": true, "S": true, "s": true, "f": true, "F": true, "B": true, "b": true, "B*": true, "b*": true, "f*": true, "Do": true, "sh": true}
)

// TestEverythingIsTagged checks what a reader by ear depends on: whatever is
// painted lies in one marked sequence, numbers of sequences do not repeat,
// figures have words, and language, title and order are declared.
func TestEverythingIsTagged(t *testing.T) {
	for name, in := range map[string]reports.Input{"inversion": testkit.Inversion(), "thirty": testkit.Made(30, 7), "none": testkit.Made(0, 0)} {
		docs, err := testkit.Documents(in)
		if err != nil {
			t.Fatal(err)
		}
		for kind, b := range docs {
			checkFile(t, kind+" of "+name, b)
		}
	}
}

func checkFile(t *testing.T, name string, b reports.Briefing) {
	t.Helper()
	var buf bytes.Buffer
	if _, err := Write(&buf, b, Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := parse(buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for p, ops := range content(t, f) {
		checkPage(t, name, p+1, literalText.ReplaceAllString(ops, "()"))
	}
	whole := buf.String()
	for _, want := range []string{"/Lang (en-GB)", "/MarkInfo <</Marked true>>", "/DisplayDocTitle true", "/StructTreeRoot", "/Tabs /S", "/S /H1", "/S /H2"} {
		if !strings.Contains(whole, want) {
			t.Errorf("%s: %s is missing", name, want)
		}
	}
	if figures, alts := strings.Count(whole, "/S /Figure"), strings.Count(whole, "/Alt <"); figures != alts {
		t.Errorf("%s: %d figures, %d with words", name, figures, alts)
	}
	if links, described := strings.Count(whole, "/Subtype /Link"), strings.Count(whole, "/Contents <FEFF"); links != described {
		t.Errorf("%s: %d links, %d described", name, links, described)
	}
	deepest := 0
	for i, m := range headingTag.FindAllStringSubmatch(whole, -1) {
		level := int(m[1][0] - '0')
		if i == 0 != (level == 1) || level > deepest+1 {
			t.Errorf("%s: heading %d has level %d below %d", name, i+1, level, deepest)
		}
		deepest = max(deepest, level)
	}
	if pages, parents := strings.Count(whole, "/Type /Page\n"), strings.Count(whole, "/StructParents "); pages != parents {
		t.Errorf("%s: %d pages, %d of them tied to the structure", name, pages, parents)
	}
}

func checkPage(t *testing.T, name string, page int, ops string) {
	t.Helper()
	depth, bare, states := 0, 0, 0
	seen := map[string]bool{}
	for _, line := range strings.Split(ops, "\n") {
		for _, op := range operator.FindAllString(line, -1) {
			switch {
			case op == "BDC" || op == "BMC":
				if depth++; depth > 1 {
					t.Fatalf("%s page %d: marked content inside marked content", name, page)
				}
			case op == "EMC":
				depth--
			case op == "q":
				states++
			case op == "Q":
				states--
			case painting[op] && depth == 0:
				bare++
			}
		}
		if m := mcid.FindStringSubmatch(line); m != nil {
			if seen[m[1]] {
				t.Errorf("%s page %d: sequence %s is there twice", name, page, m[1])
			}
			seen[m[1]] = true
		}
	}
	if states != 0 {
		t.Errorf("%s page %d: %d graphics states saved and not restored", name, page, states)
	}
	if bare > 0 || depth != 0 {
		t.Errorf("%s page %d: %d painting operators outside marked content, depth %d at the end", name, page, bare, depth)
	}
}

func TestFitKeepsWhatTheFaceHas(t *testing.T) {
	f, err := newFace(sans)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ in, want string }{
		{"RR 0.30 (0.10 to 0.85)", "RR 0.30 (0.10 to 0.85)"}, {"−1.5 × τ² ≥ ½", "−1.5 × τ² ≥ ½"}, {"𝛽-blocker", "β-blocker"}, {"soft\u00adhyphen", "softhyphen"},
		{"zero\u200bwidth", "zerowidth"}, {"a\tb\nc", "a b c"}, {"腰痛 study", "[Chinese text] study"}, {"e\u0301", "é"}, {"\u202eabc", "abc"}, {"bad \xff byte", "bad ? byte"}, {"non\u2011breaking", "non\u2011breaking"},
	} {
		if got := fit(tt.in, f, map[string]int{}); got != tt.want {
			t.Errorf("fit(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestKerningIsReadFromTheFace(t *testing.T) {
	f, err := newFace(sans)
	if err != nil {
		t.Fatal(err)
	}
	if k := f.kern('T', 'o'); k > -40 {
		t.Errorf("kern(T, o) = %v, want about −66 of 1000", k)
	}
	if f.width("1234567890") != 10*f.width("0") || f.width("−") != f.width("0") {
		t.Error("figures and minus are not tabular")
	}
}

func TestDictionaries(t *testing.T) {
	got := dictionaries(`<</A (x >> \) y) /B <</C 1>>>><</D 2>>`)
	if len(got) != 2 || got[1] != "<</D 2>>" {
		t.Errorf("got %q", got)
	}
}

func FuzzFit(f *testing.F) {
	f.Add("a\u0301 \xff 😀 腰")
	face, err := newFace(sans)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range fit(s, face, map[string]int{}) {
			if r > 0xFFFF || !face.has(r) {
				t.Errorf("%U is left in the text", r)
			}
		}
	})
}
