package grading_test

import (
	"fmt"
	"testing"

	"appraise/corpus"
	"appraise/grading"
)

// BenchmarkEvaluate grades one outcome with thirteen appraised trials.
func BenchmarkEvaluate(b *testing.B) {
	var studies []grading.Study
	for i, x := range bcg {
		studies = append(studies, trial(fmt.Sprintf("t%02d", i), x[0], x[1], x[2], x[3], []corpus.Risk{"low", "high", "some concerns"}[i%3]))
	}
	in := onDeath(studies...)
	for b.Loop() {
		if _, err := grading.Evaluate(in); err != nil {
			b.Fatal(err)
		}
	}
}
