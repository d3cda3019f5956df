package pdf_test

import (
	"io"
	"runtime"
	"testing"
	"time"

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
	peak := watchHeap()
	for b.Loop() {
		doc, err := reports.Profile(in)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := pdf.Write(io.Discard, doc, pdf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(peak(), "peak-MiB")
}

// watchHeap looks at the heap in use every few milliseconds and, when asked,
// stops and tells the most there was.
func watchHeap() (peak func() float64) {
	stop, most := make(chan struct{}), make(chan uint64)
	go func() {
		high := uint64(0)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				most <- high
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				high = max(high, m.HeapInuse)
			}
		}
	}()
	return func() float64 {
		close(stop)
		return float64(<-most) / (1 << 20)
	}
}
