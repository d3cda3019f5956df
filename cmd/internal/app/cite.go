package app

import (
	"context"
	"errors"
	"fmt"

	"appraise/corpus"
	"appraise/corpus/ingest"
	"appraise/reports/refs"
)

// Cited is one reference.
type Cited struct {
	ID        string `json:"id,omitempty"` // study, or the entry's id in its file
	Text      string `json:"text"`
	Retracted string `json:"retracted,omitempty"`
}

func parseStyle(s string) (refs.Style, error) {
	switch st := refs.Style(s); st {
	case refs.AMA, refs.Vancouver:
		return st, nil
	}
	return "", fmt.Errorf("%w: style %q is neither ama nor vancouver", corpus.ErrInvalid, s)
}

// Cite makes references to studies of the library.
func (a *App) Cite(ctx context.Context, style string, ids []string) ([]Cited, error) {
	st, err := parseStyle(style)
	if err != nil {
		return nil, err
	}
	keys := make([]corpus.StudyID, len(ids))
	for i, id := range ids {
		keys[i] = corpus.StudyID(id)
	}
	bundles, err := a.Store.Bundles(ctx, keys...)
	if err != nil {
		return nil, err
	}
	out := make([]Cited, len(bundles))
	for i, b := range bundles {
		ref := refs.Format(b.Main().Item, st, b.Notices...)
		out[i] = Cited{ID: string(b.Study.ID), Text: ref.String(), Retracted: ref.Retracted}
	}
	return out, nil
}

// CiteFiles makes references to all entries of files, without a library.
func CiteFiles(ctx context.Context, style string, inputs []Input, problem func(error)) (out []Cited, leftOut int, err error) {
	st, err := parseStyle(style)
	if err != nil {
		return nil, 0, err
	}
	for _, in := range inputs {
		r, err := in.Open()
		if err != nil {
			return out, leftOut, fmt.Errorf("reading %s: %w", in.Name, err)
		}
		defer r.Close()
		records, _, err := ingest.Read(r, in.Name)
		if err != nil {
			problem(err)
			leftOut++
			continue
		}
		for rec, err := range records {
			if ctx.Err() != nil {
				return out, leftOut, ctx.Err()
			}
			if err != nil {
				problem(err)
				if pe, ok := errors.AsType[*corpus.ParseError](err); !ok || !pe.Kept {
					leftOut++
				}
				continue
			}
			ref := refs.Format(rec.Item, st)
			out = append(out, Cited{ID: rec.FileID, Text: ref.String(), Retracted: ref.Retracted})
		}
	}
	return out, leftOut, nil
}
