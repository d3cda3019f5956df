package grading_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"appraise/corpus"
	"appraise/grading"
	"appraise/grading/effect"
	"appraise/grading/wording"
)

// FuzzEvaluate holds that no input brings NaN, an infinity or the sign for it
// into an assessment, that certainty is where the steps put it, and that no
// sentence is stronger than its certainty.
func FuzzEvaluate(f *testing.F) {
	f.Add(uint64(1), 0.3, 0.1, 0.9, "0.04", 0.2, 10.0)
	f.Add(uint64(2), math.NaN(), -1.0, math.Inf(1), "<0.001", 1.5, 0.0)
	f.Add(uint64(3), 0.0, 0.0, 0.0, "1", 0.0, -5.0)
	f.Add(uint64(4), 1e308, 1e-308, 1e308, "", 1.0, 1e300)
	f.Fuzz(func(t *testing.T, seed uint64, value, low, high float64, p string, baseline, mid float64) {
		rng := rand.New(rand.NewPCG(seed, 1))
		in := onDeath()
		o := &in.Question.Outcomes[0]
		o.Measure = []string{"", "RR", "OR", "RD", "PETO", "HR", "MD", "SMD", "ROM", "IRR", "XX"}[rng.IntN(11)]
		o.LowerBetter = rng.IntN(2) == 0
		if rng.IntN(2) == 0 {
			o.BaselineRisk, o.MID = &baseline, &mid
		}
		for i := range rng.IntN(14) {
			in.Studies = append(in.Studies, anyStudy(rng, i, value, low, high, p))
		}
		a, err := grading.Evaluate(in)
		if err != nil {
			return // the question or a study was refused as a whole
		}
		if _, err := json.Marshal(a.Outcomes); err != nil {
			t.Fatalf("%v", err)
		}
		checkNumbers(t, reflect.ValueOf(a.Outcomes), "outcomes")
		for _, g := range a.Outcomes {
			sum := int(g.Start)
			for _, s := range g.Steps {
				sum += s.Levels
			}
			if len(g.Studies) > 0 && g.Certainty != corpus.Certainty(sum).Clamp() {
				t.Errorf("%v from %v and %+v", g.Certainty, g.Start, g.Steps)
			}
			for _, found := range wording.Lint(g.Sentence, g.Certainty) {
				t.Errorf("%q at %v: %+v", g.Sentence, g.Certainty, found)
			}
		}
	})
}

// anyStudy makes a study whose numbers may be anything.
func anyStudy(rng *rand.Rand, i int, value, low, high float64, p string) grading.Study {
	designs := []string{"rct", "quasi_rct", "cohort_prospective", "case_series", "systematic_review_ma", "", "protocol"}
	risks := []corpus.Risk{"", "low", "some concerns", "high", "critical", "serious"}
	n := func() *int { return ptr(rng.IntN(60) - 3) }
	s := grading.Study{ID: corpus.StudyID(fmt.Sprint("s", i)), Design: designs[rng.IntN(len(designs))], Member: corpus.Member{In: true, Role: []string{"", "indirect"}[rng.IntN(2)]}}
	if rng.IntN(2) == 0 {
		s.Randomised = n()
	}
	r := corpus.Result{Outcome: "death", Status: corpus.Confirmed}
	switch rng.IntN(4) {
	case 0, 1:
		for range rng.IntN(4) {
			r.Arms = append(r.Arms, corpus.Arm{N: n(), Events: n(), Randomised: n()})
		}
	case 2:
		r.Arms = []corpus.Arm{{N: n(), Mean: &value, SD: &high}, {N: n(), Mean: &low, SD: ptr(rng.Float64())}}
	default:
		r.Estimate = &corpus.Estimate{Measure: []string{"RR", "HR", "MD", "SMD", "OR"}[rng.IntN(5)], Value: value, Low: &low, High: &high, P: p}
		if rng.IntN(3) == 0 {
			r.Estimate.Low = nil
		}
	}
	s.Results = []corpus.Result{r}
	if rng.IntN(3) > 0 {
		risk := risks[rng.IntN(len(risks))]
		s.Appraisals = []corpus.Appraisal{{Instrument: []string{"rob2", "robins-i", "ours"}[rng.IntN(3)], Overall: corpus.Judgement{Decided: risk}, Domains: map[string]corpus.Judgement{"D1": {Proposed: risk}}}}
	}
	return s
}

// checkNumbers walks through computed values; what the input said stays as
// it was.
func checkNumbers(t *testing.T, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Float64:
		if x := v.Float(); math.IsNaN(x) || math.Abs(x) >= effect.Unbounded {
			t.Errorf("%s is %v", path, x)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			checkNumbers(t, v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkNumbers(t, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[corpus.Result]() || v.Type() == reflect.TypeFor[corpus.Outcome]() {
			return
		}
		for i := range v.NumField() {
			checkNumbers(t, v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	}
}

// TestOrderOfStudies holds that the order of the studies changes nothing but
// the order of the rows.
func TestOrderOfStudies(t *testing.T) {
	var studies []grading.Study
	for i, x := range bcg {
		studies = append(studies, trial(fmt.Sprintf("t%02d", i), x[0], x[1], x[2], x[3], []corpus.Risk{"low", "high", "some concerns"}[i%3]))
	}
	want := evaluate(t, onDeath(studies...)).Outcomes[0]
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		shuffled := slices.Clone(studies)
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got := evaluate(t, onDeath(shuffled...)).Outcomes[0]
		if got.Certainty != want.Certainty || math.Abs(got.Effect.Estimate-want.Effect.Estimate) > 1e-9 {
			t.Errorf("%v %v, want %v %v", got.Certainty, got.Effect.Estimate, want.Certainty, want.Effect.Estimate)
		}
		for i := range got.Steps {
			if got.Steps[i].Inputs != want.Steps[i].Inputs {
				t.Errorf("%s: the order alone makes decisions stale", got.Steps[i].Domain)
			}
		}
	}
}

// TestInputUntouched holds that Evaluate changes nothing it is given.
func TestInputUntouched(t *testing.T) {
	in := seed(t)
	before, _ := json.Marshal(in)
	evaluate(t, in)
	if after, _ := json.Marshal(in); string(after) != string(before) {
		t.Error("the input was changed")
	}
}
