package sqlite

import (
	"context"
	"fmt"

	"appraise/corpus"
)

// Revision is the number of the last change: it grows with every change and
// never falls.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	var n int64
	err := s.read.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM change").Scan(&n)
	return n, kind(err, "reading the revision of the library")
}

// Touched is a study that changed, with the number of its last change.
type Touched struct {
	Study    corpus.StudyID
	Revision int64
	Gone     bool // it is not in the library any more
}

// Changed returns up to limit studies that changed after revision rev, in the
// order of their last change.
func (s *Store) Changed(ctx context.Context, rev int64, limit int) ([]Touched, error) {
	rows, err := s.read.QueryContext(ctx, fmt.Sprintf(`SELECT c.study, max(c.seq) AS rev, s.id IS NULL
		FROM change c LEFT JOIN study s ON s.id = c.study
		WHERE c.seq > ? AND c.study <> '' GROUP BY c.study ORDER BY rev LIMIT %d`, limit), rev)
	if err != nil {
		return nil, kind(err, "reading what changed")
	}
	defer rows.Close()
	var out []Touched
	for rows.Next() {
		var t Touched
		if err := rows.Scan(&t.Study, &t.Revision, &t.Gone); err != nil {
			return nil, kind(err, "reading what changed")
		}
		out = append(out, t)
	}
	return out, kind(rows.Err(), "reading what changed")
}
