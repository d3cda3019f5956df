package markup

import (
	"strings"
	"unicode"
)

// maxDepth is how deep tags may nest; deeper ones are dropped, their text stays.
const maxDepth = 64

// frame is an open element.
type frame struct {
	tag  tag
	text strings.Builder
	kids []string // of parts of formulas: one text per child
}

type renderer struct {
	stack []*frame
	block bool
	open  bool // a comment is not closed; no other is either
}

// render converts s; the result is not cleaned yet.
func render(s string, strict, block bool) string {
	r := &renderer{stack: []*frame{{}}, block: block}
	r.top().text.Grow(len(s))
	for s != "" {
		at := strings.IndexByte(s, '<')
		if at < 0 {
			r.write(Unescape(s))
			break
		}
		r.write(Unescape(s[:at]))
		s = s[at:]
		if n := r.special(s, strict); n > 0 {
			s = s[n:]
			continue
		}
		t, size := readTag(s, strict)
		if size == 0 {
			r.write("<")
			s = s[1:]
			continue
		}
		r.apply(t)
		s = s[size:]
	}
	for len(r.stack) > 1 {
		r.pop()
	}
	return r.top().text.String()
}

// special handles comments and CDATA sections of XML and returns their size.
func (r *renderer) special(s string, strict bool) int {
	switch {
	case strings.HasPrefix(s, "<!--") && !r.open:
		if end := strings.Index(s, "-->"); end >= 0 {
			return end + 3
		}
		r.open = true
	case strict && strings.HasPrefix(s, "<![CDATA["):
		if end := strings.Index(s, "]]>"); end >= 0 {
			r.write(s[len("<![CDATA["):end])
			return end + 3
		}
	case strict && strings.HasPrefix(s, "<?"):
		if end := strings.Index(s, "?>"); end >= 0 {
			return end + 2
		}
	}
	return 0
}

func (r *renderer) top() *frame { return r.stack[len(r.stack)-1] }

// label ends the text of a heading, so that what follows stays on its line.
const label = "\x00"

func (r *renderer) write(s string) {
	if strings.HasSuffix(r.top().text.String(), label) && strings.TrimSpace(s) == "" {
		return
	}
	r.top().text.WriteString(s)
}

// apply opens or closes an element.
func (r *renderer) apply(t tag) {
	switch {
	case t.role == lineEnd:
		r.write("\n")
	case t.end:
		for i := len(r.stack) - 1; i > 0; i-- {
			if r.stack[i].tag.name == t.name {
				for len(r.stack) > i {
					r.pop()
				}
				return
			}
		}
	case t.empty:
		if t.role == formula && t.name == "mspace" {
			r.write(" ")
		}
	case len(r.stack) < maxDepth:
		if t.role == block || t.role == heading {
			r.write("\n")
		}
		r.stack = append(r.stack, &frame{tag: t})
	}
}

// pop closes the innermost element and hands its text to the one around it.
func (r *renderer) pop() {
	f := r.top()
	r.stack = r.stack[:len(r.stack)-1]
	text := f.text.String()
	switch f.tag.role {
	case super:
		text = Super(text, r.tail())
	case sub:
		text = Sub(text)
	case block:
		text += "\n"
	case heading:
		text = headline(text, r.block)
	case gone:
		text = ""
	case math:
		text = formulaText(f)
	case formula:
		r.top().kids = append(r.top().kids, part(f))
		if r.top().tag.role != formula && r.top().tag.role != math {
			r.write(part(f))
		}
		return
	}
	r.write(text)
	if role := r.top().tag.role; role == formula || role == math {
		r.top().kids = append(r.top().kids, text)
	}
}

// tail returns the character before the current place, or 0.
func (r *renderer) tail() rune {
	text := r.top().text.String()
	var last rune
	for _, c := range text[max(0, len(text)-4):] {
		last = c
	}
	return last
}

// headline is the label of a section.
func headline(text string, block bool) string {
	text = strings.TrimSpace(clean(text, false))
	switch {
	case text == "" || strings.EqualFold(text, "abstract"):
		return ""
	case !block:
		return text + " "
	case strings.HasSuffix(text, ":") || strings.HasSuffix(text, "."):
		return text + " " + label
	}
	return text + ": " + label
}

// superscripts and subscripts list the characters that have a small form.
var (
	superscripts = map[rune]rune{
		'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
		'+': '⁺', '-': '⁻', '−': '⁻', '–': '⁻', '=': '⁼', '(': '⁽', ')': '⁾', 'n': 'ⁿ', 'i': 'ⁱ',
	}
	subscripts = map[rune]rune{
		'0': '₀', '1': '₁', '2': '₂', '3': '₃', '4': '₄', '5': '₅', '6': '₆', '7': '₇', '8': '₈', '9': '₉',
		'+': '₊', '-': '₋', '−': '₋', '–': '₋', '=': '₌', '(': '₍', ')': '₎',
	}
)

// Super returns text as a superscript behind the character before: small
// characters where all have a small form, else ^(text). Signs that are small
// by nature (®, *) and the endings of ordinal numbers stay as they are.
func Super(text string, before rune) string {
	text = strings.TrimSpace(text)
	switch lower := strings.ToLower(text); {
	case text == "":
		return ""
	case lower == "tm":
		return "™"
	case unicode.IsDigit(before) && (lower == "st" || lower == "nd" || lower == "rd" || lower == "th"):
		return text
	case strings.Trim(text, "®©™°*†‡§¶′″⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻") == "":
		return text
	}
	if small, ok := shrink(text, superscripts, false); ok {
		return small
	}
	return "^(" + text + ")"
}

// Sub returns text as a subscript: figures and signs small, letters as they
// are, and _(text) where something else is in it.
func Sub(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	if small, ok := shrink(text, subscripts, true); ok {
		return small
	}
	return "_(" + text + ")"
}

func shrink(text string, forms map[rune]rune, letters bool) (string, bool) {
	var b strings.Builder
	for _, c := range text {
		form, ok := forms[c]
		switch {
		case ok:
			b.WriteRune(form)
		case letters && (unicode.IsLetter(c) || strings.ContainsRune("₀₁₂₃₄₅₆₇₈₉₊₋", c)):
			b.WriteRune(c)
		default:
			return "", false
		}
	}
	return b.String(), true
}
