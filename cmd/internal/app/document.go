package app

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/design"
	"appraise/grading/samplesize"
	"appraise/index"
)

// document is what the index needs to know of a study.
func document(b sqlite.Bundle, ask asked) *index.Document {
	it := b.Main().Item
	text, _ := b.Main().Text()
	kind := designOf(b).Design
	d := &index.Document{
		Design: string(kind), DesignOf: string(kind.Wider()),
		ID: string(b.Study.ID), Title: it.Title, Original: it.OriginalTitle, Abstract: text,
		Journal: nonEmpty(it.Journal, it.JournalAbbrev), Year: it.Published.Year, Date: it.Published.String(),
		Volume: it.Volume, Issue: it.Issue, PageSpan: it.Pages,
		PMID: string(it.PMID), DOI: string(it.DOI), PMCID: string(it.PMCID),
		PublicationTypes: it.PublicationTypes, MeSH: it.MeSH, Keywords: it.Keywords, Substances: it.Substances,
		Affiliations: it.Affiliations, Languages: it.Languages, Funding: it.Funding, Conflicts: it.Conflicts,
		Risk: string(worstRisk(b.Appraisals)), Tags: b.Study.Tags,
		Questions: ask.questions[b.Study.ID], Claims: ask.claims[b.Study.ID],
	}
	size := sizeOf(b)
	d.N = size.N
	for _, a := range it.Authors {
		d.Authors = append(d.Authors, a.String())
	}
	for _, r := range it.Registrations {
		d.Registrations = append(d.Registrations, string(r))
	}
	for _, k := range b.Study.Aliases {
		d.Keys = append(d.Keys, string(k))
	}
	for _, n := range b.Notices {
		if t := string(n.Type); !slices.Contains(d.Status, t) {
			d.Status = append(d.Status, t)
		}
	}
	return d
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// riskOrder sorts overall judgements, the worst first.
var riskOrder = []corpus.Risk{corpus.RiskCritical, corpus.RiskSerious, corpus.RiskHigh, corpus.RiskModerate, corpus.RiskSomeConcerns, corpus.RiskUnclear, corpus.RiskNoInformation, corpus.RiskLow}

// worstRisk is the worst overall judgement in force, "" when there is none.
func worstRisk(as []corpus.Appraisal) corpus.Risk {
	for _, r := range riskOrder {
		for _, a := range as {
			if a.Final() == r {
				return r
			}
		}
	}
	return ""
}

// designOf is what a person stated about a study's design, or else what its
// main report says.
func designOf(b sqlite.Bundle) design.Design {
	for _, f := range b.Facts {
		if f.Field == "design" {
			d := design.Design{Design: design.Name(f.Value), Confidence: "A", Spans: []design.Span{{Field: "person", Quote: "stated by " + f.By}}}
			if f.Quote != nil {
				d.Spans[0].Quote = f.Quote.Text
			}
			return d
		}
	}
	it := b.Main().Item
	text, _ := b.Main().Text()
	mesh := make([]string, len(it.MeSH))
	for i, h := range it.MeSH {
		mesh[i] = h.Descriptor
	}
	d := design.Read(design.Text{Title: it.Title, Abstract: text, PublicationTypes: it.PublicationTypes, MeSH: mesh, Journal: it.Journal})
	if it.Kind == corpus.KindRegistry {
		d.Design, d.Confidence = design.RegistryRecord, "A"
	}
	return d
}

// textSize reads the sample size from the text of the main report alone.
func textSize(b sqlite.Bundle) samplesize.SampleSize {
	it := b.Main().Item
	text, _ := b.Main().Text()
	return samplesize.Read(samplesize.Text{Title: it.Title, Abstract: text, PublicationTypes: it.PublicationTypes})
}

// asked holds, for each study, the questions it is in and the claims linked
// to it.
type asked struct {
	questions, claims map[corpus.StudyID][]string
}

func (a *App) asked(ctx context.Context) (asked, error) {
	out := asked{map[corpus.StudyID][]string{}, map[corpus.StudyID][]string{}}
	qs, err := a.Store.Questions(ctx)
	if err != nil {
		return out, err
	}
	for _, q := range qs {
		for _, id := range q.Included() {
			out.questions[id] = append(out.questions[id], q.ID)
		}
	}
	cs, err := a.Store.Claims(ctx)
	for _, c := range cs {
		for _, l := range c.Links {
			out.claims[l.Study] = append(out.claims[l.Study], c.ID)
		}
	}
	return out, err
}

// source feeds the index from the library.
type source struct{ app *App }

// Revision is the number of the library's last change.
func (s source) Revision(ctx context.Context) (int64, error) { return s.app.Store.Revision(ctx) }

// changeBatch is how many changed studies are read at a time.
const changeBatch = 500

// Changes yields the studies that changed after a revision. The library is
// read and its texts are graded a little ahead of the loop.
func (s source) Changes(ctx context.Context, after int64) iter.Seq2[index.Change, error] {
	return ahead(func(yield func(index.Change, error) bool) {
		ask, err := s.app.asked(ctx)
		if err != nil {
			yield(index.Change{}, err)
			return
		}
		head, err := s.Revision(ctx)
		if err != nil {
			yield(index.Change{}, err)
			return
		}
		read := map[corpus.StudyID]bool{} // as they are at head or later
		for {
			touched, err := s.app.Store.Changed(ctx, after, changeBatch)
			if err != nil {
				yield(index.Change{}, err)
				return
			}
			full := len(touched) == changeBatch
			if full {
				after = touched[len(touched)-1].Revision
			}
			touched = slices.DeleteFunc(touched, func(t sqlite.Touched) bool { return t.Revision <= head && read[t.Study] })
			batch, err := s.batch(ctx, touched, ask)
			if err != nil {
				yield(index.Change{}, err)
				return
			}
			for _, c := range batch {
				read[corpus.StudyID(c.Study)] = true
				if !yield(c, nil) {
					return
				}
			}
			if !full {
				return
			}
		}
	})
}

// batch reads studies and makes their documents.
func (s source) batch(ctx context.Context, touched []sqlite.Touched, ask asked) ([]index.Change, error) {
	var ids []corpus.StudyID
	for _, t := range touched {
		if !t.Gone {
			ids = append(ids, t.Study)
		}
	}
	bundles, err := s.app.Store.Bundles(ctx, ids...)
	if err != nil {
		return nil, err
	}
	list := make([]*index.Document, len(bundles))
	spread(len(bundles), func(i int) {
		list[i] = document(bundles[i], ask)
		list[i].Pages = s.app.pages(bundles[i])
	})
	docs := make(map[corpus.StudyID]*index.Document, len(bundles))
	for _, d := range list {
		docs[corpus.StudyID(d.ID)] = d
	}
	out := make([]index.Change, len(touched))
	for i, t := range touched {
		out[i] = index.Change{Study: string(t.Study), Revision: t.Revision, Doc: docs[t.Study]}
	}
	return out, nil
}

// spread runs f for 0 to n−1 on all processors.
func spread(n int, f func(i int)) {
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wg.Wait()
}
