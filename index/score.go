package index

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"appraise/index/query"
	"appraise/index/recall"
)

// Score measures the ranking of this package on a test collection: it
// indexes the documents into a temporary folder, asks every question that has
// judgements, as somebody would type it, and compares the first 100 hits with
// the judgements. progress, when not nil, is called with the number of
// documents indexed.
func Score(ctx context.Context, corpus, questions, judgements io.Reader, progress func(done int)) (recall.Summary, error) {
	docs, err := recall.ReadTexts(corpus, "corpus")
	if err != nil {
		return recall.Summary{}, err
	}
	asked, err := recall.ReadTexts(questions, "queries")
	if err != nil {
		return recall.Summary{}, err
	}
	judged, err := recall.ReadJudgements(judgements, "qrels")
	if err != nil {
		return recall.Summary{}, err
	}
	dir, err := os.MkdirTemp("", "appraise-eval-")
	if err != nil {
		return recall.Summary{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	x := New(filepath.Join(dir, "index"))
	defer x.Close()
	if _, err := x.Sync(ctx, collection(docs), progress); err != nil {
		return recall.Summary{}, err
	}
	var mean recall.Mean
	for _, q := range asked {
		j, ok := judged[q.ID]
		if !ok {
			continue
		}
		ids, err := x.answerText(ctx, q.Text)
		if err != nil {
			return recall.Summary{}, fmt.Errorf("query %s: %w", q.ID, err)
		}
		mean.Add(ids, j)
	}
	return mean.Summary(), nil
}

// answerText ranks the studies for a sentence in plain language, whose
// punctuation is no syntax.
func (x *Index) answerText(ctx context.Context, text string) ([]string, error) {
	node := Question(text)
	if node == nil {
		return nil, nil
	}
	res, err := x.Search(ctx, node, Options{Mode: Ranked, Limit: 100})
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(res.Hits))
	for i, h := range res.Hits {
		ids[i] = h.ID
	}
	return ids, nil
}

// Question makes a ranked search of a sentence: its words beside each other.
// It is nil when there are none.
func Question(text string) query.Node {
	var words []query.Node
	for _, t := range query.Tokens(text) {
		words = append(words, &query.Word{At: query.Span{Start: t.Start, End: t.End}, Text: t.Term})
	}
	switch len(words) {
	case 0:
		return nil
	case 1:
		return words[0]
	}
	return &query.And{Implicit: true, Operands: words}
}

// collection is a Source of a test collection's documents.
type collection []recall.Text

// Revision is the number of documents.
func (c collection) Revision(context.Context) (int64, error) { return int64(len(c)), nil }

// Changes yields the documents in their order.
func (c collection) Changes(_ context.Context, after int64) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		for i := after; i < int64(len(c)); i++ {
			t := &c[i]
			doc := &Document{ID: t.ID, Title: t.Title, Abstract: t.Text}
			if !yield(Change{Study: t.ID, Revision: i + 1, Doc: doc}, nil) {
				return
			}
		}
	}
}
