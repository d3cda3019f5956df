package notices

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"

	"appraise/corpus"
	"appraise/corpus/decode"

	"github.com/gocarina/gocsv"
)

// RetractionWatch is the name of the source in notices.
const RetractionWatch = "Retraction Watch"

// ErrNoNotices says that a file holds nothing that is known as a notice.
var ErrNoNotices = errors.New("no table of Retraction Watch, no Crossref works and no records")

// ReadRetractionWatch yields what the table of Retraction Watch says, in full
// (Record ID, …, OriginalPaperDOI, RetractionNature, …) or as a list of DOIs
// with the kinds of notice. A row about several publications yields one
// assertion each; a row without a usable identifier yields one that nothing
// can be joined to. The notice itself is asserted to be one.
//
// Columns and their peculiarities: gitlab.com/crossref/retraction-watch-data;
// trailing semicolons, "unavailable", PMID 0 and month-first dates are [K].
func ReadRetractionWatch(r io.Reader, source string) iter.Seq2[Assertion, error] {
	return func(yield func(Assertion, error) bool) {
		text, _, err := decode.Reader(r)
		if err != nil {
			yield(Assertion{}, &corpus.ParseError{Source: source, Err: err})
			return
		}
		t := &table{source: source, yield: yield}
		if err := t.open(text); err != nil {
			yield(Assertion{}, &corpus.ParseError{Source: source, Line: 1, Err: err})
			return
		}
		for t.next() {
		}
	}
}

// table reads rows until the reader of it has had enough.
type table struct {
	source string
	yield  func(Assertion, error) bool
	in     *csv.Reader
	width  int
	at     []int
	feed   bytes.Buffer
	out    *csv.Writer
	typed  *gocsv.Unmarshaller
}

// open finds delimiter and header.
func (t *table) open(text io.Reader) error {
	br := bufio.NewReaderSize(text, 64<<10)
	head, _ := br.Peek(64 << 10)
	t.in = csv.NewReader(br)
	t.in.Comma, t.in.FieldsPerRecord, t.in.ReuseRecord, t.in.LazyQuotes = delimiter(head), -1, true, true
	header, err := t.in.Read()
	if err != nil {
		return fmt.Errorf("there is no header: %w", ErrNoNotices)
	}
	var ok bool
	if t.at, ok = place(header); !ok {
		return fmt.Errorf("the header names no kind of notice beside a DOI or PMID: %w", ErrNoNotices)
	}
	t.width = len(header)
	t.out = csv.NewWriter(&t.feed)
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	if err := t.pass(names); err != nil {
		return err
	}
	t.typed, err = gocsv.NewUnmarshaller(csv.NewReader(&t.feed), row{})
	return err
}

// delimiter is the sign that parts most cells of the first line.
func delimiter(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte{'\n'})
	best, most := ',', 0
	for _, c := range ",\t;|" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// pass hands one line to gocsv.
func (t *table) pass(cells []string) error {
	if err := t.out.Write(cells); err != nil {
		return err
	}
	t.out.Flush()
	return t.out.Error()
}

// next reads one row; false ends the table.
func (t *table) next() bool {
	cells, err := t.in.Read()
	if errors.Is(err, io.EOF) {
		return false
	}
	var damaged *csv.ParseError
	switch {
	case errors.As(err, &damaged):
		return t.lost(damaged.StartLine, damaged.Err)
	case err != nil:
		t.lost(0, err)
		return false
	}
	line, _ := t.in.FieldPos(0)
	if len(cells) == 1 && cells[0] == "" {
		return true
	}
	if len(cells) < t.width {
		return t.lost(line, fmt.Errorf("the row has %d cells, the header %d columns", len(cells), t.width))
	}
	r, err := t.row(cells)
	if err != nil {
		return t.lost(line, err)
	}
	return t.assert(r, line)
}

// row reads one line into its columns.
func (t *table) row(cells []string) (row, error) {
	known := make([]string, len(columns))
	for i, j := range t.at {
		if j >= 0 {
			known[i] = cells[j]
		}
	}
	if err := t.pass(known); err != nil {
		return row{}, err
	}
	v, err := t.typed.Read()
	if err != nil {
		return row{}, err
	}
	r, ok := v.(row)
	if !ok {
		return row{}, fmt.Errorf("a row became %T", v)
	}
	return r, nil
}

func (t *table) lost(line int, err error) bool {
	return t.yield(Assertion{}, &corpus.ParseError{Source: t.source, Line: line, Err: err})
}

func (t *table) kept(line int, err error) bool {
	return t.yield(Assertion{}, &corpus.ParseError{Source: t.source, Line: line, Kept: true, Err: err})
}

// assert yields what one row says.
func (t *table) assert(r row, line int) bool {
	date, err := usualDate(r.Date)
	if err != nil && !t.kept(line, err) {
		return false
	}
	a := Assertion{Date: date, Source: RetractionWatch, Reason: reasons(r.Reason), Line: line}
	if ids := dois(r.NoticeDOI); len(ids) > 0 {
		a.NoticeDOI = ids[0]
	}
	if ids := pmids(r.NoticePMID); len(ids) > 0 {
		a.NoticePMID = ids[0]
	}
	about := abouts(dois(r.DOI), pmids(r.PMID))
	kinds := list(r.Nature)
	if len(kinds) == 0 {
		return t.lost(line, errors.New("the row does not say what kind of notice it is"))
	}
	for _, kind := range kinds {
		typ, ok := natures[bare(kind)]
		if !ok {
			if !t.lost(line, fmt.Errorf("%q is no kind of notice that is known", kind)) {
				return false
			}
			continue
		}
		for _, a.About = range about {
			a.Type = typ
			if !t.yield(a, nil) {
				return false
			}
		}
	}
	return t.itself(a, about)
}

// itself says that the notice of a row is one, where it has identifiers that
// are not those of the publication.
func (t *table) itself(a Assertion, about []About) bool {
	n := a
	n.About, n.Type, n.NoticeDOI, n.NoticePMID, n.Reason = About{a.NoticeDOI, a.NoticePMID}, corpus.IsNotice, "", "", ""
	for _, original := range about {
		if original.DOI == n.About.DOI {
			n.About.DOI = ""
		}
		if original.PMID == n.About.PMID {
			n.About.PMID = ""
		}
	}
	if !n.About.Known() {
		return true
	}
	return t.yield(n, nil)
}

// abouts pairs one DOI with one PMID; of longer lists nothing says which
// belong together, so each identifier stands alone.
func abouts(d []corpus.DOI, p []corpus.PMID) []About {
	if len(d) <= 1 && len(p) <= 1 {
		var a About
		if len(d) == 1 {
			a.DOI = d[0]
		}
		if len(p) == 1 {
			a.PMID = p[0]
		}
		return []About{a}
	}
	var out []About
	for _, x := range d {
		out = append(out, About{DOI: x})
	}
	for _, x := range p {
		out = append(out, About{PMID: x})
	}
	return out
}
