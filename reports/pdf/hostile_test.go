package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"appraise/reports"
	"appraise/reports/pdf"
	"appraise/reports/testkit"
)

// hostileTitles returns n titles of the kinds that break page setting; seed
// makes them the same every time.
func hostileTitles(n int) []string {
	kinds := []string{
		"", " ", "\x00\x01\x1f\x7f", "𝛽-blockers in 𝔐𝔢𝔡𝔦𝔠𝔦𝔫𝔢 𝟐𝟎", "😀 emoji 👩‍⚕️ therapy", "\U00010000\U0010FFFF", "ارتفاع ضغط الدم", "כאב גב תחתון",
		"腰痛に対する牽引療法", "허리 통증", "e\u0301 a\u0308 o\u0302\u0323 \u0301\u0301\u0301", "\u202eright to left\u202c", "soft\u00adhyphen zero\u200bwidth", "\xff\xfe invalid \xc3\x28",
		"tab\tnew\nline\r\n", "⊕◯ ✓✗ ≥≤ − × τ² χ² µ Ω ∞ ½ ™", strings.Repeat("W", 300), strings.Repeat("wide ", 60), "(parentheses) \\ back (slash", "<b>&amp;</b> <script>",
		"ﬁne ﬂow ﬃ", "ไทย เอวกระเบนเหน็บ", "हिन्दी पीठ दर्द", "ǅ ǆ Ŀ ŉ", "\u2066isolate\u2069", "a\u0300\u0301\u0302\u0303\u0304", "İstanbul ß ẞ ſ", "٣٤٥ ۴۵۶", "\uFFFD\uFFFC\uFEFF", "·•‧∙", "Ⅷ ① ㎎ ㎖ ℃ K",
	}
	rng := rand.New(rand.NewPCG(1, 2))
	out := append([]string{}, kinds...)
	for len(out) < n {
		var b strings.Builder
		for range rng.IntN(60) + 1 {
			switch rng.IntN(5) {
			case 0:
				b.WriteRune(rune(rng.IntN(0x110000)))
			case 1:
				b.WriteRune(rune(rng.IntN(0x3000)))
			case 2:
				b.WriteByte(byte(rng.IntN(256)))
			default:
				b.WriteRune(rune('a' + rng.IntN(26)))
			}
		}
		out = append(out, b.String())
	}
	return out[:n]
}

func TestHostileTitles(t *testing.T) {
	titles := hostileTitles(200)
	for i := 0; i < len(titles); i += 10 {
		in := testkit.Made(10, 2, titles[i:i+10]...)
		in.Assessment.Question.Title = titles[i]
		in.Assessment.Question.Text = titles[i+1] + " help?"
		in.Draft = true // random digits in a title are numbers, too
		for kind, b := range compiled(t, in) {
			if _, err := pdf.Write(&bytes.Buffer{}, b, pdf.Options{}); err != nil {
				t.Errorf("%s with titles %d…: %v", kind, i, err)
			}
		}
	}
}

func TestMissingRunesAreReported(t *testing.T) {
	in := testkit.Made(1, 1, "腰痛 and 😀 in Łódź")
	_, res := write(t, "missing", in, pdf.Options{})
	if got := fmt.Sprint(res.Missing); got != "[U+75DB U+8170]" && !strings.Contains(got, "U+8170") {
		t.Errorf("missing runes: got %v, want U+8170 among them", res.Missing)
	}
	for _, m := range res.Missing {
		if m == "U+0141" {
			t.Error("Ł is in the face but was reported missing")
		}
	}
}

func TestSameBytes(t *testing.T) {
	in := testkit.Inversion()
	first, _ := write(t, "same-1", in, pdf.Options{})
	in.At = in.At.In(time.FixedZone("elsewhere", 9*3600+1800))
	second, _ := write(t, "same-2", in, pdf.Options{})
	if !bytes.Equal(first, second) {
		t.Error("two runs in two time zones differ")
	}
	in.At = in.At.AddDate(0, 0, 1)
	if third, _ := write(t, "same-3", in, pdf.Options{}); bytes.Equal(first, third) {
		t.Error("another date gives the same bytes: the comparison is blind")
	}
}

// a writer that fails must be told of, not swallowed.
type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

func TestWriteErrorIsReported(t *testing.T) {
	b, err := reports.Compile(testkit.Inversion())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pdf.Write(brokenWriter{}, b, pdf.Options{}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v, want the writer's error", err)
	}
}

func onePixel(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestStamp(t *testing.T) {
	in := testkit.Inversion()
	in.House.Paper, in.House.Numbers, in.House.Logo = "Letter", reports.AMA, onePixel(t)
	b, err := reports.Compile(in)
	if err != nil {
		t.Fatal(err)
	}
	data, _ := set(t, "stamp", b, pdf.Options{})
	got, err := pdf.ReadStamp(data)
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != "inversion" || got.Document != "briefing" || got.House().Paper != "Letter" || !bytes.Equal(got.House().Logo, in.House.Logo) || got.Numbers != reports.AMA || got.At != "2025-11-22T12:00:00Z" {
		t.Errorf("stamp: %+v", got)
	}
	if d := reports.Diff(got.Summary, reports.Summarise(b)); len(d) != 0 {
		t.Errorf("differences to itself: %q", d)
	}
	for _, bad := range [][]byte{nil, []byte("%PDF-1.4\nstartxref\n9\n%%EOF"), data[:len(data)/2], bytes.ReplaceAll(data, []byte("/AppraiseStamp"), []byte("/AppraiseSwamp"))} {
		if _, err := pdf.ReadStamp(bad); !errors.Is(err, pdf.ErrNoStamp) {
			t.Errorf("%d bytes of something else: %v", len(bad), err)
		}
	}
}

func FuzzReadStamp(f *testing.F) {
	f.Add([]byte("1 0 obj\n<</AppraiseStamp 1 0 R /Length 2>>\nstream\n{}\nendstream\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000000 00000 n \ntrailer\n<</Root 1 0 R /Info 1 0 R>>\nstartxref\n78\n%%EOF\n"))
	f.Add([]byte("startxref\n0\n%%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := pdf.ReadStamp(data); err != nil && !errors.Is(err, pdf.ErrNoStamp) {
			t.Error(err)
		}
	})
}
