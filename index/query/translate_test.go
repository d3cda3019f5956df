package query_test

import (
	"strings"
	"testing"

	"appraise/index/query"
)

func TestTranslate(t *testing.T) {
	for _, c := range []struct {
		in    string
		to    query.Target
		want  string
		notes int
	}{
		{`("back pain"[tiab] OR sciatica*[tiab]) AND traction[ti]`, query.ToOvid, `("back pain" or sciatica*).ti,ab,kf. and traction.ti.`, 0},
		{`("back pain"[tiab] OR sciatica*[tiab]) AND traction[ti]`, query.ToEmbase, `('back pain' OR sciatica*):ti,ab,kw AND traction:ti`, 0},
		{`("back pain"[tiab] OR sciatica*[tiab]) AND traction[ti]`, query.ToCochrane, `("back pain" OR sciatica*):ti,ab,kw AND traction:ti`, 1},
		{`"back pain"[ti,ab] AND traction[ti]`, query.ToEuropePMC, `TITLE_ABS:"back pain" AND TITLE:traction`, 0},
		{`"Back Pain"[mh] NOT ("Animals"[mh:noexp] NOT "Humans"[mh:noexp])`, query.ToOvid, "exp Back Pain/ not (Animals/ not Humans/)", 0},
		{`"Back Pain"[mh] NOT ("Animals"[mh:noexp] NOT "Humans"[mh:noexp])`, query.ToCochrane, `[mh "Back Pain"] NOT ([mh ^"Animals"] NOT [mh ^"Humans"])`, 0},
		{`"Back Pain"[majr] OR "Sensitivity and Specificity"[mh]`, query.ToOvid, `exp *Back Pain/ or exp "Sensitivity and Specificity"/`, 0},
		{`"Back Pain"[mh]`, query.ToEmbase, "'back pain'/exp", 1},
		{`"Back Pain"[mh]`, query.ToEuropePMC, `KW:"Back Pain"`, 1},
		{`"back pain"[tiab:~3]`, query.ToPubMed, `"back pain"[tiab:~3]`, 0},
		{`"back pain"[tiab:~3]`, query.ToOvid, "(back adj4 pain).ti,ab,kf.", 0},
		{`"back pain"[ti:~3]`, query.ToCochrane, "(back NEAR/4 pain):ti", 0},
		{`"back pain"[ti:~3]`, query.ToEuropePMC, "(TITLE:back AND TITLE:pain)", 1},
		{`((low OR lumbar) NEAR/3 pain)[ti]`, query.ToPubMed, `("low pain"[ti:~2] OR "lumbar pain"[ti:~2])`, 0},
		{`"back pain*"[ti:~3]`, query.ToPubMed, "(back[ti] AND pain*[ti])", 1},
		{"colo?r[ti]", query.ToCochrane, "(color OR colo#r):ti", 0},
		{"colo?r[ti]", query.ToEmbase, "colo$r:ti", 0},
		{"colo?r[ti]", query.ToPubMed, "colo*[ti]", 1},
		{`"heart fail*"[ti]`, query.ToPubMed, `"heart fail*"[ti]`, 0},
		{`"heart fail*"[ti]`, query.ToCochrane, "(heart NEXT fail*):ti", 0},
		{`"review"[pt] AND english[la] AND 2010:2020[dp]`, query.ToPubMed, `"review"[pt] AND "english"[la] AND 2010:2020[dp]`, 0},
		{`pain[ti] AND english[la] AND 2010:2020[dp]`, query.ToEmbase, "pain:ti AND [english]/lim AND [2010-2020]/py", 0},
		{`pain[ti] AND 2010:2012/02[dp]`, query.ToEuropePMC, "TITLE:pain AND FIRST_PDATE:[2010-01-01 TO 2012-02-29]", 0},
		{`pain[ti] AND 2010:2020[dp]`, query.ToCochrane, "pain:ti", 1},
		{"#1 AND 2010:3000[dp]", query.ToOvid, `limit 1 to yr="2010-Current"`, 0},
		{"#1 OR #2 OR #3 OR #5", query.ToOvid, "or/1-3,5", 0},
		{"inversion[ti] AND rct[design] AND 20:100[n]", query.ToPubMed, "inversion[ti]", 2},
		{"smith j[au] OR pain", query.ToOvid, "smith j*.au. or pain.af.", 1},
		{"pain AND back", query.ToPubMed, "pain AND back", 0},
		{"\"drug therapy\"[sh]", query.ToOvid, "dt.xs.", 0},
		{"rct[design]", query.ToOvid, "", 1},
	} {
		n, _, err := loose.Parse(c.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.in, err)
			continue
		}
		got, notes := query.Translate(n, c.to)
		want := strings.ReplaceAll(c.want, "colo#r", "colo?r")
		if got != want || len(notes) != c.notes {
			t.Errorf("Translate(%q, %v)\n got %q\nwant %q, %d notes, got %v", c.in, c.to, got, want, c.notes, notes)
		}
	}
}

func TestTranslateStrategy(t *testing.T) {
	s, err := query.ParseStrategy("[Condition]\nexp Back Pain/\n(back adj3 pain).ti,ab,kf.\nor/1-2\nlimit 3 to yr=\"2010-Current\"", query.Auto)
	if err != nil {
		t.Fatal(err)
	}
	for to, want := range map[query.Target]string{
		query.ToPubMed:    "#1 \"Back Pain\"[mh]\n#2 \"back pain\"[tiab:~2]\n#3 #1 OR #2\n#4 #3 AND 2010:3000[dp]\n",
		query.ToOvid:      "1. exp Back Pain/\n2. (back adj3 pain).ti,ab,kf.\n3. or/1-2\n4. limit 3 to yr=\"2010-Current\"\n",
		query.ToEuropePMC: "(KW:\"Back Pain\" OR ((TITLE_ABS:back OR KW:back) AND (TITLE_ABS:pain OR KW:pain))) AND FIRST_PDATE:[2010-01-01 TO 3000-12-31]\n",
	} {
		if got, notes := s.Translate(to); got != want {
			t.Errorf("to %v:\n got %s\nwant %s\n%v", to, got, want, notes)
		}
	}
}

// Ovid takes dates as a limit on a line of their own; later numbers move.
func TestTranslateDatesToOvid(t *testing.T) {
	s, err := query.ParseStrategy("#1 pain[ti] AND 2010:2015[dp]\n#2 back[ti]\n#3 #1 AND #2", query.Auto)
	if err != nil {
		t.Fatal(err)
	}
	got, notes := s.Translate(query.ToOvid)
	want := "1. pain.ti.\n2. limit 1 to yr=\"2010-2015\"\n3. back.ti.\n4. 2 and 3\n"
	if got != want || len(notes) != 0 {
		t.Errorf("got %s, %v, want %s", got, notes, want)
	}
}

// Published strategies: every translation to PubMed and Ovid can be read, and
// is the same tree when no note says otherwise; each line has a translation.
func TestTranslateDevelopmentStrategies(t *testing.T) {
	for id, text := range topics(t) {
		s, err := query.ParseStrategy(text, query.Auto)
		if err != nil {
			t.Fatal(err)
		}
		for _, to := range []query.Target{query.ToPubMed, query.ToOvid, query.ToCochrane, query.ToEmbase, query.ToEuropePMC} {
			out, notes := s.Translate(to)
			if strings.TrimSpace(out) == "" && len(notes) == 0 {
				t.Errorf("%s to %v: nothing, and no note", id, to)
			}
		}
		for i := range s.Lines {
			checkTranslated(t, id, &s.Lines[i])
		}
	}
}

func checkTranslated(t *testing.T, id string, l *query.Line) {
	if l.Root == nil {
		return
	}
	text, notes := query.Translate(l.Root, query.ToPubMed)
	n, _, err := loose.Parse(text)
	if text != "" && err != nil {
		t.Errorf("%s line %s: to PubMed %q: %v", id, l.Label, text, err)
	} else if len(notes) == 0 && !sameSearch(n, l.Root) {
		t.Errorf("%s line %s: to PubMed, without a note:\n%s\n%s", id, l.Label, query.String(l.Root), query.String(n))
	}
	text, notes = query.Translate(l.Root, query.ToOvid)
	n, _, err = loose.ParseOvid(text)
	if text != "" && err != nil {
		t.Errorf("%s line %s: to Ovid %q: %v", id, l.Label, text, err)
	} else if len(notes) == 0 && !sameSearch(n, l.Root) {
		t.Errorf("%s line %s: to Ovid, without a note:\n%s\n%s\n%s", id, l.Label, query.String(l.Root), query.String(n), text)
	}
}

// sameSearch compares trees as texts in which [ti,ab,ot], which [tiab] stands
// for, is written so. Not compared are several subheadings of one heading,
// which PubMed takes one by one, words without an operator, which get an AND,
// and lines called by letters, which only a strategy can number.
func sameSearch(a, b query.Node) bool {
	skip := false
	query.Walk(b, func(n query.Node) bool {
		and, ok := n.(*query.And)
		ref, isRef := n.(*query.LineRef)
		skip = skip || ok && and.Implicit || isRef && strings.Trim(ref.Label, "0123456789") != ""
		return true
	})
	if skip {
		return true
	}
	short := strings.NewReplacer("[ti,ab,ot]", "[tiab]", "[ti,ab,ot:~", "[tiab:~")
	x, y := short.Replace(query.String(a)), short.Replace(query.String(b))
	return x == y || strings.Contains(y, "/")
}
