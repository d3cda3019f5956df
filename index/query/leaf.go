package query

import (
	"slices"
	"strings"
)

// raw is a term whose field is not known yet. No raw is left in a finished
// tree.
type raw struct {
	At     Span
	Text   string
	Quoted bool
	Ref    bool // the number of a line, unless a field is given
}

func (r *raw) Span() Span { return r.At }
func (*raw) node()        {}

// leaves makes the leaves of one parse: it knows the syntax, and it counts.
type leaves struct {
	style   style
	minStem int // letters before a truncation; 0 allows any
	limits  Limits
	count   int
	begins  int // raws made so far
	notes   []Lint
}

func (l *leaves) errorAt(at Span, msg, hint string) error {
	return &SyntaxError{at.Line, at.Start, msg, hint}
}

// note records something that was read but is not as the writer may think.
func (l *leaves) note(at Span, code Code, level Level, msg, suggestion string) {
	l.notes = append(l.notes, Lint{Pos: at.Start, Line: at.Line, Code: code, Level: level, Message: msg, Suggestion: suggestion})
}

// leaf turns r into the leaf or leaves that tag t makes of it: one for each
// kind of field, joined by Or.
func (l *leaves) leaf(r *raw, t tag) (Node, error) {
	r.Text = strings.Join(strings.Fields(strings.Map(dropQuotes, r.Text)), " ")
	if r.Ref && (t.fields == 0 || t.implied) {
		n := &LineRef{r.At, strings.ToLower(strings.Trim(r.Text, "#.,;"))}
		return n, l.counted(n)
	}
	if t.implied {
		l.note(r.At, CodeNoField, Info, quoteShort(r.Text)+" has no field; Ovid searches .mp. for it", "write the field, as in .ti,ab,kf.")
	}
	if l.style == ovidStyle {
		t = l.ovidValues(r, t)
	} else if n := keyword(r, t); n != nil {
		return n, l.counted(n)
	}
	var text, values FieldSet
	var out []Node
	for _, f := range t.fields.List() {
		switch f.Kind() {
		case KindText:
			text |= SetOf(f)
		case KindValue, KindName, KindID:
			values |= SetOf(f)
		}
	}
	if text != 0 || t.fields == 0 {
		n, err := l.text(r, text, t)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	if values != 0 {
		ns, err := l.values(r, values)
		if err != nil {
			return nil, err
		}
		out = append(out, ns...)
	}
	for _, f := range t.fields.List() {
		n, err := l.other(r, f, t)
		if err != nil {
			return nil, err
		}
		if n != nil {
			out = append(out, n)
		}
	}
	n := orAll(out)
	return n, l.counted(n)
}

// other makes the leaf of a heading, date or number field.
func (l *leaves) other(r *raw, f Field, t tag) (Node, error) {
	switch f.Kind() {
	case KindHeading:
		return l.heading(r, f, t)
	case KindDate:
		return l.dateRange(r, f)
	case KindNumber:
		return l.numberRange(r, f)
	}
	return nil, nil
}

// begun counts a raw, so that a query of too many terms is refused before
// leaves are made of them.
func (l *leaves) begun(at Span) error {
	if l.begins++; l.begins > l.limits.Terms {
		return &LimitError{at.Line, at.Start, "search terms", l.begins, l.limits.Terms}
	}
	return nil
}

func (l *leaves) counted(n Node) error {
	if l.count += Terms(n); l.count > l.limits.Terms {
		at := n.Span()
		return &LimitError{at.Line, at.Start, "search terms", l.count, l.limits.Terms}
	}
	return nil
}

// keyword recognises the words that are not looked up: hasabstract, and
// all[sb] for everything.
func keyword(r *raw, t tag) Node {
	if r.Quoted {
		return nil
	}
	word := strings.ToLower(r.Text)
	if word == hasAbstract && (t.fields == 0 && t.near < 0 || t.fields == SetOf(Filter) || t.fields == SetOf(TextWord)) {
		return &Has{r.At, Abstract}
	}
	if word == "all" && t.fields == SetOf(Filter) {
		return &All{r.At}
	}
	return nil
}

// ovidValues moves a publication type, heading or substance with wildcards
// inside to the field of its words, since whole values have none.
func (l *leaves) ovidValues(r *raw, t tag) tag {
	if stem, _ := truncated(r.Text, ovidStyle); !strings.ContainsAny(stem, "*$?#") {
		return t
	}
	for _, m := range [...]struct{ from, to Field }{{PublicationType, TypeWord}, {MeSH, HeadingWord}} {
		if t.fields.Has(m.from) {
			t.fields = t.fields&^SetOf(m.from) | SetOf(m.to)
			l.note(r.At, CodeSyntaxMixed, Info, quoteShort(r.Text)+" has a wildcard and is searched in the words of ["+m.from.String()+"]", "")
		}
	}
	return t
}

const hasAbstract = "hasabstract"

// text makes a leaf of words.
func (l *leaves) text(r *raw, fields FieldSet, t tag) (Node, error) {
	words := patterns(r.Text, l.style)
	if len(words) == 0 {
		return nil, l.errorAt(r.At, "nothing to search for in "+quoteShort(r.Text), "")
	}
	for _, w := range words {
		if err := l.checkPattern(w, r.At); err != nil {
			return nil, err
		}
	}
	if t.near >= 0 {
		if len(words) == 1 {
			return nil, l.errorAt(r.At, "proximity needs two words or more", `write "back pain"[tiab:~3]`)
		}
		n := &Near{At: r.At, Fields: fields, N: t.near}
		for _, w := range words {
			n.Operands = append(n.Operands, oneWord(r.At, fields, w, false))
		}
		return n, nil
	}
	if len(words) == 1 {
		return oneWord(r.At, fields, words[0], r.Quoted), nil
	}
	quoted := r.Quoted || strings.Contains(r.Text, " ") || words[0][0] == '#'
	return &Phrase{r.At, fields, words, quoted}, nil
}

func oneWord(at Span, fields FieldSet, word string, quoted bool) Node {
	if !isPattern(word) {
		return &Word{at, fields, word, quoted || word == hasAbstract}
	}
	if stem := word[:len(word)-1]; word[len(word)-1] == '*' && !isPattern(stem) {
		return &Prefix{at, fields, stem}
	}
	return &Wildcard{at, fields, word}
}

// letters says how many letters n are.
func letters(n int) string {
	if n == 1 {
		return "1 letter"
	}
	return itoa(n) + " letters"
}

func (l *leaves) checkPattern(w string, at Span) error {
	if !isPattern(w) {
		return nil
	}
	if strings.Trim(w, "*?#") == "" {
		return l.errorAt(at, "a truncation sign stands alone", "write it behind the beginning of a word, as in surg*")
	}
	if n := literals(w); strings.Contains(w, "*") && n < l.minStem {
		return l.errorAt(at, quoteShort(written(w))+" has "+letters(n)+" before the truncation, and at least "+itoa(l.minStem)+" are needed",
			"a shorter beginning fits too many words; write the endings out with OR")
	}
	return nil
}

// values makes the leaves of whole-value fields: one for names, one for the
// rest, because they are compared differently.
func (l *leaves) values(r *raw, fields FieldSet) ([]Node, error) {
	stem, cut := truncated(r.Text, l.style)
	var rest FieldSet
	var out []Node
	for _, f := range fields.List() {
		if f.Normalize(stem) == "" {
			return nil, l.errorAt(r.At, "nothing to search for in "+quoteShort(r.Text), "")
		}
		if f.Kind() != KindID && strings.ContainsAny(stem, "*$") {
			return nil, l.errorAt(r.At, "["+f.String()+"] can be truncated at its end only", "")
		}
		switch f.Kind() {
		case KindName:
			if exact := r.Quoted && !cut; exact {
				out = append(out, &Term{At: r.At, Fields: SetOf(f), Text: stem, Exact: true})
			} else {
				out = append(out, &Term{At: r.At, Fields: SetOf(f), Text: Fold(stem), Prefix: cut})
			}
		default:
			rest |= SetOf(f)
		}
	}
	if ids := strings.FieldsFunc(stem, func(c rune) bool { return c == ' ' || c == ',' }); rest == SetOf(PMID) && len(ids) > 1 && !cut && strings.Trim(stem, "0123456789, ") == "" {
		for _, id := range ids {
			out = append(out, &Term{At: r.At, Fields: rest, Text: id})
		}
		return out, nil
	}
	if rest != 0 {
		out = append(out, &Term{At: r.At, Fields: rest, Text: stem, Prefix: cut})
	}
	return out, nil
}

// truncated takes the truncation sign from the end of a value.
func truncated(text string, st style) (stem string, cut bool) {
	signs := "*"
	if st == ovidStyle {
		signs = "*$:"
	}
	stem = strings.TrimRight(text, signs+" ")
	return strings.TrimSpace(stem), strings.ContainsAny(text[len(stem):], signs)
}

// heading makes a leaf of a subject heading: "Back Pain/drug therapy".
func (l *leaves) heading(r *raw, f Field, t tag) (Node, error) {
	h := &Heading{At: r.At, Explode: !t.noexp, Major: f == MajorHeading}
	text := r.Text
	if f == Subheading {
		h.Explode = false
		text = "/" + text
	}
	name, subs, _ := strings.Cut(text, "/")
	if l.style == ovidStyle {
		name = strings.Trim(name, "'")
	}
	h.Name, h.Prefix = truncated(strings.TrimSpace(name), l.style)
	for len(h.Name) > 4 && strings.EqualFold(h.Name[:4], "exp ") {
		h.Name = strings.TrimSpace(h.Name[4:])
		l.note(r.At, CodeSyntaxMixed, Warning, "exp is Ovid's word; [mh] explodes without it", "leave exp out")
	}
	if f != Subheading && Fold(h.Name) == "" {
		return nil, l.errorAt(r.At, "a heading without a name", "")
	}
	if strings.ContainsAny(h.Name, "*$") {
		return nil, l.errorAt(r.At, "a heading can be truncated at its end only", "")
	}
	for _, s := range strings.Split(subs, ",") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		full, ok := subheadingName(s)
		if !ok && len(s) > 2 && f == Subheading {
			full, ok = strings.ToLower(s), true
			l.note(r.At, CodeSubheading, Error, "unknown subheading "+quoteShort(s)+" finds nothing", "subheadings are those of MeSH, by name or two letters")
		}
		if !ok {
			return nil, l.errorAt(r.At, "unknown subheading "+quoteShort(s), "subheadings are those of MeSH, by name or two letters")
		}
		if !slices.Contains(h.Subheadings, full) {
			h.Subheadings = append(h.Subheadings, full)
		}
	}
	h.Families = len(h.Subheadings) > 0 && !t.noexp && !t.nofam
	if f == Subheading && len(h.Subheadings) == 0 {
		return nil, l.errorAt(r.At, "a subheading without a name", "")
	}
	return h, nil
}

// quoteShort puts text into quotation marks for a message, cut to a length
// that fits one.
func quoteShort(text string) string { return `"` + shorten(text) + `"` }

// shorten cuts text to a length that fits a message.
func shorten(text string) string {
	const most = 60
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

func dropQuotes(r rune) rune {
	if r == '"' || isCurlyQuote(r) {
		return ' '
	}
	return r
}
