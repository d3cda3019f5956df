package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

// newEval scores the program on test collections. It is for developers and
// not listed.
func newEval(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "eval", Short: "Score the program on a test collection (for developers)", Hidden: true,
		Example: "  appraise eval search --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv --json",
	}
	cmd.AddCommand(o.newEvalSearch())
	return cmd
}

func (o *options) newEvalSearch() *cobra.Command {
	var docs, queries, qrels string
	cmd := &cobra.Command{
		Use: "search --corpus FILE --queries FILE --qrels FILE", Short: "Score the ranking of search",
		Long: `Index the documents of a test collection into a temporary folder, ask every
question that has judgements, and compare the first 100 studies with them.

Documents and questions are a JSON object with _id, title and text a line;
judgements are lines of question, document and relevance.`,
		Example: "  appraise eval search --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			files, err := openAll(docs, queries, qrels)
			if err != nil {
				return err
			}
			defer closeAll(files)
			show := o.progress("Indexing", "documents")
			got, err := app.EvalSearch(cmd.Context(), files[0], files[1], files[2], show.at)
			show.close()
			if err != nil {
				return err
			}
			if o.json {
				return o.printJSON(got)
			}
			o.say("nDCG@10 %.4f, recall@100 %.4f, MRR %.4f, %s", got.NDCG10, got.Recall100, got.MRR, count(got.Queries, "query", "queries"))
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&docs, "corpus", "", "documents")
	f.StringVar(&queries, "queries", "", "questions")
	f.StringVar(&qrels, "qrels", "", "judgements")
	return cmd
}

// openAll opens files that are all needed.
func openAll(names ...string) ([]io.ReadCloser, error) {
	var out []io.ReadCloser
	for _, name := range names {
		if name == "" {
			closeAll(out)
			return nil, fmt.Errorf("%w: name --corpus, --queries and --qrels", corpus.ErrInvalid)
		}
		f, err := os.Open(name)
		if err != nil {
			closeAll(out)
			return nil, fmt.Errorf("reading a test collection: %w", err)
		}
		out = append(out, f)
	}
	return out, nil
}

func closeAll(files []io.ReadCloser) {
	for _, f := range files {
		_ = f.Close() // only read
	}
}
