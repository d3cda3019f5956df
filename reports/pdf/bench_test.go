package pdf_test

import (
	"io"
	"testing"

	"appraise/reports"
	"appraise/reports/pdf"
	"appraise/reports/testkit"
)

func BenchmarkBriefing(b *testing.B) {
	in := testkit.Inversion()
	b.ReportAllocs()
	for b.Loop() {
		doc, err := reports.Compile(in)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := pdf.Write(io.Discard, doc, pdf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkThirtyStudies(b *testing.B) {
	in := testkit.Made(30, 7)
	b.ReportAllocs()
	for b.Loop() {
		doc, err := reports.Compile(in)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := pdf.Write(io.Discard, doc, pdf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkProfileOf500(b *testing.B) {
	in := testkit.Made(500, 2)
	b.ReportAllocs()
	for b.Loop() {
		doc, err := reports.Profile(in)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := pdf.Write(io.Discard, doc, pdf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
