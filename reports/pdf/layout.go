package pdf

import (
	"math"
	"slices"

	"appraise/reports"
)

// layout is a document that is placed but not drawn.
type layout struct {
	placed  []placed
	pages   int
	dropped []string // kinds of blocks left out for room
}

// dropOrder lists what a briefing gives up, in this order, to end on two
// pages. Nothing is given up when that would not be enough.
var dropOrder = []string{"glossary", "icons", "second forest", "flow"}

// mostPages is how many pages a kind of document should have at most.
var mostPages = map[string]int{"briefing": 2, "sheet": 1}

// arrange places the blocks: a briefing on two pages and a sheet on one if it
// can, everything else on as many as it takes.
func arrange(c *canvas, doc reports.Briefing, pageHeight float64) layout {
	full := attempt(c, doc, pageHeight, plan{answerFirst: true})
	most, limited := mostPages[doc.Document]
	if !limited || full.pages <= most {
		return full
	}
	loose := attempt(c, doc, pageHeight, plan{})
	if loose.pages <= most || loose.pages > most+1 {
		return loose
	}
	var drop []string
	for _, kind := range append([]string{""}, dropOrder...) {
		if kind != "" && !holds(doc, kind) {
			continue
		}
		if kind != "" {
			drop = append(drop, kind)
		}
		for look := range looks {
			for _, answerFirst := range []bool{true, false} {
				by := plan{drop: slices.Clone(drop), answerFirst: answerFirst, compact: true, look: look}
				if l := attempt(c, doc, pageHeight, by); l.pages <= most {
					return l
				}
			}
		}
	}
	return loose
}

// plan is one way of arranging a document.
type plan struct {
	drop        []string // kinds of blocks to leave out
	answerFirst bool     // what the answer rests on begins on a new page
	compact     bool     // … and runs in two columns of even height
	look        int      // how closely it is set, of looks
}

// holds reports whether a document has a block of a kind.
func holds(doc reports.Briefing, kind string) bool {
	n := 0
	for _, b := range doc.Blocks {
		if b.Kind() == kind || (kind == "second forest" && b.Kind() == "forest") {
			n++
		}
	}
	return n > 1 || n == 1 && kind != "second forest"
}

// attempt lays the document out by a plan.
func attempt(c *canvas, doc reports.Briefing, pageHeight float64, by plan) layout {
	b := &builder{c: c, grid: c.grid, look: looks[by.look], worth: 22, apart: map[reports.Block]bool{}}
	if by.compact {
		b.worth = 1
	}
	s := newSheet(b.look.top, pageHeight-footRule-b.look.foot)
	for _, band := range b.bands(doc, by) {
		band.gap *= b.look.gaps
		s.place(band)
	}
	s.spread(5)
	l := layout{placed: s.out, pages: s.page + 1, dropped: by.drop}
	slices.SortStableFunc(l.placed, func(a, b placed) int { return a.page - b.page })
	return l
}

// Gaps between bands.
const (
	gapSmall = 4.2
	gapLarge = 5.4
)

// bands arranges the blocks of a document in rows. Blocks that belong side
// by side are paired; everything else takes the full width in its order.
func (b *builder) bands(doc reports.Briefing, by plan) []band {
	drop := by.drop
	var out []band
	used := map[reports.Block]bool{}
	forests := 0
	supports := false // the second part has begun
	add := func(gap float64, columns ...column) {
		out = append(out, band{gap: gap, columns: columns})
	}
	for _, block := range doc.Blocks {
		if used[block] || slices.Contains(drop, block.Kind()) {
			continue
		}
		if block.Kind() == "forest" {
			if forests++; forests > 1 && slices.Contains(drop, "second forest") {
				continue
			}
		}
		n := len(out)
		if list, ok := block.(*reports.References); ok {
			out = append(out, band{gap: gapLarge, news: b.references(list)})
		} else if by.compact && isSupport(block.Kind()) && isNarrow(block) {
			left, right := b.masonry(doc, drop, used)
			add(gapLarge, left, right)
		} else if left, right := b.side(doc, block, drop, used); left != nil {
			add(gapLarge, *left, *right)
		} else {
			b.full(block, add)
		}
		if by.answerFirst && !supports && n < len(out) && doc.Document == "briefing" && isSupport(block.Kind()) {
			supports, out[n].newPage = true, true
		}
	}
	return out
}

// isSupport reports whether a block belongs to the second part of a
// briefing: what the answer rests on.
func isSupport(kind string) bool {
	switch kind {
	case "head", "bottom line", "pico", "findings", "harms", "applicability", "unknown":
		return false
	}
	return true
}

// full sets a block over the whole width.
func (b *builder) full(block reports.Block, add func(float64, ...column)) {
	one := func(gap float64, ps []piece) { add(gap, column{pieces: ps}) }
	switch k := block.(type) {
	case *reports.Head:
		one(0, b.head(k))
	case *reports.BottomLine:
		one(gapSmall, []piece{b.bottomLine(k)})
	case *reports.PICO:
		add(gapSmall, b.pico(k)...)
	case *reports.Findings:
		one(gapSmall, b.findings(k))
	case *reports.Section:
		one(gapLarge, b.section(k, b.grid.measure))
	case *reports.Pairs:
		one(gapLarge, b.pairs(k, b.grid.measure))
	case *reports.Forest:
		one(gapLarge, b.forest(k))
	case *reports.Icons:
		one(gapLarge, b.icons(k, b.grid.wide(5)))
	case *reports.Flow:
		width := b.grid.wide(7)
		if k.Counts.HasOthers() {
			width = b.grid.measure
		}
		one(gapLarge, b.flow(k, width))
	case *reports.Plot:
		one(gapLarge, b.plot(k))
	case *reports.Table:
		one(gapLarge, b.table(k, b.grid.measure))
	}
}

// isNarrow reports whether a block can be set in a column.
func isNarrow(block reports.Block) bool {
	switch k := block.(type) {
	case *reports.Section, *reports.Pairs, *reports.Icons:
		return true
	case *reports.Flow:
		return !k.Counts.HasOthers()
	}
	return false
}

// mostMasonry bounds how many blocks are tried in every division.
const mostMasonry = 12

// masonry sets all blocks that can be set in a column in two columns of the
// most even height, each in their order.
func (b *builder) masonry(doc reports.Briefing, drop []string, used map[reports.Block]bool) (left, right column) {
	width := b.grid.wide(6)
	var stacks [][]piece
	var heights []float64
	for _, x := range doc.Blocks {
		if used[x] || slices.Contains(drop, x.Kind()) || !isSupport(x.Kind()) || !isNarrow(x) || len(stacks) == mostMasonry {
			continue
		}
		used[x] = true
		ps := b.narrow(x, width)
		if len(ps) == 0 {
			continue
		}
		ps[0].space = b.look.stack
		stacks, heights = append(stacks, ps), append(heights, column{pieces: ps}.height()+ps[0].space)
	}
	best, choice := math.Inf(1), 0
	for mask := 0; mask < 1<<len(stacks); mask += 2 { // a set bit: the right column; the first stays left
		l, r := 0.0, 0.0
		for i, h := range heights {
			if mask>>i&1 == 1 {
				r += h
			} else {
				l += h
			}
		}
		if h := max(l, r); h < best-0.01 {
			best, choice = h, mask
		}
	}
	right.x = b.grid.x(6)
	for i, ps := range stacks {
		if choice>>i&1 == 1 {
			right.pieces = append(right.pieces, ps...)
		} else {
			left.pieces = append(left.pieces, ps...)
		}
	}
	return left, right
}

// narrow sets a block in part of the width.
func (b *builder) narrow(block reports.Block, width float64) []piece {
	switch k := block.(type) {
	case *reports.Section:
		return b.section(k, width)
	case *reports.Pairs:
		return b.pairs(k, width)
	case *reports.Icons:
		return b.icons(k, min(width, b.grid.wide(5)))
	case *reports.Flow:
		return b.flow(k, width)
	}
	return nil
}
