package decode

import (
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// Errors of packed files.
var (
	ErrTruncated = errors.New("the gzip file ends too early") // a download that was cut short
	ErrBomb      = errors.New("the gzip file unpacks to far more than any export holds")
)

// Limits of unpacking: more than maxRatio times the packed size once slack
// bytes are out, or more than maxUnpacked bytes in all, is refused.
const (
	maxUnpacked = 16 << 30
	maxRatio    = 200
	slack       = 16 << 20
)

// gunzip unpacks src within limits.
func gunzip(src io.Reader) (io.Reader, error) {
	packed := &meter{src: src}
	zr, err := gzip.NewReader(packed)
	if err != nil {
		return nil, fmt.Errorf("unpacking gzip: %w", packedError(err, 0))
	}
	return &unpacked{packed: packed, zr: zr}, nil
}

// meter counts the bytes that went through it.
type meter struct {
	src io.Reader
	n   int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.src.Read(p)
	m.n += int64(n)
	return n, err
}

type unpacked struct {
	packed *meter
	zr     *gzip.Reader
	n      int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.zr.Read(p)
	u.n += int64(n)
	if u.n > maxUnpacked || u.n > slack && u.n > maxRatio*u.packed.n {
		return 0, fmt.Errorf("%w: %d bytes from %d", ErrBomb, u.n, u.packed.n)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = packedError(err, u.n)
	}
	return n, err
}

// packedError says what is wrong with a gzip file in words.
func packedError(err error, n int64) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fmt.Errorf("%w (after %d bytes of text): download it again", ErrTruncated, n)
	}
	return fmt.Errorf("the gzip file is damaged after %d bytes of text: %w", n, err)
}
