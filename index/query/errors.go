package query

import "fmt"

// SyntaxError says where a query cannot be read and what to do about it.
type SyntaxError struct {
	Line int    // line of a strategy, from 1; 0 in a query of one line
	Pos  int    // byte offset in the query (or in the line), from 0
	Msg  string // what is wrong
	Hint string // what to write instead; may be empty
}

// Error gives the place counted from 1, as a person counts.
func (e *SyntaxError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("query: line %d, at %d: %s", e.Line, e.Pos+1, e.Msg)
	}
	return fmt.Sprintf("query: at %d: %s", e.Pos+1, e.Msg)
}

// LimitError says that a query is larger than this program is willing to
// evaluate, which of the limits it passed, and by how much.
type LimitError struct {
	Line int    // line of a strategy, from 1; 0 in a query of one line
	Pos  int    // byte offset where the limit was passed, from 0
	What string // "bytes", "search terms", "levels of parentheses"
	Got  int    // how many there are, or at least how many were counted
	Max  int    // how many are allowed
}

// Error names the limit and the count.
func (e *LimitError) Error() string {
	at := ""
	if e.Line > 0 {
		at = fmt.Sprintf("line %d, ", e.Line)
	}
	return fmt.Sprintf("query: %sat %d: %d or more %s, %d are allowed; split the query into saved lines", at, e.Pos+1, e.Got, e.What, e.Max)
}

// Limits bounds the size of one query. A zero field takes the default.
type Limits struct {
	Bytes int // length of the text; default MaxBytes
	Terms int // leaves of the tree; default MaxTerms
	Depth int // nested parentheses; default MaxDepth
}

// The default limits. A query within them is answered in bounded time;
// Couchbase and Elasticsearch set theirs at the same size.
const (
	MaxBytes = 64 << 10
	MaxTerms = 1000
	MaxDepth = 64
)

func (l Limits) filled() Limits {
	if l.Bytes == 0 {
		l.Bytes = MaxBytes
	}
	if l.Terms == 0 {
		l.Terms = MaxTerms
	}
	if l.Depth == 0 {
		l.Depth = MaxDepth
	}
	return l
}
