package query_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"appraise/index/query"
)

func TestParseOvid(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		// headings
		{"exp Back Pain/", `"Back Pain"[mh]`},
		{"Back Pain/", `"Back Pain"[mh:noexp]`},
		{"*Back Pain/", `"Back Pain"[majr:noexp]`},
		{"exp *Pain/dt, th [Drug Therapy, Therapy]", `"Pain/drug therapy,therapy"[majr:subnoexp]`},
		{`exp "Sensitivity and Specificity"/ or *"Low Back Pain"/su`, `"Sensitivity and Specificity"[mh] OR "Low Back Pain/surgery"[majr:noexp]`},
		{"exp Wounds and Injuries/", `"Wounds and Injuries"[mh]`},
		{"Veins/su and Leg/", `"Veins/surgery"[mh:noexp] AND "Leg"[mh:noexp]`},
		{"CONTRACEPTION/ EXP", `"CONTRACEPTION"[mh]`},
		{"animals/ not (animals/ and humans/)", `"animals"[mh:noexp] NOT ("animals"[mh:noexp] AND "humans"[mh:noexp])`},
		{"(animals not (humans and animals)).sh.", `"animals"[mh:noexp] NOT ("humans"[mh:noexp] AND "animals"[mh:noexp])`},
		{"dt.fs. or tu.xs.", `"drug therapy"[sh:noexp] OR "therapeutic use"[sh]`},
		// words and fields
		{"pain.ti,ab,kf.", "pain[ti,ab,ot]"},
		{"pain.ti, ab", "pain[ti,ab]"},
		{"(pain or ache*). tw.", "pain[ti,ab] OR ache*[ti,ab]"},
		{"low molecular weight heparin.tw.", `"low molecular weight heparin"[ti,ab]`},
		{"e. coli.ti,ab.", `"e coli"[ti,ab]`},
		{"A.fumigatus.tw.", "a-fumigatus[ti,ab]"},
		{"[18F]FDG.tw. [tracer]", "18f-fdg[ti,ab]"},
		{"(HIV/AIDS or \"and/or\").tw.", `hiv-aids[ti,ab] OR "and or"[ti,ab]`},
		{"pain", "pain[mp]"},
		{"randomized controlled trial.pt.", `"randomized controlled trial"[pt]`},
		{"trial$.ti,pt.", `trial*[ti] OR "trial*"[pt]`},
		{"liver biops*.mp. [mp=title, abstract]", `"liver biops*"[mp]`},
		{`"K39 antigen, Leishmania".rn`, `"K39 antigen, Leishmania"[rn]`},
		// truncation
		{"h?emorrhag$.tw. or wom#n.ti. or random:.ab. or node*1.ti. or toxi$3.ti.", "h?emorrhag*[ti,ab] OR wom#n[ti] OR random*[ab] OR node*1[ti] OR toxi*3[ti]"},
		{"$occlus$.ti.", "*occlus*[ti]"},
		// proximity
		{"(macul$ adj3 degener$).tw.", `"macul* degener*"[ti,ab:~2]`},
		{"(loop or ceiling) adj diuretic?", "((loop[mp] OR ceiling[mp]) NEXT/1 diuretic*1[mp])"},
		{"(blood pressure adj1 high).ti.", `("blood pressure"[ti] NEAR/1 high[ti])`},
		{"lower adj3 extrem* adj4 (block* or steno*)", `("lower extrem*"[mp:~2] NEAR/4 (block*[mp] OR steno*[mp]))`},
		{"(a and b) adj3 c", `"a c"[mp:~2] AND "b c"[mp:~2]`},
		{"heart adj3 fail*.ti.", `"heart fail*"[ti:~2]`},
		// lines
		{"1 or 2", "#1 OR #2"},
		{"#1 AND #2", "#1 AND #2"},
		{"or/1-3,5", "#1 OR #2 OR #3 OR #5"},
		{"and/1,3", "#1 AND #3"},
		{"OR 1-3", "#1 OR #2 OR #3"},
		{"or/1-2 [all of it]", "#1 OR #2"},
		{"9 not (9 and 10)", "#9 NOT (#9 AND #10)"},
		{"(PP 14 or 125).tw.", `"pp 14"[ti,ab] OR 125[ti,ab]`},
		{"exp Pain/ (12,345)", `"Pain"[mh]`},
		// limits
		{`limit 6 to yr="2010 -Current"`, "#6 AND 2010:3000[dp]"},
		{"limit 6 to ed=20100101-20151231", "#6 AND 2010/01/01:2015/12/31[edat]"},
		{"limit 6 to (english language and humans)", `#6 AND "english"[la] AND "Humans"[mh:noexp]`},
		{`limit 6 to (yr="2000-2010" and "all adult (19 plus years)" and review) (87)`, `#6 AND 2000:2010[dp] AND ("Young Adult"[mh:noexp] OR "Adult"[mh:noexp] OR "Middle Aged"[mh:noexp] OR "Aged"[mh:noexp] OR "Aged, 80 and over"[mh:noexp]) AND "Review"[pt]`},
		{"Limit 27 to abstracts", "#27 AND hasabstract"},
	} {
		n, err := query.ParseOvid(c.in)
		if err != nil {
			t.Errorf("ParseOvid(%q): %v", c.in, err)
			continue
		}
		if got := query.String(n); got != c.want {
			t.Errorf("ParseOvid(%q) prints %q, want %q", c.in, got, c.want)
		}
		checkRoundTrip(t, c.in, n)
	}
}

func TestParseOvidErrors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "query: at 1: nothing to search for"},
		{"(pain or ache", "query: at 1: ( is never closed"},
		{"pain.ti,ab.) or x", "query: at 12: ) without ("},
		{"pain.xx.", "query: at 5: unknown field .xx."},
		{"pain.ti,xx.", "query: at 5: unknown field .xx."},
		{"Pain/zz", `query: at 1: unknown subheading "zz"`},
		{"pain.ti. fever.ti.", `query: at 10: missing operator before "fever"`},
		{"pain adj0 b", "query: at 6: adj0 needs a distance of 1 or more"},
		{"pain and", "query: at 6: and has nothing after it"},
		{"or pain", `query: at 1: "or" has nothing before it`},
		{"limit 3 to last 5 years", `query: at 12: the limit "last 5 years" depends on the day it is run`},
		{"limit 3 to redheads", `query: at 12: unknown limit "redheads"`},
		{`"pain`, "query: at 1: missing closing quotation mark"},
		{"or/5-1", "query: at 1: lines 5-1 are not a range"},
		{"$.ti.", "query: at 1: a truncation sign stands alone"},
		{"(Pain/ or ache) adj3 back", "query: at 2: proximity needs words and phrases on both sides, or several of them joined by OR"},
	} {
		_, err := query.ParseOvid(c.in)
		var syntax *query.SyntaxError
		if !errors.As(err, &syntax) || err.Error() != c.want {
			t.Errorf("ParseOvid(%q): got %v, want %s", c.in, err, c.want)
		}
	}
	for name, in := range map[string]string{
		"parentheses": strings.Repeat("(", 5000) + "a" + strings.Repeat(")", 5000),
		"terms":       strings.Repeat("a or ", 10000) + "b",
		"lines":       "or/1-999999",
		"distance":    "a adj200 b",
	} {
		_, err := query.ParseOvid(in)
		var limit *query.LimitError
		if !errors.As(err, &limit) {
			t.Errorf("%s: got %v, want a *LimitError", name, err)
		}
	}
}

// hangs is the time after which reading a query counts as hanging.
const hangs = time.Minute

// readingTime is the best of three readings of a text, as one query and as
// a strategy.
func readingTime(in string) time.Duration {
	best := time.Hour
	for range 3 {
		begin := time.Now()
		_, _, _ = query.Options{}.ParseOvid(in)
		_, _ = query.ParseStrategy(in, query.Auto)
		best = min(best, time.Since(begin))
	}
	return best
}

// Texts made to take time are read, or refused, in time that grows as their
// length does: both are measured in the same run, again if the machine is busy.
func TestOvidTime(t *testing.T) {
	const most, short = 30, 2 * time.Millisecond
	for name, in := range map[string]string{
		"stars": strings.Repeat("* ", 30000), "codes": "a" + strings.Repeat(".ti", 20000), "slashes": strings.Repeat("a/", 30000), "ands": strings.Repeat("a and ", 10000) + "b/",
		"brackets": strings.Repeat("[a", 30000), "quotes": strings.Repeat(`"`, 60000), "dots": strings.Repeat("a. ", 20000), "lists": strings.Repeat("or/1-2 ", 9000),
		"lines": strings.Repeat("(\n", 1900), "commas": "a.ti" + strings.Repeat(",ti", 20000), "limits": "limit 1 to " + strings.Repeat("humans and ", 5000),
	} {
		one, ten := readingTime(in[:len(in)/10]), readingTime(in)
		for tries := 0; tries < 4 && ten > most*max(one, short); tries++ {
			one, ten = max(one, readingTime(in[:len(in)/10])), min(ten, readingTime(in))
		}
		if ten > most*max(one, short) {
			t.Errorf("%s: read or refused after %v, a tenth of it after %v", name, ten, one)
		}
	}
}

// Whatever can be read as Ovid syntax has a canonical form that reads the same.
func FuzzParseOvid(f *testing.F) {
	for _, s := range []string{
		"exp *Back Pain/dt, th [x] and (pain or ache$2).ti,ab,pt.", "((a or b) adj3 c?d#) adj e", "or/1-5,7", `limit 6 to (yr="2010 -Current" and humans)`,
		"(a and (b or c)) adj3 d.ti.", "1 and exp Wounds and Injuries/ not 3 (55)", "smith j$.au. or dt.fs. or random:.tw.", "[18F]FDG*.mp. or #x?$2 or hasabstract.tw.",
		"$occlus$.ti. or *a?$ or ?#$", "9?5.rn. or 10.1000/x*y.do.", "K39 Or rK39.ti,ab", "near* patient adj5 x.ab. or 心$3.tw.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		n, _, err := loose.ParseOvid(in)
		if err == nil {
			checkRoundTrip(t, in, n)
		}
	})
}
