package pubmed_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/markup"
	"appraise/corpus/pubmed"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, pubmed.Read, "testdata/*.xml*") }

// TestSharedFiles accounts for every record of the development files.
func TestSharedFiles(t *testing.T) {
	for _, name := range intaketest.Shared(t, "pubmed_xml", "*.xml", "*.xml.gz") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			in := strings.Count(text, "<PubmedArticle>") + strings.Count(text, "<PubmedBookArticle>")
			res := intaketest.All(pubmed.Read, strings.NewReader(text), filepath.Base(name))
			t.Logf("in %d, out %d, lost %d, notes %d", in, len(res.Records), len(res.Lost), len(res.Kept))
			if len(res.Records)+len(res.Lost) != in || res.Fatal != nil {
				t.Errorf("in %d, out %d, lost %d: %v", in, len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, pubmed.Read, nil, text)
			for _, rec := range res.Records {
				oracle(t, rec)
			}
		})
	}
}

func TestOracleOnFixtures(t *testing.T) {
	for _, name := range []string{"full.xml", "book.xml", "titles.xml", "dates.xml"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		res := intaketest.All(pubmed.Read, bytes.NewReader(data), name)
		if len(res.Records) == 0 {
			t.Errorf("%s: nothing was read", name)
		}
		for _, rec := range res.Records {
			oracle(t, rec)
		}
	}
}

// oracle compares a record with what encoding/xml reads.
func oracle(t *testing.T, rec corpus.Record) {
	t.Helper()
	type inner struct {
		Text string `xml:",innerxml"`
	}
	var doc struct {
		Titles   []inner  `xml:"MedlineCitation>Article>ArticleTitle"`
		Journal  string   `xml:"MedlineCitation>Article>Journal>Title"`
		Volume   string   `xml:"MedlineCitation>Article>Journal>JournalIssue>Volume"`
		Families []string `xml:"MedlineCitation>Article>AuthorList>Author>LastName"`
		Mesh     []string `xml:"MedlineCitation>MeshHeadingList>MeshHeading>DescriptorName"`
		Types    []string `xml:"MedlineCitation>Article>PublicationTypeList>PublicationType"`
		Refs     []inner  `xml:"PubmedData>ReferenceList>Reference"`
		PMIDs    []string `xml:"MedlineCitation>PMID"`
	}
	if err := xml.Unmarshal([]byte(rec.Raw), &doc); err != nil {
		t.Errorf("%s: encoding/xml refuses what was read: %v", rec.Item.PMID, err)
		return
	}
	it := rec.Item
	equal := func(what, got, want string) {
		if got != want {
			t.Errorf("%s of %s: got %q, encoding/xml has %q", what, it.PMID, got, want)
		}
	}
	if len(doc.PMIDs) > 0 {
		equal("PMID", string(it.PMID), doc.PMIDs[len(doc.PMIDs)-1])
	}
	if len(doc.Titles) == 1 && doc.Titles[0].Text != "" && !strings.Contains(doc.Titles[0].Text, "Not Available") {
		equal("title", it.Title, markup.XML(doc.Titles[0].Text))
	}
	if doc.Journal != "" {
		equal("journal", it.Journal, markup.Clean(doc.Journal))
	}
	equal("volume", it.Volume+"", doc.Volume+strings.Repeat(it.Volume, boolInt(doc.Volume == "")))
	equal("number of headings", fmt.Sprint(len(it.MeSH)), fmt.Sprint(len(doc.Mesh)))
	for i, h := range it.MeSH {
		equal("heading", h.Descriptor, markup.Clean(doc.Mesh[i]))
	}
	if len(doc.PMIDs) > 0 {
		equal("types", strings.Join(it.PublicationTypes, "|"), strings.Join(doc.Types, "|"))
	}
	if n := len(doc.Refs); len(it.References) < n {
		equal("number of references", fmt.Sprint(len(it.References)), fmt.Sprint(n))
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestDeleted(t *testing.T) {
	f, err := os.Open("testdata/delete.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	res := intaketest.All(pubmed.Read, f, "delete.xml")
	var d *pubmed.Deleted
	if len(res.Lost) != 1 || !errors.As(res.Lost[0], &d) || fmt.Sprint(d.PMIDs) != "[111 222]" {
		t.Errorf("got %v, want the deletion of 111 and 222", res.Lost)
	}
}

// A file cut in the middle still gives the records before the cut.
func TestTruncated(t *testing.T) {
	data, err := os.ReadFile("testdata/full_again.xml.gz")
	if err != nil {
		t.Fatal(err)
	}
	res := intaketest.All(pubmed.Read, bytes.NewReader(data[:len(data)-5]), "cut.xml.gz")
	if res.Fatal == nil || !strings.Contains(res.Fatal.Error(), "cut.xml.gz") || len(res.Records) == 0 {
		t.Errorf("got %d records and %v", len(res.Records), res.Fatal)
	}
}

func TestEndlessRecord(t *testing.T) {
	r := intaketest.Repeat("<PubmedArticle><MedlineCitation><PMID>1</PMID>", "<Article>text without end</Article>", "</MedlineCitation></PubmedArticle>"+article, 1_000_000)
	res := intaketest.All(pubmed.Read, r, "endless")
	if len(res.Lost) != 1 || len(res.Records) != 1 {
		t.Errorf("got %d records and %v", len(res.Records), res.Lost)
	}
}

// article is an article of the usual size.
var article = func() string {
	data, err := os.ReadFile("testdata/full.xml")
	if err != nil {
		return ""
	}
	s := string(data)
	s = s[strings.Index(s, "<PubmedArticle>"):strings.Index(s, "</PubmedArticleSet>")]
	sentence := strings.Repeat("The trial compared the new treatment with the usual one in a number of adults. ", 18)
	refs := strings.Repeat("<Reference><Citation>Doe J, Roe R. A paper that is cited here for its methods. J Invent. 2001;1(2):3-4.</Citation><ArticleIdList><ArticleId IdType=\"pubmed\">11111111</ArticleId></ArticleIdList></Reference>\n", 25)
	return strings.Replace(strings.Replace(s, "Two <i>", sentence+"Two <i>", 1), "<ReferenceList>", "<ReferenceList>"+refs, 1)
}()

func TestMemory(t *testing.T) {
	n := intaketest.Memory(t, pubmed.Read, intaketest.Repeat("<PubmedArticleSet>", article, "</PubmedArticleSet>", 200_000_000/len(article)), 60)
	if n != 200_000_000/len(article) {
		t.Errorf("got %d records", n)
	}
}

func BenchmarkRead(b *testing.B) {
	intaketest.Bench(b, pubmed.Read, []byte("<PubmedArticleSet>"+strings.Repeat(article, 2000)+"</PubmedArticleSet>"))
}

func BenchmarkEncodingXML(b *testing.B) {
	data := []byte("<PubmedArticleSet>" + strings.Repeat(article, 200) + "</PubmedArticleSet>")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		d := xml.NewDecoder(bytes.NewReader(data))
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A record of very many values costs no more than its size.
func TestVastRecord(t *testing.T) {
	var b strings.Builder
	for i := range 150_000 {
		fmt.Fprintf(&b, "<Keyword>k%d</Keyword><Keyword>k%[1]d</Keyword>", i)
	}
	res := intaketest.All(pubmed.Read, strings.NewReader("<PubmedArticle><MedlineCitation><PMID>1</PMID><KeywordList>"+b.String()+"</KeywordList></MedlineCitation></PubmedArticle>"), "vast")
	if len(res.Records) != 1 || len(res.Records[0].Item.Keywords) != 150_000 {
		t.Errorf("%d records: %v", len(res.Records), res.Lost)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.xml")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add("<PubmedArticleSet>" + article + "<PubmedBookArticle/><PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation></PubmedArticle ></PubmedArticleSet>")
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, pubmed.Read, nil, input)
		strictly(t, input)
	})
}
