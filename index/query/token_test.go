package query_test

import (
	"strings"
	"testing"

	"appraise/index/query"
)

func terms(text string) string {
	var out []string
	for _, t := range query.Tokens(text) {
		out = append(out, t.Term)
	}
	return strings.Join(out, "|")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{" \t\n.,;", ""},
		{"Back Pain", "back|pain"},
		{"IL-6, TNF-α and CD4+", "il|6|tnf|α|and|cd4"},
		{"women's Crohn’s patients'", "women|crohn|patients"},
		{"O'Brien isn't 's", "o|brien|isn|t|s"},
		{"p<0.05; 0·05 22.2% 1,25-dihydroxy 3.", "p|0.05|0.05|22.2|1|25|dihydroxy|3"},
		{"A.fumigatus e.g.", "a|fumigatus|e|g"},
		{"Ménière naïve Øre Straße ﬁbro m² µg", "meniere|naive|ore|strasse|fibro|m2|μg"},
		{"Menie\u0300re", "meniere"},
		{"co\u00adoperate", "cooperate"},
		{"心臓 がん x", "心|臓|か\u3099|ん|x"},
		{"ΣΟΦΟΣ σοφος", "σοφοσ|σοφοσ"},
		{"½ a½b \u0301 \u037a", "a|b"},
		{"\xff\xfea\xffb", "a|b"},
		{"under_score/slash", "under|score|slash"},
	} {
		if got := terms(c.in); got != c.want {
			t.Errorf("Tokens(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTokensPlaceAndPosition(t *testing.T) {
	text := "The Ménière's disease"
	got := query.Tokens(text)
	want := []string{"The", "Ménière", "disease"}
	if len(got) != len(want) {
		t.Fatalf("got %d tokens, want %d: %v", len(got), len(want), got)
	}
	for i, w := range want {
		if text[got[i].Start:got[i].End] != w || got[i].Pos != i {
			t.Errorf("token %d = %+v over %q, want position %d over %q", i, got[i], text[got[i].Start:got[i].End], i, w)
		}
	}
	sec := query.Sections("a b", "", "c")
	if sec[2].Pos != 1+query.SectionGap {
		t.Errorf("first word of the next section at %d, want %d", sec[2].Pos, 1+query.SectionGap)
	}
}

func TestNameMatches(t *testing.T) {
	for _, c := range []struct {
		value, name string
		exact, want bool
	}{
		{"Smith JA", "smith", false, true},
		{"Smith JA", "Smith J", false, true},
		{"Smith JA", "Smith J", true, false},
		{"Smith J", "Smith J", true, true},
		{"Smithson J", "smith", false, false},
		{"Smith Jones A", "smith j", false, false},
		{"van den Berg P", "van den berg", false, true},
		{"Smith J", "", false, false},
	} {
		if got := query.NameMatches(c.value, c.name, c.exact); got != c.want {
			t.Errorf("NameMatches(%q, %q, %v) = %v, want %v", c.value, c.name, c.exact, got, c.want)
		}
	}
}

// A term of a text is found by searching for itself.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Back Pain", "Ménière's ½ ﬁ 0·05", "が心ゟ㈠a㈠b", "don\u02bct", "ͺ ﷺ İ ẞ ŉ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for i, tok := range query.Tokens(text) {
			if tok.Pos != i || tok.Start >= tok.End || tok.End > len(text) {
				t.Fatalf("token %d of %q out of place: %+v", i, text, tok)
			}
			if again := terms(tok.Term); again != tok.Term {
				t.Fatalf("term %q of %q is cut again into %q", tok.Term, text, again)
			}
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("Inversion therapy reduced the need for surgery in 22.2% of patients (p<0.05), IL-6 and the women's group. ", 15)
	b.SetBytes(int64(len(text)))
	var dst []query.Token
	for b.Loop() {
		dst = query.AppendTokens(dst[:0], text, 0)
	}
}
