package integrity

import (
	"math"
	"slices"
)

// target is a sum that fits the mean, with its window of sums of squares,
// both centred.
type target struct {
	sum, lo, hi int64
	original    int64 // the sum before centring
}

// programme is the dynamic programme behind Feasible. A layer holds, after i
// people, the reachable sums of squares for each centred sum −width..width.
type programme struct {
	n       int
	centre  int64   // c0, subtracted from every answer
	steps   []int64 // the answers, centred
	targets []target
	top     int64 // highest sum of squares in any window
	width   int64 // |centred sum| that can still come back
	every   int   // layers kept at multiples of this
	kept    []layer
	final   layer
}

type layer []squares

func newProgramme(mean, sd Printed, n int, scale Scale, population bool, first, last int64) (*programme, error) {
	items := int64(scale.Items)
	p := &programme{n: n, centre: int64(math.Round(mean.Float() * float64(items)))}
	for y := int64(scale.Min) * items; y <= int64(scale.Max)*items; y++ {
		p.steps = append(p.steps, y-p.centre)
	}
	for s := first; s <= last && s-first < sumsLimit; s++ {
		lo, hi, ok := squareWindow(s, n, scale.Items, sd, population)
		if !ok {
			return nil, inputError("mean %s and SD %s of %d people are too large", mean, sd, n)
		}
		shift := int64(n)*p.centre*p.centre - 2*p.centre*s
		if hi+shift < 0 || lo > hi {
			continue
		}
		p.targets = append(p.targets, target{s - int64(n)*p.centre, lo + shift, hi + shift, s})
		p.top = max(p.top, hi+shift)
	}
	furthest := max(-p.steps[0], p.steps[len(p.steps)-1])
	p.top = min(p.top, int64(n)*furthest*furthest)
	p.width = isqrt(int64(n)*p.top) + 1
	p.every = int(math.Ceil(math.Sqrt(float64(n))))
	return p, nil
}

// cost is the number of word operations of one pass, twice for the way back.
func (p *programme) cost() float64 {
	return 2 * float64(p.n) * float64(len(p.steps)) * float64(2*p.width+1) * float64(p.top/64+1)
}

func (p *programme) newLayer() layer {
	words := int(p.top/64 + 1)
	all := make([]uint64, int(2*p.width+1)*words)
	l := make(layer, 2*p.width+1)
	for i := range l {
		l[i], all = all[:words:words], all[words:]
	}
	return l
}

// start is the layer before the first person: sum 0, squares 0.
func (p *programme) start() layer {
	l := p.newLayer()
	l[p.width][0] = 1
	return l
}

// next adds one person.
func (p *programme) next(cur layer) layer {
	out := p.newLayer()
	for i, set := range cur {
		if !slices.ContainsFunc(set, func(w uint64) bool { return w != 0 }) {
			continue
		}
		for _, y := range p.steps {
			to := int64(i) + y
			if to < 0 || to >= int64(len(out)) || y*y > p.top {
				continue
			}
			out[to].orShift(set, int(y*y))
		}
	}
	return out
}

func (p *programme) run() {
	cur := p.start()
	p.kept = append(p.kept, cur)
	for i := 1; i <= p.n; i++ {
		cur = p.next(cur)
		if i%p.every == 0 {
			p.kept = append(p.kept, cur)
		}
	}
	p.final = cur
}

// witnesses returns the smallest sum of squares for up to limit sums.
func (p *programme) witnesses(limit int) []Moments {
	var out []Moments
	for _, t := range p.targets {
		at := t.sum + p.width
		if at < 0 || at >= int64(len(p.final)) {
			continue
		}
		ss, ok := p.final[at].firstIn(t.lo, t.hi)
		if !ok {
			continue
		}
		out = append(out, Moments{t.original, ss - int64(p.n)*p.centre*p.centre + 2*p.centre*t.original})
		if len(out) == limit {
			break
		}
	}
	return out
}

// values walks the layers back from m and returns the answers on the way.
// Between two kept layers the layers are computed again.
func (p *programme) values(m Moments) []int {
	sum := m.Sum - int64(p.n)*p.centre
	ss := m.SumSquares + int64(p.n)*p.centre*p.centre - 2*p.centre*m.Sum
	out := make([]int, 0, p.n)
	for block := (p.n - 1) / p.every; block >= 0; block-- {
		from, to := block*p.every, min((block+1)*p.every, p.n)
		layers := []layer{p.kept[block]}
		for i := from + 1; i < to; i++ {
			layers = append(layers, p.next(layers[len(layers)-1]))
		}
		for i := to - 1; i >= from; i-- {
			before := layers[i-from]
			for _, y := range p.steps {
				at := sum - y + p.width
				if at >= 0 && at < int64(len(before)) && before[at].has(ss-y*y) {
					out = append(out, int(y+p.centre))
					sum, ss = sum-y, ss-y*y
					break
				}
			}
		}
	}
	slices.Sort(out)
	return out
}
