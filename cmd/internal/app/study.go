package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/design"
	"appraise/grading/integrity"
	"appraise/grading/samplesize"
)

// StudyView is a study as lists and pages show it.
type StudyView struct {
	ID         corpus.StudyID        `json:"id"`
	Title      string                `json:"title"`
	Year       int                   `json:"year,omitempty"`
	Authors    []string              `json:"authors,omitempty"`
	Journal    string                `json:"journal,omitempty"`
	DOI        corpus.DOI            `json:"doi,omitempty"`
	PMID       corpus.PMID           `json:"pmid,omitempty"`
	Design     design.Design         `json:"design"`
	SampleSize samplesize.SampleSize `json:"sample_size"`
	Mismatches []samplesize.Mismatch `json:"sample_size_mismatches,omitempty"`
	Notices    []corpus.Notice       `json:"notices"`
	Risk       corpus.Risk           `json:"risk_of_bias,omitempty"` // worst overall judgement in force
	Tags       []string              `json:"tags,omitempty"`
	Questions  []string              `json:"questions,omitempty"`
	Claims     []string              `json:"claims,omitempty"`
	TextBy     string                `json:"text_by,omitempty"` // who wrote the text that was read; "" is the paper itself
	Unverified []string              `json:"unverified,omitempty"`
	Aliases    []corpus.StudyID      `json:"aliases,omitempty"`

	text string // what the spans point into, beside the title
}

// StudyPage is everything the library has on one study.
type StudyPage struct {
	StudyView
	Reports    []corpus.Report     `json:"reports"`
	Records    []corpus.Record     `json:"records,omitempty"`
	Facts      []corpus.Fact       `json:"facts,omitempty"`
	Results    []corpus.Result     `json:"results,omitempty"`
	Appraisals []corpus.Appraisal  `json:"appraisals,omitempty"`
	Attached   []corpus.Attachment `json:"attachments,omitempty"`
}

// view computes what is shown of a bundle.
func (a *App) view(b sqlite.Bundle, ask asked) StudyView {
	it := b.Main().Item
	text, by := b.Main().Text()
	size, mismatches := sizeAndMismatches(b)
	v := StudyView{
		ID: b.Study.ID, Title: it.Title, Year: it.Published.Year, Journal: it.Journal, DOI: it.DOI, PMID: it.PMID,
		Design: designOf(b), SampleSize: size, Mismatches: mismatches, Notices: a.noticesOf(b), Risk: worstRisk(b.Appraisals),
		Tags: b.Study.Tags, Questions: ask.questions[b.Study.ID], Claims: ask.claims[b.Study.ID],
		TextBy: by, Unverified: b.Study.Unverified, Aliases: b.Study.Aliases, text: text,
	}
	if v.Title == "" {
		v.Title = it.OriginalTitle
	}
	for _, au := range it.Authors {
		v.Authors = append(v.Authors, au.String())
	}
	return v
}

// quoteRoles are the roles of spans in the order in which one is quoted.
var quoteRoles = []string{"n", "randomised", "enrolled", "participants", "studies", "arm"}

// maxQuote is the longest quote shown in a line about a study.
const maxQuote = 220

// SizeQuote is the sentence that the sample size was read from, "" when it
// was not read from a text or the text says another number.
func SizeQuote(v StudyView) string {
	if slices.ContainsFunc(v.Mismatches, func(m samplesize.Mismatch) bool { return m.Other == samplesize.TextName }) {
		return ""
	}
	for _, role := range quoteRoles {
		for _, sp := range v.SampleSize.Spans {
			if sp.Role != role {
				continue
			}
			text := v.text
			if sp.Field == samplesize.FieldTitle {
				text = v.Title
			}
			if sp.End <= len(text) && text[sp.Start:sp.End] == sp.Quote {
				return shorten(sentenceAround(text, sp.Start, sp.End))
			}
		}
	}
	return ""
}

// sentenceAround widens a range to the sentence it stands in.
func sentenceAround(text string, start, end int) string {
	for start > 0 && text[start-1] != '\n' && !(strings.ContainsRune(".?!", rune(text[start-1])) && text[start] == ' ') {
		start--
	}
	for end < len(text) && text[end] != '\n' && !(strings.ContainsRune(".?!", rune(text[end])) && (end+1 == len(text) || text[end+1] == ' ' || text[end+1] == '\n')) {
		end++
	}
	return strings.TrimSpace(text[start:end])
}

func shorten(s string) string {
	r := []rune(s)
	if len(r) <= maxQuote {
		return s
	}
	return strings.TrimSpace(string(r[:maxQuote])) + " …"
}

// List returns all studies in the order of their keys.
func (a *App) List(ctx context.Context) ([]StudyView, error) {
	ids, err := a.Store.StudyIDs(ctx)
	if err != nil {
		return nil, err
	}
	return a.views(ctx, ids)
}

// views reads and shows studies in the order of ids.
func (a *App) views(ctx context.Context, ids []corpus.StudyID) ([]StudyView, error) {
	ask, err := a.asked(ctx)
	if err != nil {
		return nil, err
	}
	bundles, err := a.Store.Bundles(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]StudyView, len(bundles))
	spread(len(bundles), func(i int) { out[i] = a.view(bundles[i], ask) })
	return out, nil
}

// Show returns everything on one study; records only when asked for.
func (a *App) Show(ctx context.Context, id corpus.StudyID, records bool) (StudyPage, error) {
	b, err := a.bundle(ctx, id)
	if err != nil {
		return StudyPage{}, err
	}
	ask, err := a.asked(ctx)
	if err != nil {
		return StudyPage{}, err
	}
	p := StudyPage{StudyView: a.view(b, ask), Reports: b.Reports, Facts: b.Facts, Results: b.Results, Appraisals: b.Appraisals, Attached: b.Attached}
	if records {
		p.Records, err = a.Store.Records(ctx, b.Study.ID)
	}
	return p, err
}

func (a *App) bundle(ctx context.Context, id corpus.StudyID) (sqlite.Bundle, error) {
	bs, err := a.Store.Bundles(ctx, id)
	if err != nil {
		return sqlite.Bundle{}, err
	}
	return bs[0], nil
}

// sizeOf is the sample size in force: what a person stated, the registry, the
// text, in this order of trust.
func sizeOf(b sqlite.Bundle) samplesize.SampleSize {
	s, _ := sizeAndMismatches(b)
	return s
}

func sizeAndMismatches(b sqlite.Bundle) (samplesize.SampleSize, []samplesize.Mismatch) {
	var sources []samplesize.Source
	if s, ok := statedSize(b.Facts); ok {
		sources = append(sources, s)
	}
	for _, r := range b.Reports {
		if r.Item.Enrolled == nil {
			continue
		}
		if src, err := samplesize.Registry(registryName(r), *r.Item.Enrolled, r.Item.EnrolledType); err == nil {
			sources = append(sources, src)
		}
	}
	return samplesize.Resolve(textSize(b), sources...)
}

func registryName(r corpus.Report) string {
	if len(r.Item.Registrations) > 0 {
		return string(r.Item.Registrations[0])
	}
	return string(r.ID)
}

// statedSize gathers the n.* facts people stated.
func statedSize(facts []corpus.Fact) (samplesize.Source, bool) {
	src := samplesize.Source{Kind: samplesize.Person}
	found := false
	levels := map[string]**int{
		"n.screened": &src.Size.Screened, "n.eligible": &src.Size.Eligible, "n.enrolled": &src.Size.Enrolled,
		"n.randomised": &src.Size.Randomised, "n.received": &src.Size.Received, "n.completed": &src.Size.Completed, "n.analysed": &src.Size.Analysed,
	}
	for _, f := range facts {
		if level, ok := levels[f.Field]; ok {
			if n, err := strconv.Atoi(f.Value); err == nil {
				*level, found, src.Name = &n, true, f.By
			}
		}
		if f.Field == "n.arms" {
			if arms, err := parseArms(f.Value); err == nil {
				src.Size.Arms, found, src.Name = arms, true, f.By
			}
		}
	}
	for _, n := range []*int{src.Size.Randomised, src.Size.Enrolled, src.Size.Analysed, src.Size.Completed} {
		if src.Size.N == nil {
			src.Size.N = n
		}
	}
	return src, found
}

// parseArms reads "inversion=13; physiotherapy=11".
func parseArms(s string) ([]samplesize.Arm, error) {
	var arms []samplesize.Arm
	for part := range strings.SplitSeq(s, ";") {
		label, count, ok := strings.Cut(part, "=")
		n, err := strconv.Atoi(strings.TrimSpace(count))
		if !ok || err != nil || n < 0 {
			return nil, fmt.Errorf("%w: arms %q (write them as inversion=13; physiotherapy=11)", corpus.ErrInvalid, s)
		}
		arms = append(arms, samplesize.Arm{Label: strings.TrimSpace(label), N: n})
	}
	return arms, nil
}

// findings runs the number checks on what is known of a study, compares it
// with its registry entries (those in entries and its own reports), and takes
// out what people dismissed.
func findings(b sqlite.Bundle, entries ...corpus.Report) (integrity.Report, []corpus.Dismissal) {
	it := b.Main().Item
	text, _ := b.Main().Text()
	rep := integrity.Text(checkInput(it.Title, text, sizeOf(b)))
	registered, compared := registrationFindings(b, entries)
	rep.Findings = append(rep.Findings, registered...)
	rep.Numbers, rep.Checked = rep.Numbers+compared, rep.Checked+compared
	dismissed := map[string]corpus.Dismissal{}
	for _, d := range b.Dismissals {
		if !d.Restore {
			dismissed[d.ID] = d
		}
	}
	var open []integrity.Finding
	var closed []corpus.Dismissal
	for _, f := range rep.Findings {
		if d, ok := dismissed[f.ID]; ok {
			closed = append(closed, d)
		} else {
			open = append(open, f)
		}
	}
	rep.Findings = open
	return rep, closed
}
