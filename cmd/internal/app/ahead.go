package app

import "iter"

// aheadOf is how many values one piece holds that is handed from the reading
// to the writing side; aheadPieces how many such pieces wait in between.
const (
	aheadOf     = 250
	aheadPieces = 2
)

// ahead yields what seq yields, in order, while seq runs a little ahead in a
// goroutine of its own: parsing goes on while the last batch is written. When
// the loop over it ends early, seq has ended too before ahead returns, so that
// its file can be closed.
func ahead[T any](seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	type value struct {
		v   T
		err error
	}
	return func(yield func(T, error) bool) {
		pieces := make(chan []value, aheadPieces)
		stop := make(chan struct{})
		go func() {
			defer close(pieces)
			piece := make([]value, 0, aheadOf)
			send := func() bool {
				select {
				case pieces <- piece:
					piece = make([]value, 0, aheadOf)
					return true
				case <-stop:
					return false
				}
			}
			for v, err := range seq {
				piece = append(piece, value{v, err})
				if len(piece) == aheadOf && !send() {
					return
				}
			}
			if len(piece) > 0 {
				send()
			}
		}()
		defer func() {
			close(stop)
			for range pieces { // until the other side has ended
			}
		}()
		for piece := range pieces {
			for _, p := range piece {
				if !yield(p.v, p.err) {
					return
				}
			}
		}
	}
}
