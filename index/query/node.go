package query

// Node is a part of a query: a leaf that is looked up, or an operator over
// other nodes. The types are Word, Prefix, Wildcard, Phrase, Near, Term,
// Heading, DateRange, NumberRange, Has, LineRef, All, And, Or and Not, each
// used as a pointer. Trees are read-only: they may share parts.
type Node interface {
	// Span returns where in its source the node was written.
	Span() Span
	node()
}

// Span is a place in the text a query was read from.
type Span struct {
	Line       int // line of a strategy, from 1; 0 in a query of one line
	Start, End int // byte offsets in the query (or in the line), End exclusive
}

// Word finds one word in text fields.
type Word struct {
	At     Span
	Fields FieldSet
	Text   string // one term as Tokens gives it
	Quoted bool   // written in quotation marks: no mapping, no stemming
}

// Prefix finds the words that begin with Stem: truncation, stem*.
type Prefix struct {
	At     Span
	Fields FieldSet
	Stem   string // folded
}

// Wildcard finds the words that fit Pattern, in which * stands for any number
// of characters, ? for none or one, and # for exactly one.
type Wildcard struct {
	At      Span
	Fields  FieldSet
	Pattern string // folded; within a run of wildcards # come first, and * swallows ?
}

// Phrase finds words that follow each other directly.
type Phrase struct {
	At     Span
	Fields FieldSet
	Words  []string // at least two; each a term, or a pattern as in Wildcard
	Quoted bool     // false when it was one hyphenated or otherwise joined word
}

// Near finds its operands close to each other within one field. Every operand
// is a Word, Prefix, Wildcard, Phrase, Near, or an Or of these, and has the
// same Fields as the Near.
//
// A match picks one match of each operand, no two of them overlapping, such
// that between the first and the last word of the pick at most N words belong
// to none of them. The order is free unless Ordered. The match of an inner
// Near takes everything from its first to its last word.
// PubMed's "a b"[tiab:~N] has N words between; Ovid's adjN has N-1.
type Near struct {
	At       Span
	Fields   FieldSet
	N        int // words between, 0 to MaxNear
	Ordered  bool
	Operands []Node // at least two
}

// Term finds a whole value: a publication type, a journal, a name, an identifier.
type Term struct {
	At     Span
	Fields FieldSet // of kinds KindValue, KindName and KindID
	Text   string   // as written; compare with Field.Normalize and NameMatches
	Prefix bool     // truncated: values that begin with Text
	Exact  bool     // a name in quotation marks: no longer initials
}

// Heading finds records indexed with a subject heading.
type Heading struct {
	At          Span
	Name        string   // as written; "" is any heading, for a floating subheading
	Prefix      bool     // truncated: headings that begin with Name
	Explode     bool     // also the narrower headings
	Major       bool     // only where it is a major topic
	Subheadings []string // full names in lower case; any of them; none is no restriction
	Families    bool     // also the subheadings grouped under Subheadings, as PubMed does and Ovid's .xs.
}

// DateRange finds records dated From to To, both included.
type DateRange struct {
	At       Span
	Fields   FieldSet // of kind KindDate
	From, To Date     // the zero Date is no bound
}

// NumberRange finds records whose number is From to To, both included.
type NumberRange struct {
	At       Span
	Fields   FieldSet // of kind KindNumber
	From, To float64  // -Inf and +Inf are no bound
}

// Has finds records that have anything in a field.
type Has struct {
	At    Span
	Field Field
}

// LineRef stands for an earlier line of a strategy or a saved search.
type LineRef struct {
	At    Span
	Label string // as after the #, in lower case: "1", "2a"
}

// All finds every record.
type All struct{ At Span }

// And finds what all its operands find.
type And struct {
	At       Span
	Operands []Node // at least two, none of them an And that is not Implicit
	Implicit bool   // words written beside each other without an operator
}

// Or finds what any of its operands finds.
type Or struct {
	At       Span
	Operands []Node // at least two, none of them an Or
}

// Not finds what Keep finds and Drop does not.
type Not struct {
	At         Span
	Keep, Drop Node
}

func (n *Word) Span() Span        { return n.At }
func (n *Prefix) Span() Span      { return n.At }
func (n *Wildcard) Span() Span    { return n.At }
func (n *Phrase) Span() Span      { return n.At }
func (n *Near) Span() Span        { return n.At }
func (n *Term) Span() Span        { return n.At }
func (n *Heading) Span() Span     { return n.At }
func (n *DateRange) Span() Span   { return n.At }
func (n *NumberRange) Span() Span { return n.At }
func (n *Has) Span() Span         { return n.At }
func (n *LineRef) Span() Span     { return n.At }
func (n *All) Span() Span         { return n.At }
func (n *And) Span() Span         { return n.At }
func (n *Or) Span() Span          { return n.At }
func (n *Not) Span() Span         { return n.At }

func (*Word) node()        {}
func (*Prefix) node()      {}
func (*Wildcard) node()    {}
func (*Phrase) node()      {}
func (*Near) node()        {}
func (*Term) node()        {}
func (*Heading) node()     {}
func (*DateRange) node()   {}
func (*NumberRange) node() {}
func (*Has) node()         {}
func (*LineRef) node()     {}
func (*All) node()         {}
func (*And) node()         {}
func (*Or) node()          {}
func (*Not) node()         {}
