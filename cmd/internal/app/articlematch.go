package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/index"
)

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
// when it shares two words or names with the sentence, one of them telling.
const manyStudies = 100

// matchedStudy is a study that a sentence finds.
type matchedStudy struct {
	id  corpus.StudyID
	why string
}

// match finds studies by the words of a sentence and by other names of what it
// speaks of: nothing when none shares a telling word or a name with it.
func (d *desk) match(ctx context.Context, sentence string) ([]matchedStudy, error) {
	found, err := d.app.Index.Bearings(ctx, sentence, 2*mostProposals)
	if errors.Is(err, index.ErrUnavailable) {
		d.note("the index cannot be read, so that no studies are proposed: appraise search rebuilds it")
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	ids := make([]corpus.StudyID, len(found))
	for i, f := range found {
		ids[i] = corpus.StudyID(f.ID)
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
	for i, b := range bundles {
		common := d.common(sentence, b)
		telling := slices.ContainsFunc(common, func(w string) bool { return !weak[stem(w)] })
		some = some || telling || len(found[i].Kin) > 0
		switch {
		case len(out) == mostProposals:
		case size >= manyStudies, telling && len(common)+len(found[i].Kin) > 1, len(found[i].Kin) > 1:
			out = append(out, matchedStudy{b.Study.ID, because(common, found[i].Kin)})
		}
	}
	if !some {
		return nil, nil
	}
	return out, nil
}

// because says what a sentence and a study have in common.
func because(words []string, kin []index.Kin) string {
	var parts []string
	if len(words) > 0 {
		parts = append(parts, "words: "+strings.Join(words, ", "))
	}
	if len(kin) > 0 {
		names := make([]string, len(kin))
		for i, k := range kin {
			names[i] = fmt.Sprintf("%s (%s)", k.Asked, k.Named)
		}
		parts = append(parts, "other names: "+strings.Join(names, ", "))
	}
	if parts == nil {
		return "words: of the same subject"
	}
	return strings.Join(parts, "; ")
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
