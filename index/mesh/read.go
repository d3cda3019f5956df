package mesh

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
)

// ErrFormat says that a file is neither form of the descriptors.
var ErrFormat = errors.New("neither MeSH descriptors in XML (desc2026.xml) nor in ASCII form (d2026.bin)")

// maxSize bounds what is read of a compressed file, in bytes: ten times the
// descriptors of a year.
const maxSize = 4 << 30

// Read yields the descriptors of a file in either form, compressed by gzip or
// not, as they come; only one of them is in memory. A file that ends before
// its last descriptor is complete yields io.ErrUnexpectedEOF.
func Read(r io.Reader, source string) iter.Seq2[Descriptor, error] {
	return func(yield func(Descriptor, error) bool) {
		b := bufio.NewReaderSize(r, 1<<16)
		if head, _ := b.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
			z, err := gzip.NewReader(b)
			if err != nil {
				yield(Descriptor{}, fmt.Errorf("reading %s: %w", source, err))
				return
			}
			b = bufio.NewReaderSize(io.LimitReader(z, maxSize), 1<<16)
		}
		list, err := form(b)
		if err != nil {
			yield(Descriptor{}, fmt.Errorf("reading %s: %w", source, err))
			return
		}
		for d, err := range list {
			if err != nil {
				err = fmt.Errorf("reading %s: %w", source, err)
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// form looks which form a file has.
func form(b *bufio.Reader) (iter.Seq2[Descriptor, error], error) {
	head, err := b.Peek(4096)
	if err != nil && err != io.EOF {
		return nil, err
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("*NEWRECORD")):
		return readASCII(b), nil
	case bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("DescriptorRecord")):
		return readXML(b), nil
	}
	return nil, ErrFormat
}

// Load reads all descriptors of a file into a thesaurus.
func Load(r io.Reader, source string) (*Thesaurus, error) {
	var list []Descriptor
	for d, err := range Read(r, source) {
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("reading %s: no descriptor in it", source)
	}
	return New(list), nil
}
