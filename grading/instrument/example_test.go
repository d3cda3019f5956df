package instrument_test

import (
	"fmt"

	"appraise/corpus"
	"appraise/grading/instrument"
)

// An algorithm proposes and says by which way; a person who departs from it
// says why.
func ExamplePack_Decide() {
	p, _ := instrument.Find("rob2")
	a := corpus.Appraisal{Study: "prasad2012inversion", Answers: map[string]corpus.Answer{"1.1": {Code: "NI"}, "1.2": {Code: "NI"}, "1.3": {Code: "NI"}}}
	a, e, _ := p.Propose(a)
	fmt.Println(a.Domains["D1"].Path)
	fmt.Println(len(e.Missing), "questions are still open, the first is", e.Missing[0])

	_, err := p.Decide(a, "D1", corpus.RiskHigh, "")
	fmt.Println(err)
	// Output:
	// 1.2 NI → some concerns
	// 9 questions are still open, the first is 2.1
	// rob2 D1: a rationale is needed: "high" departs from the proposed "some concerns" (1.2 NI → some concerns)
}
