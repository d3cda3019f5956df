package bibtex

import (
	"fmt"
	"strings"
)

// pair is one field of an entry, its value still in LaTeX.
type pair struct {
	name, value string
	again       bool // the entry has a field of this name before
	said        *string
}

// text returns the value as one line of text, which is made once.
func (f *pair) text() string {
	if f.said == nil {
		v := text(f.value)
		f.said = &v
	}
	return *f.said
}

// maxFields is how many fields an entry may have.
const maxFields = 10_000

// entry is one entry of a file.
type entry struct {
	raw      []byte
	line     int
	kind     string // in small letters: "article"
	key      string
	fields   []pair
	problems []error
}

func (e *entry) get(name string) string {
	if f := e.find(name); f != nil {
		return f.value
	}
	return ""
}

// find returns the first field of a name, nil where there is none.
func (e *entry) find(name string) *pair {
	for i := range e.fields {
		if e.fields[i].name == name {
			return &e.fields[i]
		}
	}
	return nil
}

// parent is the key that the entry inherits from.
func (e *entry) parent() string {
	if from := e.get("crossref"); from != "" {
		return from
	}
	from, _, _ := strings.Cut(e.get("xdata"), ",")
	return from
}

// lexer walks through the text of one entry.
type lexer struct {
	s      string
	i      int
	macros map[string]string
}

// read takes the raw text apart.
func (e *entry) read(macros map[string]string) {
	x := lexer{s: string(e.raw), i: 1, macros: macros}
	x.space()
	e.kind = strings.ToLower(x.word())
	x.space()
	if x.i = min(x.i+1, len(x.s)); e.kind == "comment" || e.kind == "preamble" {
		return
	}
	if e.kind != "string" {
		e.readKey(&x)
	}
	for {
		x.skip(" \t\r\n,")
		if x.i >= len(x.s) || x.s[x.i] == '}' || x.s[x.i] == ')' {
			return
		}
		name, ok := x.name()
		if !ok {
			continue
		}
		value := x.value()
		if e.kind != "string" {
			value = strings.TrimSpace(value)
		}
		if isEmpty(name, value) {
			continue
		}
		first := e.find(name)
		switch {
		case len(e.fields) == maxFields:
			e.problems = append(e.problems, fmt.Errorf("the entry has more than %d fields; the others were left out", maxFields))
			return
		case first == nil:
			e.fields = append(e.fields, pair{name: name, value: value})
		case first.value != value && (name == "file" || first.text() != text(value)):
			e.fields = append(e.fields, pair{name: name, value: value, again: true})
			e.problems = append(e.problems, fmt.Errorf("the field %s is there twice; the first was taken", name))
		}
	}
}

// isEmpty reports whether nothing is left of a value where it is text. Most
// values tell by their first letter.
func isEmpty(name, value string) bool {
	if strings.Trim(value, "{}~\\ ") == "" {
		return true
	}
	c := strings.TrimLeft(value, "{} ")[0]
	if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
		return false
	}
	return name != "file" && text(value) == "" // paths are no text
}

// readKey reads the citation key, which may be missing and may hold a comma.
func (e *entry) readKey(x *lexer) {
	x.skip(" \t\r\n")
	rest := x.s[x.i:]
	end := strings.IndexAny(rest, ",\n=}")
	switch {
	case end < 0:
		end = len(rest)
	case rest[end] == '=':
		return // no key: the first field follows
	case rest[end] == ',':
		line, _, _ := strings.Cut(rest[end+1:], "\n")
		if at := strings.IndexByte(line, ','); at >= 0 && !strings.ContainsAny(line[:at], "={}\"") && strings.TrimSpace(line[:at]) != "" {
			end += 1 + at
		}
	}
	e.key = strings.TrimSpace(rest[:end])
	x.i += end
}

func (x *lexer) skip(chars string) {
	for x.i < len(x.s) && strings.IndexByte(chars, x.s[x.i]) >= 0 {
		x.i++
	}
}

// space skips white space and comments.
func (x *lexer) space() {
	for {
		x.skip(" \t\r\n")
		if x.i >= len(x.s) || x.s[x.i] != '%' {
			return
		}
		end := strings.IndexByte(x.s[x.i:], '\n')
		if end < 0 {
			x.i = len(x.s)
			return
		}
		x.i += end
	}
}

func (x *lexer) word() string {
	from := x.i
	for x.i < len(x.s) && (x.s[x.i]|0x20 >= 'a' && x.s[x.i]|0x20 <= 'z') {
		x.i++
	}
	return x.s[from:x.i]
}

// name reads the name of a field and its "=". Text without one is passed over.
func (x *lexer) name() (string, bool) {
	from := x.i
	for x.i < len(x.s) {
		switch x.s[x.i] {
		case '=':
			name := fieldName(x.s[from:x.i])
			if name == typeField {
				name = "entry-type" // ours says what stands behind the @
			}
			x.i++
			return name, name != ""
		case '{', '"':
			x.value()
			return "", false
		case ',', '}', ')':
			if x.i == from {
				x.i++
			}
			return "", false
		}
		x.i++
	}
	return "", false
}

// value reads a value: pieces in braces, in quotation marks or bare, joined
// with #.
func (x *lexer) value() string {
	var out strings.Builder
	for {
		x.skip(" \t\r\n")
		if x.i >= len(x.s) {
			break
		}
		switch x.s[x.i] {
		case '{':
			out.WriteString(x.braced())
		case '"':
			out.WriteString(x.quoted())
		default:
			out.WriteString(x.bare())
		}
		x.skip(" \t\r\n")
		if x.i >= len(x.s) || x.s[x.i] != '#' {
			break
		}
		x.i++
	}
	return out.String()
}

// braced reads {…} and returns what is in it.
func (x *lexer) braced() string {
	from, depth := x.i+1, 0
	for ; x.i < len(x.s); x.i++ {
		switch x.s[x.i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				x.i++
				return x.s[from : x.i-1]
			}
		}
	}
	return x.s[from:]
}

// quoted reads "…"; quotation marks in braces are text.
func (x *lexer) quoted() string {
	x.i++
	from, depth := x.i, 0
	for ; x.i < len(x.s); x.i++ {
		switch x.s[x.i] {
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			if depth <= 0 {
				x.i++
				return x.s[from : x.i-1]
			}
		}
	}
	return x.s[from:]
}

// monthNames are the macros that every BibTeX style defines.
var monthNames = map[string]string{
	"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
	"aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}

// bare reads a number or the name of a macro.
func (x *lexer) bare() string {
	from := x.i
	for x.i < len(x.s) && strings.IndexByte(" \t\r\n,#{}\"()", x.s[x.i]) < 0 {
		x.i++
	}
	if x.i == from {
		if x.s[x.i] != ',' && x.s[x.i] != '}' && x.s[x.i] != ')' {
			x.i++
		}
		return ""
	}
	word := x.s[from:x.i]
	if v, ok := x.macros[strings.ToLower(word)]; ok {
		return v
	}
	if m, ok := monthNames[strings.ToLower(word)]; ok {
		return m
	}
	return word
}
