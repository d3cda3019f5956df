// Package testkit builds inputs for the tests of documents. Nothing outside
// tests imports it.
package testkit

import (
	"time"

	"appraise/corpus"
	"appraise/grading"
	"appraise/reports"
)

// At is the day of every document of the tests.
var at = time.Date(2025, 11, 22, 12, 0, 0, 0, time.UTC)

func num(n int) *int { return &n }

func article(title, journal, volume, issue, pages string, year int, doi corpus.DOI, authors ...corpus.Author) corpus.Item {
	return corpus.Item{Kind: corpus.KindArticle, Title: title, JournalAbbrev: journal, Volume: volume, Issue: issue, Pages: pages,
		Published: corpus.Date{Year: year}, DOI: doi, Authors: authors}
}

func who(names ...string) []corpus.Author {
	var out []corpus.Author
	for i := 0; i+1 < len(names); i += 2 {
		out = append(out, corpus.Author{Family: names[i], Given: names[i+1]})
	}
	return out
}

// Inversion is the briefing on inversion therapy: facts and numbers of the
// seed example whose status is verified, decisions marked as examples.
func Inversion() reports.Input {
	in := reports.Input{
		Assessment: grading.Assessment{
			Question: inversionQuestion(), Outcomes: inversionOutcomes(), Overall: corpus.VeryLow,
			Because: "lowest certainty among the critical outcomes", Informed: true,
		},
		Studies: inversionStudies(),
		Guidelines: []reports.Guideline{{
			Study: "qaseem2017noninvasive", Issuer: "American College of Physicians",
			Says: "the recommended options without drugs do not include traction.", SaysBy: "appraise",
			Expired: corpus.Date{Year: 2022}, Rule: "five years after publication",
		}},
		Claims: []reports.ClaimView{{
			Claim:   corpus.Claim{ID: "c1", Text: "Inversion therapy reduces the need for surgery.", Links: []corpus.Link{{Study: "prasad2012inversion", Stance: corpus.Mentions}}},
			Verdict: "stronger than the evidence", Because: "the certainty for this outcome is very low",
			Safer: "The evidence is very uncertain about the effect of inversion on the need for surgery.",
		}},
		Library: reports.Library{Name: "appraise-demo", Hash: "9f2c41d07be3aa51c0ffee5d9e7740b1", Events: 41},
		At:      at, Program: "appraise 0.1.0",
	}
	return in
}

func inversionQuestion() corpus.Question {
	in := func(id corpus.StudyID, role string) corpus.Member {
		return corpus.Member{Study: id, In: true, Role: role}
	}
	return corpus.Question{
		ID: "inversion", Title: "Inversion therapy for lumbar disc disease", By: "appraise demo", Version: "1", Example: true,
		Text: "In adults with single-level lumbar disc disease, does inversion added to physiotherapy reduce the need for surgery, pain or disability?",
		PICO: corpus.PICO{Population: "Adults with single-level lumbar disc disease or sciatica, listed for surgery",
			Intervention: "Inversion (gravity) traction added to physiotherapy", Comparison: "Physiotherapy alone, sham or no traction"},
		Members: []corpus.Member{
			in("prasad2012inversion", "direct"), in("wegner2013traction", "review"), in("cheng2020mechanical", "indirect"),
			in("qaseem2017noninvasive", "guideline"), in("actrn2016home", "registry"),
			{Study: "kim2013traction", Reason: "another population: women with non-specific pain, and no arm without treatment"},
		},
		Unknown: []corpus.Statement{
			{Text: "Why two people of the control group are not in the denominator of the surgery result", Studies: []corpus.StudyID{"prasad2012inversion"}},
			{Text: "How long any benefit lasts after 6 weeks", Studies: []corpus.StudyID{"prasad2012inversion"}},
		},
		Applicability: []corpus.Statement{
			{Text: "The trial was a single-centre pilot; its 24 people were listed for surgery for a single-level disc problem. People with other kinds of back pain were not studied", Studies: []corpus.StudyID{"prasad2012inversion"}},
		},
		Harms: []corpus.Statement{
			{Text: "For mechanical traction, seven of 32 trials reported events such as increased pain", Studies: []corpus.StudyID{"wegner2013traction"}},
		},
		Conflicts: "none declared (example)",
	}
}

func inversionOutcomes() []grading.Outcome {
	example := func(domain corpus.Domain, levels int, why string) *corpus.Decision {
		return &corpus.Decision{ID: "inversion/surgery/" + string(domain), Question: "inversion", Outcome: "need for surgery", Domain: domain,
			Levels: levels, Suggested: levels, Rationale: why, Example: true, By: "appraise demo", At: at}
	}
	effect := &grading.Effect{Measure: "RR", Estimate: 0.2967, Low: 0.1036, High: 0.8497, P: 0.0274, Method: "risk ratio, log method"}
	fragility := 1
	surgery := grading.Outcome{
		Outcome: corpus.Outcome{Name: "need for surgery", Importance: 9, LowerBetter: true, Measure: "RR", FollowUp: "6 weeks"},
		Studies: []grading.StudyEffect{{
			Study: "prasad2012inversion", Label: "Prasad 2012", Weight: 1, Effect: effect, Risk: corpus.RiskHigh, Appraisal: "a1", Fragility: &fragility,
			Domains: []grading.DomainRisk{{Domain: "D1", Name: "Randomisation process", Risk: corpus.RiskSomeConcerns}, {Domain: "D2", Name: "Deviations from the intended interventions", Risk: corpus.RiskHigh},
				{Domain: "D3", Name: "Missing outcome data", Risk: corpus.RiskHigh}, {Domain: "D4", Name: "Measurement of the outcome", Risk: corpus.RiskHigh}, {Domain: "D5", Name: "Selection of the reported result", Risk: corpus.RiskSomeConcerns}},
			Result: corpus.Result{ID: "r1", Study: "prasad2012inversion", Outcome: "need for surgery", EventIs: "surgery", Status: corpus.Confirmed, By: "appraise demo", At: at, Example: true,
				Arms:  []corpus.Arm{{Label: "Inversion", N: num(13), Randomised: num(13), Events: num(3)}, {Label: "Physiotherapy", N: num(9), Randomised: num(11), Events: num(7)}},
				Quote: &corpus.Quote{Text: "10 of 13 avoided surgery with inversion, 2 (22.2%) without", Place: "summary by appraise"}},
			Scenarios: []grading.Scenario{
				{Name: "both missing had surgery,", Counts: "3/13 v 9/11", Effect: &grading.Effect{Measure: "RR", Estimate: 0.282, Low: 0.101, High: 0.791, P: 0.0123}},
				{Name: "neither had,", Counts: "3/13 v 7/11", Effect: &grading.Effect{Measure: "RR", Estimate: 0.363, Low: 0.122, High: 1.077, P: 0.0953}},
			},
		}},
		Effect: effect, Model: "single study",
		Absolute: &grading.Absolute{Baseline: 7.0 / 9, BaselineFrom: "the trial’s control group, 7 of 9", Without: 777.78, With: 230.77, WithLow: 80.6, WithHigh: 660.9,
			Diff: -547.0, DiffLow: -697.2, DiffHigh: -116.9},
		Information: grading.Information{Participants: 22, Events: num(10), OIS: num(178)},
		Start:       corpus.High, StartReason: "randomised trial",
		Steps: []grading.Step{
			{Domain: corpus.RiskOfBias, Suggested: -2, Levels: -2, Reason: "all weight at high risk in two or more domains", Human: true,
				Decision: example(corpus.RiskOfBias, -2, "as the rule suggests"),
				Footnote: "Rated down 2 levels for risk of bias: all of the evidence is at high risk in two or more domains."},
			{Domain: corpus.Inconsistency, Reason: "single study: not assessable"},
			{Domain: corpus.Imprecision, Suggested: -2, Levels: -2, Reason: "few events", Decision: example(corpus.Imprecision, -2, "as the rule suggests"),
				Footnote: "Rated down 2 levels for imprecision: 22 people and 10 events, where 178 people would be needed; the upper limit of the interval is 8.2 times the lower."},
		},
		Certainty: corpus.VeryLow,
		Sentence:  "The evidence is very uncertain about the effect of inversion on the need for surgery.",
		Short:     "Very uncertain effect on the need for surgery", RestsOn: "rests on one trial of 24 people",
		WouldChange: []string{"a larger randomised trial that counts everybody who was randomised"},
	}
	gap := func(name, reason string) grading.Outcome {
		o := grading.Outcome{Outcome: corpus.Outcome{Name: name, Importance: 7, LowerBetter: true}, Start: corpus.Unrated, Certainty: corpus.Unrated}
		if reason != "" {
			o.Skipped = []grading.Skipped{{Study: "prasad2012inversion", Label: "Prasad 2012", Reason: reason}}
		}
		return o
	}
	adverse := gap("adverse events", "")
	adverse.Outcome.Harm, adverse.Outcome.NotReported = true, "not reported by any included study"
	return []grading.Outcome{surgery, gap("pain", "means per arm are not in the text that was read"), gap("disability", "means per arm are not in the text that was read"), adverse}
}

func inversionStudies() map[corpus.StudyID]reports.Source {
	prasad := reports.Source{
		Label: "Prasad 2012", Design: "rct", SizeText: "24 randomised (26 enrolled; arms 13 and 11)", N: num(24),
		Sizes: reports.Sizes{Enrolled: num(26), Randomised: num(24), Arms: []int{13, 11}},
		Item: article("Inversion therapy in patients with pure single level lumbar discogenic disease: a pilot randomized trial", "Disabil Rehabil", "34", "17", "1473-1480", 2012,
			"10.3109/09638288.2011.647231", who("Prasad", "KS M", "Gregson", "BA", "Hargreaves", "G", "Byrnes", "T", "Winburn", "P", "Mendelow", "AD")...),
		Summary: "Single-centre pilot trial in Newcastle upon Tyne. Of 26 people enrolled, 24 were randomised: 13 to inversion with physiotherapy and 11 to physiotherapy alone. After 6 weeks 10 of 13 (76.9%) had avoided surgery with inversion and 2 (22.2%) without.", SummaryBy: "appraise",
		Appraisals: []corpus.Appraisal{{ID: "a1", Study: "prasad2012inversion", Outcome: "need for surgery", Instrument: "rob2", Version: "2019", Basis: "abstract only",
			Overall: corpus.Judgement{Proposed: corpus.RiskHigh, Decided: corpus.RiskHigh}, Example: true, By: "appraise demo", At: at}},
		Findings: []reports.Finding{{ID: "f1", Statement: "22.2% does not fit 2 of 11; it fits 2 of 9", Arithmetic: "2/11 = 18.2%, 2/9 = 22.2%", Level: "check",
			Innocent: "Two of the eleven control participants may have left before 6 weeks"}},
	}
	wegner := reports.Source{
		Label: "Wegner 2013", Design: "systematic_review", SizeText: "32 trials, 2762 people",
		Item: article("Traction for low-back pain with or without sciatica", "Cochrane Database Syst Rev", "", "8", "CD003010", 2013, "10.1002/14651858.CD003010.pub5",
			who("Wegner", "I", "Widyahening", "IS", "van Tulder", "MW")...),
		Summary: "Traction, alone or added to other treatment, had little or no effect on pain, function, global improvement or return to work. Seven trials reported events such as increased pain.", SummaryBy: "appraise",
	}
	cheng := reports.Source{
		Label: "Cheng 2020", Design: "systematic_review_ma", SizeText: "7 trials, 403 people",
		Item: article("The effect of mechanical traction on low back pain in patients with herniated intervertebral disks: a systemic review and meta-analysis", "Clin Rehabil", "34", "1", "13-22", 2020,
			"10.1177/0269215519872528", who("Cheng", "YH", "Hsu", "CY", "Lin", "YN")...),
		Summary: "Mechanical traction in disc herniation: less pain in the short term (standardised mean difference 0.44, 0.11 to 0.77), not in the long term.", SummaryBy: "appraise",
	}
	qaseem := reports.Source{
		Label: "ACP 2017", Design: "guideline",
		Item: article("Noninvasive treatments for acute, subacute, and chronic low back pain: a clinical practice guideline from the American College of Physicians", "Ann Intern Med", "166", "7", "514-530", 2017,
			"10.7326/M16-2367", who("Qaseem", "A", "Wilt", "TJ", "McLean", "RM", "Forciea", "MA")...),
		Notices: []corpus.Notice{{ID: "n1", Study: "qaseem2017noninvasive", Type: corpus.Expired, Date: corpus.Date{Year: 2022}, Source: "the issuer’s five-year rule", Computed: true}},
	}
	qaseem.Item.Kind = corpus.KindGuideline
	actrn := reports.Source{
		Label: "ACTRN12616000549426", Design: "registry_record",
		Item: corpus.Item{Kind: corpus.KindRegistry, Title: "Home inversion table for chronic discogenic low back pain", Registrations: []corpus.Registration{"ACTRN12616000549426"},
			Journal: "Australian New Zealand Clinical Trials Registry", Published: corpus.Date{Year: 2016, Month: 4, Day: 28}},
	}
	kim := reports.Source{Label: "Kim 2013", Design: "rct", N: num(47),
		Item: article("The effect of inversion traction on pain sensation, lumbar flexibility and trunk muscles strength in patients with chronic low back pain", "Isokinet Exerc Sci", "21", "3", "237-246", 2013, "10.3233/IES-130506", who("Kim", "JD")...)}
	out := map[corpus.StudyID]reports.Source{"prasad2012inversion": prasad, "wegner2013traction": wegner, "cheng2020mechanical": cheng, "qaseem2017noninvasive": qaseem, "actrn2016home": actrn, "kim2013traction": kim}
	for id, s := range out {
		s.Study = corpus.Study{ID: id, Reports: []corpus.ReportID{corpus.ReportID(id)}}
		out[id] = s
	}
	return out
}
