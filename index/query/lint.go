package query

// Lint is a remark about a query that could be read.
type Lint struct {
	Pos        int // byte offset in the query (or in the line)
	Line       int // line of a strategy, from 1; 0 in a query of one line
	Code       Code
	Level      Level
	Message    string
	Suggestion string // what to write instead; may be empty
}

// Level is the weight of a Lint.
type Level uint8

// The levels. Only an Error keeps a query from being run.
const (
	Info Level = iota + 1
	Warning
	Error
)

// String returns the level in lower case.
func (l Level) String() string {
	switch l {
	case Info:
		return "info"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return ""
}

// MarshalText writes the level by its name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Code names a kind of Lint; it is stable, for filters and tests.
type Code string

// The codes.
const (
	CodeSyntaxMixed Code = "mixed-syntax" // a habit of another search system, read as meant
	CodeIgnored     Code = "no-effect"    // something written that changes nothing
)
