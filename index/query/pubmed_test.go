package query_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"appraise/index/query"
)

// any letters before a truncation, and trees of any size
var loose = query.Options{MinStem: -1, Limits: query.Limits{Bytes: 1 << 24, Terms: 1 << 24, Depth: 1 << 16}}

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// words, phrases, truncation
		{"aspirin", "aspirin"},
		{"back pain", "back pain"},
		{`"Back Pain"`, `"back pain"`},
		{"back pain[tiab]", `"back pain"[tiab]`},
		{"inversion[tiab] AND rct[design] AND 20:100[n]", `inversion[tiab] AND "rct"[design] AND 20:100[n]`},
		{"beta-blocker*", "beta-blocker*"},
		{"surg*[ti]", "surg*[ti]"},
		{`"heart fail*"[ti]`, `"heart fail*"[ti]`},
		{"wom#n[tiab] OR colo?r", "wom#n[tiab] OR colo?r"},
		{"exercise*1[ti]", "exercise*1[ti]"},
		{"does aspirin prevent stroke?", "does aspirin prevent stroke"},
		// operators
		{"a AND b OR c", "(a AND b) OR c"},
		{"a OR b AND c", "(a OR b) AND c"},
		{"a NOT b NOT c", "(a NOT b) NOT c"},
		{"a AND (b AND c)", "a AND b AND c"},
		{"a OR b c", "a OR (b c)"},
		{"a AND NOT b", "a NOT b"},
		{"and or not", "and or not"},
		// tags
		{"pain[Title/Abstract]", "pain[tiab]"},
		{"back pain[MeSH Terms:noexp]", `"back pain"[mh:noexp]`},
		{"Back Pain/dt,surgery[majr]", `"Back Pain/drug therapy,surgery"[majr]`},
		{"diagnosis[sh]", `"diagnosis"[sh]`},
		{"smith j[au]", "smith j[au]"},
		{`"Smith J"[1au]`, `"Smith J"[1au]`},
		{"pain[ti,ab]", "pain[ti,ab]"},
		{"(pain OR ache)[tiab]", "pain[tiab] OR ache[tiab]"},
		{"review[pt,ti]", `review[ti] OR "review"[pt]`},
		{"12345, 678[pmid]", `"12345"[pmid] OR "678"[pmid]`},
		{"doi:10.1000/abc", `"10.1000/abc"[doi]`},
		{`title:"back pain" design:rct`, `"back pain"[ti] "rct"[design]`},
		{"ti:(a OR b)", "a[ti] OR b[ti]"},
		// proximity
		{`"back pain"[tiab:~3]`, `"back pain"[tiab:~3]`},
		{`("back pain" NEAR/3 chronic)[ti]`, `("back pain"[ti] NEAR/3 chronic[ti])`},
		{"(a NEAR/3 b)[ti]", `"a b"[ti:~2]`},
		{"a NEXT b", "(a NEXT/1 b)"},
		// ranges
		{"2010:2020[dp]", "2010:2020[dp]"},
		{"2012/01/01:3000[dp]", "2012/01/01:3000[dp]"},
		{`("2012/01/01"[Date - Publication] : "3000"[Date - Publication])`, "2012/01/01:3000[dp]"},
		{"year:2010..2020", "2010:2020[dp]"},
		{"2012[dp]", "2012[dp]"},
		{"n:>=50", "50..[n]"},
		{"20..100[n] ..5[n]", "20:100[n] ..5[n]"},
		// the rest
		{"#1 AND #2a", "#1 AND #2a"},
		{"hasabstract[text] AND all[sb]", "hasabstract AND all[sb]"},
		{"has:n", "has:n"},
		{"(Infant, Newborn[MeSH] OR neonate*)* AND x", `("Infant, Newborn"[mh] OR neonate*) AND x`},
		{"“curly quotes”[ti]", `"curly quotes"[ti]`},
		{"aspirin & stroke - trial", "aspirin stroke trial"},
		{"(a) b[ti]", "a (b[ti])"},
	} {
		n, err := query.Parse(c.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.in, err)
			continue
		}
		if got := query.String(n); got != c.want {
			t.Errorf("Parse(%q) prints %q, want %q", c.in, got, c.want)
		}
		checkRoundTrip(t, c.in, n)
	}
}

func checkRoundTrip(t *testing.T, in string, n query.Node) {
	t.Helper()
	text := query.String(n)
	again, _, err := loose.Parse(text)
	if err != nil {
		t.Fatalf("%q prints %q, which cannot be read: %v", in, text, err)
	}
	if !query.Equal(n, again) {
		t.Fatalf("%q prints %q, which reads as %q", in, text, query.String(again))
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "query: at 1: nothing to search for"},
		{"(a OR b", "query: at 1: ( is never closed"},
		{"a OR b)", "query: at 7: ) without ("},
		{"()", "query: at 2: nothing between ( and )"},
		{"a AND", "query: at 3: AND has nothing after it"},
		{"OR a", "query: at 1: OR has nothing before it"},
		{"NOT a", "query: at 1: NOT has nothing before it"},
		{"a OR AND b", "query: at 3: OR has nothing after it"},
		{"a[tiba]", "query: at 2: unknown tag [tiba]"},
		{"a[ti", "query: at 2: missing ]"},
		{`"a b`, "query: at 1: missing closing quotation mark"},
		{"ab*[ti]", `query: at 1: "ab*" has 2 letters before the truncation, and at least 4 are needed`},
		{"a*", `query: at 1: "a*" has 1 letter before the truncation, and at least 4 are needed`},
		{"wo?man*", `query: at 1: "wo?man*" has 2 letters before the truncation, and at least 4 are needed`},
		{"foo:bar", `query: at 1: unknown field "foo:"`},
		{"x[dp]", `query: at 1: "x" is not a date; write 2012, 2012/05 or 2012/05/31`},
		{"2012/02/30[dp]", `query: at 1: "2012/02/30" is not a date; write 2012, 2012/05 or 2012/05/31`},
		{"2020:2010[dp]", `query: at 1: the range "2020:2010" ends before it begins`},
		{"big[n]", `query: at 1: "big" is not a number or a range`},
		{`"pain"[tiab:~3]`, "query: at 1: proximity needs two words or more"},
		{`"a b"[au:~3]`, "query: at 6: proximity needs a field of words, not [au:~3]"},
		{"pain/zz[mh]", `query: at 1: unknown subheading "zz"`},
		{"[ti]", "query: at 1: tag [ti] has no term before it"},
		{"a NEAR/3", "query: at 9: nothing to search for"},
		{"(a AND b) NEAR/3 c", "query: at 2: proximity needs words and phrases on both sides, or several of them joined by OR"},
		{"* AND a", "query: at 1: a truncation sign stands alone"},
		{"a ]", "query: at 3: ] without ["},
	} {
		_, err := query.Parse(c.in)
		var syntax *query.SyntaxError
		if !errors.As(err, &syntax) || err.Error() != c.want {
			t.Errorf("Parse(%q): got %v, want %s", c.in, err, c.want)
		}
	}
}

func TestLimits(t *testing.T) {
	many := make([]string, 10000)
	for i := range many {
		many[i] = "a"
	}
	for name, in := range map[string]string{
		"5,000 nested parentheses": strings.Repeat("(", 5000) + "a" + strings.Repeat(")", 5000),
		"10,000 terms":             strings.Join(many, " OR "),
		"10,000 words":             strings.Join(many, " "),
		"10,000 words, tagged":     strings.Join(many, " ") + "[ti]",
		"too long":                 strings.Repeat("a", query.MaxBytes+1),
		"a quoted bomb":            strings.Repeat(`"a" `, 10000),
	} {
		begin := time.Now()
		_, err := query.Parse(in)
		var limit *query.LimitError
		if !errors.As(err, &limit) {
			t.Errorf("%s: got %v, want a *LimitError", name, err)
		}
		if took := time.Since(begin); took > hangs {
			t.Errorf("%s: refused after %v", name, took)
		}
	}
	if n, _, err := loose.Parse(strings.Join(many, " OR ")); err != nil || query.Terms(n) != len(many) {
		t.Errorf("with larger limits: %v", err)
	}
	in := "a" + strings.Repeat(" OR b AND c", 300)
	n, err := query.Parse(in)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := query.Parse(query.String(n)); err != nil || !query.Equal(n, again) {
		t.Errorf("a chain of 600 operators does not survive printing: %v", err)
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]bool{
		"inversion therapy surgery": true, "IL-6 in sepsis": true, "does it work?": true, "aspirin": true,
		"a AND b": false, `"a b"`: false, "a[ti]": false, "surg*": false, "#1": false, "2012[dp] x": false, "(a OR b) c": false,
	} {
		n, err := query.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := query.Plain(n); got != want {
			t.Errorf("Plain(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestResolve(t *testing.T) {
	lines := map[string]string{"1": "a", "2": "b", "3": "#1 OR #2", "4": "#5", "5": "#4"}
	lookup := func(label string) (query.Node, bool) {
		text, ok := lines[label]
		if !ok {
			return nil, false
		}
		n, err := query.Parse(text)
		return n, err == nil
	}
	n, _ := query.Parse("#3 AND c")
	got, err := query.Resolve(n, lookup, 10)
	if err != nil || query.String(got) != "(a OR b) AND c" {
		t.Errorf("got %v, %v", got, err)
	}
	for _, in := range []string{"#4", "#9", "#3 AND #3 AND #3 AND #3 AND #3 AND #3"} {
		n, _ := query.Parse(in)
		if _, err := query.Resolve(n, lookup, 10); err == nil {
			t.Errorf("Resolve(%s): no error", in)
		}
	}
}

// Whatever can be read is printed in a form that reads the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"inversion[tiab] AND rct[design] AND 20:100[n]", `"a b"[tiab:~3] OR (x NEAR/2 (y OR "z w*"))[ti]`, "a NOT b AND (c d[au])",
		`"2012"[dp] : "3000"[dp]`, "year:2010.. n:>50 has:abstract hasabstract all[sb] #1", "Back Pain/dt[majr:noexp] di[sh]", "wom#n colo?r?x exercise*2 *abc",
		`OR""`, "a::b", "#x1 #1x", "(a)* b", "ﬁ½ 心臓* O'Brien's", "smith j*[au] \"Smith J\"[au]", "exp exp Child[mh]", "1,2[pmid] abc* *[doi]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		n, _, err := loose.Parse(in)
		if err != nil {
			var syntax *query.SyntaxError
			var limit *query.LimitError
			if !errors.As(err, &syntax) && !errors.As(err, &limit) {
				t.Fatalf("%q: error of type %T", in, err)
			}
			return
		}
		checkRoundTrip(t, in, n)
	})
}

func BenchmarkParse(b *testing.B) {
	in := strings.Repeat(`("back pain"[tiab] OR sciatica*[tiab] OR lumbago[tw]) AND `, 30) + "2010:2020[dp]"
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if _, err := query.Parse(in); err != nil {
			b.Fatal(err)
		}
	}
}
