package dedupe_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/dedupe"
	"appraise/corpus/field"
)

// paper is the made-up item that the cases change.
func paper(change ...func(*corpus.Item)) corpus.Item {
	it := corpus.Item{
		Kind: corpus.KindArticle, Title: "Effect of early mobilisation on walking ability after hip fracture: a randomised trial",
		Authors: []corpus.Author{{Family: "Müller", Given: "Anna K"}, {Family: "van den Berg", Given: "Piet"}, {Family: "O'Neill", Given: "Sean"}},
		Journal: "The New England Journal of Medicine", Published: corpus.Date{Year: 2015}, Volume: "372", Issue: "4", Pages: "1473-1480",
		Abstract: "BACKGROUND: Early mobilisation is advised after hip fracture, yet few trials have measured walking. METHODS: We randomised 412 adults in nine hospitals to start walking on the day after surgery or on the third day. RESULTS: At four months 61% and 52% walked without help. CONCLUSIONS: Early mobilisation helped.",
	}
	for _, c := range change {
		c(&it)
	}
	return it
}

// Short hands for changes.
func doi(d corpus.DOI) func(*corpus.Item)   { return func(it *corpus.Item) { it.DOI = d } }
func pmid(p corpus.PMID) func(*corpus.Item) { return func(it *corpus.Item) { it.PMID = p } }
func headed(s string) func(*corpus.Item)    { return func(it *corpus.Item) { it.Title = s } }
func year(y int) func(*corpus.Item)         { return func(it *corpus.Item) { it.Published.Year = y } }
func in(s string) func(*corpus.Item)        { return func(it *corpus.Item) { it.Journal = s } }
func kind(k corpus.Kind) func(*corpus.Item) { return func(it *corpus.Item) { it.Kind = k } }
func noAbstract(it *corpus.Item)            { it.Abstract = "" }
func at(volume, issue, pages string) func(*corpus.Item) {
	return func(it *corpus.Item) { it.Volume, it.Issue, it.Pages = volume, issue, field.Pages(pages) }
}
func by(names ...string) func(*corpus.Item) {
	return func(it *corpus.Item) {
		it.Authors = nil
		for _, n := range names {
			it.Authors = append(it.Authors, field.Name(n))
		}
	}
}

const longTitle = "Effect of early mobilisation on walking ability after hip fracture"

// The cases that the issue and users of other programs name. All are made up.
var pairCases = []struct {
	name string
	a, b corpus.Item
	want dedupe.Verdict
}{
	{"nothing but case of the DOI", paper(doi("10.5555/abc.1")), paper(doi("10.5555/ABC.1")), dedupe.Same},
	{"DOI written as an address", paper(doi("https://doi.org/10.5555/abc.1")), paper(doi("10.5555/abc.1")), dedupe.Same},
	{"DOIs differ, all else equal", paper(doi("10.5555/abc.1")), paper(doi("10.5555/abc.2")), dedupe.Review},
	{"PMIDs differ, all else equal", paper(pmid("11111111")), paper(pmid("22222222")), dedupe.Review},
	{"same DOI, PMIDs differ", paper(doi("10.5555/a"), pmid("11111111")), paper(doi("10.5555/a"), pmid("22222222")), dedupe.Review},
	{"one has the DOI, the other the PMID", paper(doi("10.5555/abc.1")), paper(pmid("11111111")), dedupe.Same},
	{"a malformed DOI is none", paper(doi("unavailable")), paper(doi("10.5555/abc.1")), dedupe.Same},
	{"same DOI of a supplement, other abstracts", paper(doi("10.5555/suppl")), paper(doi("10.5555/suppl"), headed("Cost of falls in nursing homes of three countries"), by("Rossi, Carla"), noAbstract, at("372", "S1", "S99")), dedupe.Different},
	{"same DOI and little else", paper(doi("10.5555/a")), corpus.Item{DOI: "10.5555/a", Title: longTitle}, dedupe.Same},
	{"bare record with the same DOI", paper(doi("10.5555/a")), corpus.Item{DOI: "10.5555/a"}, dedupe.Same},

	{"journal abbreviated, pages cut, initials", paper(noAbstract), paper(noAbstract, in("N Engl J Med"), at("372", "", "1473-80"), by("Müller AK", "van den Berg P", "O'Neill S")), dedupe.Same},
	{"all capitals", paper(noAbstract), paper(noAbstract, headed(strings.ToUpper(paper().Title)), in("NEW ENGLAND JOURNAL OF MEDICINE")), dedupe.Same},
	{"UTF-8 read as Windows-1252", paper(noAbstract), paper(noAbstract, by("MÃ¼ller, Anna K", "van den Berg, Piet", "Oâ€™Neill, Sean")), dedupe.Same},
	{"letters lost", paper(noAbstract), paper(noAbstract, by("M\ufffdller, Anna K", "van den Berg, Piet", "ONeill, Sean")), dedupe.Same},
	{"names the wrong way round", paper(noAbstract), paper(noAbstract, by("Anna, Müller", "Piet, van den Berg", "Sean, O'Neill")), dedupe.Same},
	{"subtitle missing, same place", paper(noAbstract), paper(noAbstract, headed(longTitle)), dedupe.Same},
	{"subtitle missing, no place", paper(noAbstract, at("", "", "")), paper(noAbstract, at("", "", ""), headed(longTitle)), dedupe.Review},
	{"subtitle missing, no place, same abstract", paper(at("", "", "")), paper(at("", "", ""), headed(longTitle)), dedupe.Same},
	{"title cut off", paper(noAbstract), paper(noAbstract, headed("Effect of early mobilisation on walking ability after hip fracture: a rand...")), dedupe.Same},
	{"misread letters", paper(noAbstract), paper(noAbstract, headed("Effect of early mobilisatlon on waIking ability after hip fracture: a randomised trial")), dedupe.Same},
	{"American spelling", paper(noAbstract), paper(noAbstract, headed("Effect of early mobilization on walking ability after hip fracture: a randomized trial")), dedupe.Same},
	{"note on the language", paper(noAbstract), paper(noAbstract, headed("[Effect of early mobilisation on walking ability after hip fracture: a randomised trial]. [German]")), dedupe.Same},
	{"erratum mentioned behind the title", paper(noAbstract), paper(noAbstract, headed(paper().Title+" [Erratum appears in N Engl J Med. 2015;373:99]")), dedupe.Same},
	{"retracted, as the publisher marks it", paper(noAbstract), paper(noAbstract, headed("RETRACTED: "+paper().Title)), dedupe.Same},
	{"online first, then in print", paper(noAbstract), paper(noAbstract, year(2014), at("", "", "1-8")), dedupe.Same},
	{"no journal, no pages", paper(noAbstract), paper(noAbstract, in(""), at("", "", "")), dedupe.Same},
	{"abstract cut at 250 words", paper(), paper(at("", "", ""), func(it *corpus.Item) { it.Abstract = it.Abstract[:len(it.Abstract)/2] }), dedupe.Same},

	{"Part I and Part II", paper(headed(longTitle+". Part I"), noAbstract), paper(headed(longTitle+". Part II"), noAbstract, at("372", "4", "1481-1490")), dedupe.Review},
	{"Part I and no part", paper(headed(longTitle), noAbstract, at("", "", "")), paper(headed(longTitle+". Part 2"), noAbstract, at("", "", "")), dedupe.Review},
	{"numbered series", paper(headed("Hip fracture series 3: walking ability after early mobilisation"), noAbstract), paper(headed("Hip fracture series 4: walking ability after early mobilisation"), noAbstract, at("372", "5", "1600-1610")), dedupe.Review},
	{"chapters of a book", chapter("Fractures of the hip", "101-120"), chapter("Fractures of the wrist", "121-140"), dedupe.Different},
	{"book and chapter", chapter("Fractures of the hip", ""), corpus.Item{Kind: corpus.KindBook, Title: "Fractures of the hip", ISBN: []string{"978-0-306-40615-7"}, Published: corpus.Date{Year: 2015}, Editors: []corpus.Author{{Family: "Müller", Given: "A"}}, Authors: []corpus.Author{{Family: "Müller", Given: "A"}}}, dedupe.Review},
	{"editions", edition("2nd ed.", 2010), edition("3rd ed.", 2010), dedupe.Review},
	{"erratum", paper(noAbstract), paper(noAbstract, headed("Erratum: "+paper().Title), at("373", "2", "99")), dedupe.Different},
	{"erratum in the same volume", paper(noAbstract), paper(noAbstract, headed("Correction to: "+paper().Title), at("372", "9", "1699")), dedupe.Different},
	{"retraction notice", paper(noAbstract), paper(noAbstract, headed("Retraction notice to: "+paper().Title), at("372", "9", "1699")), dedupe.Different},
	{"expression of concern with the DOI of the paper", paper(doi("10.5555/a")), paper(doi("10.5555/a"), headed("Expression of concern: "+paper().Title), at("380", "1", "12")), dedupe.Review},
	{"protocol and results", paper(noAbstract), paper(noAbstract, headed(longTitle+": study protocol for a randomised trial"), in("Trials"), at("12", "1", "15"), year(2012)), dedupe.Different},
	{"protocol in the same journal", paper(noAbstract, at("", "", "")), paper(noAbstract, at("", "", ""), headed(longTitle+": a randomised trial. Protocol")), dedupe.Review},
	{"meeting abstract and paper", paper(), paper(kind(corpus.KindAbstract), at("371", "S1", "S12"), year(2014)), dedupe.Review},
	{"meeting abstract and paper, DOIs differ", paper(doi("10.5555/a")), paper(doi("10.5555/b"), kind(corpus.KindAbstract), at("371", "S1", "S12")), dedupe.Review},
	{"journal and workshop", paper(noAbstract, in("Journal of Gait Studies"), at("", "", "")), paper(noAbstract, in("Workshop of Gait Studies"), at("", "", "")), dedupe.Review},
	{"letter and reply", paper(noAbstract, headed("Early mobilisation after hip fracture")), paper(noAbstract, headed("Early mobilisation after hip fracture - Reply"), at("372", "4", "1481")), dedupe.Different},
	{"reply by others", paper(noAbstract, headed("Early mobilisation after hip fracture")), paper(noAbstract, headed("Reply to: Early mobilisation after hip fracture"), by("Rossi, Carla"), at("372", "9", "1681")), dedupe.Different},
	{"editorials of one issue", paper(noAbstract, headed("Editorial"), by("Rossi, Carla"), at("12", "1", "1-2")), paper(noAbstract, headed("Editorial"), by("Weber, Uwe"), at("12", "1", "3-4")), dedupe.Different},
	{"editorials of one author", paper(noAbstract, headed("Editorial"), by("Rossi, Carla"), at("12", "1", "1-2")), paper(noAbstract, headed("Editorial"), by("Rossi, Carla"), at("12", "2", "1-2")), dedupe.Review},
	{"one editorial", paper(noAbstract, headed("Editorial"), by("Rossi, Carla"), at("12", "1", "1-2")), paper(noAbstract, headed("EDITORIAL."), by("Rossi C"), at("12", "1", "1-2")), dedupe.Same},
	{"yearly report", paper(noAbstract, headed("Annual report of the national hip register")), paper(noAbstract, headed("Annual report of the national hip register"), year(2016), at("373", "4", "1402-1411")), dedupe.Different},
	{"yearly report with the year", paper(noAbstract, headed("Hip fracture statistics, 2014")), paper(noAbstract, headed("Hip fracture statistics, 2015"), year(2016), at("373", "4", "22-29")), dedupe.Different},
	{"translation published elsewhere", paper(noAbstract, func(it *corpus.Item) { it.Languages = []string{"eng"} }), paper(noAbstract, in("Revista de Ortopedia"), at("8", "2", "33-40"), func(it *corpus.Item) { it.Languages = []string{"Spanish"} }), dedupe.Different},
	{"preprint and paper", paper(doi("10.5555/a")), paper(doi("10.1101/2015.01.02.123456"), in("medRxiv"), kind(corpus.KindPreprint), at("", "", ""), year(2014)), dedupe.Review},
	{"preprint without DOI", paper(), paper(in("medRxiv"), at("", "", "")), dedupe.Review},
	{"adults and children", paper(noAbstract, at("", "", ""), headed("Effect of early mobilisation after hip fracture in adults")), paper(noAbstract, at("", "", ""), headed("Effect of early mobilisation after hip fracture in children")), dedupe.Review},
	{"a word turned into its opposite", paper(noAbstract, at("", "", ""), headed("Treatment of symptomatic carotid stenosis in old age")), paper(noAbstract, at("", "", ""), headed("Treatment of asymptomatic carotid stenosis in old age")), dedupe.Review},
	{"other people, same title", paper(noAbstract, at("", "", "")), paper(noAbstract, at("", "", ""), in("Lancet"), by("Rossi, Carla", "Weber, Uwe")), dedupe.Different},
	{"registry entries of other trials", registered("NCT00000001"), registered("NCT00000002"), dedupe.Review},
	{"versions of a review within a year", cochrane("10.1002/14651858.CD012345.pub2", 2010), cochrane("10.1002/14651858.CD012345.pub3", 2011), dedupe.Same},
	{"versions of a review years apart", cochrane("10.1002/14651858.CD012345.pub2", 2010), cochrane("10.1002/14651858.CD012345.pub3", 2016), dedupe.Review},
	{"nothing at all", corpus.Item{}, corpus.Item{}, dedupe.Different},
	{"unknown titles", paper(noAbstract, headed("Unknown"), at("", "", "")), paper(noAbstract, headed("UNKNOWN"), at("", "", "")), dedupe.Review},
}

func chapter(title, pages string) corpus.Item {
	return corpus.Item{Kind: corpus.KindChapter, Title: title, Journal: "Handbook of fractures", ISBN: []string{"9780306406157"}, Published: corpus.Date{Year: 2015}, Pages: pages, Authors: []corpus.Author{{Family: "Müller", Given: "Anna"}}}
}

func edition(ed string, y int) corpus.Item {
	return corpus.Item{Kind: corpus.KindBook, Title: "Handbook of fractures of the hip and the pelvis in old age", Edition: ed, Published: corpus.Date{Year: y}, Authors: []corpus.Author{{Family: "Müller", Given: "Anna"}, {Family: "Rossi", Given: "Carla"}}, Publisher: "Made Up Press"}
}

func registered(number corpus.Registration) corpus.Item {
	return corpus.Item{Kind: corpus.KindRegistry, Title: "Open label trial of a made up antibody in haemolytic uraemic syndrome", Published: corpus.Date{Year: 2011}, Authors: []corpus.Author{{Collective: "Made Up Pharmaceuticals"}}, Registrations: []corpus.Registration{number}}
}

func cochrane(d corpus.DOI, y int) corpus.Item {
	return corpus.Item{Kind: corpus.KindArticle, Title: "Early mobilisation for people with hip fracture", DOI: d, Published: corpus.Date{Year: y}, Journal: "Cochrane Database Syst Rev", Pages: "CD012345", Issue: "3", Authors: []corpus.Author{{Family: "Müller", Given: "A"}, {Family: "Rossi", Given: "C"}}}
}

func TestCompare(t *testing.T) {
	for _, c := range pairCases {
		t.Run(c.name, func(t *testing.T) {
			a, b := dedupe.Prepare(c.a), dedupe.Prepare(c.b)
			d := dedupe.Compare(a, b)
			if d.Verdict != c.want {
				t.Errorf("%s (%.2f): %s; want %s", d.Verdict, d.Score, strings.Join(d.Reasons, "; "), c.want)
			}
			if back := dedupe.Compare(b, a); back.Verdict != d.Verdict || back.Score != d.Score {
				t.Errorf("the other way round %s %.4f, not %s %.4f", back.Verdict, back.Score, d.Verdict, d.Score)
			}
			if d.Verdict != dedupe.Different && len(d.Reasons) == 0 {
				t.Error("no reasons")
			}
		})
	}
}

// Whatever an item says, it is the same as itself once it says enough.
func TestCompareWithItself(t *testing.T) {
	for _, c := range pairCases {
		p := dedupe.Prepare(c.a)
		if c.a.Title == "" || c.a.Title == "Unknown" {
			continue
		}
		if d := dedupe.Compare(p, p); d.Verdict != dedupe.Same {
			t.Errorf("%s: %q is %s as itself (%.2f): %s", c.name, c.a.Title, d.Verdict, d.Score, strings.Join(d.Reasons, "; "))
		}
	}
}

// Find puts the pair cases into blocks in which they meet.
func TestPairsAreBlocked(t *testing.T) {
	for _, c := range pairCases {
		groups, pairs, err := dedupe.Find(slices.Values([]dedupe.Record{{ID: "a", Item: c.a}, {ID: "b", Item: c.b}}), dedupe.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := dedupe.Different
		switch {
		case len(groups) == 1:
			got = dedupe.Same
		case len(pairs) == 1:
			got = dedupe.Review
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
