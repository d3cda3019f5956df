//go:build !unix

package app

// isReadOnly has no further signs to go by on this system.
func isReadOnly(error) bool { return false }
