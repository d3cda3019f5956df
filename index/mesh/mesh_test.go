package mesh_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"slices"
	"strings"
	"testing"

	"appraise/index/mesh"
	"appraise/index/query"

	"github.com/google/go-cmp/cmp"
)

const ascii = `*NEWRECORD
RECTYPE = D
MH = Back Pain
PRINT ENTRY = Backache|T184|NON|EQV|UNK (19XX)|900607|abbcdef
ENTRY = Back Ache
MN = C23.888.592.612.107
UI = D001416

*NEWRECORD
RECTYPE = D
MH = Low Back Pain
ENTRY = Lumbago
MN = C23.888.592.612.107.400
UI = D017116

*NEWRECORD
MH = Pain
MN = C23.888.592.612
MN = F02.830.816.444
UI = D010146
`

const inXML = `<?xml version="1.0"?>
<!DOCTYPE DescriptorRecordSet SYSTEM "https://www.nlm.nih.gov/databases/dtd/nlmdescriptorrecordset_20260101.dtd">
<DescriptorRecordSet LanguageCode = "eng">
<DescriptorRecord DescriptorClass = "1"><DescriptorUI>D001416</DescriptorUI><DescriptorName><String>Back Pain</String></DescriptorName>
<TreeNumberList><TreeNumber>C23.888.592.612.107</TreeNumber></TreeNumberList>
<ConceptList><Concept PreferredConceptYN="Y"><ConceptName><String>Back Pain</String></ConceptName><TermList>
<Term><TermUI>T1</TermUI><String>Back Pain</String></Term><Term><String>Backache</String></Term><Term><String>Back Ache</String></Term></TermList></Concept></ConceptList></DescriptorRecord>
<DescriptorRecord><DescriptorUI>D017116</DescriptorUI><DescriptorName><String>Low Back Pain</String></DescriptorName>
<TreeNumberList><TreeNumber>C23.888.592.612.107.400</TreeNumber></TreeNumberList>
<ConceptList><Concept><TermList><Term><String>Lumbago</String></Term></TermList></Concept></ConceptList></DescriptorRecord>
<DescriptorRecord><DescriptorUI>D010146</DescriptorUI><DescriptorName><String>Pain</String></DescriptorName>
<TreeNumberList><TreeNumber>C23.888.592.612</TreeNumber><TreeNumber>F02.830.816.444</TreeNumber></TreeNumberList></DescriptorRecord>
</DescriptorRecordSet>`

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

func TestRead(t *testing.T) {
	want := []mesh.Descriptor{
		{UI: "D001416", Name: "Back Pain", Entries: []string{"Backache", "Back Ache"}, Trees: []string{"C23.888.592.612.107"}},
		{UI: "D017116", Name: "Low Back Pain", Entries: []string{"Lumbago"}, Trees: []string{"C23.888.592.612.107.400"}},
		{UI: "D010146", Name: "Pain", Trees: []string{"C23.888.592.612", "F02.830.816.444"}},
	}
	for name, text := range map[string]string{
		"ascii": ascii, "xml": inXML, "ascii.gz": zipped(ascii), "xml.gz": zipped(inXML), "crlf": strings.ReplaceAll(ascii, "\n", "\r\n"), "bom": "\ufeff" + ascii,
		"no last line end": strings.TrimSpace(ascii),
	} {
		var got []mesh.Descriptor
		for d, err := range mesh.Read(strings.NewReader(text), name) {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got = append(got, d)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "prose": "Back Pain\n", "html": "<html></html>", "torn xml": inXML[:len(inXML)-200], "torn gzip": zipped(inXML)[:300],
		"entities": strings.Replace(inXML, "<String>Lumbago", "<String>&bomb;", 1),
	} {
		if th, err := mesh.Load(strings.NewReader(text), name); err == nil {
			t.Errorf("%s: read as %d headings", name, th.Len())
		}
	}
	if _, err := mesh.Load(strings.NewReader("x"), "x"); !errors.Is(err, mesh.ErrFormat) {
		t.Errorf("reading prose: %v", err)
	}
}

func TestThesaurus(t *testing.T) {
	th, err := mesh.Load(strings.NewReader(ascii), "d2026.bin")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"LOW BACK PAIN": "D017116", "lumbago": "D017116", "back-ache": "D001416", "pains": ""} {
		if d, ok := th.Find(name); d.UI != want || ok != (want != "") {
			t.Errorf("Find(%q) is %q, want %q", name, d.UI, want)
		}
	}
	pain, _ := th.Find("pain")
	var got []string
	for _, d := range th.Narrower(pain) {
		got = append(got, d.Name)
	}
	if want := []string{"Pain", "Back Pain", "Low Back Pain"}; !slices.Equal(got, want) {
		t.Errorf("below Pain are %q, want %q", got, want)
	}
	if got := th.Trees("back pain"); !slices.Equal(got, []string{"C23.888.592.612.107"}) {
		t.Errorf("trees of back pain: %q", got)
	}
}

// Whatever is read ends, and what was read is found again by its name.
func FuzzRead(f *testing.F) {
	f.Add([]byte(ascii))
	f.Add([]byte(inXML))
	f.Add([]byte(zipped(ascii)))
	f.Add([]byte("*NEWRECORD\nMH = \nMN = ..\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var list []mesh.Descriptor
		for d, err := range mesh.Read(bytes.NewReader(b), "fuzz") {
			if err != nil {
				break
			}
			if d.Name == "" {
				t.Fatal("a heading without a name")
			}
			if list = append(list, d); len(list) > 1000 {
				return
			}
		}
		th := mesh.New(list)
		for _, d := range list {
			found, ok := th.Find(d.Name)
			if !ok {
				t.Fatalf("%q is not found", d.Name)
			}
			if n := th.Narrower(found); len(n) == 0 || n[0].Name != found.Name {
				t.Fatalf("%q is not the first below itself", d.Name)
			}
		}
	})
}

func TestMap(t *testing.T) {
	th, err := mesh.Load(strings.NewReader(ascii), "d2026.bin")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"lumbago":                 "Low Back Pain",
		"low back pain surgery":   "Low Back Pain",
		"surgery back pain":       "Back Pain",
		`"low back pain"`:         "",
		"low back pain[ti]":       "",
		"lumbago OR traction":     "Low Back Pain",
		"surgery NOT pain":        "Pain",
		"low-back-pain":           "Low Back Pain",
		"inversion AND (lumbago)": "Low Back Pain",
	} {
		n, err := query.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		mapped, done := th.Map(n)
		got := ""
		for _, m := range done {
			got += m.Heading
		}
		if got != want {
			t.Errorf("%s is mapped to %q, want %q", in, got, want)
		}
		headings := 0
		query.Walk(mapped, func(n query.Node) bool {
			if h, ok := n.(*query.Heading); ok && h.Explode {
				headings++
			}
			return true
		})
		if headings != len(done) {
			t.Errorf("%s has %d headings and %d mappings: %s", in, headings, len(done), query.String(mapped))
		}
		if again, err := query.Parse(query.String(mapped)); err != nil || query.String(again) != query.String(mapped) {
			t.Errorf("%s: %s does not read back: %v", in, query.String(mapped), err)
		}
	}
}
