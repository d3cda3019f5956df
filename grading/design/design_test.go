package design_test

import (
	"slices"
	"strings"
	"testing"

	"appraise/grading/design"
)

// textCases are made-up titles and abstracts; no indexing is given.
var textCases = []struct {
	name, title, abstract string
	want                  design.Name
	confidence            design.Confidence
}{
	{"seed", "Inversion therapy in lumbar disc disease: a pilot randomised trial", "We randomised 24 people, 13 to inversion and 11 to control.", design.RCT, "B"},
	{"says so in the abstract", "Zinc for the common cold", "Adults were randomly assigned to receive zinc or placebo.", design.RCT, "B"},
	{"American spelling", "Zinc for the common cold", "In this randomized, double-blind trial, adults took zinc or placebo.", design.RCT, "B"},
	{"we randomised", "Zinc for the common cold", "We randomized 120 adults to zinc lozenges or to sugar.", design.RCT, "B"},
	{"adverb between", "Zinc for the common cold", "Eighty women were prospectively randomised before surgery.", design.RCT, "B"},
	{"without the word", "Zinc for the common cold: a double-blind, placebo-controlled study", "Adults with a cold took zinc or placebo for five days.", design.RCT, "C"},
	{"blind crossover without the word", "Caffeine and sleep", "Twelve volunteers were studied on two occasions in a double-blind crossover trial.", design.CrossoverRCT, "C"},
	{"either or", "Early feeding", "In a controlled trial 80 infants were allocated to early feeding or to usual care. The intervention group received milk by day 2.", design.RCT, "C"},
	{"random order", "Caffeine and sleep", "Volunteers took caffeine and placebo in random order with a washout of one week.", design.CrossoverRCT, "B"},
	{"cluster", "Reminders in general practice", "Forty practices were randomised to send reminders or not.", design.ClusterRCT, "B"},
	{"cluster by name", "Reminders: a cluster randomised controlled trial", "", design.ClusterRCT, "B"},
	{"quasi", "Warm blankets", "Patients were alternately assigned to warm blankets or usual care. The control group had cotton.", design.QuasiRCT, "B"},
	{"by birth date", "Warm blankets", "In this controlled trial, women were allocated to groups by date of birth.", design.QuasiRCT, "B"},

	{"not randomised", "A non-randomised trial of reminders", "Patients chose reminders or usual care.", design.NonrandomisedTrial, "B"},
	{"random sample", "Memory in old age", "A random sample of 900 residents was interviewed in a cross-sectional study.", design.CrossSectional, "B"},
	{"randomly selected controls", "Coffee and gout", "In a case-control study, controls were randomly selected from the register.", design.CaseControl, "B"},
	{"Mendelian", "Coffee and gout: a Mendelian randomisation study", "Variants linked to coffee intake served as instruments.", "", ""},
	{"trials are needed", "Yoga for knee pain", "Yoga may help. Randomised controlled trials are needed.", "", ""},
	{"review of trials", "Zinc for the common cold: a systematic review of randomised controlled trials", "We searched MEDLINE for randomised trials.", design.SystematicReview, "B"},
	{"meta-analysis", "Zinc for colds: systematic review and meta-analysis", "Databases were searched. Trials were pooled with a random effects model.", design.SystematicReviewMA, "B"},
	{"network", "Drugs for gout: network meta-analysis", "PubMed was searched to June.", design.NetworkMA, "B"},
	{"umbrella", "Exercise and mood: an umbrella review", "We searched PubMed for meta-analyses.", design.UmbrellaReview, "B"},
	{"review not named in the title", "Zinc for the common cold", "We searched MEDLINE and Embase. This systematic review covers 12 trials with 1,400 people.", design.SystematicReview, "B"},
	{"protocol", "Zinc for the common cold: study protocol for a randomised controlled trial", "Adults will be randomised to zinc or placebo.", design.Protocol, "B"},
	{"protocol by tense", "The COLD trial", "Adults will be recruited at two sites. They will be randomised to zinc or sugar. Outcomes will be assessed at day 7.", design.Protocol, "C"},
	{"guideline", "Management of low back pain: a clinical practice guideline", "This guideline gives recommendations on noninvasive treatment.", design.Guideline, "B"},
	{"guideline put into practice", "Adherence to guidelines on asthma: a retrospective cohort study", "Records were reviewed.", design.CohortRetro, "B"},
	{"animals randomised", "Zinc in rats", "Forty rats were randomly assigned to zinc or water. The rats were weighed.", design.Animal, "B"},
	{"animals in the abstract only", "Zinc and wound healing", "Mice were randomised to zinc or water. Wounds of the mice were measured.", design.Animal, "C"},
	{"human cells", "Zinc and growth of cell lines", "HeLa cells were incubated with zinc and western blot was done.", design.InVitro, "C"},
	{"fish oil is no fish", "Fish oil in heart failure: a randomised trial", "Patients were randomised to fish oil or olive oil.", design.RCT, "B"},
	{"prospective cohort", "Coffee and gout", "In a prospective cohort study we followed 12,000 nurses.", design.CohortProspective, "B"},
	{"retrospective", "Outcome of hip repair", "We retrospectively reviewed consecutive patients.", design.CaseSeries, "C"},
	{"retrospective with a comparison", "Outcome of hip repair", "We retrospectively compared two techniques.", design.CohortRetro, "C"},
	{"nested", "Lead and stroke", "A nested case-control study within a cohort.", design.NestedCaseControl, "B"},
	{"time series", "Smoking bans", "We used an interrupted time series design.", design.BeforeAfter, "B"},
	{"accuracy", "Diagnostic accuracy of ultrasound in appendicitis", "Sensitivity and specificity were 90% and 80%.", design.Diagnostic, "B"},
	{"model", "Development and validation of a risk prediction model for stroke", "We derived a model.", design.PredictionModel, "B"},
	{"economic", "Cost-effectiveness of statins", "A Markov model was used.", design.Economic, "B"},
	{"qualitative", "Living with gout: a qualitative study", "We held focus groups.", design.Qualitative, "B"},
	{"case", "An unusual cough: case report", "A 40-year-old man presented with cough.", design.CaseReport, "B"},
	{"two cases", "Cough after zinc", "We report three patients who coughed.", design.CaseSeries, "C"},
	{"narrative", "Zinc: a review", "This article reviews the uses of zinc.", design.NarrativeReview, "B"},
	{"reply", "Reply to Smith", "", design.EditorialLetter, "B"},
	{"retraction", "Retraction: Zinc for the common cold: a randomised trial", "", design.RetractionNotice, "B"},
	{"retraction at the end", "Zinc for the common cold: retraction.", "", design.RetractionNotice, "B"},
	{"retraction alone", "Retraction.", "", design.RetractionNotice, "B"},
	{"retraction in surgery", "Retraction injury of the liver", "", "", ""},
	{"erratum", "Erratum to: Zinc for colds", "", design.RetractionNotice, "B"},
	{"phase II", "A phase II study of zinc in melanoma", "Forty patients were treated.", design.NonrandomisedTrial, "C"},
	{"cohort alone is not guessed", "Sleep in nurses", "Nurses were asked about sleep.", "", ""},
	{"nothing", "", "", "", ""},
}

func TestText(t *testing.T) {
	for _, c := range textCases {
		got := design.Read(design.Text{Title: c.title, Abstract: c.abstract})
		if got.Design != c.want || got.Confidence != c.confidence {
			t.Errorf("%s: got %q %s, want %q %s; spans %v", c.name, got.Design, got.Confidence, c.want, c.confidence, got.Spans)
		}
		if got.Design != "" && len(got.Spans) == 0 {
			t.Errorf("%s: no words that decided", c.name)
		}
	}
}

var indexedCases = []struct {
	name       string
	text       design.Text
	want       design.Name
	confidence design.Confidence
	conflict   string
}{
	{"type", design.Text{Title: "Zinc for colds", PublicationTypes: []string{"Journal Article", "Randomized Controlled Trial"}}, design.RCT, "A", ""},
	{"type and text agree", design.Text{Title: "A randomised trial of zinc", PublicationTypes: []string{"Randomized Controlled Trial"}}, design.RCT, "A", ""},
	{"text gives the kind", design.Text{Title: "A cluster randomised trial", PublicationTypes: []string{"Randomized Controlled Trial"}}, design.ClusterRCT, "A", ""},
	{"text contradicts", design.Text{Title: "A retrospective cohort study of zinc", PublicationTypes: []string{"Randomized Controlled Trial"}}, design.RCT, "C", "retrospective cohort"},
	{"protocol indexed as trial", design.Text{Title: "Zinc: study protocol", Abstract: "Adults will be randomised.", PublicationTypes: []string{"Randomized Controlled Trial"}}, design.Protocol, "C", "protocol"},
	{"controlled trial that says randomised", design.Text{Title: "Zinc", Abstract: "Adults were randomised to zinc or water.", PublicationTypes: []string{"Controlled Clinical Trial"}}, design.RCT, "B", "Controlled Clinical Trial"},
	{"controlled trial", design.Text{Title: "Zinc", PublicationTypes: []string{"Controlled Clinical Trial"}}, design.NonrandomisedTrial, "A", ""},
	{"topic is not type", design.Text{Title: "On trials", MeSH: []string{"Randomized Controlled Trials as Topic"}}, "", "", ""},
	{"animals", design.Text{Title: "Zinc", MeSH: []string{"Animals", "Rats"}}, design.Animal, "A", ""},
	{"animals and humans", design.Text{Title: "Zinc", MeSH: []string{"Animals", "Humans"}}, "", "", ""},
	{"heading", design.Text{Title: "Zinc", MeSH: []string{"Humans", "Case-Control Studies"}}, design.CaseControl, "C", ""},
	{"Cochrane", design.Text{Title: "Zinc for colds", Journal: "The Cochrane database of systematic reviews"}, design.SystematicReview, "A", ""},
	{"editorial", design.Text{Title: "Zinc", PublicationTypes: []string{"Editorial"}}, design.EditorialLetter, "A", ""},
	{"review", design.Text{Title: "Zinc", PublicationTypes: []string{"Review"}}, design.NarrativeReview, "A", ""},
	{"clinical trial", design.Text{Title: "Zinc", PublicationTypes: []string{"Clinical Trial"}}, design.NonrandomisedTrial, "A", ""},
	{"two cases", design.Text{Title: "Case reports of two patients", PublicationTypes: []string{"Case Reports"}}, design.CaseSeries, "A", ""},
	{"notice", design.Text{Title: "Zinc for colds", PublicationTypes: []string{"Retraction of Publication"}}, design.RetractionNotice, "A", ""},
}

func TestIndexed(t *testing.T) {
	for _, c := range indexedCases {
		got := design.Read(c.text)
		if got.Design != c.want || got.Confidence != c.confidence {
			t.Errorf("%s: got %q %s, want %q %s", c.name, got.Design, got.Confidence, c.want, c.confidence)
		}
		if conflicts := strings.Join(got.Conflicts, "\n"); !strings.Contains(conflicts, c.conflict) || (c.conflict == "") != (conflicts == "") {
			t.Errorf("%s: conflicts %q, want %q", c.name, conflicts, c.conflict)
		}
	}
}

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		text design.Text
		want []string
	}{
		{design.Text{Title: "Inversion therapy: a pilot randomised trial"}, []string{"pilot"}},
		{design.Text{Title: "A multicenter, double-blind, placebo-controlled, randomized noninferiority trial"}, []string{"double-blind", "placebo-controlled", "multicentre", "non-inferiority"}},
		{design.Text{Title: "Zinc and sleep: post hoc analysis of a randomised trial"}, []string{"post hoc", "secondary analysis"}},
		{design.Text{Title: "RETRACTED: Zinc and sleep", Abstract: strings.Repeat("Adults were randomised to zinc or water. ", 12)}, []string{"retracted publication"}},
		{design.Text{Title: "Zinc", PublicationTypes: []string{"Retracted Publication"}}, []string{"retracted publication"}},
		{design.Text{Title: "Zinc", PublicationTypes: []string{"Expression of Concern"}}, []string{"expression of concern"}},
	} {
		if got := design.Read(c.text).Flags; !slices.Equal(got, c.want) {
			t.Errorf("%q: flags %q, want %q", c.text.Title, got, c.want)
		}
	}
}

// TestSecondaryKeepsParent holds the rule that an analysis of a trial's data
// keeps the design of the trial.
func TestSecondaryKeepsParent(t *testing.T) {
	got := design.Read(design.Text{Title: "Sleep in the ZINC trial", Abstract: "This is a secondary analysis of a study in which adults were randomly assigned to zinc or placebo."})
	if got.Design != design.RCT || !slices.Contains(got.Flags, "secondary analysis") {
		t.Errorf("got %q %q, want rct with the flag", got.Design, got.Flags)
	}
}

func TestWords(t *testing.T) {
	for _, c := range textCases {
		if design.Words[c.want] == "" {
			t.Errorf("no words for %q", c.want)
		}
	}
}

// TestFilters holds that the shipped search strings are whole.
func TestFilters(t *testing.T) {
	if len(design.Filters) < 4 {
		t.Fatalf("%d filters", len(design.Filters))
	}
	seen := map[string]bool{}
	for _, f := range design.Filters {
		if f.Name == "" || f.Title == "" || f.Source == "" || seen[f.Name] {
			t.Errorf("filter %+v lacks a name, title or source, or is there twice", f)
		}
		seen[f.Name] = true
		if strings.Count(f.PubMed, "(") != strings.Count(f.PubMed, ")") || strings.Count(f.PubMed, "[") != strings.Count(f.PubMed, "]") || !strings.Contains(f.PubMed, "randomized") && !strings.Contains(f.PubMed, "random") {
			t.Errorf("%s: unbalanced: %s", f.Name, f.PubMed)
		}
	}
}

// checkSpans reports the first span that does not quote its field.
func checkSpans(t *testing.T, in design.Text, d design.Design) {
	t.Helper()
	for _, s := range d.Spans {
		field := map[string]string{"title": in.Title, "abstract": in.Abstract, "publication_types": s.Quote, "mesh": s.Quote, "journal": s.Quote}[s.Field]
		if s.Start < 0 || s.End > len(field) || s.Start > s.End || field[s.Start:s.End] != s.Quote || s.Quote == "" {
			t.Errorf("span %+v is not in the %s of %q", s, s.Field, in)
		}
	}
	if (d.Design == "") != (d.Confidence == "") || d.Spans == nil {
		t.Errorf("design %q with confidence %q and spans %v", d.Design, d.Confidence, d.Spans)
	}
}

func TestSpans(t *testing.T) {
	for _, c := range textCases {
		in := design.Text{Title: c.title, Abstract: c.abstract}
		checkSpans(t, in, design.Read(in))
	}
	for _, c := range indexedCases {
		checkSpans(t, c.text, design.Read(c.text))
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range textCases {
		f.Add(c.title, c.abstract, "Randomized Controlled Trial", "Humans", "")
	}
	f.Add("Größe – 10\u202f000 çases\xff", "rándomised\x00 (((", "Review", "Animals", "Cochrane Database Syst Rev")
	f.Fuzz(func(t *testing.T, title, abstract, pt, mesh, journal string) {
		in := design.Text{Title: title, Abstract: abstract, PublicationTypes: []string{pt}, MeSH: []string{mesh}, Journal: journal}
		d := design.Read(in)
		checkSpans(t, in, d)
		if design.Words[d.Design] == "" {
			t.Errorf("no words for %q", d.Design)
		}
		if again := design.Read(in); again.Design != d.Design || again.Confidence != d.Confidence {
			t.Errorf("read twice: %v and %v", d, again)
		}
	})
}
