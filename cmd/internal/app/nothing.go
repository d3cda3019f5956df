package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"appraise/grading/design"
	"appraise/index"
	"appraise/index/query"
)

// explainNothing tells why a search found nothing: what each of its terms
// finds, and words that may have been meant.
func (a *App) explainNothing(ctx context.Context, found *Found, node query.Node, opt index.Options) (err error) {
	if found.Terms, err = a.termCounts(ctx, node, opt); err != nil {
		return err
	}
	found.Suggest, err = a.Index.Suggest(ctx, node)
	if errors.Is(err, index.ErrUnavailable) {
		return nil
	}
	return err
}

// maxTermCounts is the most terms that are looked at one by one.
const maxTermCounts = 12

// termCounts counts what each term of a query finds by itself, so that it can
// be seen why all together find nothing. Long queries are left alone.
func (a *App) termCounts(ctx context.Context, node query.Node, opt index.Options) ([]TermCount, error) {
	var out []TermCount
	var err error
	query.Walk(node, func(n query.Node) bool {
		switch n.(type) {
		case *query.And, *query.Or, *query.Not:
			return true
		}
		if len(out) > maxTermCounts || err != nil {
			return false
		}
		t := TermCount{Term: query.String(n)}
		if slices.ContainsFunc(out, func(o TermCount) bool { return o.Term == t.Term }) {
			return false
		}
		if t.Count, err = a.countStudies(ctx, n, opt.Headings); tooMuch(err) {
			err = nil
			return false
		}
		out = append(out, t)
		return false
	})
	if len(out) < 2 || len(out) > maxTermCounts {
		return nil, err
	}
	return out, err
}

// unheld tells of parts of a search that find nothing because a library does
// not hold what they ask for.
func unheld(node query.Node) []string {
	var out []string
	query.Walk(node, func(n query.Node) bool {
		note := ""
		switch n := n.(type) {
		case *query.DateRange:
			if !n.Fields.Has(query.PublicationDate) {
				note = fmt.Sprintf("a library does not hold the date %s asks for, so that it finds nothing here; [dp] is the date of publication", query.String(n))
			}
		case *query.Term:
			if n.Fields == query.SetOf(query.Design) {
				note = unknownDesign(n)
			}
		}
		if note != "" && !slices.Contains(out, note) {
			out = append(out, note)
		}
		return true
	})
	return out
}

// unknownDesign says which designs there are when none is called so.
func unknownDesign(t *query.Term) string {
	asked := query.Design.Normalize(t.Text)
	var all, like []string
	for name := range design.Words {
		is := query.Design.Normalize(string(name))
		if is == asked || t.Prefix && strings.HasPrefix(is, asked) {
			return ""
		}
		if name != "" {
			all = append(all, string(name))
			if strings.Contains(is, asked) {
				like = append(like, string(name))
			}
		}
	}
	if len(like) == 0 {
		like = all
	}
	slices.Sort(like)
	return fmt.Sprintf("no design is called %q; there are %s", t.Text, strings.Join(like, ", "))
}
