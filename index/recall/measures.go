package recall

import (
	"math"
	"slices"
)

// Judgements gives the relevance of documents by their id: 0 is not relevant,
// larger is more. A document that is missing counts as not relevant.
type Judgements map[string]float64

// Relevant counts the documents judged relevant.
func (j Judgements) Relevant() int {
	n := 0
	for _, v := range j {
		if v > 0 {
			n++
		}
	}
	return n
}

// NDCG is the normalised discounted cumulative gain of the first k documents
// of a list, 0 to 1: the sum of relevance over log2(1+rank), divided by that
// of the best possible list. It is NaN when nothing is relevant.
//
// Järvelin K, Kekäläinen J. Cumulated gain-based evaluation of IR techniques.
// ACM Trans Inf Syst 2002;20:422–446. doi:10.1145/582415.582418
// The gain is the relevance itself and the first document is discounted by
// log2 of 2, as in trec_eval and pytrec_eval.
func NDCG(ranked []string, j Judgements, k int) float64 {
	gains := make([]float64, 0, len(j))
	for _, v := range j {
		if v > 0 {
			gains = append(gains, v)
		}
	}
	if len(gains) == 0 {
		return math.NaN()
	}
	slices.SortFunc(gains, func(a, b float64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	ideal := 0.0
	for i, v := range gains[:min(k, len(gains))] {
		ideal += v / math.Log2(float64(i)+2)
	}
	sum := 0.0
	for i, id := range first(ranked, k) {
		if v := j[id]; v > 0 {
			sum += v / math.Log2(float64(i)+2)
		}
	}
	return sum / ideal
}

// At is the share of the relevant documents that are among the first k of a
// list, 0 to 1; NaN when nothing is relevant.
func At(ranked []string, j Judgements, k int) float64 {
	total := j.Relevant()
	if total == 0 {
		return math.NaN()
	}
	found := map[string]bool{}
	for _, id := range first(ranked, k) {
		if j[id] > 0 {
			found[id] = true
		}
	}
	return float64(len(found)) / float64(total)
}

// ReciprocalRank is 1 over the rank of the first relevant document of a list,
// 0 when there is none.
func ReciprocalRank(ranked []string, j Judgements) float64 {
	for i, id := range ranked {
		if j[id] > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}

// WSS is the work saved over sampling at a level of recall: the share of all
// n documents that need not be read after a list has been read until at least
// that share of the relevant ones is found, less what reading at random would
// save. It is NaN when nothing is relevant or the list never gets so far.
//
// Cohen AM, Hersh WR, Peterson K, Yen PY. Reducing workload in systematic
// review preparation using automated citation classification. J Am Med Inform
// Assoc 2006;13:206–219. doi:10.1197/jamia.M1929
func WSS(ranked []string, j Judgements, level float64, n int) float64 {
	total := j.Relevant()
	if total == 0 || n <= 0 {
		return math.NaN()
	}
	const rounding = 1e-9 // 0.95 of 20 is 19, whatever 0.95 is in binary
	need := int(math.Ceil(level*float64(total) - rounding))
	found := 0
	seen := map[string]bool{}
	for i, id := range ranked {
		if j[id] > 0 && !seen[id] {
			seen[id] = true
			if found++; found >= need {
				return float64(n-i-1)/float64(n) - (1 - level)
			}
		}
	}
	return math.NaN()
}

func first(ranked []string, k int) []string { return ranked[:min(max(k, 0), len(ranked))] }
