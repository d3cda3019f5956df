package pdf_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"appraise/reports"
	"appraise/reports/pdf"
	"appraise/reports/testkit"
	"appraise/reports/text"
)

var update = flag.Bool("update", false, "write the pictures anew")

// need skips a test when a program it needs is not there.
func need(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed (Debian: poppler-utils, qpdf)", program)
	}
	return path
}

func file(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var papers = []string{"A4", "Letter"}

// documents sets every kind of document, of a question with one trial and of
// one with thirty trials and seven outcomes whose titles are long, on both
// papers: "sheet-inversion-A4".
func documents(t *testing.T, opt pdf.Options) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, paper := range papers {
		for name, in := range map[string]reports.Input{"inversion": testkit.Inversion(), "thirty": testkit.Made(30, 7, longTitles...)} {
			in.House.Paper = paper
			for kind, b := range compiled(t, in) {
				name := kind + "-" + name + "-" + paper
				out[name], _ = set(t, name, b, opt)
			}
		}
	}
	return out
}

// longTitles have 300 characters, or nearly.
var longTitles = []string{
	strings.Repeat("An uncommonly long title about nothing in particular ", 6)[:300],
	strings.Repeat("Wirbelsäulenentlastungsbehandlungsverfahrensvergleich/", 6)[:299],
}

func compiled(t *testing.T, in reports.Input) map[string]reports.Briefing {
	t.Helper()
	docs, err := testkit.Documents(in)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestQPDF(t *testing.T) {
	qpdf := need(t, "qpdf")
	for name, data := range documents(t, pdf.Options{}) {
		if out, err := exec.Command(qpdf, "--check", file(t, data)).CombinedOutput(); err != nil || strings.Contains(string(out), "WARNING") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// bare drops what an extractor sets apart: superscripts and spaces.
func bare(s string) string { return strings.ReplaceAll(squeeze(s), " ", "") }

func TestTextExtractsInReadingOrder(t *testing.T) {
	pdftotext := need(t, "pdftotext")
	b, err := reports.Compile(testkit.Inversion())
	if err != nil {
		t.Fatal(err)
	}
	data, _ := set(t, "order", b, pdf.Options{})
	out, err := exec.Command(pdftotext, "-raw", file(t, data), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := bare(string(out))
	for _, s := range b.Sentences() {
		words := ""
		for _, span := range s.Spans { // between references, which stand in the text as numbers
			if words = bare(span.Text); words != "" && !strings.Contains(text, words) {
				t.Errorf("%q is not in the text of the file", span.Text)
			}
		}
	}
	at := 0
	for _, head := range []string{"Bottom line", "Population", "Summary of findings", "Need for surgery", "Adverse events", "Harms and contraindications", "Applicability", "What we do not know", "forest plot", "References"} {
		i := strings.Index(text[at:], bare(head))
		if i < 0 {
			t.Errorf("%q does not come after what stands before it", head)
			continue
		}
		at += i
	}
	for _, number := range []string{"RR0.30", "(0.10to0.85)", "778per1000", "231per1000*", "(81to661)", "547fewerper1000", "(697to117fewer)", "⊕◯◯◯", "22.2%", "2/9", "178people"} {
		if !strings.Contains(text, number) {
			t.Errorf("%s is not in the text of the file", number)
		}
	}
}

// TestPageNumbersAreInTheSidecar walks the text of the pages: every number
// on them stands in the JSON that goes with the document, but for page
// numbers and the ticks of an axis.
func TestPageNumbersAreInTheSidecar(t *testing.T) {
	pdftotext := need(t, "pdftotext")
	for name, in := range map[string]reports.Input{"inversion": testkit.Inversion(), "thirty": testkit.Made(30, 7)} {
		seen := 0
		for kind, b := range compiled(t, in) {
			data, _ := set(t, "sidecar-"+kind+"-"+name, b, pdf.Options{})
			out, err := exec.Command(pdftotext, "-raw", file(t, data), "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			known := sidecarNumbers(t, b)
			for _, n := range digits.FindAllString(string(out), -1) {
				if seen++; !known[n] {
					t.Errorf("%s of %s: %s is on a page and not in the sidecar", kind, name, n)
				}
			}
		}
		if seen < 500 {
			t.Errorf("%s: only %d numbers were found on the pages", name, seen)
		}
	}
}

var digits = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)

// ticks are numbers that are not of the evidence: of axes, of pages and of
// the legend of a funnel plot.
var ticks = map[string][]string{
	"":        {"0", "0.1", "0.2", "0.5", "1", "2", "5", "10", "20"},
	"profile": {"0.01", "0.05", "0.10", "0.6"},
	"claims":  {"1996", "2002", "2008", "2014", "2020"},
}

// sidecarNumbers are the numbers of the JSON that goes with a document, and
// the ticks.
func sidecarNumbers(t *testing.T, b reports.Briefing) map[string]bool {
	t.Helper()
	var side bytes.Buffer
	if err := text.JSON(&side, b); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, n := range digits.FindAllString(side.String(), -1) {
		known[n] = true
	}
	for _, n := range slices.Concat(ticks[""], ticks[b.Document]) {
		known[n] = true
	}
	return known
}

// Golden pictures are compared at 60 dpi, in grey; fonts are embedded, so
// only the renderer differs between machines.
const (
	goldenDPI = "60"
	meanLimit = 1.5 // mean difference, of 255
)

// picturedPages is how many pages of each document are stored.
const picturedPages = 2

func TestGoldenPictures(t *testing.T) {
	pdftoppm := need(t, "pdftoppm")
	for _, paper := range papers {
		in := testkit.Inversion()
		in.House.Paper = paper
		for kind, b := range compiled(t, in) {
			name := kind + "-" + paper
			data, res := set(t, name, b, pdf.Options{})
			dir := t.TempDir()
			if out, err := exec.Command(pdftoppm, "-r", goldenDPI, "-gray", "-png", file(t, data), filepath.Join(dir, "p")).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for page := range min(res.Pages, picturedPages) {
				compare(t, filepath.Join(dir, fmt.Sprintf("p-%d.png", page+1)), fmt.Sprintf("testdata/%s-%d.png", name, page+1))
			}
		}
	}
}

// compare holds a picture against the stored one, or stores it.
func compare(t *testing.T, got, want string) {
	t.Helper()
	if *update {
		raw, err := os.ReadFile(got)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(want, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := difference(t, picture(t, got), picture(t, want)); d > meanLimit {
		t.Errorf("%s: mean difference %.2f of 255, limit %.1f; look at it, then run with -update", want, d, meanLimit)
	}
}

func picture(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func difference(t *testing.T, a, b image.Image) float64 {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("sizes differ: %v and %v", a.Bounds(), b.Bounds())
	}
	sum, n := 0.0, 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			p, q := color.GrayModel.Convert(a.At(x, y)).(color.Gray).Y, color.GrayModel.Convert(b.At(x, y)).(color.Gray).Y
			d := float64(p) - float64(q)
			if d < 0 {
				d = -d
			}
			sum, n = sum+d, n+1
		}
	}
	return sum / float64(n)
}

// TestPDFA1b asks PDFBox Preflight, the one validator of PDF/A-1b that
// Debian has (libpdfbox2-java, libjaxb-api-java, a Java runtime).
func TestPDFA1b(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a Java runtime; left out with -short")
	}
	java := need(t, "java")
	const jars = "/usr/share/java/"
	if _, err := os.Stat(jars + "preflight.jar"); err != nil {
		t.Skip("PDFBox Preflight is not installed (Debian: libpdfbox2-java libjaxb-api-java)")
	}
	var path []string
	for _, jar := range []string{"preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "jaxb-api", "javax.activation", "jakarta.activation"} {
		path = append(path, jars+jar+".jar")
	}
	docs := documents(t, pdf.Options{PDFA1b: true})
	// a Java runtime each: one of every kind, and the longest
	for _, name := range []string{"briefing-inversion-A4", "briefing-thirty-Letter", "profile-thirty-A4", "sheet-inversion-A4", "claims-inversion-A4", "overview-inversion-A4"} {
		data, ok := docs[name]
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		out, err := exec.Command(java, "-cp", strings.Join(path, ":"), "org.apache.pdfbox.preflight.Validator_A1b", file(t, data)).CombinedOutput()
		if !strings.Contains(string(out), "is a valid PDF/A-1b file") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestNoConformanceIsClaimed(t *testing.T) {
	data, _ := write(t, "claims", testkit.Inversion(), pdf.Options{})
	if strings.Contains(string(data), "pdfaid") || strings.Contains(string(data), "pdfuaid") {
		t.Error("the metadata name a conformance that nobody has checked")
	}
}
