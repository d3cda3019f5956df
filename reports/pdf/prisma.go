package pdf

import (
	"appraise/reports"
	"appraise/reports/prisma"
)

// flow sets the PRISMA diagram with its note.
func (b *builder) flow(f *reports.Flow, width float64) []piece {
	out := []piece{b.heading(f.Title, width, 2)}
	out = append(out, b.figurePiece(prisma.Layout(f.Counts, prisma.Options{Width: width, Measure: b.c.measurer()}), 0))
	if !f.Note.Empty() {
		out = append(out, b.sentence(f.Note, b.look.note, width, 0.6)...)
	}
	return out
}
