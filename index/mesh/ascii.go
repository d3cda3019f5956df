package mesh

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// readASCII reads records of lines "KEY = value": MH is the name, UI the
// number, MN a tree number; ENTRY and PRINT ENTRY are further names, the name
// being the part before the first |.
func readASCII(b *bufio.Reader) iter.Seq2[Descriptor, error] {
	return func(yield func(Descriptor, error) bool) {
		var d Descriptor
		for {
			line, err := b.ReadString('\n')
			text := strings.ToValidUTF8(strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")), "\uFFFD")
			if text == "*NEWRECORD" || err == io.EOF && text == "" {
				if d.Name != "" && !yield(d, nil) {
					return
				}
				d = Descriptor{}
			} else {
				d.line(text)
			}
			if err == io.EOF {
				if d.Name != "" { // the last line has no end: the record may lack more
					yield(d, nil)
				}
				return
			}
			if err != nil {
				yield(Descriptor{}, err)
				return
			}
			if len(line) > maxLine {
				yield(Descriptor{}, errLine)
				return
			}
		}
	}
}

// maxLine is the longest line of a record, in bytes; real ones have some
// thousand.
const maxLine = 1 << 20

var errLine = errors.New("a line of more than 1 MiB")

func (d *Descriptor) line(text string) {
	key, value, ok := strings.Cut(text, " = ")
	if !ok || value == "" || !utf8.ValidString(value) {
		return
	}
	switch key {
	case "MH":
		d.Name = value
	case "UI":
		d.UI = value
	case "MN":
		d.Trees = append(d.Trees, value)
	case "ENTRY", "PRINT ENTRY":
		if name, _, _ := strings.Cut(value, "|"); name != "" {
			d.Entries = append(d.Entries, name)
		}
	}
}
