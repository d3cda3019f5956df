package index_test

import (
	"os"
	"testing"

	"appraise/index"
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
