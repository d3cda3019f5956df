package decode

import (
	"fmt"
	"strings"
)

// Damage reports the characters of an entry that could not be read and stand
// as U+FFFD, or nil.
func Damage(raw string) error {
	switch n := strings.Count(raw, "\uFFFD"); n {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("one character could not be read and stands as \uFFFD")
	default:
		return fmt.Errorf("%d characters could not be read and stand as \uFFFD", n)
	}
}
