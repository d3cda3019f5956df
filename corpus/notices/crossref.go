package notices

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/decode"
)

// updates are the types of Crossref's update-to and updated-by, in small
// letters without signs, and what they assert about the work that was updated.
//
// List of types: scale.md §A4 [S]; further ones are reported, not guessed.
var updates = map[string]struct {
	typ    corpus.NoticeType
	reason string // what the type says beyond it
}{
	"retraction":               {corpus.Retracted, ""},
	"partialretraction":        {corpus.Corrected, "partial retraction"},
	"retractionandreplacement": {corpus.RetractedRepublished, ""},
	"withdrawal":               {corpus.Withdrawn, ""},
	"removal":                  {corpus.Withdrawn, "removed by the publisher"},
	"expressionofconcern":      {corpus.ExpressionOfConcern, ""},
	"correction":               {corpus.Corrected, ""},
	"corrigendum":              {corpus.Corrected, "corrigendum"},
	"erratum":                  {corpus.Corrected, "erratum"},
	"addendum":                 {corpus.Corrected, "addendum"},
	"clarification":            {corpus.Corrected, "clarification"},
	"reinstatement":            {corpus.Reinstated, ""},
	"newedition":               {corpus.Superseded, "new edition"},
	"newversion":               {corpus.Superseded, "new version"},
}

// update is one entry of update-to or updated-by.
type update struct {
	DOI     string `json:"DOI"`
	Type    string `json:"type"`
	Source  string `json:"source"`
	Updated struct {
		Parts [][]*int `json:"date-parts"`
	} `json:"updated"`
}

func (u update) date() corpus.Date {
	var d corpus.Date
	if len(u.Updated.Parts) == 0 {
		return d
	}
	into := []*int{&d.Year, &d.Month, &d.Day}
	for i, part := range u.Updated.Parts[0] {
		if i < len(into) && part != nil {
			*into[i] = *part
		}
	}
	if d.Validate() != nil {
		return corpus.Date{}
	}
	return d
}

// ReadCrossref yields what works of Crossref say: a work with updated-by about
// itself, a work with update-to about others, and of itself that it is a
// notice. Reading one of the two only misses retractions. The file may hold
// one answer, a list of works, or a work a line. One event that is told twice,
// by the publisher and by Retraction Watch or by both works, is yielded once.
func ReadCrossref(r io.Reader, source string) iter.Seq2[Assertion, error] {
	return func(yield func(Assertion, error) bool) {
		text, _, err := decode.Reader(r)
		if err != nil {
			yield(Assertion{}, &corpus.ParseError{Source: source, Err: err})
			return
		}
		lines := &lineCounter{in: text}
		x := &crossref{source: source, yield: yield, lines: lines, dec: json.NewDecoder(lines), seen: map[string]bool{}}
		for x.dec.More() {
			if err := x.value(); err != nil {
				if !errors.Is(err, errEnough) {
					yield(Assertion{}, &corpus.ParseError{Source: source, Line: lines.line(x.dec.InputOffset()), Err: fmt.Errorf("not the JSON of Crossref: %w", err)})
				}
				return
			}
		}
	}
}

var errEnough = errors.New("nothing more is wanted")

type crossref struct {
	source string
	yield  func(Assertion, error) bool
	lines  *lineCounter
	dec    *json.Decoder
	seen   map[string]bool
	depth  int
}

// maxDepth is how deeply works may be nested; Crossref nests them three deep.
const maxDepth = 16

// value reads a work, a list of them, or an answer that holds them.
func (x *crossref) value() error {
	if x.depth++; x.depth > maxDepth {
		return errors.New("lists are nested too deeply")
	}
	defer func() { x.depth-- }()
	tok, err := x.dec.Token()
	if err != nil {
		return err
	}
	switch tok {
	case json.Delim('['):
		return x.items()
	case json.Delim('{'):
		return x.object()
	}
	return nil
}

// items reads the rest of a list.
func (x *crossref) items() error {
	for x.dec.More() {
		if err := x.value(); err != nil {
			return err
		}
	}
	_, err := x.dec.Token()
	return err
}

// work is what is needed of one.
type work struct {
	doi      string
	by, to   []update
	line     int
	problems []error
}

// object reads the rest of an object, which is a work or holds works.
func (x *crossref) object() error {
	w := work{line: x.lines.line(x.dec.InputOffset())}
	for x.dec.More() {
		key, err := x.dec.Token()
		if err != nil {
			return err
		}
		switch key {
		case "message", "items":
			err = x.value()
		case "DOI":
			err = x.field(&w, &w.doi, "DOI")
		case "updated-by":
			err = x.field(&w, &w.by, "updated-by")
		case "update-to":
			err = x.field(&w, &w.to, "update-to")
		default:
			var skip json.RawMessage
			err = x.dec.Decode(&skip)
		}
		if err != nil {
			return err
		}
	}
	if _, err := x.dec.Token(); err != nil {
		return err
	}
	return x.work(w)
}

// field reads one value; one of another type is a problem of the work.
func (x *crossref) field(w *work, into any, name string) error {
	err := x.dec.Decode(into)
	var other *json.UnmarshalTypeError
	if errors.As(err, &other) {
		w.problems = append(w.problems, fmt.Errorf("%s is not what Crossref writes there", name))
		return nil
	}
	return err
}

// work yields what one work says.
func (x *crossref) work(w work) error {
	for _, p := range w.problems {
		if !x.yield(Assertion{}, &corpus.ParseError{Source: x.source, Line: w.line, Kept: true, Err: p}) {
			return errEnough
		}
	}
	own, ok := parseDOI(w.doi)
	if !ok {
		if len(w.by)+len(w.to) == 0 {
			return nil
		}
		return x.problem(w.line, fmt.Errorf("a work with updates has no DOI (%q)", w.doi))
	}
	for _, group := range grouped(w.by) {
		notice, _ := parseDOI(group[0].DOI)
		if err := x.event(own, notice, group, w.line, true); err != nil {
			return err
		}
	}
	for _, group := range grouped(w.to) {
		original, ok := parseDOI(group[0].DOI)
		if !ok {
			if err := x.problem(w.line, fmt.Errorf("an update names %q, which is not a DOI", group[0].DOI)); err != nil {
				return err
			}
			continue
		}
		if err := x.event(original, own, group, w.line, original == own); err != nil {
			return err
		}
	}
	return nil
}

// grouped puts the entries of one event together: the same DOI and type.
func grouped(list []update) [][]update {
	var out [][]update
	for _, u := range list {
		at := slices.IndexFunc(out, func(g []update) bool {
			return strings.EqualFold(g[0].DOI, u.DOI) && bare(g[0].Type) == bare(u.Type)
		})
		if at >= 0 {
			out[at] = append(out[at], u)
		} else {
			out = append(out, []update{u})
		}
	}
	return out
}

// event yields one update of a work, and that the updating work is a notice.
func (x *crossref) event(about, notice corpus.DOI, group []update, line int, self bool) error {
	kind, ok := updates[bare(group[0].Type)]
	if !ok {
		return x.problem(line, fmt.Errorf("%q is no type of update that is known", group[0].Type))
	}
	key := string(about) + "\x00" + string(notice) + "\x00" + string(kind.typ)
	if x.seen[key] {
		return nil
	}
	x.seen[key] = true
	a := Assertion{About: About{DOI: about}, Type: kind.typ, Source: sourceOf(group), NoticeDOI: notice, Reason: kind.reason, Line: line, Self: self}
	for _, u := range group {
		if d := u.date(); a.Date == (corpus.Date{}) || (d != corpus.Date{} && after(a.Date, d)) {
			a.Date = d
		}
	}
	if !x.yield(a, nil) {
		return errEnough
	}
	if notice == "" || notice == about || kind.typ == corpus.Superseded || x.seen[string(notice)] {
		return nil
	}
	x.seen[string(notice)] = true
	if !x.yield(Assertion{About: About{DOI: notice}, Type: corpus.IsNotice, Date: a.Date, Source: a.Source, Line: line, Self: !self}, nil) {
		return errEnough
	}
	return nil
}

// sourceOf names Crossref and who told it: "Crossref (publisher, Retraction Watch)".
func sourceOf(group []update) string {
	var who []string
	for _, u := range group {
		name := strings.TrimSpace(u.Source)
		if bare(name) == "retractionwatch" {
			name = RetractionWatch
		}
		if name != "" && !slices.Contains(who, name) {
			who = append(who, name)
		}
	}
	if len(who) == 0 {
		return "Crossref"
	}
	slices.Sort(who)
	return "Crossref (" + strings.Join(who, ", ") + ")"
}

func (x *crossref) problem(line int, err error) error {
	if !x.yield(Assertion{}, &corpus.ParseError{Source: x.source, Line: line, Err: err}) {
		return errEnough
	}
	return nil
}

// lineCounter tells at which line a byte stands.
type lineCounter struct {
	in    io.Reader
	read  int64
	first int     // line of the first break that is kept
	ends  []int64 // offsets of line breaks that were not passed yet
}

func (l *lineCounter) Read(p []byte) (int, error) {
	n, err := l.in.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			l.ends = append(l.ends, l.read+int64(i))
		}
	}
	l.read += int64(n)
	return n, err
}

// line returns the line of the byte at offset, from 1. Offsets may only grow.
func (l *lineCounter) line(offset int64) int {
	n, _ := slices.BinarySearch(l.ends, offset)
	l.ends = l.ends[n:]
	l.first += n
	return l.first + 1
}
