package markup

import "strings"

// role says what a tag does to its content.
type role int

const (
	unknown role = iota
	inline       // dropped, the content stays
	super
	sub
	block   // content begins on a new line
	heading // "METHODS: "
	lineEnd // <br>
	gone    // dropped with its content
	math    // the root of a formula
	formula // a part of one
)

// roles is the closed list of tags, without prefix and in lower case.
var roles = map[string]role{
	"i": inline, "b": inline, "u": inline, "em": inline, "strong": inline, "scp": inline, "sc": inline,
	"tt": inline, "italic": inline, "bold": inline, "underline": inline, "monospace": inline, "span": inline,
	"font": inline, "a": inline, "small": inline, "big": inline, "roman": inline, "nobr": inline,
	"named-content": inline, "styled-content": inline, "ext-link": inline, "xref": inline, "uri": inline,
	"email": inline, "inline-formula": inline, "alternatives": inline, "emph": inline, "inf": sub,
	"sup": super, "sub": sub,
	"p": block, "sec": block, "div": block, "li": block, "ul": block, "ol": block, "list": block,
	"list-item": block, "abstract": block, "disp-formula": block, "dispformula": block,
	"title": heading, "h1": heading, "h2": heading, "h3": heading, "h4": heading, "h5": heading, "h6": heading,
	"br": lineEnd, "break": lineEnd, "tex-math": gone, "graphic": gone, "inline-graphic": gone,
	"annotation": gone, "annotation-xml": gone,
	"math": math, "mi": formula, "mn": formula, "mo": formula, "mtext": formula, "ms": formula, "mrow": formula,
	"mstyle": formula, "msup": formula, "msub": formula, "msubsup": formula, "mfrac": formula, "msqrt": formula,
	"mroot": formula, "mover": formula, "munder": formula, "munderover": formula, "mfenced": formula,
	"mspace": formula, "mpadded": formula, "mphantom": formula, "semantics": formula, "mtable": formula,
	"mtr": formula, "mtd": formula, "menclose": formula, "merror": formula, "mmultiscripts": formula,
}

// tag is one start or end tag.
type tag struct {
	name  string
	role  role
	attrs string
	end   bool // </i>
	empty bool // <br/>
}

// readTag reads the tag at the start of s, which begins with '<'. In text that
// is not known to be XML only the closed list counts, and only where the
// attributes look like attributes. size is 0 where there is no tag.
func readTag(s string, strict bool) (t tag, size int) {
	i := 1
	if i < len(s) && s[i] == '/' {
		t.end = true
		i++
	}
	start := i
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	if i == start || i-start > 40 {
		return tag{}, 0
	}
	t.name = strings.ToLower(s[start:i])
	if prefix, local, ok := strings.Cut(t.name, ":"); ok && (strict || prefix == "jats" || prefix == "mml" || prefix == "m") {
		t.name = local
	}
	t.role = roles[t.name]
	if t.role == unknown && !strict {
		return tag{}, 0
	}
	end := tagEnd(s, i)
	if end < 0 {
		return tag{}, 0
	}
	t.attrs = strings.TrimSpace(s[i:end])
	if rest, ok := strings.CutSuffix(t.attrs, "/"); ok {
		t.attrs, t.empty = strings.TrimSpace(rest), true
	}
	if !strict && t.attrs != "" && !strings.ContainsRune(t.attrs, '=') {
		return tag{}, 0
	}
	return t, end + 1
}

// maxTag is how long the attributes of a tag may be, in bytes.
const maxTag = 4096

// tagEnd finds the '>' that closes a tag, past quoted attribute values.
func tagEnd(s string, i int) int {
	if i < len(s) && s[i] != '>' && s[i] != '/' && s[i] != ' ' && s[i] != '\t' && s[i] != '\n' && s[i] != '\r' {
		return -1
	}
	var quote byte
	for end := min(len(s), i+maxTag); i < end; i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return -1
		case c == '>':
			return i
		}
	}
	return -1
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':' || c == '-' || c == '_'
}

// Attr returns the value of an attribute in the text between the name of a
// tag and its end, with entities resolved, or "".
func Attr(attrs, name string) string {
	for rest := attrs; rest != ""; {
		eq := strings.IndexByte(rest, '=')
		if eq < 0 {
			return ""
		}
		key := strings.TrimSpace(rest[:eq])
		rest = strings.TrimLeft(rest[eq+1:], " \t\r\n")
		if rest == "" || rest[0] != '"' && rest[0] != '\'' {
			return ""
		}
		end := strings.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return ""
		}
		if key == name {
			return Unescape(rest[1 : end+1])
		}
		rest = rest[end+2:]
	}
	return ""
}
