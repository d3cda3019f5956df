package app

import (
	"context"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/claims"
	"appraise/grading/wording"
)

// ArticleCheck is what the library makes of an article, sentence by sentence.
type ArticleCheck struct {
	File      string            `json:"file"`
	Library   string            `json:"library"` // hash of its last event
	Coverage  Coverage          `json:"coverage"`
	Sentences []ArticleSentence `json:"sentences"` // those worth checking, in order
	Citations []ArticleCitation `json:"citations"`
	Unchanged int               `json:"unchanged,omitempty"` // left out: the same as in the previous run
	Gone      []string          `json:"gone,omitempty"`      // sentences of the previous run that are not there any more
	Notes     []string          `json:"notes,omitempty"`

	text string // of the article, for the annotated page
}

// Coverage counts how much of an article the library bears on.
type Coverage struct {
	Sentences int `json:"sentences"`
	Worthy    int `json:"worthy"`   // worth checking
	Recorded  int `json:"recorded"` // of these, claims of the library
	Cited     int `json:"cited"`    // name a source
	InLibrary int `json:"in_library"`
	Matched   int `json:"matched"` // some study bears on it, as far as words tell
	Rated     int `json:"rated"`   // with a rated body of evidence behind it
	Sources   int `json:"sources"` // named by the article
	Known     int `json:"sources_in_library"`
}

// ArticleSentence is a sentence that claims something.
type ArticleSentence struct {
	N         int              `json:"n"` // number of the sentence in the article
	Line      int              `json:"line"`
	Start     int              `json:"start"` // bytes
	End       int              `json:"end"`
	Text      string           `json:"text"`
	Score     float64          `json:"score"`
	Marks     []string         `json:"marks"` // why it is worth checking
	Claim     string           `json:"claim,omitempty"`
	Verdict   claims.Verdict   `json:"verdict"`
	Certainty corpus.Certainty `json:"certainty"`
	Sentence  string           `json:"sentence"` // the verdict in a sentence
	Reasons   []claims.Reason  `json:"reasons,omitempty"`
	Proposals []Proposal       `json:"proposals"`
	Findings  []ArticleFinding `json:"findings,omitempty"`
}

// Proposal is a study that may bear on a sentence. A person decides.
type Proposal struct {
	Study     corpus.StudyID   `json:"study"`
	Label     string           `json:"label"`
	Why       string           `json:"why"` // "cited", or the words in common
	Body      string           `json:"body,omitempty"`
	Certainty corpus.Certainty `json:"certainty"`
	Notices   []string         `json:"notices,omitempty"`
}

// ByWords reports whether nothing but its words speaks for a proposal.
func (p Proposal) ByWords() bool { return strings.HasPrefix(p.Why, "words") }

// ArticleFinding is something to look at in a sentence.
type ArticleFinding struct {
	ID         string `json:"id"`
	Rule       string `json:"rule"`
	Level      string `json:"level"` // note, check, inconsistent
	Text       string `json:"text"`
	Words      string `json:"words,omitempty"` // the passage
	Suggestion string `json:"suggestion,omitempty"`
}

// The rules of the article desk beside those of package wording.
const (
	ruleDenominator = "wrong denominator"
	ruleNotice      = "cites a work with a notice"
	ruleMissing     = "source not in the library"
	ruleNoSource    = "contraindication without a source"
	ruleListMissing = "announces a list that is not there"
)

// ArticleRules lists the rules and what they mean.
var ArticleRules = []struct{ ID, Help string }{
	{wording.RuleStrength, "The words say more than the certainty of the evidence behind them."},
	{wording.RuleAbsolute, "A word such as “proven” or “cure” that no evidence carries."},
	{wording.RuleSafety, "Safety is claimed without numbers."},
	{wording.RuleNoEffect, "No evidence of an effect is told as evidence of no effect."},
	{wording.RuleSignificant, "Significance is told as a verdict."},
	{wording.RuleRelativeOnly, "A relative effect stands without the absolute one."},
	{wording.RulePOnly, "A p value stands without an effect."},
	{ruleDenominator, "The number of people is not the number that was randomised."},
	{ruleNotice, "A source was retracted, corrected, superseded or has run out."},
	{ruleMissing, "A source is named that the library does not hold."},
	{ruleNoSource, "Who should not have a treatment is said without a source."},
	{ruleListMissing, "The sentence ends with a colon and nothing follows."},
}

// desk checks one article.
type desk struct {
	app    *App
	judge  *judge
	known  map[corpus.StudyID]map[string]bool // words of studies
	claims map[string]corpus.Claim            // by hash of the words
	asked  asked
	check  *ArticleCheck
	cites  citing
}

// CheckArticle finds what an article claims, and what the library knows of it.
func (a *App) CheckArticle(ctx context.Context, in Input) (ArticleCheck, error) {
	text, err := ReadArticle(in)
	if err != nil {
		return ArticleCheck{}, err
	}
	if _, err := a.catchUp(ctx); err != nil {
		return ArticleCheck{}, err
	}
	c := ArticleCheck{File: in.Name, Sentences: []ArticleSentence{}, Citations: []ArticleCitation{}, text: text}
	if c.Library, _, err = a.Store.Digest(ctx); err != nil {
		return c, err
	}
	d := &desk{app: a, judge: a.newJudge(a.Now()), known: map[corpus.StudyID]map[string]bool{}, claims: map[string]corpus.Claim{}, check: &c}
	d.cites = citing{desk: d, year: map[int][]sqlite.Bundle{}}
	if d.asked, err = a.asked(ctx); err != nil {
		return c, err
	}
	recorded, err := a.Store.Claims(ctx)
	if err != nil {
		return c, err
	}
	for _, cl := range recorded {
		d.claims[pinHash(cl.Text)] = cl
	}
	return c, d.run(ctx, text)
}

// run goes through the sentences. A sentence that goes on about "this study"
// keeps the source of the one before it in its paragraph.
func (d *desk) run(ctx context.Context, text string) error {
	list := claims.Sentences(text)
	d.check.Coverage.Sentences = len(list)
	var carried []ArticleCitation
	line, at := 1, 0
	for i, s := range list {
		between := text[min(at, s.Start):s.Start]
		line += strings.Count(between, "\n")
		if strings.Contains(between, "\n\n") {
			carried = nil
		}
		cited, err := d.cites.find(ctx, i+1, s.Text)
		if err != nil {
			return err
		}
		for k := range cited {
			cited[k].Line = line
			d.check.Coverage.Sources++
			if cited[k].Study != "" {
				d.check.Coverage.Known++
			}
		}
		d.check.Citations = append(d.check.Citations, cited...)
		named := cited
		switch {
		case len(cited) > 0:
			carried = cited
		case goesOn.MatchString(s.Text):
			named = carried
		}
		score, marks := claims.CheckWorthy(s.Text)
		after := text[s.End:min(len(text), s.End+200)]
		if score >= claims.Worthy || len(cited) > 0 && score > 0 || len(claims.HeadCounts(s.Text)) > 0 && len(named) > 0 || (score > 0 || slices.Contains(marks, "very short")) && promises(s.Text) || listMissing(s.Text, after) {
			as := ArticleSentence{N: i + 1, Line: line, Start: s.Start, End: s.End, Text: s.Text, Score: score, Marks: marks, Proposals: []Proposal{}}
			if err := d.sentence(ctx, &as, named, after); err != nil {
				return err
			}
			d.check.Sentences = append(d.check.Sentences, as)
			d.count(as, named)
		}
		line += strings.Count(s.Text, "\n")
		at = s.End
	}
	return nil
}

func (d *desk) count(s ArticleSentence, named []ArticleCitation) {
	c := &d.check.Coverage
	c.Worthy++
	if s.Claim != "" {
		c.Recorded++
	}
	if len(named) > 0 {
		c.Cited++
	}
	if slices.ContainsFunc(named, func(n ArticleCitation) bool { return n.Study != "" }) {
		c.InLibrary++
	}
	if len(s.Proposals) > 0 {
		c.Matched++
	}
	if s.Certainty != corpus.Unrated {
		c.Rated++
	}
}

func (d *desk) note(text string) {
	if !slices.Contains(d.check.Notes, text) {
		d.check.Notes = append(d.check.Notes, text)
	}
}
