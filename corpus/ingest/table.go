package ingest

import (
	"bytes"

	"appraise/corpus/csvfile"
)

// table reports whether one of the first lines is a header of a table.
func table(head []byte) bool {
	for n := 0; n < 40 && len(head) > 0; n++ {
		line, rest, _ := bytes.Cut(head, []byte{'\n'})
		if cr, after, ok := bytes.Cut(line, []byte{'\r'}); ok && len(bytes.TrimSpace(after)) > 0 {
			line = cr
		}
		if csvfile.IsHeader(line) {
			return true
		}
		head = rest
	}
	return false
}
