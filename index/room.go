package index

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
)

// roomError is an error of bleve about a file system that has no room or takes
// no changes. bleve passes such errors on as text; this one can be recognised.
type roomError struct {
	error
	cause syscall.Errno
}

// Unwrap returns the error and its cause.
func (e roomError) Unwrap() []error { return []error{e.error, e.cause} }

// withRoom makes an error that only tells of a full disk, or one that takes no
// changes, recognisable; other errors stay as they are.
func withRoom(err error) error {
	if err == nil {
		return nil
	}
	for _, cause := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EROFS} {
		if errors.Is(err, cause) {
			return err
		}
		if strings.Contains(err.Error(), cause.Error()) {
			return roomError{err, cause}
		}
	}
	return err
}

// damage calls err damage of the index, unless the disk is to blame.
func damage(err error) error {
	var room roomError
	if err = withRoom(err); errors.As(err, &room) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EROFS) {
		return err
	}
	return fmt.Errorf("%w: %w", err, errDamaged)
}
