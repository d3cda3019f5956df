//go:build unix

package app

import (
	"errors"
	"syscall"
)

// isReadOnly reports whether err comes from a file system that takes no
// writes or has no room for them.
func isReadOnly(err error) bool {
	return errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
