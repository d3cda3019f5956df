package pdf

import (
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

// maxBriefing is how many pages a briefing should have at most.
const maxBriefing = 2

// arrange places the blocks: a briefing on two pages if it can, everything
// else on as many as it takes.
func arrange(c *canvas, doc reports.Briefing, pageHeight float64) layout {
	full := attempt(c, doc, pageHeight, nil, true)
	if doc.Document != "briefing" || full.pages <= maxBriefing {
		return full
	}
	loose := attempt(c, doc, pageHeight, nil, false)
	if loose.pages <= maxBriefing || loose.pages > maxBriefing+1 {
		return loose
	}
	var drop []string
	for _, kind := range dropOrder {
		if !holds(doc, kind) {
			continue
		}
		drop = append(drop, kind)
		for _, split := range []bool{true, false} {
			if l := attempt(c, doc, pageHeight, drop, split); l.pages <= maxBriefing {
				return l
			}
		}
	}
	return loose
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

// attempt lays the document out without some kinds of blocks; answer first
// means that the page after the answer begins afresh.
func attempt(c *canvas, doc reports.Briefing, pageHeight float64, drop []string, answerFirst bool) layout {
	b := &builder{c: c}
	s := newSheet(topMargin, pageHeight-footRule-footSpace)
	for _, band := range b.bands(doc, drop, answerFirst) {
		s.place(band)
	}
	s.spread(5)
	l := layout{placed: s.out, pages: s.page + 1, dropped: drop}
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
func (b *builder) bands(doc reports.Briefing, drop []string, answerFirst bool) []band {
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
		} else if left, right := b.side(doc, block, drop, used); left != nil {
			add(gapLarge, *left, *right)
		} else {
			b.full(block, add)
		}
		if answerFirst && !supports && n < len(out) && doc.Document == "briefing" && isSupport(block.Kind()) {
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
		one(gapLarge, b.section(k, measure))
	case *reports.Pairs:
		one(gapLarge, b.pairs(k, measure))
	case *reports.Forest:
		one(gapLarge, b.forest(k))
	case *reports.Icons:
		one(gapLarge, b.icons(k, columnsWide(5)))
	case *reports.Flow:
		one(gapLarge, b.flow(k, columnsWide(7)))
	case *reports.Plot:
		one(gapLarge, b.plot(k))
	case *reports.Table:
		one(gapLarge, b.table(k, measure))
	}
}

// sides lists the blocks that stand side by side: the kind on the left with
// its columns of the grid, and the kinds stacked on the right.
var sides = []struct {
	left    string
	columns int
	right   []string
	below   string // goes below the left one when there is room
}{
	{"harms", 7, []string{"applicability", "unknown"}, "glossary"},
	{"icons", 5, []string{"flow"}, ""},
	{"icons", 5, []string{"risk", "checks"}, ""},
	{"icons", 5, []string{"notices"}, ""},
	{"risk", 6, []string{"checks"}, ""},
	{"facts", 6, []string{"summary"}, ""},
	{"checks", 7, []string{"claims", "notices"}, ""},
	{"other", 7, []string{"claims", "notices"}, ""},
	{"search", 5, []string{"about"}, ""},
}

// side finds the neighbour of a block and sets both; nil when it stands alone.
func (b *builder) side(doc reports.Briefing, block reports.Block, drop []string, used map[reports.Block]bool) (left, right *column) {
	find := func(kind string) reports.Block {
		for _, x := range doc.Blocks {
			if x.Kind() == kind && !used[x] && !slices.Contains(drop, kind) {
				return x
			}
		}
		return nil
	}
	for _, s := range sides {
		if block.Kind() != s.left && !slices.Contains(s.right, block.Kind()) {
			continue
		}
		l := find(s.left)
		var rs []reports.Block
		for _, kind := range s.right {
			if x := find(kind); x != nil {
				rs = append(rs, x)
			}
		}
		if l == nil || len(rs) == 0 {
			continue
		}
		left = &column{pieces: b.narrow(l, columnsWide(s.columns))}
		right = &column{x: columnX(s.columns)}
		used[l] = true
		rest := find(s.below)
		for i, x := range rs {
			used[x] = true
			ps := b.narrow(x, columnsWide(12-s.columns))
			if i > 0 && len(ps) > 0 {
				ps[0].space = 3
			}
			right.pieces = append(right.pieces, ps...)
		}
		if rest != nil {
			b.fill(left, right.height(), rest, columnsWide(s.columns), used)
		}
		return left, right
	}
	return nil, nil
}

// fill sets a block below a column when its neighbour leaves room for it.
func (b *builder) fill(k *column, room float64, block reports.Block, width float64, used map[reports.Block]bool) {
	ps := b.narrow(block, width)
	if len(ps) == 0 {
		return
	}
	ps[0].space = 3
	with := column{pieces: append(slices.Clone(k.pieces), ps...)}
	if with.height() <= room+2 {
		k.pieces = with.pieces
		used[block] = true
	}
}

// narrow sets a block in part of the width.
func (b *builder) narrow(block reports.Block, width float64) []piece {
	switch k := block.(type) {
	case *reports.Section:
		return b.section(k, width)
	case *reports.Pairs:
		return b.pairs(k, width)
	case *reports.Icons:
		return b.icons(k, width)
	case *reports.Flow:
		return b.flow(k, width)
	}
	return nil
}
