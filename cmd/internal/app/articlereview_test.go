package app_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

// field is what one property of structured data has to be.
type field struct {
	path     string // "reviewRating.alternateName"
	required bool   // by search engines; else recommended
	fits     func(v any) bool
}

func is(want ...string) func(any) bool {
	return func(v any) bool {
		s, ok := v.(string)
		for _, w := range want {
			if ok && s == w {
				return true
			}
		}
		return false
	}
}

func oneLine(v any) bool {
	s, ok := v.(string)
	return ok && s != "" && s == strings.TrimSpace(s) && !strings.ContainsAny(s, "\n\r\t")
}

func address(v any) bool {
	s, ok := v.(string)
	u, err := url.Parse(s)
	return ok && err == nil && u.IsAbs() && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

var isoDay = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)

func day(v any) bool { s, ok := v.(string); return ok && isoDay.MatchString(s) }

func whole(v any) bool { n, ok := v.(float64); return ok && n == float64(int(n)) && n >= 1 && n <= 5 }

// claimReviewFields is the whole list of Google Search Central, “Fact check
// (ClaimReview) structured data”, with the types of schema.org.
var claimReviewFields = []field{
	{"@context", true, is("https://schema.org")},
	{"@type", true, is("ClaimReview")},
	{"claimReviewed", true, oneLine},
	{"reviewRating.@type", true, is("Rating")},
	{"reviewRating.alternateName", true, oneLine},
	{"url", true, address},
	{"author.@type", false, is("Organization", "Person")},
	{"author.name", false, oneLine},
	{"author.url", false, address},
	{"datePublished", false, day},
	{"itemReviewed.@type", false, is("Claim")},
	{"itemReviewed.name", false, oneLine},
	{"itemReviewed.datePublished", false, day},
	{"itemReviewed.appearance.@type", false, is("CreativeWork")},
	{"itemReviewed.appearance.url", false, address},
	{"reviewRating.bestRating", false, whole},
	{"reviewRating.ratingValue", false, whole},
	{"reviewRating.worstRating", false, whole},
	{"reviewRating.ratingExplanation", false, oneLine},
}

// at follows a path through JSON.
func at(v any, path string) (any, bool) {
	for _, name := range strings.Split(path, ".") {
		m, ok := v.(map[string]any)
		if !ok {
			return nil, false
		}
		if v, ok = m[name]; !ok {
			return nil, false
		}
	}
	return v, true
}

// names lists every property in it, as paths.
func names(prefix string, v any) []string {
	m, ok := v.(map[string]any)
	if !ok {
		return []string{prefix}
	}
	var out []string
	for name, inner := range m {
		out = append(out, names(strings.TrimPrefix(prefix+"."+name, "."), inner)...)
	}
	return out
}

const reviewedDraft = "A 2012 study in Disability and Rehabilitation showed that inversion\nreduces the need for surgery. The study was of 26 people.\n\nInversion therapy relieves back pain."

func reviews(t *testing.T, about app.Reviewing) []any {
	t.Helper()
	a := demoApp(t)
	c, err := a.CheckArticle(t.Context(), input("a.txt", reviewedDraft))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := app.WriteArticle(&out, c, "claimreview", about); err != nil {
		t.Fatal(err)
	}
	var list []any
	if err := json.Unmarshal(out.Bytes(), &list); err != nil {
		t.Fatalf("%v in %s", err, out.String())
	}
	if len(list) == 0 {
		t.Fatalf("no review in %s", out.String())
	}
	return list
}

func TestClaimReview(t *testing.T) {
	full := app.Reviewing{
		URL: "https://example.org/check?id=1#top", Article: "https://example.org/a", Author: "The desk", AuthorURL: "https://example.org",
		Published: corpus.Date{Year: 2026, Month: 5}, At: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	}
	short := app.Reviewing{URL: full.URL, Author: full.Author, At: full.At}
	for name, about := range map[string]app.Reviewing{"full": full, "short": short} {
		if err := about.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		seen := map[string]bool{}
		for _, r := range reviews(t, about) {
			known := map[string]bool{}
			for _, f := range claimReviewFields {
				known[f.path] = true
				v, there := at(r, f.path)
				if !there && (f.required || name == "full") || there && !f.fits(v) {
					t.Errorf("%s: %s is %v", name, f.path, v)
				}
			}
			for _, n := range names("", r) {
				if !known[n] {
					t.Errorf("%s: %s is no property of the list", name, n)
				}
			}
			best, _ := at(r, "reviewRating.bestRating")
			worst, _ := at(r, "reviewRating.worstRating")
			value, _ := at(r, "reviewRating.ratingValue")
			if best.(float64) <= worst.(float64) || value.(float64) < worst.(float64) || value.(float64) > best.(float64) {
				t.Errorf("%s: %v is not between %v and %v", name, value, worst, best)
			}
			u, _ := at(r, "url")
			if seen[u.(string)] || !strings.HasPrefix(u.(string), "https://example.org/check?id=1#s") {
				t.Errorf("%s: the address %v", name, u)
			}
			seen[u.(string)] = true
		}
	}
}

func TestReviewingCheck(t *testing.T) {
	for _, r := range []app.Reviewing{
		{}, {URL: "https://example.org"}, {Author: "x"}, {URL: "https://example.org", Author: " "}, {URL: "check.html", Author: "x"}, {URL: "javascript:alert(1)", Author: "x"},
		{URL: "https://", Author: "x"}, {URL: "https://example.org", Author: "x", Article: "a.html"}, {URL: "https://example.org", Author: "x", AuthorURL: "mailto:a@example.org"}, {URL: "https://exa mple.org", Author: "x"},
	} {
		if r.Check() == nil {
			t.Errorf("%+v was taken", r)
		}
	}
}
