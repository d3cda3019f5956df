package pdf

// piece is a part of a column that stays in one piece.
type piece struct {
	height float64
	space  float64 // above it, unless it starts a page
	keep   bool    // stays with the next piece
	again  *piece  // drawn above it when it starts a page: the head of a table
	draw   func(x, y float64)
}

// column is a stack of pieces at a place on the page.
type column struct {
	x      float64 // from the left of the text block
	pieces []piece
}

// height of all pieces in one stack.
func (k column) height() float64 {
	h := 0.0
	for i, p := range k.pieces {
		if i > 0 {
			h += p.space
		}
		h += p.height
	}
	return h
}

// band is a row of columns over the width of the page.
type band struct {
	gap     float64 // above it, unless it starts a page
	columns []column
	newPage bool
	news    *news // instead of columns
}

// news is a head and a list that runs through two columns, page after page.
type news struct {
	head   piece
	pieces []piece
	right  float64 // where the second column begins
}

func (b band) height() float64 {
	h := 0.0
	for _, k := range b.columns {
		h = max(h, k.height())
	}
	return h
}

// placed is a piece on its page.
type placed struct {
	page    int
	x, y    float64
	draw    func(x, y float64)
	isAgain bool
}

// sheet places bands on pages.
type sheet struct {
	top, bottom float64
	page        int
	y           float64
	out         []placed
	starts      []start // where bands begin, for sharing out spare room
	ends        []float64
}

// start is the place in out where a band begins on a page.
type start struct {
	page, index int
}

func newSheet(top, bottom float64) *sheet {
	return &sheet{top: top, bottom: bottom, y: top, ends: []float64{top}}
}

func (s *sheet) next() {
	s.page++
	s.y = s.top
	s.ends = append(s.ends, s.top)
}

func (s *sheet) fresh() bool { return s.y <= s.top+0.01 }

// place puts a band on the page, or what fits of it and the rest on the next.
func (s *sheet) place(b band) {
	if b.newPage && !s.fresh() {
		s.next()
	}
	if !s.fresh() {
		s.y += b.gap
	}
	if b.news != nil {
		s.placeNews(*b.news)
		return
	}
	h := b.height()
	switch {
	case s.y+h <= s.bottom+0.01:
	case !s.fresh() && h <= s.bottom-s.top && (h <= wholeBand || !splittable(b, s.bottom-s.y)):
		s.next()
	}
	s.starts = append(s.starts, start{s.page, len(s.out)})
	rest := b.columns
	for len(rest) > 0 {
		var left []column
		progress := false
		end := s.y
		for _, k := range rest {
			done, y := s.stack(k, &left)
			progress = progress || done
			end = max(end, y)
		}
		s.y = end
		s.ends[s.page] = end
		if len(left) == 0 {
			return
		}
		if !progress && s.fresh() { // a piece higher than a page: it has to go somewhere
			left = s.force(left)
		}
		if len(left) > 0 {
			s.next()
		}
		rest = left
	}
}

// wholeBand is the height in millimetres up to which a band is never divided
// over two pages.
const wholeBand = 45.0

// splittable reports whether enough of a band fits into the room to be
// worth dividing it over two pages.
func splittable(b band, room float64) bool {
	if room < 25 {
		return false
	}
	for _, k := range b.columns {
		if n, _ := fitting(k.pieces, room); n < min(len(k.pieces), 3) {
			return false
		}
	}
	return true
}

// fitting counts how many pieces fit into the room, without leaving behind a
// piece that is to stay with the next.
func fitting(ps []piece, room float64) (n int, height float64) {
	h := 0.0
	for i, p := range ps {
		if i > 0 {
			h += p.space
		} else if p.again != nil {
			h += p.again.height
		}
		h += p.height
		if h > room+0.01 {
			break
		}
		if !p.keep || i == len(ps)-1 {
			n, height = i+1, h
		}
	}
	return n, height
}

// stack places the pieces of one column that fit; the rest goes to left.
func (s *sheet) stack(k column, left *[]column) (progress bool, end float64) {
	n, _ := fitting(k.pieces, s.bottom-s.y)
	if rest := len(k.pieces) - n; rest == 1 && n > 3 && !k.pieces[n-2].keep {
		n-- // the last one is not left alone
	}
	y := s.y
	for i, p := range k.pieces[:n] {
		if i > 0 {
			y += p.space
		} else if p.again != nil && s.fresh() && s.page > 0 {
			s.out = append(s.out, placed{page: s.page, x: k.x, y: y, draw: p.again.draw, isAgain: true})
			y += p.again.height
		}
		s.out = append(s.out, placed{page: s.page, x: k.x, y: y, draw: p.draw})
		y += p.height
	}
	if n < len(k.pieces) {
		*left = append(*left, column{x: k.x, pieces: k.pieces[n:]})
	}
	return n > 0, y
}

// force places the first piece of each column although it is too high.
func (s *sheet) force(left []column) []column {
	var rest []column
	for _, k := range left {
		p := k.pieces[0]
		s.out = append(s.out, placed{page: s.page, x: k.x, y: s.y, draw: p.draw})
		s.ends[s.page] = s.bottom
		if len(k.pieces) > 1 {
			rest = append(rest, column{x: k.x, pieces: k.pieces[1:]})
		}
	}
	return rest
}

// spread shares the spare room of nearly full pages out between bands, so
// that a page of A4 ends where one of Letter does.
func (s *sheet) spread(most float64) {
	for page := range s.ends {
		var at []int
		for _, st := range s.starts {
			if st.page == page {
				at = append(at, st.index)
			}
		}
		spare := s.bottom - s.ends[page]
		if len(at) < 2 || spare <= 0 || spare > 60 {
			continue
		}
		step := min(spare/float64(len(at)-1), most)
		for i := range s.out {
			if s.out[i].page != page {
				continue
			}
			n := 0
			for _, index := range at[1:] {
				if i >= index {
					n++
				}
			}
			s.out[i].y += step * float64(n)
		}
	}
}

// placeNews fills the left column, then the right, of every page; on the
// last one both end at about the same height.
func (s *sheet) placeNews(n news) {
	room := func() float64 { return s.bottom - s.y }
	first := 0.0
	if len(n.pieces) > 0 {
		first = n.pieces[0].height
	}
	if !s.fresh() && n.head.height+first > room() {
		s.next()
	}
	s.starts = append(s.starts, start{s.page, len(s.out)})
	s.out = append(s.out, placed{page: s.page, y: s.y, draw: n.head.draw})
	s.y += n.head.height
	rest := n.pieces
	for len(rest) > 0 {
		k := balance(rest, room())
		left, right := rest[:k], rest[k:]
		m, _ := fitting(right, room())
		if k == 0 { // higher than a page
			left, right, m, k = rest[:1], rest[1:], 0, 1
		}
		end := max(s.run(left, 0), s.run(right[:m], n.right))
		s.y, s.ends[s.page] = end, end
		if rest = rest[k+m:]; len(rest) > 0 {
			s.next()
		}
	}
}

// run places pieces below each other.
func (s *sheet) run(ps []piece, x float64) float64 {
	y := s.y
	for i, p := range ps {
		if i > 0 {
			y += p.space
		}
		s.out = append(s.out, placed{page: s.page, x: x, y: y, draw: p.draw})
		y += p.height
	}
	return y
}

// balance chooses how many pieces go into the left column: the fewest for
// which the right column is not higher and fits, else as many as fit.
func balance(ps []piece, room float64) int {
	most, _ := fitting(ps, room)
	for k := (len(ps) + 1) / 3; k <= most; k++ {
		left, right := column{pieces: ps[:k]}.height(), column{pieces: ps[k:]}.height()
		if right <= left && right <= room {
			return k
		}
	}
	return most
}
