package integrity

import "math/bits"

// squares is a set of sums of squares, one bit each.
type squares []uint64

// orShift adds every member of src, increased by shift, to dst; members past
// the end of dst are dropped.
func (dst squares) orShift(src squares, shift int) {
	words, rest := shift/64, uint(shift%64)
	n := len(dst) - words
	if n <= 0 {
		return
	}
	to, from := dst[words:], src[:n]
	if rest == 0 {
		for i, v := range from {
			to[i] |= v
		}
		return
	}
	carry := uint64(0)
	for i, v := range from {
		to[i] |= v<<rest | carry
		carry = v >> (64 - rest)
	}
}

// has reports whether i is a member.
func (s squares) has(i int64) bool {
	return i >= 0 && i < int64(len(s))*64 && s[i/64]>>(uint(i)%64)&1 == 1
}

// firstIn returns the smallest member within lo..hi.
func (s squares) firstIn(lo, hi int64) (int64, bool) {
	lo, hi = max(lo, 0), min(hi, int64(len(s))*64-1)
	for i := lo; i <= hi; {
		w := s[i/64] >> (uint(i) % 64)
		if w != 0 {
			i += int64(bits.TrailingZeros64(w))
			return i, i <= hi
		}
		i = (i/64 + 1) * 64
	}
	return 0, false
}
