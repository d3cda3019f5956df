package app

import (
	"context"
	"io"

	"appraise/corpus"
	"appraise/index"
	"appraise/index/recall"
)

// EvalSearch scores the ranking of search on a test collection: documents,
// questions and judgements. progress is told how many documents are indexed.
func EvalSearch(ctx context.Context, docs, questions, judgements io.Reader, progress func(int)) (recall.Summary, error) {
	got, err := index.Score(ctx, docs, questions, judgements, progress)
	switch {
	case err == nil || ctx.Err() != nil:
		return got, err
	case got.Queries == 0:
		return got, &corpus.ParseError{Source: "test collection", Err: err}
	}
	return got, err
}
