package instrument_test

import (
	"math"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

// pairs repeats each cell of a table of two raters.
func pairs(scale []corpus.Risk, table [][]int) [][2]corpus.Risk {
	var out [][2]corpus.Risk
	for i, row := range table {
		for j, n := range row {
			for range n {
				out = append(out, [2]corpus.Risk{scale[i], scale[j]})
			}
		}
	}
	return out
}

func TestAgreement(t *testing.T) {
	two := []corpus.Risk{"low", "high"}
	three := []corpus.Risk{"low", "some concerns", "high"}
	for _, c := range []struct {
		name                          string
		scale                         []corpus.Risk
		table                         [][]int
		percent, kappa, weighted, ac1 float64
	}{
		{"textbook two by two", two, [][]int{{20, 5}, {10, 15}}, 70, 0.4, 0.4, 0.205 / 0.505},
		{"Gwet's paradox", two, [][]int{{118, 5}, {2, 0}}, 94.4, (0.944 - 0.94528) / (1 - 0.94528), (0.944 - 0.94528) / (1 - 0.94528), (0.944 - 0.054432) / (1 - 0.054432)},
		// by hand: chance 0.14+0.105+0.09; disagreement (2+3)·½/20 = 0.125 of 0.445 expected;
		// AC1 with mean shares 0.375, 0.325 and 0.3
		{"three levels", three, [][]int{{5, 2, 0}, {3, 4, 0}, {0, 0, 6}}, 75, 0.415 / 0.665, 1 - 0.125/0.445, (0.75 - 0.331875) / (1 - 0.331875)},
	} {
		a, err := instrument.Agree(pairs(c.scale, c.table), c.scale, 7)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []struct {
			what      string
			got, want float64
		}{{"percent", a.Percent, c.percent}, {"kappa", a.Kappa.Value, c.kappa}, {"weighted", a.Weighted.Value, c.weighted}, {"AC1", a.AC1.Value, c.ac1}} {
			if math.Abs(v.got-v.want) > 1e-9 {
				t.Errorf("%s %s: %.9f, want %.9f", c.name, v.what, v.got, v.want)
			}
		}
		if !(a.AC1.Low <= a.AC1.Value && a.AC1.Value <= a.AC1.High) {
			t.Errorf("%s: interval %+v", c.name, a.AC1)
		}
		if again, _ := instrument.Agree(pairs(c.scale, c.table), c.scale, 7); again != a {
			t.Errorf("%s: the same seed gives another interval", c.name)
		}
	}
}

func TestAgreementEdges(t *testing.T) {
	scale := []corpus.Risk{"low", "high"}
	if _, err := instrument.Agree(nil, scale, 1); err == nil {
		t.Error("no pairs were accepted")
	}
	if _, err := instrument.Agree([][2]corpus.Risk{{"low", "serious"}}, scale, 1); err == nil {
		t.Error("a judgement off the scale was accepted")
	}
	a, err := instrument.Agree(pairs(scale, [][]int{{9, 0}, {0, 0}}), scale, 1)
	if err != nil || a.Kappa.Known || a.Weighted.Known || a.AC1.Value != 1 || a.Percent != 100 {
		t.Errorf("raters who only said low: %+v, %v", a, err)
	}
}

func TestConsensus(t *testing.T) {
	p := find(t, "rob2")
	make2 := func(by string, change map[string]string) corpus.Appraisal {
		codes := map[string]string{"1.1": "Y", "1.2": "Y", "1.3": "N", "2.1": "N", "2.2": "N", "2.6": "Y", "3.1": "Y", "4.1": "N", "4.2": "N", "4.3": "N", "5.1": "Y", "5.2": "N", "5.3": "N"}
		for id, c := range change {
			codes[id] = c
		}
		a, _, err := p.Propose(corpus.Appraisal{Study: "s", Instrument: "rob2", Answers: answers(codes), By: by})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a, b := make2("A", nil), make2("B", map[string]string{"1.2": "NI"})
	diff, err := instrument.Compare(p, a, b)
	if err != nil || len(diff) != 3 || diff[0] != (instrument.Difference{ID: "1.2", A: "Y", B: "NI"}) || diff[2].ID != "overall" {
		t.Errorf("differences %+v, %v", diff, err)
	}
	c, err := instrument.Consensus(p, a, b)
	if err != nil || !c.Consensus || c.Domains["D1"].Proposed != "" || c.Domains["D3"].Proposed != "low" {
		t.Errorf("consensus %+v, %v", c.Domains, err)
	}
	if next, _ := instrument.Ask(p, c.Answers, c.Effect); len(next) != 1 || next[0].ID != "1.2" {
		t.Errorf("left to settle: %v", next)
	}
	b.Study = "other"
	if _, err := instrument.Consensus(p, a, b); err == nil {
		t.Error("appraisals of two studies were settled")
	}
}
