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
	CodeSyntax        Code = "syntax"               // cannot be read
	CodeLimit         Code = "limit"                // larger than allowed
	CodeUnbalanced    Code = "unbalanced"           // parenthesis, bracket or quotation mark without its partner
	CodeUnknownTag    Code = "unknown-tag"          // a field nobody knows
	CodeSubheading    Code = "unknown-subheading"   // not one of MeSH
	CodeLowerCase     Code = "lower-case-operator"  // and, or, not that may be meant as operators
	CodeMissingGroup  Code = "missing-or-group"     // OR beside AND without parentheses
	CodeNotThrowsAway Code = "not-throws-away"      // NOT that loses records worth having
	CodeShortStem     Code = "short-truncation"     // fewer than four letters before the *
	CodeNearTruncated Code = "proximity-truncation" // truncation inside proximity
	CodeUnused        Code = "line-never-used"      // the result does not depend on the line
	CodeDangling      Code = "no-such-line"         // a reference to nothing, or to a later line
	CodeDuplicate     Code = "duplicate"            // the same term or line twice
	CodeUnquoted      Code = "phrase-not-quoted"    // words beside each other in a Boolean query
	CodeNoField       Code = "no-field"             // a term without a field in a Boolean query
	CodeDateLimit     Code = "date-limit"           // dates restrict the result
	CodeLanguageLimit Code = "language-limit"       // language restricts the result
	CodeTitle         Code = "title"                // a line that is no search
	CodeSyntaxMixed   Code = "mixed-syntax"         // a habit of another system, read as meant
	CodeIgnored       Code = "no-effect"            // something written that changes nothing
)
