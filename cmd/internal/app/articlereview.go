package app

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/grading/claims"
)

// Reviewing is what ClaimReview has to say beside the verdicts.
type Reviewing struct {
	Version   string // of the program
	URL       string // of the review
	Article   string // address of the article
	Published corpus.Date
	Author    string // who reviews
	AuthorURL string
	At        time.Time
}

// Check refuses what search engines would: a review without a reviewer, and
// addresses that do not stand alone.
func (r Reviewing) Check() error {
	if r.URL == "" || strings.TrimSpace(r.Author) == "" {
		return fmt.Errorf("%w: a ClaimReview needs the address it will have (--url) and who reviews (--author)", corpus.ErrInvalid)
	}
	for _, a := range []struct{ flag, value string }{{"--url", r.URL}, {"--article", r.Article}, {"--author-url", r.AuthorURL}} {
		if a.value == "" {
			continue
		}
		u, err := url.Parse(a.value)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return fmt.Errorf("%w: %s %q is no full address (https://…)", corpus.ErrInvalid, a.flag, a.value)
		}
	}
	return nil
}

// section is the address of the review of one sentence, as the annotated page
// has it.
func (r Reviewing) section(n int) string {
	u, err := url.Parse(r.URL)
	if err != nil {
		return r.URL
	}
	u.Fragment, u.RawFragment = fmt.Sprintf("s%d", n), ""
	return u.String()
}

// reviewScale gives each verdict its place between 1 and 5. Claims that cannot
// be checked are left out of ClaimReview: they have no place on it.
var reviewScale = map[claims.Verdict]int{
	claims.Supported: 5, claims.ProbablySupported: 4, claims.Uncertain: 3, claims.ProbablyNotSupported: 2, claims.Misleading: 2, claims.Contradicted: 1,
}

// claimReview is schema.org/ClaimReview: what search engines require
// (claimReviewed, reviewRating with alternateName, url) and what they recommend
// beside it (author, itemReviewed with appearance and date, the ends of the
// scale). The sentence stands there in full: a shorter one would be another
// claim.
//
// Google Search Central, “Fact check (ClaimReview) structured data”.
type claimReview struct {
	Context       string   `json:"@context"`
	Type          string   `json:"@type"`
	URL           string   `json:"url"`
	DatePublished string   `json:"datePublished"`
	ClaimReviewed string   `json:"claimReviewed"`
	Author        reviewer `json:"author"`
	ItemReviewed  reviewed `json:"itemReviewed"`
	ReviewRating  rating   `json:"reviewRating"`
}

type reviewer struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type reviewed struct {
	Type          string `json:"@type"`
	Name          string `json:"name"`
	DatePublished string `json:"datePublished,omitempty"`
	Appearance    *work  `json:"appearance,omitempty"`
}

type work struct {
	Type string `json:"@type"`
	URL  string `json:"url"`
}

type rating struct {
	Type          string `json:"@type"`
	RatingValue   int    `json:"ratingValue"`
	BestRating    int    `json:"bestRating"`
	WorstRating   int    `json:"worstRating"`
	AlternateName string `json:"alternateName"`
	Explanation   string `json:"ratingExplanation,omitempty"`
}

func claimReviews(c ArticleCheck, about Reviewing) []claimReview {
	out := []claimReview{}
	for _, s := range c.Sentences {
		value, ok := reviewScale[s.Verdict]
		if !ok {
			continue
		}
		text := strings.Join(strings.Fields(s.Text), " ")
		r := claimReview{
			Context: "https://schema.org", Type: "ClaimReview", URL: about.section(s.N), DatePublished: about.At.Format(time.DateOnly), ClaimReviewed: text,
			Author: reviewer{"Organization", about.Author, about.AuthorURL}, ItemReviewed: reviewed{Type: "Claim", Name: text, DatePublished: about.Published.String()},
			ReviewRating: rating{"Rating", value, 5, 1, string(s.Verdict), s.Sentence},
		}
		if about.Article != "" {
			r.ItemReviewed.Appearance = &work{"CreativeWork", about.Article}
		}
		out = append(out, r)
	}
	return out
}
