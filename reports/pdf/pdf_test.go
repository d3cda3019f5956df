package pdf_test

import (
	"bytes"
	"os"
	"testing"

	"appraise/reports"
	"appraise/reports/pdf"
	"appraise/reports/testkit"
)

func TestInversion(t *testing.T) {
	for _, paper := range []string{"A4", "Letter"} {
		in := testkit.Inversion()
		in.House.Paper = paper
		b, err := reports.Compile(in)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		res, err := pdf.Write(&out, b, pdf.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(res)
		if dir := os.Getenv("APPRAISE_PDF_DIR"); dir != "" {
			os.WriteFile(dir+"/inversion-"+paper+".pdf", out.Bytes(), 0o644)
		}
	}
}
