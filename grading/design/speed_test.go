package design_test

import (
	"strings"
	"testing"
	"time"

	"appraise/grading/design"
)

// sample is a trial in our own words, about 1,500 characters long with its
// filling.
var sample = design.Text{
	Title: "Early walking after hip repair: a multicentre randomised controlled trial",
	Abstract: "BACKGROUND: Whether walking on the first day after hip repair shortens the stay is not known. " +
		"METHODS: In a pragmatic, assessor-blinded, parallel-group trial at six hospitals, 412 adults aged 65 years or older were randomly assigned (1:1) " +
		"to walk with a physiotherapist within 24 hours (n = 207) or to usual care (n = 205). The primary outcome was length of stay; secondary outcomes were " +
		"falls, pain at rest and mobility at 30 days. Analysis was by intention to treat. RESULTS: Length of stay was 7.1 days (SD 3.2) with early walking and " +
		"8.4 days (SD 3.9) with usual care (mean difference -1.3 days, 95% CI -2.0 to -0.6; P < 0.001). Falls occurred in 11 (5.3%) and 14 (6.8%) patients " +
		"(risk ratio 0.78, 95% CI 0.36 to 1.67). Pain did not differ. Mobility at 30 days was regained by 120 of 207 (58.0%) and 98 of 205 (47.8%). " +
		"CONCLUSIONS: Walking on the first day shortened the stay after hip repair without more falls. Larger trials should look at long-term mobility. " +
		"Patients in both groups were followed for one year by telephone, and records of readmission were taken from the national register of hospitals. " +
		"Costs were similar, and no harm was seen in people with impaired cognition or with an operation under general anaesthesia. Funding: none.",
}

func BenchmarkRead(b *testing.B) {
	b.SetBytes(int64(len(sample.Title) + len(sample.Abstract)))
	b.ReportAllocs()
	for b.Loop() {
		design.Read(sample)
	}
}

// most is how many times as long ten times the text may take, both measured
// in one run. Work that grows with the square of the length takes 100 times as
// long.
const most = 30

// short is too little time to compare.
const short = 2 * time.Millisecond

// TestLinear reads texts made to be slow.
func TestLinear(t *testing.T) {
	for _, piece := range []string{"7", "1 2 3 4 ", "(((", "randomly randomised ", "randomised controlled were was ", "group a group b ", "the ", "ä", "rats patients ", "of of of ", "search literature databases "} {
		text := strings.Repeat(piece, 100_000/len(piece))
		one, ten := quickest(text[:len(text)/10]), quickest(text)
		for tries := 0; tries < 4 && ten > most*max(one, short); tries++ { // a busy machine
			one, ten = max(one, quickest(text[:len(text)/10])), min(ten, quickest(text))
		}
		if ten > most*max(one, short) {
			t.Errorf("%q: %v for %d bytes, %v for a tenth of them", piece, ten, len(text), one)
		}
	}
}

// quickest is the best of three readings, so that a busy machine does not fail
// the test.
func quickest(text string) time.Duration {
	best := time.Hour
	for range 3 {
		start := time.Now()
		design.Read(design.Text{Title: text[:100], Abstract: text})
		best = min(best, time.Since(start))
	}
	return best
}
