package recall_test

import (
	"math"
	"strings"
	"testing"

	_ "appraise/corpus/testkit"
	"appraise/index/recall"

	"pgregory.net/rapid"
)

// tol is for sums of a few quotients of small numbers.
const tol = 1e-12

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > tol {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func TestMeasures(t *testing.T) {
	j := recall.Judgements{"a": 1, "b": 1, "c": 0, "d": 2}
	list := []string{"x", "a", "c", "d", "y", "b"}
	ideal := 2/math.Log2(2) + 1/math.Log2(3) + 1/math.Log2(4)
	near(t, "NDCG@10", recall.NDCG(list, j, 10), (1/math.Log2(3)+2/math.Log2(5)+1/math.Log2(7))/ideal)
	near(t, "NDCG@2", recall.NDCG(list, j, 2), (1/math.Log2(3))/(2/math.Log2(2)+1/math.Log2(3)))
	near(t, "NDCG@0", recall.NDCG(list, recall.Judgements{}, 10), math.NaN())
	near(t, "recall@4", recall.At(list, j, 4), 2.0/3)
	near(t, "recall@100", recall.At(list, j, 100), 1)
	near(t, "recall of nothing relevant", recall.At(list, recall.Judgements{"x": 0}, 3), math.NaN())
	near(t, "recall of a repeated document", recall.At([]string{"a", "a", "a"}, j, 3), 1.0/3)
	near(t, "reciprocal rank", recall.ReciprocalRank(list, j), 0.5)
	near(t, "reciprocal rank without a hit", recall.ReciprocalRank([]string{"x"}, j), 0)
	near(t, "WSS@95", recall.WSS(list, j, 0.95, 20), 14.0/20-0.05)
	near(t, "WSS@66", recall.WSS(list, j, 2.0/3, 20), 16.0/20-1.0/3)
	near(t, "WSS of a list that ends early", recall.WSS(list[:3], j, 0.95, 20), math.NaN())
}

// The best list has 1 of everything; turning any list round never changes
// what is found in the whole of it.
func TestMeasuresAreBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfNDistinct(rapid.StringMatching("[a-h]{1,2}"), 1, 20, rapid.ID[string]).Draw(t, "ids")
		j := recall.Judgements{}
		for _, id := range ids {
			j[id] = float64(rapid.IntRange(0, 2).Draw(t, "relevance"))
		}
		if j.Relevant() == 0 {
			return
		}
		if v := recall.NDCG(ids, j, 10); v < 0 || v > 1+tol {
			t.Fatalf("NDCG %v", v)
		}
		if v := recall.At(ids, j, len(ids)); v != 1 {
			t.Fatalf("recall of everything %v", v)
		}
		if v := recall.WSS(ids, j, 1, len(ids)); v < 0 || v >= 1 {
			t.Fatalf("WSS@100 %v", v)
		}
	})
}

func TestReading(t *testing.T) {
	texts, err := recall.ReadTexts(strings.NewReader(`{"_id":"1","title":"a","text":"b"}`+"\n\n"+`{"_id":"2","text":"c"}`), "x.jsonl")
	if err != nil || len(texts) != 2 || texts[1].Text != "c" {
		t.Errorf("texts %v, %v", texts, err)
	}
	for _, bad := range []string{"{", `{"text":"x"}`} {
		if _, err := recall.ReadTexts(strings.NewReader(bad), "x.jsonl"); err == nil || !strings.HasPrefix(err.Error(), "x.jsonl:1: ") {
			t.Errorf("reading %q: %v", bad, err)
		}
	}
	got, err := recall.ReadJudgements(strings.NewReader("query-id\tcorpus-id\tscore\n1\td1\t1\n1\td2\t0\n2 0 d1 2\n"), "q.tsv")
	if err != nil || got["1"]["d1"] != 1 || got["2"]["d1"] != 2 || got["1"].Relevant() != 1 {
		t.Errorf("judgements %v, %v", got, err)
	}
	for _, bad := range []string{"a b c\n1 2 x\n", "1 2\n"} {
		if _, err := recall.ReadJudgements(strings.NewReader(bad), "q.tsv"); err == nil {
			t.Errorf("reading %q: no error", bad)
		}
	}
}

func TestMean(t *testing.T) {
	var m recall.Mean
	if m.Summary() != (recall.Summary{}) {
		t.Error("the mean of nothing is not zero")
	}
	m.Add([]string{"a"}, recall.Judgements{"a": 1})
	m.Add(nil, recall.Judgements{"a": 1})
	m.Add([]string{"a"}, recall.Judgements{"a": 0})
	s := m.Summary()
	near(t, "mean NDCG", s.NDCG10, 0.5)
	near(t, "mean reciprocal rank", s.MRR, 0.5)
	if s.Queries != 2 {
		t.Errorf("%d queries, want 2", s.Queries)
	}
}
