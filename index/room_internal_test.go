package index

import (
	"errors"
	"fmt"
	"syscall"
	"testing"
)

func TestWithRoom(t *testing.T) {
	plain := errors.New("the pages are torn")
	for _, c := range []struct {
		in   error
		want error
	}{
		{fmt.Errorf("persist err: write a.zap: %s", syscall.ENOSPC.Error()), syscall.ENOSPC},
		{fmt.Errorf("persist err: write a.zap: %w", syscall.EROFS), syscall.EROFS},
		{plain, plain},
		{nil, nil},
	} {
		got := withRoom(c.in)
		if !errors.Is(got, c.want) {
			t.Errorf("%v became %v, want %v", c.in, got, c.want)
		}
		if c.in != nil && got.Error() != c.in.Error() {
			t.Errorf("%q became %q", c.in, got)
		}
	}
	if errors.Is(withRoom(plain), syscall.ENOSPC) {
		t.Error("any error counts as a full disk")
	}
}
