package app

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/grading/design"
	"appraise/index"
	"appraise/index/query"
)

// ArticleCitation is where an article names a source, and which study it is.
type ArticleCitation struct {
	Text     string         `json:"text"` // as written
	Sentence int            `json:"sentence"`
	Line     int            `json:"line"`
	Study    corpus.StudyID `json:"study,omitempty"` // "" when it is not in the library
	Why      string         `json:"why"`             // how it was found
}

var (
	citedDOI    = regexp.MustCompile(`(?i)\b10\.[0-9]{4,9}/[^\s"<>\])}]+`)
	citedPMID   = regexp.MustCompile(`(?i)\bPMID:?\s*([0-9]{4,8})\b|pubmed\.ncbi\.nlm\.nih\.gov/([0-9]{4,8})`)
	citedAuthor = regexp.MustCompile(`\b(\p{Lu}[\p{L}'’-]+)(?:\s+(?:et al\.?|and (?:colleagues|others|co-workers)|(?:and|&)\s+\p{Lu}[\p{L}'’-]+))?,?\s*\(?((?:19|20)[0-9]{2})[a-z]?\)?`)
	citedYear   = regexp.MustCompile(`(?i)\b((?:19|20)[0-9]{2})\b[^.;]{0,60}?\b(guidelines?|stud(?:y|ies)|trials?|reviews?|meta-analys[ei]s|survey|report|research|paper|article)\b|\b(guidelines?|stud(?:y|ies)|trials?|reviews?|meta-analys[ei]s|survey|report|research|paper|article)\b[^.;]{0,60}?\b(?:in|of|from|published in)\s+((?:19|20)[0-9]{2})\b`)
	goesOn      = regexp.MustCompile(`(?i)\b(?:this|these|that|the (?:same|authors of the)?)\s*(?:study|studies|trial|review|authors|researchers|guidelines?|paper|participants|results|findings)\b`)
)

// noAuthors are capitalised words that stand before a year without being
// names.
var noAuthors = map[string]bool{
	"in": true, "since": true, "until": true, "by": true, "the": true, "a": true, "from": true, "of": true, "before": true, "after": true, "during": true, "between": true, "and": true, "as": true,
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"spring": true, "summer": true, "autumn": true, "winter": true, "covid": true, "updated": true, "published": true,
}

// citing finds the sources that sentences name.
type citing struct {
	desk *desk
	year map[int][]sqlite.Bundle
}

// found collects the sources of one sentence, each study once.
type found struct {
	sentence int
	list     []ArticleCitation
}

func (f *found) add(text string, id corpus.StudyID, why string) {
	same := func(o ArticleCitation) bool { return o.Study == id && (id != "" || o.Text == text) }
	if !slices.ContainsFunc(f.list, same) {
		f.list = append(f.list, ArticleCitation{Text: strings.TrimSpace(text), Sentence: f.sentence, Study: id, Why: why})
	}
}

// find lists the sources a sentence names: by identifier, by author and year,
// and by kind and year ("the 2017 guideline").
func (c *citing) find(ctx context.Context, n int, sentence string) ([]ArticleCitation, error) {
	f := &found{sentence: n}
	for _, look := range []func(context.Context, *found, string) error{c.identifiers, c.authors, c.kinds} {
		if err := look(ctx, f, sentence); err != nil {
			return nil, err
		}
	}
	return f.list, nil
}

func (c *citing) identifiers(ctx context.Context, f *found, sentence string) error {
	for _, m := range citedDOI.FindAllString(sentence, -1) {
		m = strings.TrimRight(m, ".,;:'’”")
		if doi, err := corpus.ParseDOI(m); err == nil {
			id, err := c.desk.byID(ctx, query.DOI, string(doi))
			if err != nil {
				return err
			}
			f.add(m, id, "DOI")
		}
	}
	for _, m := range citedPMID.FindAllStringSubmatch(sentence, -1) {
		if pmid, err := corpus.ParsePMID(m[1] + m[2]); err == nil {
			id, err := c.desk.byID(ctx, query.PMID, string(pmid))
			if err != nil {
				return err
			}
			f.add(m[0], id, "PMID")
		}
	}
	return nil
}

func (c *citing) authors(ctx context.Context, f *found, sentence string) error {
	for _, m := range citedAuthor.FindAllStringSubmatch(sentence, -1) {
		if noAuthors[strings.ToLower(m[1])] {
			continue
		}
		year, _ := strconv.Atoi(m[2])
		id, err := c.byAuthor(ctx, m[1], year, sentence)
		if err != nil {
			return err
		}
		if id != "" || strings.Contains(m[0], "et al") || strings.Contains(m[0], "colleagues") {
			f.add(m[0], id, "author and year")
		}
	}
	return nil
}

func (c *citing) kinds(ctx context.Context, f *found, sentence string) error {
	for _, at := range citedYear.FindAllStringSubmatchIndex(sentence, -1) {
		m := parts(sentence, at)
		if m[4] != "" && goesUntil.MatchString(sentence[at[1]:]) {
			continue // a span of years: "the literature from 1967 to the present"
		}
		year, _ := strconv.Atoi(m[1] + m[4])
		id, why, err := c.byKind(ctx, strings.ToLower(m[2]+m[3]), year, sentence)
		if err != nil {
			return err
		}
		if id != "" || len(f.list) == 0 {
			f.add(m[0], id, why)
		}
	}
	return nil
}

// goesUntil is what stands behind the first year of a span.
var goesUntil = regexp.MustCompile(`(?i)^\s*(?:(?:to|until|till|through|onwards?)\b|[–—-]\s*(?:[0-9]|present\b|today\b))`)

// parts are the groups of a match at the places at; "" where a group is not in
// it.
func parts(s string, at []int) []string {
	out := make([]string, len(at)/2)
	for i := range out {
		if at[2*i] >= 0 {
			out[i] = s[at[2*i]:at[2*i+1]]
		}
	}
	return out
}

// most is how many studies of a year are looked at.
const mostOfYear = 400

// ofYear lists studies of a year, with those first that the words find.
func (c *citing) ofYear(ctx context.Context, year int) ([]sqlite.Bundle, error) {
	if list, ok := c.year[year]; ok {
		return list, nil
	}
	ids, err := c.desk.boolean(ctx, fmt.Sprintf("%d[dp]", year), mostOfYear)
	if err != nil {
		return nil, err
	}
	list, err := c.desk.bundles(ctx, ids)
	c.year[year] = list
	return list, err
}

func (c *citing) byAuthor(ctx context.Context, name string, year int, sentence string) (corpus.StudyID, error) {
	list, err := c.ofYear(ctx, year)
	if err != nil {
		return "", err
	}
	best, most := corpus.StudyID(""), -1
	for _, b := range list {
		if !strings.EqualFold(corpus.ASCII(b.Main().Item.FirstAuthor()), corpus.ASCII(name)) {
			continue
		}
		if n := c.desk.shared(sentence, b); n > most {
			best, most = b.Study.ID, n
		}
	}
	return best, nil
}

// kinds of sources as people call them, and what they can be; none means
// anything that studies people.
var citedKinds = []struct {
	word string
	fits func(design.Name) bool
}{
	{"guideline", func(d design.Name) bool { return d == design.Guideline }},
	{"review", isReview}, {"meta-analys", isReview},
	{"trial", func(d design.Name) bool { return !isReview(d) && d != design.Guideline }},
	{"stud", func(d design.Name) bool { return !isReview(d) && d != design.Guideline }},
}

func isReview(d design.Name) bool { return strings.Contains(string(d), "review") }

// byKind finds the one study of a year and kind that shares the most with a
// sentence, the name of its journal or issuer counting most.
func (c *citing) byKind(ctx context.Context, kind string, year int, sentence string) (corpus.StudyID, string, error) {
	list, err := c.ofYear(ctx, year)
	if err != nil {
		return "", "", err
	}
	low := " " + strings.Join(pinWords(sentence), " ") + " "
	best, second := 0, 0
	var found corpus.StudyID
	why := ""
	for _, b := range list {
		if !kindFits(kind, designOf(b).Design) {
			continue
		}
		n, how := c.desk.shared(sentence, b), []string{strconv.Itoa(year)}
		it := b.Main().Item
		for _, journal := range []string{it.Journal, it.JournalAbbrev} {
			if words := pinWords(journal); len(words) > 1 && strings.Contains(low, " "+strings.Join(words, " ")+" ") {
				n += 4
				how = append(how, "journal "+journal)
				break
			}
		}
		for _, f := range b.Facts {
			if f.Field == "issuer" && strings.Contains(low, " "+strings.Join(pinWords(f.Value), " ")+" ") {
				n += 4
				how = append(how, "issuer "+f.Value)
			}
		}
		switch {
		case n > best:
			best, second, found, why = n, best, b.Study.ID, strings.Join(how, ", ")
		case n > second:
			second = n
		}
	}
	if best < 3 || best == second {
		return "", "a source of " + strconv.Itoa(year) + " that is not in the library, or not to be told from others", nil
	}
	return found, why, nil
}

func kindFits(kind string, d design.Name) bool {
	for _, k := range citedKinds {
		if strings.HasPrefix(kind, k.word) {
			return k.fits(d)
		}
	}
	return true
}

// boolean runs a query in PubMed syntax.
func (d *desk) boolean(ctx context.Context, text string, limit int) ([]corpus.StudyID, error) {
	node, err := query.Parse(text)
	if err != nil {
		return nil, err
	}
	res, err := d.app.Index.Search(ctx, node, index.Options{Mode: index.Boolean, Limit: limit})
	if err != nil {
		return nil, err
	}
	ids := make([]corpus.StudyID, len(res.Hits))
	for i, h := range res.Hits {
		ids[i] = corpus.StudyID(h.ID)
	}
	return ids, nil
}

// byID finds a study by an identifier.
func (d *desk) byID(ctx context.Context, field query.Field, id string) (corpus.StudyID, error) {
	node := &query.Term{Text: id, Fields: query.SetOf(field)}
	res, err := d.app.Index.Search(ctx, node, index.Options{Mode: index.Boolean, Limit: 1})
	if err != nil || len(res.Hits) == 0 {
		return "", err
	}
	return corpus.StudyID(res.Hits[0].ID), nil
}
