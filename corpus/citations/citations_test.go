package citations_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/citations"

	_ "appraise/corpus/testkit"
	"github.com/google/go-cmp/cmp"

	"pgregory.net/rapid"
)

// cites makes a work with identifiers from "doi:…", "pmid:…" and a list.
func cites(id string, it corpus.Item, refs ...string) citations.Work {
	for _, r := range refs {
		it.References = append(it.References, cited(r))
	}
	return citations.Work{Report: corpus.ReportID(id), Item: it}
}

// cited reads "doi:10.1000/a pmid:1 words".
func cited(s string) corpus.Citation {
	var c corpus.Citation
	var words []string
	for _, f := range strings.Fields(s) {
		switch {
		case strings.HasPrefix(f, "doi:"):
			c.DOI = corpus.DOI(f[4:])
		case strings.HasPrefix(f, "pmid:"):
			c.PMID = corpus.PMID(f[5:])
		case strings.HasPrefix(f, "pmcid:"):
			c.PMCID = corpus.PMCID(f[6:])
		default:
			words = append(words, f)
		}
	}
	c.Text = strings.Join(words, " ")
	return c
}

// keysOf lists what a trace leads to and by which seeds.
func keysOf(list []citations.Traced) []string {
	var out []string
	for _, t := range list {
		out = append(out, fmt.Sprint(t.Node.Key(), " ", t.Seeds))
	}
	return out
}

func small() *citations.Graph {
	return citations.Build(slices.Values([]citations.Work{
		cites("a", corpus.Item{DOI: "10.1000/a"}, "doi:10.1000/b", "pmid:3", "doi:10.1000/x", "Somebody. A book. 1990", "doi:10.1000/a", "doi:10.1000/B pmid:2", ""),
		cites("b", corpus.Item{DOI: "10.1000/b", PMID: "2"}, "pmid:3", "https://openalex.org/W44", "doi:10.1000/x"),
		cites("c", corpus.Item{PMID: "3", PMCID: "PMC3"}),
		cites("d", corpus.Item{Database: "OpenAlex", Accession: "W44"}, "pmcid:PMC3", "doi:10.1000/x pmid:99", "somebody. a  book. 1990"),
		cites("e", corpus.Item{}, "pmid:99"),
		cites("a", corpus.Item{}, "pmid:3"),
		cites("", corpus.Item{}, "pmid:3"),
	}))
}

func TestBuild(t *testing.T) {
	g := small()
	want := citations.Stats{Reports: 5, WithList: 4, References: 14, Inside: 5, Repeated: 1, Itself: 1, Empty: 1}
	if got := g.Stats(); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for _, c := range []struct {
		name string
		got  []citations.Traced
		want []string
	}{
		{"backward", g.Backward("a", "b", "a", "nobody"), []string{"c [a b]", "doi:10.1000/x [a b]", "b [a]", "d [b]", "text:Somebody. A book. 1990 [a]"}},
		{"forward", g.Forward("c", "d"), []string{"a [c]", "b [c d]", "d [c]"}},
		{"nothing", g.Backward(), nil},
		{"no list", g.Backward("c"), nil},
	} {
		got := keysOf(c.got)
		if c.name == "forward" {
			slices.Sort(got)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	// A citation with a DOI and a PMID tells that the two are one work.
	if n := g.Backward("e"); len(n) != 1 || n[0].Node.DOI != "10.1000/x" || n[0].Node.PMID != "99" {
		t.Errorf("e cites %+v", n)
	}
	marked := g.Citing(func(n citations.Node) bool { return n.DOI == "10.1000/x" || n.Report == "c" })
	var got []string
	for _, c := range marked {
		got = append(got, string(c.Report)+" "+c.Cited.Key())
	}
	if want := []string{"a c", "a doi:10.1000/x", "b c", "b doi:10.1000/x", "d c", "d doi:10.1000/x", "e doi:10.1000/x"}; !slices.Equal(got, want) {
		t.Errorf("citing: got %q, want %q", got, want)
	}
	if n, ok := g.Node("b"); !ok || n.PMID != "2" || !n.InLibrary() {
		t.Errorf("node b: %+v", n)
	}
}

func TestNeighbours(t *testing.T) {
	g := small()
	say := func(list []citations.Neighbour) []string {
		var out []string
		for _, n := range list {
			out = append(out, fmt.Sprintf("%s %d %v", n.Node.Key(), n.Count, n.By))
		}
		return out
	}
	if got, want := say(g.CoCited("c")), []string{"doi:10.1000/x 3 [a b d]", "text:Somebody. A book. 1990 2 [a d]", "b 1 [a]", "d 1 [b]"}; !slices.Equal(got, want) {
		t.Errorf("cited with c: got %q, want %q", got, want)
	}
	if got, want := say(g.Coupled("a")), []string{"d 3 [c doi:10.1000/x text:Somebody. A book. 1990]", "b 2 [c doi:10.1000/x]", "e 1 [doi:10.1000/x]"}; !slices.Equal(got, want) {
		t.Errorf("coupled with a: got %q, want %q", got, want)
	}
	if got := g.CoCited("nobody"); len(got) != 0 {
		t.Errorf("an unknown report: %v", got)
	}
}

func TestConflict(t *testing.T) {
	g := citations.Build(slices.Values([]citations.Work{
		cites("a", corpus.Item{DOI: "10.1000/a"}),
		cites("b", corpus.Item{PMID: "2"}),
		cites("c", corpus.Item{}, "doi:10.1000/a pmid:2"),
	}))
	if got := g.Conflicts(); len(got) != 1 || got[0].From != "c" || got[0].Also != "b" {
		t.Errorf("got %+v", got)
	}
	if got := keysOf(g.Backward("c")); !slices.Equal(got, []string{"a [c]"}) {
		t.Errorf("joined to %q", got)
	}
	// Two works of a library are never made one by somebody's reference list.
	if n, _ := g.Node("a"); n.PMID != "" {
		t.Errorf("a got the PMID of b: %+v", n)
	}
}

// TestGraphOfAnyLibrary compares with a direct computation over pairs.
func TestGraphOfAnyLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "reports")
		var works []citations.Work
		has := map[[2]string]bool{}
		for i := range n {
			w := cites(fmt.Sprintf("r%d", i), corpus.Item{DOI: corpus.DOI(fmt.Sprintf("10.1000/r%d", i))})
			for range rapid.IntRange(0, 6).Draw(t, "references") {
				to := rapid.IntRange(0, 11).Draw(t, "to")
				w.Item.References = append(w.Item.References, cited(fmt.Sprintf("doi:10.1000/r%d", to)))
				if to != i {
					key := fmt.Sprintf("r%d", to)
					if to >= n {
						key = fmt.Sprintf("doi:10.1000/r%d", to)
					}
					has[[2]string{fmt.Sprintf("r%d", i), key}] = true
				}
			}
			works = append(works, w)
		}
		g := citations.Build(slices.Values(works))
		edges := 0
		for _, w := range works {
			for _, c := range g.Backward(w.Report) {
				edges++
				if !has[[2]string{string(w.Report), c.Node.Key()}] {
					t.Fatalf("%s does not cite %s", w.Report, c.Node.Key())
				}
				if c.Node.InLibrary() && !slices.ContainsFunc(g.Forward(c.Node.Report), func(f citations.Traced) bool { return f.Node.Report == w.Report }) {
					t.Fatalf("%s cites %s, but not the other way round", w.Report, c.Node.Report)
				}
			}
		}
		if edges != len(has) {
			t.Fatalf("%d edges, want %d", edges, len(has))
		}
		for _, w := range works {
			for _, c := range g.Coupled(w.Report) {
				shared := 0
				for e := range has {
					if e[0] == string(w.Report) && has[[2]string{string(c.Node.Report), e[1]}] {
						shared++
					}
				}
				if shared != c.Count {
					t.Fatalf("%s and %s share %d, want %d", w.Report, c.Node.Report, c.Count, shared)
				}
			}
		}
		if other := citations.Build(slices.Values(works)); !slices.Equal(keysOf(other.Backward("r0")), keysOf(g.Backward("r0"))) {
			t.Fatal("built twice, it differs")
		}
	})
}

var library = []citations.Work{
	{Report: "prasad", Item: corpus.Item{Title: "Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial", Authors: []corpus.Author{{Family: "Prasad", Given: "KSM"}}, Published: corpus.Date{Year: 2012}}},
	{Report: "muller1", Item: corpus.Item{Title: "Traktion bei Rückenschmerz: eine kontrollierte Studie, Teil I", Authors: []corpus.Author{{Family: "Müller", Given: "A"}}, Published: corpus.Date{Year: 2001}}},
	{Report: "short", Item: corpus.Item{Title: "Low back pain", Authors: []corpus.Author{{Family: "Deyo", Given: "RA"}}, Published: corpus.Date{Year: 2001}}},
	{Report: "part1", Item: corpus.Item{Title: "Traction for sciatica in primary care practice", Authors: []corpus.Author{{Family: "van der Heijden", Given: "G"}}, Published: corpus.Date{Year: 1995}}},
	{Report: "doi", Item: corpus.Item{Title: "A completely different paper about yoga", DOI: "10.1000/y", Authors: []corpus.Author{{Family: "Doe", Given: "J"}}, Published: corpus.Date{Year: 2015}}},
	{Report: "twin1", Item: corpus.Item{Title: "Annual report of the traction registry", Authors: []corpus.Author{{Family: "Roe", Given: "R"}}, Published: corpus.Date{Year: 2010}}},
	{Report: "twin2", Item: corpus.Item{Title: "Annual report of the traction registry", Authors: []corpus.Author{{Family: "Roe", Given: "R"}}, Published: corpus.Date{Year: 2010}}},
}

func TestMatcher(t *testing.T) {
	m := citations.NewMatcher(library)
	for _, c := range []struct {
		text string
		want corpus.ReportID
	}{
		{"Prasad KS, Gregson BA. Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial. Disabil Rehabil 2012;34:1473-80", "prasad"},
		{"1. Prasad K, et al. (2012) Inversion Therapy in Patients With Pure Single-Level Lumbar Discogenic Disease: A Pilot Randomized Trial", "prasad"},
		{"Prasad KS. Inversion therapy in patients with pure single level lumbar discogenic diseases: a pilot randomized trial. 2012", "prasad"},
		{"Prasad KS. Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial. Online 2011", "prasad"},
		{"MULLER A. Traktion bei Ruckenschmerz: eine kontrollierte Studie, Teil I. 2001", "muller1"},
		{"van der Heijden G, Traction for sciatica in primary care practice. Manual Ther 1995;1:2", "part1"},
		{"Heijden G, Traction for sciatica in primary care practice. Manual Ther 1995;1:2", ""},
		{"Gregson BA. Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial. 2012", ""},
		{"Prasad KS. Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial. 2019", ""},
		{"Prasad KS. Inversion therapy in patients with lumbar disease. 2012", ""},
		{"Prasad KS. Erratum: Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial. 2012", ""},
		{"Prasad KS. Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial: study protocol. 2012", ""},
		{"van der Heijden G. Traction for sciatica in primary care practice. Part II. 1995", ""},
		{"van der Heijden G. Traction for sciatica in primary care practice II. Manual Ther 1995", ""},
		{"Müller A. Traktion bei Rückenschmerz: eine kontrollierte Studie, Teil II. 2001", ""},
		{"Deyo RA. Low back pain. N Engl J Med 2001;344:363-70", ""},
		{"Roe R. Annual report of the traction registry. 2010", ""},
		{"", ""},
		{strings.Repeat("traction ", 5000), ""},
	} {
		got, ok := m.Find(c.text)
		if ok != (c.want != "") || ok && got.Report != c.want {
			t.Errorf("%.80q: got %+v %v, want %q", c.text, got, ok, c.want)
		}
		if ok && (got.Score < 0.85 || got.Score > 1 || len(got.Reasons) != 3) {
			t.Errorf("%.80q: score %v, reasons %q", c.text, got.Score, got.Reasons)
		}
	}
	if _, ok := citations.NewMatcher(nil).Find("Prasad KS. Inversion therapy in patients. 2012"); ok {
		t.Error("an empty library was matched")
	}
}

func TestByWords(t *testing.T) {
	prasad := "Prasad KS. Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial. 2012"
	yoga := "Doe J. A completely different paper about yoga. 2015"
	works := append(slices.Clone(library), cites("citing", corpus.Item{}, prasad, "pmid:22263648 "+prasad, "doi:10.1000/other "+yoga))
	g := citations.Build(slices.Values(works))
	got := keysOf(g.Backward("citing"))
	// The PMID is not in the library and the report has none: the words decide.
	// A report with a DOI is not meant by a citation with another one.
	if want := []string{"doi:10.1000/other [citing]", "prasad [citing]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if s := g.Stats(); s.ByWords != 1 || s.Repeated != 1 || s.Inside != 1 {
		t.Errorf("got %+v", s)
	}
	if l := g.ByWords(); len(l) != 1 || l[0].From != "citing" || l[0].Match == nil || l[0].Match.Report != "prasad" {
		t.Errorf("got %+v", l)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Prasad KS. Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial. 2012", "Inversion therapy in patients")
	f.Add("Ünal Ö. Title one two three. 1999", "Title one two three")
	f.Fuzz(func(t *testing.T, reference, title string) {
		it := corpus.Item{Title: title, Authors: []corpus.Author{{Family: "Prasad"}}, Published: corpus.Date{Year: 2012}}
		w := citations.Work{Report: "r", Item: it}
		if m, ok := citations.NewMatcher([]citations.Work{w}).Find(reference); ok && (m.Report != "r" || m.Score < 0.8 || !strings.Contains(strings.ToLower(corpus.ASCII(reference)), "prasad")) {
			t.Fatalf("got %+v", m)
		}
		w.Item.References = []corpus.Citation{{Text: reference}, {Text: title}}
		g := citations.Build(slices.Values([]citations.Work{w}))
		if s := g.Stats(); s.References != 2 || s.Empty+s.Itself+s.Repeated+len(g.Backward("r")) != 2 {
			t.Fatalf("references were lost: %+v", s)
		}
	})
}

// shelf is a library of n reports with 30 references each: a third to each
// other by DOI, a third by words, the rest to works outside.
func shelf(n int) []citations.Work {
	r := rand.New(rand.NewPCG(1, 2))
	title := func(i int) string {
		return fmt.Sprintf("Effect of treatment %d on outcome %d in people with condition %d: a randomised controlled trial", i, i*7%1000, i*13%997)
	}
	works := make([]citations.Work, n)
	for i := range works {
		it := corpus.Item{DOI: corpus.DOI(fmt.Sprintf("10.1000/r%d", i)), Title: title(i), Published: corpus.Date{Year: 1990 + i%30}, Authors: []corpus.Author{{Family: fmt.Sprintf("Author%d", i%500)}}}
		for k := range 30 {
			j := r.IntN(n)
			switch k % 3 {
			case 0:
				it.References = append(it.References, corpus.Citation{DOI: corpus.DOI(fmt.Sprintf("10.1000/r%d", j))})
			case 1:
				it.References = append(it.References, corpus.Citation{Text: fmt.Sprintf("Author%d A, Other B. %s. J Test %d;1:2-3", j%500, title(j), 1990+j%30)})
			default:
				it.References = append(it.References, corpus.Citation{DOI: corpus.DOI(fmt.Sprintf("10.2000/x%d", r.IntN(20*n))), Text: "Someone C. A work outside of the library on another matter. Lancet 2001;1:1"})
			}
		}
		works[i] = citations.Work{Report: corpus.ReportID(fmt.Sprintf("r%d", i)), Item: it}
	}
	return works
}

func TestShelf(t *testing.T) {
	const n = 500
	g := citations.Build(slices.Values(shelf(n)))
	s := g.Stats()
	if s.References != 30*n || s.ByWords < 9*n || s.Inside < 19*n {
		t.Errorf("got %+v", s)
	}
}

// BenchmarkBuild is 10,000 reports with 300,000 references.
func BenchmarkBuild(b *testing.B) {
	works := shelf(10_000)
	for b.Loop() {
		citations.Build(slices.Values(works))
	}
}

// TestCapitalDOI joins a citation to a report whose DOI was entered with
// capitals.
func TestCapitalDOI(t *testing.T) {
	g := citations.Build(slices.Values([]citations.Work{
		cites("a", corpus.Item{}, "doi:10.1097/BRS.0b01"), cites("b", corpus.Item{DOI: "10.1097/BRS.0B01"}),
	}))
	if got := keysOf(g.Backward("a")); !slices.Equal(got, []string{"b [a]"}) {
		t.Errorf("got %v", got)
	}
}
