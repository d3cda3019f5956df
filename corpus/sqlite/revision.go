package sqlite

import (
	"context"

	"appraise/corpus"
)

// Revision is the number of the last change: it grows with every change and
// never falls.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	var n int64
	err := s.read.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM change").Scan(&n)
	return n, kind(err, "reading the revision of the library")
}

// Touched is a study that changed, with the number of a change of it.
type Touched struct {
	Study    corpus.StudyID
	Revision int64
	Gone     bool // it is not in the library any more
}

// Changed returns up to limit studies that changed after revision rev, each
// once, in the order of their first change behind it; Revision is that of the
// last change that lies before the next study's. Asking again with the last
// one's Revision goes on behind it, and may name a study again that changed
// later too.
func (s *Store) Changed(ctx context.Context, rev int64, limit int) ([]Touched, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT c.seq, c.study, s.id IS NULL
		FROM change c LEFT JOIN study s ON s.id = c.study
		WHERE c.seq > ? AND c.study <> '' ORDER BY c.seq`, rev)
	if err != nil {
		return nil, kind(err, "reading what changed")
	}
	defer rows.Close()
	var out []Touched
	at := map[corpus.StudyID]int{}
	for rows.Next() {
		var t Touched
		if err := rows.Scan(&t.Revision, &t.Study, &t.Gone); err != nil {
			return nil, kind(err, "reading what changed")
		}
		_, known := at[t.Study]
		if !known {
			if len(out) == limit {
				break
			}
			at[t.Study] = len(out)
			out = append(out, t)
		}
		out[len(out)-1].Revision = t.Revision
	}
	return out, kind(rows.Err(), "reading what changed")
}

// CountChanged returns how many studies changed after revision rev.
func (s *Store) CountChanged(ctx context.Context, rev int64) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(DISTINCT study) FROM change WHERE seq > ? AND study <> ''", rev).Scan(&n)
	return n, kind(err, "counting what changed")
}
