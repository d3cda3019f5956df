package claims_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/claims"

	"pgregory.net/rapid"
)

// anyInput draws a claim with up to seven studies of any kind.
func anyInput(t *rapid.T) claims.Input {
	in := claims.Input{Claim: claim(rapid.SampledFrom([]string{"benefit", "safety", "harm", ""}).Draw(t, "kind"))}
	n := rapid.IntRange(0, 7).Draw(t, "studies")
	for i := range n {
		e := claims.Evidence{
			Study:     corpus.StudyID(fmt.Sprintf("s%d", i)),
			Stance:    rapid.SampledFrom([]corpus.Stance{yes, no, maybe}).Draw(t, "stance"),
			Certainty: corpus.Certainty(rapid.IntRange(0, 4).Draw(t, "certainty")),
			Standing:  rapid.SampledFrom([]corpus.NoticeType{"", "", "", corpus.Retracted, corpus.ExpressionOfConcern, corpus.IsNotice, corpus.Expired}).Draw(t, "standing"),
			PICO:      rapid.SampledFrom([]corpus.PICO{pico, pico, far, {}}).Draw(t, "pico"),
			Harms:     rapid.SampledFrom([]claims.Harms{claims.HarmsUnknown, claims.HarmsReported, claims.HarmsSilent}).Draw(t, "harms"),
			Body:      rapid.SampledFrom([]string{"", "q/a", "q/b"}).Draw(t, "body"),
		}
		if size := rapid.IntRange(0, 3).Draw(t, "size"); size > 0 {
			e.Randomised = &size
		}
		for range rapid.IntRange(0, 2).Draw(t, "contains") {
			e.Contains = append(e.Contains, corpus.StudyID(fmt.Sprintf("s%d", rapid.IntRange(0, 8).Draw(t, "contained"))))
		}
		if d := rapid.IntRange(0, 3).Draw(t, "data"); d > 0 {
			e.Data = []string{fmt.Sprint("cohort ", d)}
		}
		in.Evidence = append(in.Evidence, e)
	}
	return in
}

func TestJudgeOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		got := claims.Judge(in)
		if !slices.Contains(claims.Verdicts, got.Verdict) || got.Sentence == "" || len(got.Weighed) != len(in.Evidence) {
			t.Fatalf("got %+v", got)
		}

		// The order of the links does not matter.
		back := claims.Input{Claim: in.Claim, Evidence: slices.Clone(in.Evidence)}
		slices.Reverse(back.Evidence)
		if other := claims.Judge(back); other.Verdict != got.Verdict || other.Certainty != got.Certainty {
			t.Fatalf("%q, in the other order %q", got.Verdict, other.Verdict)
		}

		// Every study that counts does so on its own merits.
		var best corpus.Certainty
		for i, w := range got.Weighed {
			e := in.Evidence[i]
			if w.Counted && (e.Standing == corpus.Retracted || e.Standing == corpus.IsNotice) {
				t.Fatalf("%s counts although it is %s", e.Study, e.Standing)
			}
			if w.Certainty > e.Certainty {
				t.Fatalf("the certainty of %s rose from %s to %s", e.Study, e.Certainty, w.Certainty)
			}
			if w.Counted && !w.Indirect && w.Stance == yes {
				best = max(best, w.Certainty)
			}
		}
		if got.Verdict == claims.Supported && best != corpus.High || got.Verdict == claims.ProbablySupported && best < corpus.Moderate {
			t.Fatalf("%q by support of %s certainty", got.Verdict, best)
		}

		// A retracted study that shares nothing with the others adds nothing.
		more := claims.Input{Claim: in.Claim, Evidence: append(slices.Clone(in.Evidence), claims.Evidence{Study: "new", Stance: yes, Certainty: corpus.High, PICO: pico, Standing: corpus.Retracted})}
		if other := claims.Judge(more); len(in.Evidence) > 0 && other.Verdict != got.Verdict {
			t.Fatalf("%q, with a retracted study %q", got.Verdict, other.Verdict)
		}

		// Leaving a study out is judging the claim with that study retracted.
		for _, f := range claims.LeaveOneOut(in) {
			gone := claims.Input{Claim: in.Claim, Evidence: slices.Clone(in.Evidence)}
			for i := range gone.Evidence {
				if e := &gone.Evidence[i]; e.Study == f.Study && e.Standing != corpus.IsNotice {
					e.Standing = corpus.Retracted
				}
			}
			if want := claims.Judge(gone).Verdict; f.After != want || f.Before != got.Verdict {
				t.Fatalf("without %s: %+v, want %q", f.Study, f, want)
			}
		}
	})
}

// TestMayContain draws which studies may be in which: the verdict and the
// certainty stay, and every study that takes a side is counted once, or said
// not to be counted beside a review that is.
func TestMayContain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		before := claims.Judge(in)
		for i := range in.Evidence {
			for range rapid.IntRange(0, 3).Draw(t, "possible") {
				in.Evidence[i].MayContain = append(in.Evidence[i].MayContain, claims.Possible{Study: corpus.StudyID(fmt.Sprintf("s%d", rapid.IntRange(0, 8).Draw(t, "which"))), Why: "its list names it"})
			}
		}
		got := claims.Judge(in)
		if got.Verdict != before.Verdict || got.Certainty != before.Certainty || got.Row != before.Row {
			t.Fatalf("%q, %s; without the doubt %q, %s", got.Verdict, got.Certainty, before.Verdict, before.Certainty)
		}
		held := func(id corpus.StudyID) bool { // by a study that counts in full
			for i, e := range in.Evidence {
				w := got.Weighed[i]
				if w.Counted && !w.Perhaps && w.Stance != maybe && slices.ContainsFunc(e.MayContain, func(p claims.Possible) bool { return p.Study == id }) {
					return true
				}
			}
			return false
		}
		perhaps, full := 0, 0
		for i, w := range got.Weighed {
			if w.Counted != before.Weighed[i].Counted {
				t.Fatalf("%s counts: %t, before %t", w.Study, w.Counted, before.Weighed[i].Counted)
			}
			switch {
			case w.Perhaps && (!w.Counted || w.Stance == maybe || !held(w.Study)):
				t.Fatalf("%s may be in another, but nothing that counts may hold it: %+v", w.Study, got.Weighed)
			case w.Perhaps:
				perhaps++
			case w.Counted && w.Stance != maybe:
				full++
			}
		}
		if got.Perhaps != perhaps || (full == 0) != (got.Rests == "") || (before.Rests == "") != (got.Rests == "") {
			t.Fatalf("%d perhaps and %d in full, told %d and %q (before %q)", perhaps, full, got.Perhaps, got.Rests, before.Rests)
		}
		if more := strings.Count(got.Sentence, "may be in it"); (perhaps > 0) != (more > 0) {
			t.Fatalf("%d perhaps in %q", perhaps, got.Sentence)
		}
	})
}
