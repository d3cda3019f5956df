package app

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/claims"
	"appraise/grading/wording"
	"appraise/index"
	"appraise/index/query"
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
	c := ArticleCheck{File: in.Name, Sentences: []ArticleSentence{}, Citations: []ArticleCitation{}}
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
		d.check.Citations = append(d.check.Citations, cited...)
		named := cited
		switch {
		case len(cited) > 0:
			carried = cited
		case goesOn.MatchString(s.Text):
			named = carried
		}
		score, marks := claims.CheckWorthy(s.Text)
		if score >= claims.Worthy || len(cited) > 0 && score > 0 || len(claims.HeadCounts(s.Text)) > 0 && len(named) > 0 {
			as := ArticleSentence{N: i + 1, Line: line, Start: s.Start, End: s.End, Text: s.Text, Score: score, Marks: marks, Proposals: []Proposal{}}
			after := text[s.End:min(len(text), s.End+200)]
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

// sentence proposes studies, judges, and looks at the words.
func (d *desk) sentence(ctx context.Context, s *ArticleSentence, named []ArticleCitation, after string) error {
	if c, ok := d.claims[pinHash(s.Text)]; ok {
		j, err := d.judge.claim(ctx, c)
		if err != nil {
			return err
		}
		s.Claim = c.ID
		s.take(j.Result)
		for _, l := range c.Links {
			if err := d.propose(ctx, s, l.Study, "linked by "+l.By, j.Claim.Question, c.Outcome); err != nil {
				return err
			}
		}
		d.findings(s, j.input, named, after)
		return nil
	}
	c := corpus.Claim{Text: s.Text, Kind: kindOf(s.Text)}
	ids := []corpus.StudyID{}
	for _, n := range named {
		if n.Study != "" && !slices.Contains(ids, n.Study) {
			ids = append(ids, n.Study)
		}
	}
	cites := len(ids) > 0
	found, err := d.match(ctx, s.Text)
	if err != nil {
		return err
	}
	why := map[corpus.StudyID]string{}
	for _, m := range found {
		if !slices.Contains(ids, m.id) && len(ids) < mostProposals {
			ids, why[m.id] = append(ids, m.id), m.why
		}
	}
	in := claims.Input{}
	for _, id := range ids {
		cited := why[id] == ""
		if cited {
			why[id] = "cited"
		}
		question, outcome, err := d.bears(ctx, id, s.Text)
		if err != nil {
			return err
		}
		if err := d.propose(ctx, s, id, why[id], question, outcome); err != nil {
			return err
		}
		if !cited {
			continue // proposed by words alone: a person has to link it first
		}
		cc := c
		cc.Question, cc.Outcome = question, outcome
		q, err := d.judge.question(ctx, question)
		if err != nil {
			return err
		}
		e, err := d.judge.evidence(ctx, cc, corpus.Link{Study: id, Stance: corpus.Mentions}, q)
		if err != nil {
			return err
		}
		in.Evidence = append(in.Evidence, e)
	}
	in.Claim = c
	r := claims.Judge(in)
	for _, p := range s.Proposals {
		if p.Certainty > r.Certainty && (!cites || p.Why == "cited") {
			r.Certainty = p.Certainty
		}
	}
	s.take(r)
	d.findings(s, in, named, after)
	return nil
}

// dull are reasons that say nothing about studies that nobody has linked yet.
var dull = []claims.Code{claims.NotCompared, claims.NotRated, claims.MentionsIt, claims.Denominator, claims.NoHarmsRecord, claims.SilentOnHarms, claims.Narrower, claims.RanOut, claims.OutOfDate, claims.WasCorrected}

func (s *ArticleSentence) take(r claims.Result) {
	s.Verdict, s.Certainty, s.Sentence = r.Verdict, r.Certainty, r.Sentence
	for _, why := range r.Reasons {
		if !slices.Contains(dull, why.Code) {
			s.Reasons = append(s.Reasons, why)
		}
	}
}

var (
	safetyWords  = regexp.MustCompile(`(?i)\b(?:safe|safety|unsafe|harm(?:s|ful|less)?|side effects?|adverse|risks?|danger(?:ous)?|contraindicat\w*)\b`)
	adviceWords  = regexp.MustCompile(`(?i)\b(?:recommend\w*|should|must|advis\w+|avoid|unsuitable)\b`)
	theoryWords  = regexp.MustCompile(`(?i)\b(?:thought to|theory|gravity|mechanism|decompress\w*|stretch\w*)\b`)
	benefitWords = regexp.MustCompile(`(?i)\b(?:reliev\w*|reduc\w*|improv\w*|eas(?:e|es|ed)|help\w*|prevent\w*|effective\w*|benefit\w*|lower\w*|cur(?:e|es|ed))\b`)
)

// kindOf guesses what a sentence is about.
func kindOf(s string) string {
	switch {
	case safetyWords.MatchString(s):
		return "safety"
	case adviceWords.MatchString(s):
		return "recommendation"
	case theoryWords.MatchString(s):
		return "mechanism"
	case benefitWords.MatchString(s):
		return "benefit"
	}
	return "fact"
}

// propose adds a study to what may bear on the sentence.
func (d *desk) propose(ctx context.Context, s *ArticleSentence, id corpus.StudyID, why, question, outcome string) error {
	b, err := d.judge.bundle(ctx, id)
	if err != nil {
		return err
	}
	p := Proposal{Study: b.Study.ID, Label: label(b), Why: why}
	for _, n := range d.app.noticesOf(b) {
		p.Notices = append(p.Notices, NoticeLine(n))
	}
	q, err := d.judge.question(ctx, question)
	if err != nil {
		return err
	}
	if o, ok := q.outcome(outcome); ok {
		for _, st := range o.Studies {
			if st.Study == b.Study.ID {
				p.Body, p.Certainty = question+"/"+o.Outcome.Name, o.Certainty
			}
		}
	}
	s.Proposals = append(s.Proposals, p)
	return nil
}

// bears finds the outcome of a study's question that a sentence speaks of.
func (d *desk) bears(ctx context.Context, id corpus.StudyID, sentence string) (question, outcome string, err error) {
	words := wordStems(sentence)
	best := 0
	for _, qid := range d.asked.questions[id] {
		q, err := d.judge.question(ctx, qid)
		if err != nil {
			return "", "", err
		}
		for _, o := range q.assessment.Outcomes {
			n := 0
			for w := range wordStems(o.Outcome.Name) {
				if words[w] {
					n++
				}
			}
			if n > best {
				best, question, outcome = n, qid, o.Outcome.Name
			}
		}
	}
	return question, outcome, nil
}

// mostProposals is how many studies are proposed for a sentence.
const mostProposals = 5

// manyStudies is the size of a library from which the ranking is trusted. In a
// smaller one something always comes first: there a study is proposed only
// when it shares two words with the sentence, one of them a telling one.
const manyStudies = 100

// matchedStudy is a study that the words of a sentence find.
type matchedStudy struct {
	id  corpus.StudyID
	why string
}

// match finds studies by the words of a sentence, ranked: nothing when
// no study shares a telling word with it.
func (d *desk) match(ctx context.Context, sentence string) ([]matchedStudy, error) {
	text := strings.Join(tellingWords(sentence), " ")
	if text == "" {
		return nil, nil
	}
	node, err := query.Parse(text)
	if err != nil {
		return nil, nil // words that look like syntax find nothing
	}
	res, err := d.app.Index.Search(ctx, node, index.Options{Mode: index.Ranked, Limit: 2 * mostProposals})
	if errors.Is(err, index.ErrUnavailable) {
		d.note("the index cannot be read, so that no studies are proposed: appraise search rebuilds it")
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	ids := make([]corpus.StudyID, len(res.Hits))
	for i, h := range res.Hits {
		ids[i] = corpus.StudyID(h.ID)
	}
	bundles, err := d.bundles(ctx, ids)
	if err != nil {
		return nil, err
	}
	size, err := d.app.Store.Count(ctx, "study")
	if err != nil {
		return nil, err
	}
	var out []matchedStudy
	some := false
	for _, b := range bundles {
		common := d.common(sentence, b)
		telling := slices.ContainsFunc(common, func(w string) bool { return !weak[stem(w)] })
		some = some || telling
		switch {
		case len(out) == mostProposals:
		case telling && (len(common) > 1 || size >= manyStudies):
			out = append(out, matchedStudy{b.Study.ID, "words: " + strings.Join(common, ", ")})
		case size >= manyStudies:
			out = append(out, matchedStudy{b.Study.ID, "words: of the same subject"})
		}
	}
	if !some {
		return nil, nil
	}
	return out, nil
}

func (d *desk) note(text string) {
	if !slices.Contains(d.check.Notes, text) {
		d.check.Notes = append(d.check.Notes, text)
	}
}

// weak are stems of words that stand in most texts on health: they alone make
// no match.
var weak = map[string]bool{
	"high": true, "low": true, "effect": true, "effective": true, "effectiv": true, "therap": true, "therapi": true, "treat": true, "treatm": true, "treatment": true, "term": true, "short": true, "long": true,
	"clinic": true, "clinical": true, "evidenc": true, "includ": true, "practic": true, "qualit": true, "quality": true, "patient": true, "health": true, "benefit": true, "risk": true, "research": true, "symptom": true,
	"diseas": true, "condition": true, "condit": true, "result": true, "report": true, "trial": true, "group": true, "medic": true, "medical": true, "care": true, "time": true, "year": true, "day": true, "week": true, "month": true,
}

// bundles reads studies, those that are known already from memory.
func (d *desk) bundles(ctx context.Context, ids []corpus.StudyID) ([]sqlite.Bundle, error) {
	var missing []corpus.StudyID
	for _, id := range ids {
		if _, ok := d.judge.bundles[id]; !ok {
			missing = append(missing, id)
		}
	}
	more, err := d.app.Store.Bundles(ctx, missing...)
	if err != nil {
		return nil, err
	}
	for i, b := range more {
		d.judge.bundles[missing[i]] = b
	}
	out := make([]sqlite.Bundle, len(ids))
	for i, id := range ids {
		out[i] = d.judge.bundles[id]
	}
	return out, nil
}

// common lists the telling words that a sentence and a study share.
func (d *desk) common(sentence string, b sqlite.Bundle) []string {
	known, ok := d.known[b.Study.ID]
	if !ok {
		it := b.Main().Item
		text, _ := b.Main().Text()
		named := ""
		for _, au := range it.Authors {
			named += " " + au.Collective
		}
		known = wordStems(it.Title + " " + text + named + " " + strings.Join(it.Keywords, " "))
		d.known[b.Study.ID] = known
	}
	var out []string
	for _, w := range tellingWords(sentence) {
		if known[stem(w)] && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func (d *desk) shared(sentence string, b sqlite.Bundle) int { return len(d.common(sentence, b)) }

// plainStops are words that tell nothing about what a sentence is about.
var plainStops = strings.Fields(`a about above after again against all also although am an and any are as at be because been before being below between both but by can could did do does doing down during each either else ever every few for from further get gets had has have having he her here hers him his how however i if in into is it its itself just least less like made make makes many may me might more most much must my near need needs never new no nor not now of off often on once one only or other others our out over own people per person perhaps put rather really said same say says see seem seen several shall she should show shown since so some someone something still such take taken than that the their them then there these they thing things this those though through thus to together too toward two under until up upon us use used uses using usually very was way we well were what when where whether which while who whom whose why will with within without would yet you your study studies found`)

var plainStopSet = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range plainStops {
		m[w] = true
	}
	return m
}()

// tellingWords are the words of a text that say what it is about.
func tellingWords(s string) []string {
	var out []string
	for _, w := range pinWords(s) {
		if len(w) > 2 && !plainStopSet[w] && !slices.Contains(out, w) && strings.Trim(w, "0123456789") != "" {
			out = append(out, w)
		}
	}
	return out
}

func wordStems(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range tellingWords(s) {
		out[stem(w)] = true
	}
	return out
}

// stem takes the commonest endings off an English word: enough to compare two
// sentences, not for searching.
func stem(w string) string {
	for _, end := range []string{"ations", "ation", "ments", "ment", "ness", "ies", "ing", "ers", "er", "ed", "es", "ly", "s", "e", "y"} {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= 4 {
			return base
		}
	}
	return w
}

// findings looks at the words of a sentence.
func (d *desk) findings(s *ArticleSentence, in claims.Input, named []ArticleCitation, after string) {
	add := func(rule, level, text, words, suggestion string) {
		f := ArticleFinding{Rule: rule, Level: level, Text: text, Words: words, Suggestion: suggestion}
		f.ID = pinHash(rule + " " + words + " " + s.Text)[:12]
		s.Findings = append(s.Findings, f)
	}
	for _, l := range wording.Lint(s.Text, s.Certainty) {
		if l.Rule == wording.RuleStrength && (s.Certainty == corpus.Unrated || explains(s.Text, l.Start)) {
			continue // there is nothing to measure its strength by
		}
		if l.Rule == wording.RuleSafety && contraindication.MatchString(s.Text) {
			continue // "may not be safe for" claims no safety
		}
		add(l.Rule, "check", l.Message, l.Text, l.Suggestion)
	}
	if in.Claim.Text == "" {
		in.Claim.Text = s.Text
	}
	for _, r := range claims.Denominators(in) {
		add(ruleDenominator, "inconsistent", r.Text, "", "")
	}
	for _, p := range s.Proposals {
		if strings.HasPrefix(p.Why, "words") {
			continue
		}
		for _, n := range p.Notices {
			add(ruleNotice, "check", p.Label+": "+n, string(p.Study), "")
		}
	}
	for _, n := range named {
		if n.Study == "" && n.Sentence == s.N {
			add(ruleMissing, "note", fmt.Sprintf("“%s” names a source: %s.", n.Text, orElse(n.Why, "not in the library")), n.Text, "Add it to the library, or name it so that it can be found (DOI, PMID).")
		}
	}
	if contraindication.MatchString(s.Text) && len(named) == 0 && s.Claim == "" {
		add(ruleNoSource, "note", "Who should not have the treatment is said without a source.", "", "Name the source, or link a study (appraise claim add).")
	}
	if strings.HasSuffix(strings.TrimSpace(s.Text), ":") && !listFollows.MatchString(after) {
		add(ruleListMissing, "check", "The sentence announces a list, and none follows.", "", "Give the list, with the evidence for each entry.")
	}
}

var (
	contraindication = regexp.MustCompile(`(?i)\bcontraindicat\w*|\bnot (?:be )?(?:recommended|suitable|safe) (?:for|if|when|in)\b|\bunsuitable\b|\b(?:should|must|want to|need to) (?:not use|avoid)\b`)
	definition       = regexp.MustCompile(`(?i)\b(?:which|that|who) (?:is|are) an?\b[^.,;]{0,30}\b(?:that|which)\b`)
)

// explains reports whether a place in a sentence stands in a clause that only
// says what a word means: "…, which is a condition that causes …".
func explains(sentence string, at int) bool {
	m := definition.FindStringIndex(sentence)
	return m != nil && at >= m[0]
}

var listFollows = regexp.MustCompile(`^\s*(?:[-*•–·]|[0-9]+[.)]|[a-z]\))\s`)

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// ProposeStudies lists the studies that may bear on a sentence, the likeliest
// first.
func (a *App) ProposeStudies(ctx context.Context, sentence string) ([]StudyView, error) {
	if _, err := a.catchUp(ctx); err != nil {
		return nil, err
	}
	d := &desk{app: a, judge: a.newJudge(a.Now()), known: map[corpus.StudyID]map[string]bool{}, check: &ArticleCheck{}}
	found, err := d.match(ctx, sentence)
	if err != nil {
		return nil, err
	}
	out := make([]StudyView, len(found))
	for i, f := range found {
		out[i] = a.view(d.judge.bundles[f.id], asked{})
	}
	return out, nil
}
