package ingest_test

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/ingest"
	"appraise/corpus/intake/intaketest"

	"github.com/google/go-cmp/cmp"
)

func TestSniff(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"ris", "TY  - JOUR\nTI  - x\n", "ris"},
		{"ris behind Ovid's numbers", "1.\nTY  - JOUR\nTI  - x\n", "ris"},
		{"ris of Cochrane", "Record #3 of 18\nProvider: x\n\nTY  -  JOUR\nAN  -  1\n", "ris"},
		{"ris without type", "\nJF  - Journal\nT1  - Title\nER  - \n", "ris"},
		{"nbib", "\nPMID- 12345\nOWN - NLM\n", "nbib"},
		{"eric", "\nOWN - ERIC\nTI  - x\n", "nbib"},
		{"pubmed", "<?xml version=\"1.0\"?><!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet>\n", "pubmed"},
		{"csv", "record_id,title,abstract\n1,x,y\n", "csv"},
		{"csv of Embase", "\n\"SEARCH QUERY\",\"x:ti\"\n----\n\n\"Title\",\"Source\"\n", "csv"},
		{"tsv", "Reference Type\tTitle Primary\tPub Year\n", "csv"},
		{"csv whose text looks like xml", "title,abstract\n\"<b>x</b>\",\"a\"\n", "csv"},
		{"bibtex", "% comment\n@article{a, title={x}}\n", "bibtex"},
		{"bibtex of Mendeley", "Automatically generated\n\n@article{a,\n", "bibtex"},
		{"csl", "[{\"id\":\"1\",\"type\":\"article-journal\",\"title\":\"x\"}]", "csljson"},
		{"csl, none", "[]", "csljson"},
		{"csl, one", "{\"id\":1,\"title\":\"x\",\"issued\":{\"date-parts\":[[2001]]}}", "csljson"},
		{"endnote", "<?xml version=\"1.0\"?><xml><records><record><rec-number>1</rec-number>", "endnote"},
		{"enw", "%0 Journal Article\n%T x\n", "enw"},
		{"enw without type first", "%T x\n%0 Book\n", "enw"},
		{"jsonl", "{\"id\":\"1\",\"title\":\"x\"}\n{\"title\":\"y\"}\n", "jsonl"},
		{"jsonl of ours", "{\"kind\":\"article\",\"title\":\"x\",\"extra\":[{\"name\":\"type\"}]}\n", "jsonl"},
		{"jats", "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS\" \"x\"><article article-type=\"x\"><front><article-meta>", "jats"},
		{"wos", "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU A, B\n", "wos"},
		{"ovid", "<3001. >\nVN  - Ovid Technologies\nTI  - x\n", "ovid"},
		{"ovid with names", "<8>\nScore\n  *****\nTitle\n  x\n", "ovid"},
		{"trialgov", "{\"studies\":[{\"protocolSection\":{}}]}", "trialgov"},
		{"crossref", "{\"status\":\"ok\",\"message-type\":\"work\",\"message\":{}}", "crossref"},
		{"openalex", "{\"meta\":{},\"results\":[{\"id\":\"https://openalex.org/W1\"}]}", "openalex"},
	} {
		if got, err := ingest.Sniff([]byte(c.in), ""); got != c.want || err != nil {
			t.Errorf("%s: got %q, %v, want %q", c.name, got, err, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, in string
		kind     error
		says     string
	}{
		{"empty", "", ingest.ErrEmpty, "empty"},
		{"blank", " \r\n\t", ingest.ErrEmpty, "empty"},
		{"pdf", "%PDF-1.7\n%\xe2\xe3", ingest.ErrFormat, "appraise attach"},
		{"xlsx", "PK\x03\x04....[Content_Types].xml", ingest.ErrFormat, "save it as CSV"},
		{"zip", "PK\x03\x04....a.ris", ingest.ErrFormat, "unpack it"},
		{"png", "\x89PNG\r\n\x1a\n", ingest.ErrFormat, "picture"},
		{"binary", strings.Repeat("\x01\x02\x00\x03a", 100), ingest.ErrBinary, "binary"},
		{"pubmed summary", "1: Prasad KS, Gregson BA. Inversion therapy in patients. Disabil Rehabil. 2012. doi: 10.1/x. PMID: 22263648.\n\n2: Doe J. x. PMID: 1.\n", ingest.ErrFormat, "save"},
		{"list of PMIDs", "22263648\n22263649\n22263650\n", ingest.ErrFormat, "PMIDs"},
		{"html", "<!DOCTYPE html><html><body>x</body></html>", ingest.ErrFormat, "web page"},
		{"prose", "Dear editor, this is a letter and nothing else.\n", ingest.ErrUnknown, "no sign"},
		{"other xml", "<?xml version=\"1.0\"?><gpx><wpt/></gpx>", ingest.ErrFormat, "<gpx>"},
		{"rtf", "{\\rtf1 x}", ingest.ErrFormat, "rich text"},
	} {
		_, _, err := ingest.Read(strings.NewReader(c.in), "file.dat")
		var at *corpus.ParseError
		if !errors.Is(err, c.kind) || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(c.says)) || !errors.As(err, &at) || at.Source != "file.dat" {
			t.Errorf("%s: got %v, want %v that says %q and names the file", c.name, err, c.kind, c.says)
		}
	}
}

func TestTruncatedGzip(t *testing.T) {
	data, err := os.ReadFile("../pubmed/testdata/full_again.xml.gz")
	if err != nil {
		t.Fatal(err)
	}
	records, _, err := ingest.Read(bytes.NewReader(data[:len(data)/2]), "cut.xml.gz")
	for err == nil && records != nil {
		for _, e := range records {
			err = e
		}
		records = nil
	}
	if err == nil || !strings.Contains(err.Error(), "cut.xml.gz") {
		t.Errorf("got %v, want an error that names the file", err)
	}
}

// TestSharedFiles reads every development file by its content and accounts for
// it: records, or a reason.
func TestSharedFiles(t *testing.T) {
	for _, folder := range []string{"ris", "nbib", "pubmed_xml", "csv", "tsv", "txt_mixed", "bibtex", "endnote_xml", "endnote_enw", "jats", "ovid", "wos", "other", "xlsx"} {
		for _, name := range intaketest.Shared(t, folder, "*") {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			records, info, err := ingest.Read(bytes.NewReader(data), filepath.Base(name))
			if err != nil {
				t.Logf("refused: %v", err)
				if folder != "other" && folder != "xlsx" && !strings.HasSuffix(name, "TestEmpty.isi") && !strings.HasSuffix(name, "issue-12274.bib") {
					t.Errorf("%s/%v", folder, err)
				}
				continue
			}
			n, lost, kept := 0, 0, 0
			for _, err := range records {
				var p *corpus.ParseError
				switch {
				case err == nil:
					n++
				case errors.As(err, &p) && p.Kept:
					kept++
				case errors.As(err, &p):
					lost++
				default:
					t.Errorf("%v", err)
				}
			}
			t.Logf("%s/%s: %s, %v, records %d, lost %d, notes %d", folder, filepath.Base(name), info.Format, info.Encoding, n, lost, kept)
		}
	}
}

func TestNormalise(t *testing.T) {
	pair := []corpus.Author{{Family: "A", Given: "B"}, {Family: "C", Given: "D"}}
	for _, c := range []struct {
		name     string
		in, want corpus.Item
	}{
		{"addresses", corpus.Item{URLs: []string{"https://pubmed.ncbi.nlm.nih.gov/123/", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC456/", "https://doi.org/10.1234/X"}},
			corpus.Item{URLs: []string{"https://pubmed.ncbi.nlm.nih.gov/123/", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC456/", "https://doi.org/10.1234/X"}, PMID: "123", PMCID: "PMC456", DOI: "10.1234/x"}},
		{"what is there stays", corpus.Item{PMID: "9", Notes: []string{"PMID: 123"}}, corpus.Item{PMID: "9", Notes: []string{"PMID: 123"}}},
		{"note", corpus.Item{Notes: []string{"PMID: 123"}}, corpus.Item{PMID: "123", Notes: []string{"PMID: 123"}}},
		{"accession of MEDLINE", corpus.Item{Database: "Ovid MEDLINE(R)", Accession: "123"}, corpus.Item{Database: "Ovid MEDLINE(R)", Accession: "123", PMID: "123"}},
		{"accession of Embase", corpus.Item{Database: "Embase", Accession: "123"}, corpus.Item{Database: "Embase", Accession: "123"}},
		{"trial number", corpus.Item{Abstract: "Registered as NCT00261469."}, corpus.Item{Abstract: "Registered as NCT00261469.", Registrations: []corpus.Registration{"NCT00261469"}}},
		{"list given twice", corpus.Item{Authors: append(slices.Clone(pair), pair...)}, corpus.Item{Authors: pair}},
		{"namesakes", corpus.Item{Authors: []corpus.Author{pair[0], pair[0]}}, corpus.Item{Authors: []corpus.Author{pair[0], pair[0]}}},
		{"preprint", corpus.Item{Kind: corpus.KindArticle, Journal: "medRxiv", DOI: "10.1101/2020.01.01.20000001"}, corpus.Item{Kind: corpus.KindPreprint, Journal: "medRxiv", DOI: "10.1101/2020.01.01.20000001"}},
		{"pages", corpus.Item{Pages: "437-40"}, corpus.Item{Pages: "437-440"}},
	} {
		got := ingest.Normalise(c.in)
		if !equal(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
		if again := ingest.Normalise(got); !equal(again, got) {
			t.Errorf("%s: a second time it becomes %+v", c.name, again)
		}
	}
}

func equal(a, b corpus.Item) bool {
	return a.PMID == b.PMID && a.PMCID == b.PMCID && a.DOI == b.DOI && a.Kind == b.Kind && a.Pages == b.Pages &&
		slices.Equal(a.Authors, b.Authors) && slices.Equal(a.Registrations, b.Registrations) && slices.Equal(a.URLs, b.URLs) && slices.Equal(a.Notes, b.Notes)
}

func TestFormats(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range ingest.Formats() {
		if f.Name == "" || f.Title == "" || len(f.Extensions) == 0 || !f.CanRead && !f.CanWrite || seen[f.Name] {
			t.Errorf("incomplete or twice: %+v", f)
		}
		seen[f.Name] = true
	}
	one := func(yield func(corpus.Item) bool) { yield(corpus.Item{Kind: corpus.KindArticle, Title: "A title"}) }
	for _, f := range ingest.Formats() {
		var b bytes.Buffer
		err := ingest.Write(&b, f.Name, iter.Seq[corpus.Item](one))
		if (err == nil) != f.CanWrite {
			t.Errorf("%s: CanWrite is %v, writing says %v", f.Name, f.CanWrite, err)
		}
		if err != nil {
			continue
		}
		records, info, err := ingest.Read(&b, "")
		if err != nil || info.Format != f.Name {
			t.Errorf("%s: what was written is taken for %q, %v", f.Name, info.Format, err)
			continue
		}
		for rec, err := range records {
			if err != nil || rec.Item.Title != "A title" {
				t.Errorf("%s: got %q, %v", f.Name, rec.Item.Title, err)
			}
		}
	}
	if err := ingest.Write(io.Discard, "docx", one); err == nil || !strings.Contains(err.Error(), "ris") {
		t.Errorf("got %v, want an error that lists the formats", err)
	}
}

// Every development file is in the one form once it was read.
func TestSharedFilesComeBack(t *testing.T) {
	for _, name := range intaketest.Shared(t, ".", "*/*") {
		if data, err := os.ReadFile(name); err == nil && len(data) < 4<<20 {
			t.Run(filepath.Base(name), func(t *testing.T) { comesBack(t, data, filepath.Base(name)) })
		}
	}
}

func FuzzSniff(f *testing.F) {
	for _, s := range []string{"TY  - JOUR", "PMID- 1", "<PubmedArticle>", "title,doi", "%PDF", "", "1: x\nPMID: 2"} {
		f.Add([]byte(s), "x.csv")
	}
	f.Fuzz(func(t *testing.T, head []byte, name string) {
		format, err := ingest.Sniff(head, name)
		if (format == "") == (err == nil) {
			t.Errorf("got %q and %v", format, err)
		}
		if err == nil && !slices.ContainsFunc(ingest.Formats(), func(f ingest.Format) bool { return f.Name == format && f.CanRead }) {
			t.Errorf("%q cannot be read", format)
		}
	})
}

// FuzzRead reads any file as whatever it seems to be: items are in the one
// form, and our own format gives them back.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"TY  - JOUR\nTI  - x\nUR  - https://pubmed.ncbi.nlm.nih.gov/12/\nER  - \n", "PMID- 1\nTI  - x\n", "title,doi,notes\nx,10.1000/x,PMID: 12\n", "@article{a, title={x}, author={A, B and C, D and A, B and C, D}}",
		"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>", "{\"title\":\"x\",\"abstract\":\"NCT00261469\"}", "%0 Book\n%T x\n", "\xff\xfeT\x00Y\x00",
	} {
		f.Add([]byte(s), "x.txt")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) { comesBack(t, data, name) })
}

// comesBack checks what holds for every file that can be read.
func comesBack(t *testing.T, data []byte, name string) {
	t.Helper()
	records, info, err := ingest.Read(bytes.NewReader(data), name)
	if err != nil {
		return
	}
	var items []corpus.Item
	for rec, err := range records {
		if err != nil {
			continue
		}
		if err := intaketest.Sound(rec.Item); err != nil {
			t.Fatalf("%v came out of %q", err, rec.Raw)
		}
		if again := ingest.Normalise(rec.Item); !cmp.Equal(again, rec.Item) {
			t.Fatalf("%q is in one form, and in another after that: %s", rec.Raw, cmp.Diff(rec.Item, again))
		}
		items = append(items, rec.Item)
	}
	if info.Encoding == nil || info.Format == "" {
		t.Fatalf("read as %+v", info)
	}
	var b bytes.Buffer
	if err := ingest.Write(&b, "jsonl", slices.Values(items)); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	back, err := ingest.ReadAs(&b, "back", "jsonl")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for rec, err := range back {
		if err == nil && (n == len(items) || !cmp.Equal(items[n], rec.Item)) {
			t.Fatalf("as our own format, item %d of %q came back as %+v from %s", n, data, rec.Item, text)
		}
		if err == nil {
			n++
		}
	}
	if n != len(items) {
		t.Fatalf("%d of %d items came back from %s", n, len(items), text)
	}
}
