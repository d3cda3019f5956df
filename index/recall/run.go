package recall

import "math"

// Summary is the mean of the measures over the questions of a test
// collection. A question without an answer counts as zero; one without any
// relevant document is left out.
type Summary struct {
	NDCG10    float64 `json:"ndcg@10"`
	Recall100 float64 `json:"recall@100"`
	MRR       float64 `json:"mrr"`
	Queries   int     `json:"queries"`
}

// Mean collects the measures of one list after the other.
type Mean struct {
	ndcg, recall, rank float64
	n                  int
}

// Add counts the list that answers one question.
func (m *Mean) Add(ranked []string, j Judgements) {
	ndcg := NDCG(ranked, j, 10)
	if math.IsNaN(ndcg) {
		return
	}
	m.ndcg += ndcg
	m.recall += At(ranked, j, 100)
	m.rank += ReciprocalRank(ranked, j)
	m.n++
}

// Summary returns the means so far; zeros when nothing was added.
func (m *Mean) Summary() Summary {
	if m.n == 0 {
		return Summary{}
	}
	n := float64(m.n)
	return Summary{m.ndcg / n, m.recall / n, m.rank / n, m.n}
}
