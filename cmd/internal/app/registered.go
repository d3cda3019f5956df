package app

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/design"
	"appraise/grading/integrity"
	"appraise/grading/samplesize"
	"appraise/index"
	"appraise/index/query"
)

// registryEntries finds, for each study, the registry entries that are studies
// of their own in the library and carry a trial number of it. whole says that bundles is the whole library.
func (a *App) registryEntries(ctx context.Context, bundles []sqlite.Bundle, whole bool) (map[corpus.StudyID][]corpus.Report, error) {
	wanted := map[corpus.Registration][]corpus.StudyID{}
	for _, b := range bundles {
		if b.Main().Item.Kind == corpus.KindRegistry {
			continue
		}
		for _, n := range registrations(b) {
			wanted[corpus.Registration(n)] = append(wanted[corpus.Registration(n)], b.Study.ID)
		}
	}
	out := map[corpus.StudyID][]corpus.Report{}
	keep := func(r corpus.Report) error {
		if r.Item.Kind != corpus.KindRegistry {
			return nil
		}
		for _, n := range r.Item.Registrations {
			for _, st := range wanted[n] {
				if st != r.Study && !slices.ContainsFunc(out[st], func(x corpus.Report) bool { return x.ID == r.ID }) {
					out[st] = append(out[st], r)
				}
			}
		}
		return nil
	}
	switch {
	case len(wanted) == 0:
		return out, nil
	case whole:
		for _, b := range bundles {
			for _, r := range b.Reports {
				_ = keep(r) // never fails
			}
		}
		return out, nil
	}
	found, err := a.withNumbers(ctx, wanted)
	if err != nil { // the index cannot be read: every report is looked at
		return out, a.Store.AllReports(ctx, keep)
	}
	for _, b := range found {
		for _, r := range b.Reports {
			_ = keep(r)
		}
	}
	return out, nil
}

// mostEntries is how many studies with one of the numbers are looked at.
const mostEntries = 200

// withNumbers finds the studies that the index has under trial numbers.
func (a *App) withNumbers(ctx context.Context, wanted map[corpus.Registration][]corpus.StudyID) ([]sqlite.Bundle, error) {
	var terms []string
	for n := range wanted {
		terms = append(terms, `"`+strings.ReplaceAll(string(n), `"`, "")+`"[si]`)
	}
	slices.Sort(terms)
	node, err := query.Parse(strings.Join(terms, " OR "))
	if err != nil {
		return nil, err
	}
	res, err := a.Index.Search(ctx, node, index.Options{Mode: index.Boolean, Limit: mostEntries})
	if err != nil {
		return nil, err
	}
	ids := make([]corpus.StudyID, len(res.Hits))
	for i, h := range res.Hits {
		ids[i] = corpus.StudyID(h.ID)
	}
	return a.Store.Bundles(ctx, ids...)
}

// notCompared are designs whose numbers are not those of the trial whose
// number they print.
var notCompared = []design.Name{
	design.SystematicReview, design.SystematicReviewMA, design.NetworkMA, design.UmbrellaReview, design.Guideline, design.Protocol,
	design.SecondaryAnalysis, design.NarrativeReview, design.EditorialLetter, design.RegistryRecord, design.RetractionNotice, design.Economic,
}

// registrationFindings compares what a study reports with what its registry
// entries say: those among its own reports, and those that are studies of
// their own, and tells how many numbers of people were compared. A report on
// several trials of one registry is not compared.
func registrationFindings(b sqlite.Bundle, others []corpus.Report) (found []integrity.Finding, compared int) {
	paper, entries := reportAndEntries(b, others)
	if len(entries) == 0 || severalTrials(entries) {
		return nil, 0
	}
	text, by := paper.Text()
	in := samplesize.Text{Title: paper.Item.Title, Abstract: text, PublicationTypes: paper.Item.PublicationTypes}
	d := design.Read(design.Text{Title: in.Title, Abstract: text, PublicationTypes: in.PublicationTypes, Journal: paper.Item.Journal})
	if text == "" || slices.Contains(notCompared, d.Design) {
		return nil, 0
	}
	rep := reportedSize(b, samplesize.Read(in))
	rep.Title, rep.Abstract = in.Title, text
	for _, e := range entries {
		reg := registeredOf(e)
		fs, err := integrity.CheckRegistration(reg, rep)
		if err != nil {
			continue // numbers that no trial has
		}
		if reg.People != nil && rep.People != nil {
			compared++
		}
		for i, f := range fs {
			if by != "" {
				f.Innocent = append([]string{"the text is a summary by " + by + ", not the words of the paper"}, f.Innocent...)
			}
			if i == 0 && e.Study != b.Study.ID {
				f.Resolve += " If both are one trial, make them one study: appraise link " + string(b.Study.ID) + " " + string(e.Study) + "."
			}
			found = append(found, f)
		}
	}
	return found, compared
}

// reportAndEntries tells the publication of a study from its registry entries.
func reportAndEntries(b sqlite.Bundle, others []corpus.Report) (paper corpus.Report, entries []corpus.Report) {
	for _, r := range slices.Concat(b.Reports, others) {
		switch text, _ := r.Text(); {
		case r.Item.Kind == corpus.KindRegistry:
			entries = append(entries, r)
		case paper.ID == "" && text != "":
			paper = r
		}
	}
	if paper.ID == "" {
		return paper, nil
	}
	return paper, entries
}

// severalTrials reports whether two of the entries stand in one registry.
func severalTrials(entries []corpus.Report) bool {
	seen := map[string]bool{}
	for _, e := range entries {
		registry := strings.ToUpper(strings.TrimRight(registryName(e), "0123456789-/"))
		if seen[registry] {
			return true
		}
		seen[registry] = true
	}
	return false
}

// reportedSize is how many people a report has: what a person stated, or else
// what its text says surely.
func reportedSize(b sqlite.Bundle, size samplesize.SampleSize) integrity.Reported {
	rep := integrity.Reported{}
	stated, ok := statedSize(b.Facts)
	if ok && stated.Size.N != nil {
		size = stated.Size
		rep.Quote = "stated by " + stated.Name
	} else if size.N == nil || size.Confidence != samplesize.A && size.Confidence != samplesize.B {
		return rep
	}
	rep.People = size.N
	for _, l := range []struct {
		name string
		n    *int
	}{{"randomised", size.Randomised}, {"enrolled", size.Enrolled}, {"analysed", size.Analysed}, {"completed", size.Completed}} {
		switch {
		case l.n == nil:
		case rep.Level == "" && *l.n == *size.N:
			rep.Level = l.name
		default:
			rep.Others = append(rep.Others, *l.n)
		}
	}
	for _, role := range quoteRoles {
		for _, sp := range size.Spans {
			if rep.Quote == "" && sp.Role == role {
				rep.Quote, rep.Span = sp.Quote, integrity.Span{Field: sp.Field, Start: sp.Start, End: sp.End}
			}
		}
	}
	return rep
}

// registeredOf reads what a registry entry says.
func registeredOf(r corpus.Report) integrity.Registered {
	reg := integrity.Registered{Name: registryName(r), Primary: registeredOutcomes(r.Item.Abstract)}
	if r.Item.Enrolled != nil && *r.Item.Enrolled > 0 {
		if src, err := samplesize.Registry(reg.Name, *r.Item.Enrolled, r.Item.EnrolledType); err == nil {
			reg.People, reg.Actual = src.Size.N, src.Kind == samplesize.RegistryActual
		}
	}
	return reg
}

// Registry entries keep their primary outcomes in sections of their text.
var (
	registeredOutcomeRE = regexp.MustCompile(`(?m)\bPRIMARY OUTCOMES?(?: MEASURES?)?(?:\(S\))?:\s*`)
	nextSectionRE       = regexp.MustCompile(`\n|\b[A-Z][A-Z /]{4,}(?:\(S\))?:\s`)
)

func registeredOutcomes(text string) []string {
	var out []string
	for _, at := range registeredOutcomeRE.FindAllStringIndex(text, -1) {
		rest := text[at[1]:]
		if end := nextSectionRE.FindStringIndex(rest); end != nil {
			rest = rest[:end[0]]
		}
		if rest = strings.TrimSpace(rest); rest != "" {
			out = append(out, rest)
		}
	}
	return out
}
