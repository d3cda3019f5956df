package endnote_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/endnote"
	"appraise/corpus/intake/intaketest"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

// forms are the two formats of the package.
var forms = []struct {
	name, pattern string
	read          intaketest.Reader
	write         intaketest.Writer
}{
	{"xml", "testdata/*.xml", endnote.Read, endnote.Write},
	{"enw", "testdata/*.enw", endnote.ReadTagged, endnote.WriteTagged},
}

func TestFixtures(t *testing.T) {
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) { intaketest.Golden(t, f.read, f.pattern) })
	}
}

func TestFixturesAreStable(t *testing.T) {
	for _, f := range forms {
		files, err := filepath.Glob(f.pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(filepath.Base(name), func(t *testing.T) { intaketest.Stable(t, f.read, f.write, string(data)) })
		}
	}
}

// TestSharedFiles accounts for every record of the development files.
func TestSharedFiles(t *testing.T) {
	for _, name := range intaketest.Shared(t, "endnote_xml", "*.xml") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			in := strings.Count(text, "<record>")
			res := intaketest.All(endnote.Read, strings.NewReader(text), filepath.Base(name))
			t.Logf("in %d, out %d, lost %d, notes %d", in, len(res.Records), len(res.Lost), len(res.Kept))
			if len(res.Records)+len(res.Lost) != in || res.Fatal != nil {
				t.Errorf("in %d, out %d, lost %d: %v", in, len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, endnote.Read, endnote.Write, text)
		})
	}
	for _, name := range intaketest.Shared(t, "endnote_enw", "*") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text := intaketest.Text(t, name)
			res := intaketest.All(endnote.ReadTagged, strings.NewReader(text), filepath.Base(name))
			t.Logf("out %d, lost %d, notes %d", len(res.Records), len(res.Lost), len(res.Kept))
			if len(res.Records)+len(res.Lost) != max(strings.Count("\n"+text, "\n%T "), 1) || res.Fatal != nil {
				t.Errorf("out %d, lost %d: %v", len(res.Records), len(res.Lost), res.Fatal)
			}
			intaketest.Stable(t, endnote.ReadTagged, endnote.WriteTagged, text)
		})
	}
}

func TestRoundTrip(t *testing.T) {
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				intaketest.RoundTrips(t, f.read, f.write, func(it *corpus.Item) {
					it.MeSH, it.Substances, it.Funding, it.Conflicts = nil, nil, nil, ""
				})
			})
		})
	}
}

// TestFurtherValues keeps the second value of what has one place.
func TestFurtherValues(t *testing.T) {
	res := intaketest.All(endnote.ReadTagged, strings.NewReader("%0 Journal Article\n%T x\n%V 1\n%V 2\n%V 1\n"), "a.enw")
	want := []corpus.Tag{{Name: "volume", Value: "2"}}
	if it := res.Items(); len(it) != 1 || it[0].Volume != "1" || !slices.Equal(it[0].Extra, want) {
		t.Errorf("got %v", res)
	}
}

func TestMemory(t *testing.T) {
	data, err := os.ReadFile("testdata/endnote.enw")
	if err != nil {
		t.Fatal(err)
	}
	body := string(data) + "%X " + strings.Repeat("The abstract goes on. ", 60) + "\r\n\r\n"
	n := intaketest.Memory(t, endnote.ReadTagged, intaketest.Repeat("", body, "", 100_000_000/len(body)), 60)
	if n != 100_000_000/len(body) {
		t.Errorf("got %d records", n)
	}
}

func FuzzRead(f *testing.F) {
	for _, form := range forms {
		files, _ := filepath.Glob(form.pattern)
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(data))
		}
	}
	f.Fuzz(func(t *testing.T, input string) {
		for _, form := range forms {
			intaketest.Stable(t, form.read, form.write, input)
		}
	})
}
