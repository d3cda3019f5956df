package csvfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"appraise/corpus/intake"
)

// Longest row; after each quotation mark that was never closed the limit is
// halved down to the least, so that a damaged file cannot cost hours.
const (
	maxRow   = intake.MaxRaw
	leastRow = 16 << 10
)

// row is one row of the table.
type row struct {
	line  int
	raw   string
	cells []string
	err   error
}

func (r row) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// rows cuts a table into rows. Quotation marks are read leniently: one inside
// a cell is text, one that opens a cell and is never closed costs its row.
type rows struct {
	src       io.Reader
	buf       []byte
	from      int
	line      int
	limit     int
	err       error
	delimiter byte
}

func newRows(r io.Reader) *rows {
	return &rows{src: r, buf: make([]byte, 0, 128<<10), line: 1, limit: maxRow, delimiter: ','}
}

func (r *rows) failed() error {
	if errors.Is(r.err, io.EOF) {
		return nil
	}
	return r.err
}

// peek returns the start of the file.
func (r *rows) peek() []byte {
	for len(r.buf) < 64<<10 && r.err == nil {
		r.fill()
	}
	return r.buf
}

// next returns the next row, or false at the end of the file.
func (r *rows) next() (row, bool) {
	for {
		data := r.buf[r.from:]
		if len(data) == 0 && r.err != nil {
			return row{}, false
		}
		last := r.err != nil && len(data) <= r.limit
		cells, size, whole := scanRow(data[:min(len(data), r.limit+1)], r.delimiter, last)
		switch {
		case whole && size > 0:
			out := row{line: r.line, raw: string(data[:size]), cells: cells}
			r.consume(size)
			return out, true
		case len(data) > r.limit:
			return r.skipLine(fmt.Errorf("the row is longer than %d KiB, or a quotation mark is not closed", r.limit>>10)), true
		case last:
			return r.skipLine(errors.New("a quotation mark is not closed")), true
		}
		for n := max(len(data), 1); r.err == nil && len(r.buf)-r.from < 2*n; {
			r.fill()
		}
	}
}

// skipLine leaves out the first line of a row that cannot be read.
func (r *rows) skipLine(err error) row {
	out := row{line: r.line, err: err}
	r.limit = max(r.limit/2, leastRow)
	for {
		data := r.buf[r.from:]
		if end := bytes.IndexByte(data, '\n'); end >= 0 {
			r.consume(end + 1)
			return out
		}
		r.consume(len(data))
		if r.err != nil {
			return out
		}
		r.fill()
	}
}

func (r *rows) consume(n int) {
	data := r.buf[r.from : r.from+n]
	r.line += bytes.Count(data, []byte{'\n'})
	for i, c := range data {
		if c == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			r.line++
		}
	}
	r.from += n
}

func (r *rows) fill() {
	if r.from > 0 {
		n := copy(r.buf, r.buf[r.from:])
		r.buf, r.from = r.buf[:n], 0
	}
	if len(r.buf) == cap(r.buf) {
		bigger := make([]byte, len(r.buf), 2*cap(r.buf))
		copy(bigger, r.buf)
		r.buf = bigger
	}
	n, err := r.src.Read(r.buf[len(r.buf):cap(r.buf)])
	r.buf = r.buf[:len(r.buf)+n]
	r.err = err
}

// scanRow reads one row from the start of data. whole is false where its end
// is not in data.
func scanRow(data []byte, delimiter byte, last bool) (cells []string, size int, whole bool) {
	i := 0
	for {
		cell, next, ok := scanCell(data, i, delimiter, last)
		if !ok {
			return nil, 0, false
		}
		cells = append(cells, cell)
		if next == len(data) {
			return cells, next, last
		}
		switch data[next] {
		case delimiter:
			i = next + 1
			if i == len(data) {
				if !last {
					return nil, 0, false
				}
				return append(cells, ""), i, true
			}
		case '\r':
			if next+1 == len(data) && !last {
				return nil, 0, false
			}
			if next+1 < len(data) && data[next+1] == '\n' {
				next++
			}
			return cells, next + 1, true
		default:
			return cells, next + 1, true
		}
	}
}

// scanCell reads one cell and returns the place of what ends it.
func scanCell(data []byte, i int, delimiter byte, last bool) (cell string, next int, ok bool) {
	start := i
	for i < len(data) && data[i] == ' ' && delimiter != ' ' {
		i++
	}
	if i == len(data) || data[i] != '"' {
		end := bytes.IndexAny(data[start:], string([]byte{delimiter, '\r', '\n'}))
		if end < 0 {
			return string(data[start:]), len(data), last
		}
		return string(data[start : start+end]), start + end, true
	}
	var text []byte
	for i++; ; {
		quote := bytes.IndexByte(data[i:], '"')
		if quote < 0 {
			return "", 0, false
		}
		text = append(text, data[i:i+quote]...)
		i += quote + 1
		switch {
		case i == len(data):
			return lines(text), i, last
		case data[i] == '"':
			text = append(text, '"')
			i++
		case data[i] == delimiter || data[i] == '\n' || data[i] == '\r':
			return lines(text), i, true
		case !quoteInLine(data[i:]):
			end := bytes.IndexAny(data[i:], string([]byte{delimiter, '\r', '\n'}))
			if end < 0 {
				end = len(data) - i
			}
			return lines(append(append(text, '"'), data[i:i+end]...)), i + end, i+end < len(data) || last
		default:
			text = append(text, '"')
		}
	}
}

// quoteInLine reports whether another quotation mark stands in the line.
func quoteInLine(data []byte) bool {
	quote := bytes.IndexByte(data, '"')
	return quote >= 0 && bytes.IndexByte(data[:quote], '\n') < 0
}

// lines makes all line endings inside a cell LF.
func lines(text []byte) string {
	if bytes.IndexByte(text, '\r') < 0 {
		return string(text)
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text))
}

// sniff finds the delimiter: the one under which a row names most columns.
func sniff(head []byte) byte {
	best, bestScore := byte(','), -1
	for _, d := range []byte{',', ';', '\t', '|'} {
		score := 0
		for rest, n := head, 0; len(rest) > 0 && n < headerRows; n++ {
			cells, size, whole := scanRow(rest, d, true)
			if !whole || size == 0 {
				break
			}
			score = max(score, 100*known(cells)+min(len(cells), 50))
			rest = rest[size:]
		}
		if score > bestScore {
			best, bestScore = d, score
		}
	}
	return best
}
