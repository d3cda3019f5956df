package refs_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/reports/refs"
)

// cslName and cslItem are the parts of CSL-JSON the oracle uses.
type cslName struct {
	Family, Given, Literal, Suffix string
	Particle                       string `json:"non-dropping-particle"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

type cslItem struct {
	ID, Type, Title, Volume, Issue, Page, DOI, URL, Edition, Publisher, Genre, Number string

	Container string `json:"container-title"`
	Short     string `json:"container-title-short"`
	Place     string `json:"publisher-place"`
	Issued    cslDate
	Accessed  cslDate
	Author    []cslName
	Editor    []cslName
}

var kinds = map[string]corpus.Kind{
	"article-journal": corpus.KindArticle, "book": corpus.KindBook, "chapter": corpus.KindChapter, "report": corpus.KindTechReport,
	"article": corpus.KindPreprint, "webpage": corpus.KindWebPage, "paper-conference": corpus.KindConference, "thesis": corpus.KindThesis,
}

func (d cslDate) date() (out corpus.Date) {
	if len(d.Parts) == 0 {
		return out
	}
	for i, n := range d.Parts[0] {
		*[]*int{&out.Year, &out.Month, &out.Day}[i] = n
	}
	return out
}

func people(names []cslName) (out []corpus.Author) {
	for _, n := range names {
		out = append(out, corpus.Author{Family: strings.TrimSpace(n.Particle + " " + n.Family), Given: n.Given, Suffix: n.Suffix, Collective: n.Literal})
	}
	return out
}

func (c cslItem) item() corpus.Item {
	it := corpus.Item{
		Kind: kinds[c.Type], Title: c.Title, Authors: people(c.Author), Editors: people(c.Editor), Journal: c.Container, JournalAbbrev: c.Short,
		Published: c.Issued.date(), Accessed: c.Accessed.date(), Volume: c.Volume, Issue: c.Issue, Pages: c.Page, ArticleNumber: c.Number,
		Edition: c.Edition, Publisher: c.Publisher, Place: c.Place, DOI: corpus.DOI(c.DOI),
	}
	if c.Genre != "" {
		it.PublicationTypes = []string{c.Genre}
	}
	if c.URL != "" {
		it.URLs = []string{c.URL}
	}
	return it
}

func TestOracle(t *testing.T) {
	raw, err := os.ReadFile("../../testdata/oracles/citations.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracle struct {
		Items []cslItem
		Out   map[string]struct{ AMA, NLM string }
	}
	if err := json.Unmarshal(raw, &oracle); err != nil {
		t.Fatal(err)
	}
	if len(oracle.Items) != len(oracle.Out) || len(oracle.Items) < 20 {
		t.Fatalf("%d items and %d references", len(oracle.Items), len(oracle.Out))
	}
	for _, c := range oracle.Items {
		if got, want := refs.Format(c.item(), refs.AMA).String(), oracle.Out[c.ID].AMA; got != want {
			t.Errorf("%s in AMA style\n got %s\nwant %s", c.ID, got, want)
		}
		if got, want := refs.Format(c.item(), refs.Vancouver).String(), oracle.Out[c.ID].NLM; got != want {
			t.Errorf("%s in Vancouver style\n got %s\nwant %s", c.ID, got, want)
		}
	}
}

func TestOtherKinds(t *testing.T) {
	who := []corpus.Author{{Family: "Doe", Given: "Jane"}}
	when := corpus.Date{Year: 2020, Month: 5, Day: 2}
	for _, tt := range []struct {
		name      string
		it        corpus.Item
		ama, vanc string
	}{
		{"registry entry", corpus.Item{Kind: corpus.KindRegistry, Title: "Home inversion table", Registrations: []corpus.Registration{"ACTRN12616000549426"}, Published: corpus.Date{Year: 2016}},
			"Home inversion table. ANZCTR. Identifier: ACTRN12616000549426. 2016.",
			"ANZCTR [Internet]. 2016. Home inversion table. Identifier: ACTRN12616000549426."},
		{"dataset", corpus.Item{Kind: corpus.KindDataset, Title: "Trial data", Authors: who, Publisher: "Dryad", Published: when, DOI: "10.5061/dryad.1"},
			"Doe J. Trial data [dataset]. Dryad; 2020. doi:10.5061/dryad.1",
			"Doe J. Trial data [dataset]. Dryad; 2020. doi:10.5061/dryad.1"},
		{"software", corpus.Item{Kind: corpus.KindSoftware, Title: "metafor", Authors: who, Edition: "3.8", Published: when, URLs: []string{"https://example.org"}},
			"Doe J. metafor [software]. Version 3.8. 2020. https://example.org",
			"Doe J. metafor [software]. Version 3.8. 2020. Available from: https://example.org"},
		{"guideline in a journal", corpus.Item{Kind: corpus.KindGuideline, Title: "A guideline?", Authors: who, Journal: "Annals", Volume: "1", Published: when},
			"Doe J. A guideline? Annals. 2020;1.", "Doe J. A guideline? Annals. 2020 May 2;1."},
		{"abstract", corpus.Item{Kind: corpus.KindAbstract, Title: "An abstract", Authors: who, JournalAbbrev: "Eur. Heart J.", Volume: "4", Pages: "12", Published: corpus.Date{Year: 2020}},
			"Doe J. An abstract [abstract]. Eur Heart J. 2020;4:12.", "Doe J. An abstract [abstract]. Eur Heart J. 2020;4:12."},
		{"patent", corpus.Item{Kind: corpus.KindPatent, Title: "A table", Authors: who, ArticleNumber: "US 1234", Published: when},
			"Doe J. A table. US 1234. May 2, 2020.", "Doe J. A table. US 1234, 2020 May 2."},
		{"news", corpus.Item{Kind: corpus.KindNews, Title: "News", Journal: "The Post", Published: when}, "News. The Post. May 2, 2020.", "The Post [Internet]. 2020. News."},
		{"nothing", corpus.Item{}, "[title not known].", "[title not known]."},
	} {
		if got := refs.Format(tt.it, refs.AMA).String(); got != tt.ama {
			t.Errorf("%s in AMA style\n got %s\nwant %s", tt.name, got, tt.ama)
		}
		if got := refs.Format(tt.it, refs.Vancouver).String(); got != tt.vanc {
			t.Errorf("%s in Vancouver style\n got %s\nwant %s", tt.name, got, tt.vanc)
		}
	}
}

func TestRetractedIsMarked(t *testing.T) {
	it := corpus.Item{Kind: corpus.KindArticle, Title: "A trial", Journal: "BMJ", Volume: "1", Published: corpus.Date{Year: 2001}}
	retracted := corpus.Notice{Type: corpus.Retracted, Date: corpus.Date{Year: 2010, Month: 2}}
	lifted := corpus.Notice{Type: corpus.Reinstated, Date: corpus.Date{Year: 2012}}
	linked := it
	linked.Relations = []corpus.Relation{{Type: "RetractionIn", Text: "BMJ. 2010;3:1."}}
	for _, tt := range []struct {
		name    string
		it      corpus.Item
		notices []corpus.Notice
		style   refs.Style
		want    string
		flag    string
	}{
		{"clean", it, nil, refs.AMA, "A trial. BMJ. 2001;1.", ""},
		{"by notice, AMA", it, []corpus.Notice{retracted}, refs.AMA, "A trial. BMJ. 2001;1. Retracted 2010-02.", "retracted"},
		{"by notice, NLM", it, []corpus.Notice{retracted}, refs.Vancouver, "A trial [retracted 2010-02]. BMJ. 2001;1.", "retracted"},
		{"by relation", linked, nil, refs.Vancouver, "A trial [retracted in: BMJ. 2010;3:1]. BMJ. 2001;1.", "retracted"},
		{"reinstated", it, []corpus.Notice{retracted, lifted}, refs.AMA, "A trial. BMJ. 2001;1.", ""},
	} {
		got := refs.Format(tt.it, tt.style, tt.notices...)
		if got.String() != tt.want || got.Retracted != tt.flag {
			t.Errorf("%s: got %q (%s), want %q (%s)", tt.name, got.String(), got.Retracted, tt.want, tt.flag)
		}
	}
}

func TestRunsCarryLinkAndItalics(t *testing.T) {
	it := corpus.Item{Kind: corpus.KindArticle, Title: "T", Journal: "BMJ", Volume: "1", DOI: "10.1/x"}
	var italic, linked string
	for _, r := range refs.Format(it, refs.AMA).Runs {
		if r.Italic {
			italic = r.Text
		}
		if r.URL != "" {
			linked = r.Text + "→" + r.URL
		}
	}
	if italic != "BMJ." || linked != "doi:10.1/x→https://doi.org/10.1/x" {
		t.Errorf("italic %q, linked %q", italic, linked)
	}
}

func FuzzFormat(f *testing.F) {
	f.Add("A title", "437-40", "McMurray", "John J.V.")
	f.Add("", "S12-S", "", "")
	f.Fuzz(func(t *testing.T, title, pages, family, given string) {
		it := corpus.Item{Title: title, Pages: pages, Authors: []corpus.Author{{Family: family, Given: given}}}
		for _, k := range []corpus.Kind{corpus.KindArticle, corpus.KindBook, corpus.KindChapter, corpus.KindRegistry, corpus.KindOther} {
			it.Kind = k
			for _, s := range []refs.Style{refs.AMA, refs.Vancouver} {
				if refs.Format(it, s).String() == "" {
					t.Errorf("%s %s: an empty reference", k, s)
				}
			}
		}
	})
}
