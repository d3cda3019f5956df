package testkit

import (
	"fmt"
	"math"

	"appraise/corpus"
	"appraise/grading"
	"appraise/reports"
)

// Made builds a question with made-up studies and outcomes. titles are given
// to the studies in turn; without any they are plain. Nothing in it is about
// a real study.
func Made(studies, outcomes int, titles ...string) reports.Input {
	q := corpus.Question{ID: "made", Title: "Made-up treatment for a made-up condition", By: "testkit", Version: "3",
		Text: "In made-up patients, does the made-up treatment help?", Search: corpus.Search{Date: corpus.Date{Year: 2025, Month: 10, Day: 14}, Sources: []string{"MEDLINE", "Embase", "CENTRAL"}},
		PICO:    corpus.PICO{Population: "Adults with a made-up condition", Intervention: "The treatment", Comparison: "Usual care"},
		Authors: []string{"A. Writer", "B. Checker"}, Conflicts: "none declared"}
	in := reports.Input{Studies: map[corpus.StudyID]reports.Source{}, At: at, Program: "appraise test", Library: reports.Library{Name: "made", Hash: "abcdef0123456789", Events: 7}}
	for i := range studies {
		id := corpus.StudyID(fmt.Sprintf("made%d", i+1))
		title := fmt.Sprintf("A made-up trial of the treatment in %d clinics", i+2)
		if len(titles) > 0 {
			title = titles[i%len(titles)]
		}
		n := 40 + 7*i
		in.Studies[id] = reports.Source{Study: corpus.Study{ID: id}, Label: fmt.Sprintf("%s %d", family(i), 1990+i%35), Design: "rct", N: &n, SizeText: fmt.Sprintf("%d randomised", n),
			Sizes: reports.Sizes{Randomised: num(n)}, Summary: "A summary in our own words.", SummaryBy: "appraise",
			Item: corpus.Item{Kind: corpus.KindArticle, Title: title, Authors: who(family(i), "AB", "Second", "C"), JournalAbbrev: "J Made Up Med", Volume: fmt.Sprint(i + 1), Issue: "2",
				Pages: fmt.Sprintf("%d-%d", 100+i, 109+i), Published: corpus.Date{Year: 1990 + i%35}, DOI: corpus.DOI(fmt.Sprintf("10.5555/made.%d", i+1))}}
		q.Members = append(q.Members, corpus.Member{Study: id, In: true, Role: "direct"})
	}
	a := grading.Assessment{Question: q, Overall: corpus.Low, Because: "lowest"}
	for i := range outcomes {
		a.Outcomes = append(a.Outcomes, madeOutcome(q, in, i))
	}
	if studies == 0 || outcomes == 0 {
		a.Overall = corpus.Unrated
	}
	in.Assessment = a
	return in
}

func family(i int) string {
	names := []string{"Abbott", "Brønsted", "Čapek", "de la Cruz", "Eriksson", "Šmíd", "Gündoğan", "Łukasiewicz", "Ñíguez", "O’Neill"}
	return names[i%len(names)]
}

func madeOutcome(q corpus.Question, in reports.Input, i int) grading.Outcome {
	binary := i%2 == 0
	o := grading.Outcome{Outcome: corpus.Outcome{Name: fmt.Sprintf("outcome %s", string(rune('A'+i))), Importance: 8, LowerBetter: true, FollowUp: "12 weeks", Harm: i == 3},
		Start: corpus.High, Certainty: corpus.Low, Sentence: "The treatment may change this outcome.", Short: "May change this outcome",
		RestsOn: "rests on several trials", WouldChange: []string{"a larger trial"}}
	people := 0
	for k, m := range q.Members {
		st := madeEffect(m.Study, in, k, binary)
		people += *in.Studies[m.Study].N
		st.Weight = 1 / float64(len(q.Members))
		o.Studies = append(o.Studies, st)
	}
	if len(o.Studies) == 0 {
		o.Start, o.Certainty, o.Sentence, o.Short, o.RestsOn, o.WouldChange = corpus.Unrated, corpus.Unrated, "", "", "", nil
		o.Outcome.NotReported = "no study measured it"
		return o
	}
	o.Information.Participants = people
	o.Model = "random effects (REML, Hartung–Knapp)"
	tau, i2, qq := 0.04, 37.0, 12.5
	o.Tau2, o.I2, o.Q, o.QDF = &tau, &i2, &qq, len(o.Studies)-1
	if binary {
		o.Effect = &grading.Effect{Measure: "RR", Estimate: 0.71, Low: 0.52, High: 0.97, P: 0.03, Method: "risk ratio"}
		o.Absolute = &grading.Absolute{Baseline: 0.2, BaselineFrom: "median of the control groups", Without: 200, With: 142, WithLow: 104, WithHigh: 194, Diff: -58, DiffLow: -96, DiffHigh: -6}
	} else {
		mid := 10.0
		o.Outcome.MID, o.Outcome.Unit = &mid, "points, 0 to 100"
		o.Effect = &grading.Effect{Measure: "MD", Estimate: -4.2, Low: -9.1, High: 0.7, P: 0.09, Method: "mean difference"}
	}
	if len(o.Studies) >= 5 {
		o.Prediction = &grading.Effect{Measure: o.Effect.Measure, Estimate: o.Effect.Estimate, Low: o.Effect.Low * 0.6, High: o.Effect.High * 1.9}
	}
	o.Steps = []grading.Step{
		{Domain: corpus.RiskOfBias, Suggested: -1, Levels: -1, Reason: "half of the weight is at high risk", Footnote: fmt.Sprintf("Rated down 1 level for risk of bias: half of the weight of outcome %s is at high risk.", string(rune('A'+i)))},
		{Domain: corpus.Imprecision, Suggested: -1, Levels: -1, Reason: "the interval is wide"},
	}
	return o
}

func madeEffect(id corpus.StudyID, in reports.Input, k int, binary bool) grading.StudyEffect {
	risks := []corpus.Risk{corpus.RiskLow, corpus.RiskSomeConcerns, corpus.RiskHigh}
	st := grading.StudyEffect{Study: id, Label: in.Studies[id].Label, Risk: risks[k%3]}
	for d := range 5 {
		st.Domains = append(st.Domains, grading.DomainRisk{Domain: fmt.Sprintf("D%d", d+1), Name: "domain", Risk: risks[(k+d)%3]})
	}
	n := *in.Studies[id].N / 2
	if binary {
		est := 0.4 * math.Exp(0.15*float64(k%9))
		st.Effect = &grading.Effect{Measure: "RR", Estimate: est, Low: est / 3, High: est * 3}
		st.Result = corpus.Result{ID: "r-" + string(id), Study: id, Arms: []corpus.Arm{{Label: "Treatment", N: &n, Events: num(k%7 + 1)}, {Label: "Usual care", N: &n, Events: num(k%7 + 3)}}}
		if k%11 == 10 {
			st.Effect, st.Note = nil, "no events in either arm"
		}
		return st
	}
	mean, sd := 30+float64(k), 12.5
	mean2 := mean + 4
	est := -4 + 1.5*float64(k%7)
	st.Effect = &grading.Effect{Measure: "MD", Estimate: est, Low: est - 9, High: est + 9}
	st.Result = corpus.Result{ID: "m-" + string(id), Study: id, Arms: []corpus.Arm{{Label: "Treatment", N: &n, Mean: &mean, SD: &sd}, {Label: "Usual care", N: &n, Mean: &mean2, SD: &sd}}}
	return st
}
