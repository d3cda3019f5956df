package app

import (
	"errors"
	"iter"
	"slices"
	"testing"
)

func numbers(n int, ended *bool) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		defer func() { *ended = true }()
		for i := range n {
			var err error
			if i%100 == 99 {
				err = errors.ErrUnsupported
			}
			if !yield(i, err) {
				return
			}
		}
	}
}

// TestAhead: everything comes, in order, with its error; and when the loop
// ends early the source has ended before the loop's end is reached.
func TestAhead(t *testing.T) {
	for _, n := range []int{0, 1, aheadOf - 1, aheadOf, aheadOf + 1, 10*aheadOf + 7} {
		ended, failed := false, 0
		var got []int
		for v, err := range ahead(numbers(n, &ended)) {
			got = append(got, v)
			if err != nil {
				failed++
			}
		}
		want := make([]int, 0, n)
		for i := range n {
			want = append(want, i)
		}
		if !slices.Equal(got, want) || failed != n/100 || !ended {
			t.Errorf("%d numbers: got %d of them, %d errors, ended %v", n, len(got), failed, ended)
		}
	}
	for _, after := range []int{1, aheadOf, 3*aheadOf + 5} {
		ended, got := false, 0
		for range ahead(numbers(100*aheadOf, &ended)) {
			if got++; got == after {
				break
			}
		}
		if !ended || got != after {
			t.Errorf("left after %d: got %d, the source ended: %v", after, got, ended)
		}
	}
}
