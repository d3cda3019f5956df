package integrity

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// Level says how much a finding asks of the reader. The zero value is Note.
type Level int

// The three levels. Findings in numbers that a rule read from text never
// exceed Check.
const (
	Note         Level = iota // worth knowing; nothing needs to be wrong
	Check                     // does not fit as read; please check
	Inconsistent              // numbers given by a person do not fit
)

var levelNames = [...]string{Note: "note", Check: "check", Inconsistent: "inconsistent"}

// String returns the level's name in lower case.
func (l Level) String() string {
	if l < Note || l > Inconsistent {
		return fmt.Sprintf("level %d", int(l))
	}
	return levelNames[l]
}

// MarshalText writes the level by its name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a level by its name.
func (l *Level) UnmarshalText(b []byte) error {
	for i, name := range levelNames {
		if string(b) == name {
			*l = Level(i)
			return nil
		}
	}
	return fmt.Errorf("%w: level %q is none of note, check, inconsistent", ErrInput, b)
}

// Span is the place of a quote: byte offsets into one field of the input,
// Start included and End not. Field is "title", "abstract", or empty when the
// finding rests on numbers that were handed in and not read.
type Span struct {
	Field string `json:"field,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Finding is what one check says about printed numbers.
type Finding struct {
	Check        Kind     `json:"check"`
	Level        Level    `json:"level"`
	Statement    string   `json:"statement"`              // one or two plain sentences
	Arithmetic   string   `json:"arithmetic"`             // the recomputation, step by step
	Consequences []string `json:"consequences,omitempty"` // what follows for the result, when it can be computed
	Quote        string   `json:"quote"`                  // the words that were read; empty for handed-in numbers
	Span         Span     `json:"span"`
	Innocent     []string `json:"innocent_reasons"`
	Resolve      string   `json:"how_to_resolve"`
	Sources      []string `json:"sources"`
	ID           string   `json:"id"` // stays the same while check, quote and numbers do, so a dismissal persists
}

// Report is what Text found. "Checked 7 of 12 numbers" is Checked of Numbers.
type Report struct {
	Findings []Finding `json:"findings"`
	Checked  int       `json:"checked"` // results that a check could be run on
	Numbers  int       `json:"numbers"` // results seen: percentages, intervals, test statistics, p-values, means with SD
}

// String says how much of the text could be checked.
func (r Report) String() string {
	findings := fmt.Sprintf("%d findings", len(r.Findings))
	if len(r.Findings) == 1 {
		findings = "1 finding"
	}
	return fmt.Sprintf("checked %d of %d numbers, %s", r.Checked, r.Numbers, findings)
}

// newFinding fills in what belongs to the kind of check. The arithmetic holds
// every number used, so the identifier is made from it.
func newFinding(kind Kind, level Level, statement, arithmetic string) *Finding {
	info := kind.info()
	f := &Finding{Check: kind, Level: level, Statement: statement, Arithmetic: arithmetic,
		Innocent: append([]string{misread}, info.Innocent...), Resolve: info.Resolve, Sources: info.Sources}
	f.ID = f.identity()
	return f
}

// identity hashes check, quote and the numbers of the arithmetic. White space
// in the quote and the words of the arithmetic do not count, so a re-wrapped
// abstract and a better wording keep their dismissals.
func (f *Finding) identity() string {
	numbers := strings.FieldsFunc(f.Arithmetic, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
	h := sha256.New()
	for _, part := range []string{string(f.Check), strings.Join(strings.Fields(f.Quote), " "), strings.Join(numbers, " ")} {
		fmt.Fprintf(h, "%d:%s;", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// At ties a finding to the words it was read from. The level drops to Check,
// because a rule and not a person read them.
func (f Finding) At(quote string, span Span) Finding {
	f.Quote, f.Span = quote, span
	f.Level = min(f.Level, Check)
	f.ID = f.identity()
	return f
}

// MarshalJSON writes empty lists as [] so that readers need no special case.
func (f Finding) MarshalJSON() ([]byte, error) {
	type plain Finding
	if f.Innocent == nil {
		f.Innocent = []string{}
	}
	if f.Sources == nil {
		f.Sources = []string{}
	}
	return json.Marshal(plain(f))
}
