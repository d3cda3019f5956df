package ris_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/intake/intaketest"
	"appraise/corpus/ris"
)

func TestFixtures(t *testing.T) { intaketest.Golden(t, ris.Read, "testdata/*.ris") }

func TestFixturesAreStable(t *testing.T) {
	files, err := filepath.Glob("testdata/*.ris")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { intaketest.Stable(t, ris.Read, ris.Write, string(data)) })
	}
}

// TestSharedFiles accounts for every TY line of the development files.
func TestSharedFiles(t *testing.T) {
	for _, name := range append(intaketest.Shared(t, "ris", "*.ris"), intaketest.Shared(t, "txt_mixed", "*.txt")...) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			in := 0
			for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
				if strings.HasPrefix(line, "TY  -") {
					in++
				}
			}
			res := intaketest.All(ris.Read, strings.NewReader(text), filepath.Base(name))
			untyped := 0
			for _, k := range res.Kept {
				if strings.Contains(k.Error(), "no TY line") {
					untyped++
				}
			}
			t.Logf("in %d, out %d, lost %d, without type %d, notes %d", in, len(res.Records), len(res.Lost), untyped, len(res.Kept))
			if len(res.Records)+len(res.Lost) != in+untyped || res.Fatal != nil {
				t.Errorf("in %d and %d without type, out %d, lost %d: %v", in, untyped, len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, ris.Read, ris.Write, text)
		})
	}
}

func TestVersionAndIdentity(t *testing.T) {
	res := intaketest.All(ris.Read, strings.NewReader("TY  - JOUR\nID  - 7\nTI  - x\nER  - \n"), "a.ris")
	if len(res.Records) != 1 {
		t.Fatal(res)
	}
	rec := res.Records[0]
	if rec.ID != corpus.NewRecordID("ris", rec.Raw) || rec.FileID != "7" || rec.Line != 1 || rec.Source != "a.ris" || rec.Importer != ris.Version || rec.Format != "ris" {
		t.Errorf("got %+v", rec)
	}
}

// TestTabs reads tags that a tab sets apart from their hyphen.
func TestTabs(t *testing.T) {
	res := intaketest.All(ris.Read, strings.NewReader("TY\t- JOUR\nTI \t- x\nIS\t- 4\nEP\tis text\nER\t- \n"), "a.ris")
	if it := res.Items(); len(it) != 1 || it[0].Title != "x" || it[0].Issue != "4 EP is text" {
		t.Errorf("got %v", res)
	}
}

// TestSecondID tells of what an entry has no second place for.
func TestSecondID(t *testing.T) {
	res := intaketest.All(ris.Read, strings.NewReader("TY  - JOUR\nTI  - x\nID  - 7\nID  - 8\nID  - 7\nER  - \n"), "a.ris")
	if len(res.Records) != 1 || res.Records[0].FileID != "7" || len(res.Kept) != 1 || res.Kept[0].Line != 4 {
		t.Errorf("got %v", res)
	}
}

func TestStopsEarly(t *testing.T) {
	n := 0
	for range ris.Read(intaketest.Repeat("", entry(0), "", 1000), "many") {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("got %d records after stopping at 3", n)
	}
}

func TestHugeEntry(t *testing.T) {
	res := intaketest.All(ris.Read, intaketest.Repeat("TY  - JOUR\nTI  - x\n", "KW  - word of some length that fills the entry up\n", "ER  - \nTY  - JOUR\nTI  - y\nER  - \n", 200_000), "huge")
	if len(res.Records) != 2 || len(res.Kept) == 0 || res.Records[1].Item.Title != "y" {
		t.Errorf("got %d records and %v", len(res.Records), res.Kept)
	}
}

func entry(i int) string {
	return fmt.Sprintf("TY  - JOUR\r\nTI  - Effect of treatment %d on pain in adults with a long name of the condition\r\n"+
		"AU  - Smith, Anna\r\nAU  - Müller, Jörg\r\nAU  - Lee, K. S.\r\nPY  - 2012\r\nDA  - 2012/03/04/\r\nJF  - Journal of Invented Trials\r\n"+
		"J2  - J Invent Trials\r\nVL  - 12\r\nIS  - 3\r\nSP  - 101\r\nEP  - 109\r\nSN  - 0306-4530\r\nDO  - 10.1234/abc.%d\r\n"+
		"AB  - %s\r\nKW  - pain\r\nKW  - randomised controlled trial\r\nUR  - https://example.org/%d\r\nER  - \r\n\r\n", i, i,
		strings.Repeat("The trial compared the new treatment with the usual one in a number of adults. ", 20), i)
}

func TestMemory(t *testing.T) {
	body := entry(1)
	n := intaketest.Memory(t, ris.Read, intaketest.Repeat("", body, "", 200_000_000/len(body)), 60)
	if n != 200_000_000/len(body) {
		t.Errorf("got %d records", n)
	}
}

func BenchmarkRead(b *testing.B) {
	var data []byte
	for i := range 5000 {
		data = append(data, entry(i)...)
	}
	intaketest.Bench(b, ris.Read, data)
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.ris")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(data) < 10_000 {
			f.Add(string(data))
		}
	}
	f.Fuzz(func(t *testing.T, input string) {
		intaketest.Stable(t, ris.Read, ris.Write, input)
	})
}
