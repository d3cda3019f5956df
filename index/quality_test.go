package index_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"appraise/index"
	"appraise/index/recall"
)

// TestScifact measures the ranking on the development questions of SciFact,
// which are not part of the repository.
func TestScifact(t *testing.T) {
	if testing.Short() {
		t.Skip("indexes 5,183 abstracts")
	}
	open := func(name string) *os.File {
		f, err := os.Open(shared(t, "retrieval", "scifact", name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Close() })
		return f
	}
	s, err := index.Score(t.Context(), open("corpus.jsonl"), open("queries.jsonl"), open("qrels_train.tsv"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("nDCG@10 %.4f, recall@100 %.4f, MRR %.4f over %d questions", s.NDCG10, s.Recall100, s.MRR, s.Queries)
	if s.NDCG10 < 0.69 || s.Recall100 < 0.925 {
		t.Errorf("nDCG@10 %.4f, recall@100 %.4f; at least 0.69 and 0.925 are wanted", s.NDCG10, s.Recall100)
	}
}

// TestQualityGolden keeps the quality of the ranking on a small collection
// written for it. A change of the ranking that changes these figures changes
// the golden file in the same commit, with the figures of SciFact beside it.
func TestQualityGolden(t *testing.T) {
	open := func(name string) *os.File {
		f, err := os.Open("testdata/quality/" + name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Close() })
		return f
	}
	got, err := index.Score(t.Context(), open("corpus.jsonl"), open("queries.jsonl"), open("qrels.tsv"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var want recall.Summary
	if err := json.NewDecoder(open("golden.json")).Decode(&want); err != nil {
		t.Fatal(err)
	}
	const tol = 5e-5 // half a unit of the last digit in the file
	if math.Abs(got.NDCG10-want.NDCG10) > tol || math.Abs(got.Recall100-want.Recall100) > tol || math.Abs(got.MRR-want.MRR) > tol || got.Queries != want.Queries {
		t.Errorf("quality %+v, want %+v", got, want)
	}
}
