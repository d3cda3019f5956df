package query

import (
	"fmt"
	"strings"
)

// Target is a search system a query can be written for.
type Target uint8

// The targets.
const (
	ToPubMed Target = iota + 1
	ToOvid
	ToCochrane
	ToEmbase
	ToEuropePMC
)

var targetNames = [...]string{ToPubMed: "pubmed", ToOvid: "ovid", ToCochrane: "cochrane", ToEmbase: "embase", ToEuropePMC: "europepmc"}

// String returns the name of the target, as on the command line.
func (t Target) String() string {
	if int(t) < len(targetNames) {
		return targetNames[t]
	}
	return ""
}

// ParseTarget reads the name of a target.
func ParseTarget(name string) (Target, error) {
	for i, n := range targetNames {
		if i > 0 && strings.EqualFold(n, name) {
			return Target(i), nil
		}
	}
	return 0, fmt.Errorf("%q is no search system a query can be translated to; use %s", name, strings.Join(targetNames[1:], ", "))
}

// Note says what a translation could not carry over as it was. Parts that are
// carried over with the same meaning have none.
type Note struct {
	Line    int    // line of the original, from 1; 0 in a query of one line
	Pos     int    // byte offset of the first place
	Lost    bool   // left out altogether; otherwise written so that more or less is found
	Message string // what, and with which effect
	Term    string // the first part it concerns, in canonical form
	Count   int    // how many parts it concerns
}

// Translate writes a query for another system. The text is "" when nothing
// can be carried over.
func Translate(n Node, to Target) (string, []Note) {
	t := &translator{to: to}
	return t.text(n), t.notes
}

// Translate writes a strategy for another system, a line each, numbered from
// 1 as that system numbers them. Europe PMC has no lines; it gets the last
// one with the others put in.
func (s *Strategy) Translate(to Target) (string, []Note) {
	t := &translator{to: to, labels: map[string]string{}}
	if to == ToEuropePMC {
		final := s.Final()
		if final == nil {
			return "", nil
		}
		n, err := s.Resolve(final.Label, resolvedTerms)
		if err != nil {
			return "", []Note{{Line: final.Source, Lost: true, Message: err.Error(), Term: final.Text, Count: 1}}
		}
		return t.text(n) + "\n", t.notes
	}
	number := 0
	for i := range s.Lines {
		if s.Lines[i].Root == nil {
			continue
		}
		if number++; t.needsLimit(s.Lines[i].Root) {
			number++
		}
		t.labels[s.Lines[i].Label] = itoa(number)
	}
	var b strings.Builder
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Root == nil {
			continue
		}
		if t.needsLimit(l.Root) {
			before, _ := smallNumber(t.labels[l.Label])
			before--
			rest, limits := limitsApart(l.Root)
			b.WriteString(t.numbered(itoa(before), t.text(rest)) + "\n")
			b.WriteString(t.numbered(t.labels[l.Label], t.limitText(itoa(before), limits)) + "\n")
			continue
		}
		text := t.text(l.Root)
		if text == "" {
			t.note(l.Root, true, "the line has nothing that can be carried over, and finds nothing")
			text = t.nothing(l)
		}
		b.WriteString(t.numbered(t.labels[l.Label], text) + "\n")
	}
	return b.String(), t.notes
}

// nothing stands in the place of a line that cannot be carried over, so that
// the numbers of the others stay right.
func (t *translator) nothing(l *Line) string {
	return t.quote(strings.Join(strings.Fields(strings.Map(dropQuotes, l.Text)), " "))
}

// resolvedTerms bounds a strategy written out as one query.
const resolvedTerms = 20000

func (t *translator) numbered(label, text string) string {
	if t.to == ToCochrane || t.to == ToEmbase || t.to == ToPubMed {
		return "#" + label + " " + text
	}
	return label + ". " + text
}

// translator writes trees for one target and collects notes.
type translator struct {
	to     Target
	labels map[string]string // label of the original to number of the translation
	notes  []Note
}

// note adds to the notes, one for each message.
func (t *translator) note(n Node, lost bool, message string) {
	for i := range t.notes {
		if t.notes[i].Message == message && t.notes[i].Lost == lost {
			t.notes[i].Count++
			return
		}
	}
	at := n.Span()
	t.notes = append(t.notes, Note{Line: at.Line, Pos: at.Start, Lost: lost, Message: message, Term: shorten(String(n)), Count: 1})
}

// text writes a tree; limits that Ovid has as a command of its own are put
// behind the line they limit.
func (t *translator) text(n Node) string {
	if t.to == ToOvid {
		if text, ok := t.ovidLimit(n); ok {
			return text
		}
	}
	return t.node(n)
}

// node writes a node, "" when nothing of it can be carried over.
func (t *translator) node(n Node) string {
	if fields, ok := t.common(n); ok {
		return t.fielded(n, fields)
	}
	switch n := n.(type) {
	case *And:
		return t.list(n, n.Operands, "AND")
	case *Or:
		if text := t.lines(n); text != "" {
			return text
		}
		return t.list(n, n.Operands, "OR")
	case *Not:
		keep, drop := t.child(n.Keep), t.child(n.Drop)
		if keep == "" || drop == "" {
			return keep
		}
		return keep + t.op("NOT") + drop
	case *Near:
		return t.near(n, n.Fields, true)
	}
	return t.leaf(n)
}

func (t *translator) op(op string) string {
	if t.to == ToOvid {
		op = strings.ToLower(op)
	}
	return " " + op + " "
}

// list joins what can be carried over of the operands.
func (t *translator) list(n Node, nodes []Node, op string) string {
	var parts []string
	for _, c := range nodes {
		if text := t.child(c); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, t.op(op))
}

// child writes an operand, in parentheses unless it stands for itself.
func (t *translator) child(n Node) string {
	text := t.node(n)
	if text == "" {
		return ""
	}
	switch n.(type) {
	case *And, *Or, *Not:
		if _, ok := t.common(n); ok || strings.HasPrefix(text, "or/") {
			return text
		}
		return "(" + text + ")"
	}
	return text
}

// lines writes an Or of line numbers in short, where the target can.
func (t *translator) lines(n *Or) string {
	if t.to != ToOvid {
		return ""
	}
	var numbers []int
	for _, c := range n.Operands {
		ref, ok := c.(*LineRef)
		if !ok {
			return ""
		}
		v, ok := smallNumber(t.label(ref))
		if !ok || len(numbers) > 0 && v <= numbers[len(numbers)-1] {
			return ""
		}
		numbers = append(numbers, v)
	}
	return "or/" + ranges(numbers)
}

// ranges writes rising numbers as 1-3,5.
func ranges(v []int) string {
	var b strings.Builder
	for i := 0; i < len(v); i++ {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		j := i
		for j+1 < len(v) && v[j+1] == v[j]+1 {
			j++
		}
		b.WriteString(itoa(v[i]))
		if j > i {
			b.WriteString("-" + itoa(v[j]))
		}
		i = j
	}
	return b.String()
}

func (t *translator) label(ref *LineRef) string {
	if l, ok := t.labels[ref.Label]; ok {
		return l
	}
	return ref.Label
}

// common returns the fields that all terms below an operator share, so that
// the target can name them once; false when they differ.
func (t *translator) common(n Node) (FieldSet, bool) {
	if !t.groupSuffix() {
		return 0, false
	}
	switch n.(type) {
	case *And, *Or, *Not, *Near:
	default:
		return 0, false
	}
	var fields FieldSet
	first, ok := true, true
	Walk(n, func(c Node) bool {
		switch c := c.(type) {
		case *And, *Or, *Not:
		default:
			f, text := positional(c)
			ok = ok && text && (first || f == fields)
			fields, first = f, false
			return false
		}
		return ok
	})
	return fields, ok && !first
}

// groupSuffix reports whether the target names fields behind parentheses.
func (t *translator) groupSuffix() bool {
	return t.to == ToOvid || t.to == ToCochrane || t.to == ToEmbase
}

// fielded writes a group of words with its fields once behind it.
func (t *translator) fielded(n Node, fields FieldSet) string {
	return "(" + t.bare(n) + ")" + t.suffix(n, fields)
}

// bare writes a group of words without fields.
func (t *translator) bare(n Node) string {
	inner := func(c Node) string {
		switch c.(type) {
		case *And, *Or, *Not, *Near:
			return "(" + t.bare(c) + ")"
		}
		return parenthesise(t.bare(c))
	}
	join := func(nodes []Node, op string) string {
		parts := make([]string, len(nodes))
		for i, c := range nodes {
			parts[i] = inner(c)
		}
		return strings.Join(parts, t.op(op))
	}
	switch n := n.(type) {
	case *And:
		return join(n.Operands, "AND")
	case *Or:
		return join(n.Operands, "OR")
	case *Not:
		return inner(n.Keep) + t.op("NOT") + inner(n.Drop)
	case *Near:
		return t.near(n, n.Fields, false)
	}
	return t.words(n)
}
