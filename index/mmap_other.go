//go:build !unix

package index

import (
	"io"
	"os"
)

// mapFile returns the first size bytes of a file.
func mapFile(path string, size int64) (b []byte, release func(), err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = f.Close() }()
	b = make([]byte, size)
	if _, err := io.ReadFull(f, b); err != nil {
		return nil, nil, errDamaged
	}
	return b, func() {}, nil
}
