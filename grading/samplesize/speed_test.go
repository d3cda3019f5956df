package samplesize_test

import (
	"strings"
	"testing"
	"time"

	"appraise/grading/samplesize"
)

// ordinary is about 1,500 characters in the manner of a trial abstract.
var ordinary = strings.Repeat("Back pain is common and its care is costly, with a lifetime share of 60% to 80%. "+
	"We compared supervised exercise with usual care in adults with pain for at least 12 weeks. ", 3) +
	"Between March 2009 and May 2012, 1,204 adults were screened and 298 were randomly assigned to exercise (n = 150) or usual care (n = 148). " +
	"The mean age was 43.2 years (SD 11.4), 57% were women, and 12 patients (4%) withdrew. " +
	"The primary outcome was the Oswestry score at 12 months. In all, 276 participants (93%) completed the trial. " +
	"The adjusted difference was -4.2 points (95% CI -7.9 to -0.5; P = 0.026). Two serious adverse events occurred in the exercise group. " +
	"Among 120 patients with leg pain the difference was 2.1 (95% CI 0.4 to 3.8). No other difference was found at 24 months. " +
	"Costs were 1,250 and 1,310 euros per patient. Exercise gave a small benefit that patients may not notice in daily life, and it did not lower costs. "

func BenchmarkRead(b *testing.B) {
	text := samplesize.Text{Title: "Exercise or usual care for back pain: a randomised trial.", Abstract: ordinary}
	b.SetBytes(int64(len(ordinary)))
	b.ReportAllocs()
	for b.Loop() {
		samplesize.Read(text)
	}
}

// adversarial texts are one unit repeated; each has tried to make some window
// or list grow.
var adversarial = []struct{ name, unit string }{
	{"digits", "7"}, {"spaced digits", "7 "}, {"thousands", "100,"}, {"space groups", "100 "}, {"decimals", "1.5."},
	{"open brackets", "("}, {"closed brackets", ")"}, {"empty brackets", "()"}, {"numbers in brackets", "(12) "},
	{"n equals", "n = 12 "}, {"n equals in brackets", "drug (n = 12) or "}, {"number words", "two "}, {"hundreds", "hundred and "},
	{"patients", "12 patients "}, {"of", "12 of "}, {"of the", "of the 12 "}, {"arms", "12 to drug and "}, {"randomised", "12 were randomised "},
	{"randomly", "randomly "}, {"sentences", "We randomised 12 adults. "}, {"versus", "12 vs 13 "}, {"commas", ", "}, {"hyphens", "a-"},
	{"trials", "12 trials "}, {"groups of", "two groups of 12 each "}, {"eyes", "60 eyes of 30 patients "}, {"bytes", "\xff"}, {"thin", "1\u2009"},
	{"review", "systematic review of 12 trials with 40 patients "}, {"pairs in a sentence", "12 and 13 patients received; "},
}

// Ten times the text must not take much more than ten times the time: a
// quadratic step would take a hundred times. The best of several runs is
// compared.
func TestLinearInTextLength(t *testing.T) {
	if testing.Short() {
		t.Skip("timing of 100 kB texts is left out in short mode")
	}
	for _, c := range adversarial {
		tenTimes(t, c.name, func(n int) string { return strings.Repeat(c.unit, n/len(c.unit)) })
	}
	tenTimes(t, "nested brackets", func(n int) string {
		return strings.Repeat("(", n/10) + "12 patients" + strings.Repeat(")", n/10)
	})
}

// tenTimes compares 10 kB and 100 kB of a text, measured in the same run. It
// measures again before it complains: the machine may be busy.
func tenTimes(t *testing.T, name string, text func(n int) string) {
	t.Helper()
	const most, short = 30, 2 * time.Millisecond
	small, large := bestTime(text(10_000)), bestTime(text(100_000))
	for tries := 0; tries < 3 && large > most*max(small, short); tries++ {
		small, large = max(small, bestTime(text(10_000))), min(large, bestTime(text(100_000)))
	}
	if large > most*max(small, short) {
		t.Errorf("%s: 10 kB take %v, 100 kB %v, want about ten times as long", name, small, large)
	}
}

func bestTime(s string) time.Duration {
	best := time.Hour
	for range 6 {
		start := time.Now()
		samplesize.Read(samplesize.Text{Title: "A systematic look.", Abstract: s})
		best = min(best, time.Since(start))
	}
	return best
}
