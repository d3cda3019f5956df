package pdf_test

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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

// documents are looked at by the tests that need other programs.
func documents(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, paper := range []string{"A4", "Letter"} {
		in := testkit.Inversion()
		in.House.Paper = paper
		out["inversion-"+paper], _ = write(t, "inversion-"+paper, in, pdf.Options{})
		in = testkit.Made(30, 7)
		in.House.Paper = paper
		out["thirty-"+paper], _ = write(t, "thirty-"+paper, in, pdf.Options{})
	}
	return out
}

func TestQPDF(t *testing.T) {
	qpdf := need(t, "qpdf")
	for name, data := range documents(t) {
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
		b, err := reports.Compile(in)
		if err != nil {
			t.Fatal(err)
		}
		data, _ := set(t, "sidecar-"+name, b, pdf.Options{})
		out, err := exec.Command(pdftotext, "-raw", file(t, data), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		var side bytes.Buffer
		if err := text.JSON(&side, b); err != nil {
			t.Fatal(err)
		}
		digits := regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)
		known := map[string]bool{}
		for _, n := range digits.FindAllString(side.String(), -1) {
			known[n] = true
		}
		for _, n := range []string{"0", "0.1", "0.2", "0.5", "1", "2", "5", "10", "20"} { // ticks and pages
			known[n] = true
		}
		seen := 0
		for _, n := range digits.FindAllString(string(out), -1) {
			if seen++; !known[n] {
				t.Errorf("%s: %s is on a page and not in the sidecar", name, n)
			}
		}
		if seen < 100 {
			t.Errorf("%s: only %d numbers were found on the pages", name, seen)
		}
	}
}

// Golden pictures are compared at 60 dpi, in grey; fonts are embedded, so
// only the renderer differs between machines.
const (
	goldenDPI = "60"
	meanLimit = 1.5 // mean difference, of 255
)

// pictured are the documents with a stored picture.
func pictured(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	in := testkit.Inversion()
	out["inversion-A4"], _ = write(t, "inversion-A4", in, pdf.Options{})
	for name, make1 := range map[string]func(reports.Input) (reports.Briefing, error){
		"profile": reports.Profile, "claims": reports.ClaimReport, "overview": reports.Overview,
		"sheet": func(in reports.Input) (reports.Briefing, error) { return reports.StudySheet(in, "prasad2012inversion") },
	} {
		b, err := make1(in)
		if err != nil {
			t.Fatal(err)
		}
		out[name], _ = set(t, name, b, pdf.Options{})
	}
	in.House.Paper = "Letter"
	out["inversion-Letter"], _ = write(t, "inversion-Letter", in, pdf.Options{})
	return out
}

func TestGoldenPictures(t *testing.T) {
	pdftoppm := need(t, "pdftoppm")
	for name, data := range pictured(t) {
		dir := t.TempDir()
		if out, err := exec.Command(pdftoppm, "-r", goldenDPI, "-gray", "-png", file(t, data), filepath.Join(dir, "p")).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, page := range []string{"1", "2"} {
			got := filepath.Join(dir, "p-"+page+".png")
			if _, err := os.Stat(got); err != nil || page == "2" && !strings.HasPrefix(name, "inversion") {
				continue
			}
			want := filepath.Join("testdata", name+"-"+page+".png")
			if *update {
				raw, err := os.ReadFile(got)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(want, raw, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if d := difference(t, picture(t, got), picture(t, want)); d > meanLimit {
				t.Errorf("%s page %s: mean difference %.2f of 255, limit %.1f; look at it, then run with -update", name, page, d, meanLimit)
			}
		}
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
	data, _ := write(t, "inversion-a1b", testkit.Inversion(), pdf.Options{PDFA1b: true})
	out, err := exec.Command(java, "-cp", strings.Join(path, ":"), "org.apache.pdfbox.preflight.Validator_A1b", file(t, data)).CombinedOutput()
	if !strings.Contains(string(out), "is a valid PDF/A-1b file") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestNoConformanceIsClaimed(t *testing.T) {
	data, _ := write(t, "claims", testkit.Inversion(), pdf.Options{})
	if strings.Contains(string(data), "pdfaid") || strings.Contains(string(data), "pdfuaid") {
		t.Error("the metadata name a conformance that nobody has checked")
	}
}
