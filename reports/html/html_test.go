package html_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"appraise/reports"
	"appraise/reports/html"
	"appraise/reports/testkit"
)

func write(t *testing.T, in reports.Input) string {
	t.Helper()
	b, err := reports.Compile(in)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := html.Write(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPage(t *testing.T) {
	page := write(t, testkit.Inversion())
	if dir := os.Getenv("APPRAISE_PDF_DIR"); dir != "" {
		os.WriteFile(dir+"/inversion.html", []byte(page), 0o644)
	}
	for _, want := range []string{`lang="en-GB"`, "RR 0.30", "(697 to 117 fewer)", `scope="row"`, `role="img"`, `id="ref-1"`, "Harms and contraindications", "22.2% does not fit 2 of 11", "[summary by appraise]"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, bad := range []string{"<script", " src=", "@import", "url(", "ZgotmplZ"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q: it has to work without scripts and requests", bad)
		}
	}
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]]++; ids[m[1]] > 1 {
			t.Errorf("id %s is there twice", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] == 0 {
			t.Errorf("a link goes to #%s, which is nowhere", m[1])
		}
	}
}

// TestWellFormed reads the page as XML where HTML allows it.
func TestWellFormed(t *testing.T) {
	page := write(t, testkit.Made(12, 7))
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestTextIsEscaped(t *testing.T) {
	page := write(t, testkit.Made(2, 2, `<img src=x onerror="alert(1)"> & "quotes"`))
	if strings.Contains(page, "<img") {
		t.Error("markup of a title goes through")
	}
}
