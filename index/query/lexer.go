package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexKind is the kind of a piece of PubMed syntax.
type lexKind uint8

const (
	lexEnd    lexKind = iota
	lexOpen           // (
	lexClose          // )
	lexWord           // a run of other characters
	lexQuote          // "..."; text without the quotation marks
	lexTag            // [...]; text without the brackets
	lexOp             // AND, OR, NOT
	lexNear           // NEAR/3, NEXT, NEXT/2; text as written
	lexPrefix         // title:
	lexRef            // #1; text without the #
)

type lexeme struct {
	kind  lexKind
	text  string
	start int
	end   int
	glued bool // no space before it
}

// lexer cuts a query into lexemes.
type lexer struct {
	src  string
	line int
	at   int
}

func (x *lexer) next() (lexeme, error) {
	before := x.at
	for x.at < len(x.src) {
		r, size := utf8.DecodeRuneInString(x.src[x.at:])
		if !unicode.IsSpace(r) {
			break
		}
		x.at += size
	}
	l := lexeme{start: x.at, glued: x.at == before}
	if x.at == len(x.src) {
		l.end = x.at
		return l, nil
	}
	var err error
	switch r, size := utf8.DecodeRuneInString(x.src[x.at:]); {
	case r == '(':
		l.kind = lexOpen
		x.at += size
	case r == ')':
		l.kind = lexClose
		x.at += size
	case r == '[':
		l.kind = lexTag
		l.text, err = x.until(size, func(r rune) bool { return r == ']' }, "missing ]", "a tag is closed with ], as in [tiab]")
	case r == ']':
		return l, x.errorf("] without [", "quote a bracket that is part of a term")
	case r == '"' || isCurlyQuote(r):
		l.kind = lexQuote
		l.text, err = x.until(size, func(r rune) bool { return r == '"' || isCurlyQuote(r) }, "missing closing quotation mark", "")
	default:
		l.kind, l.text, err = x.word()
	}
	l.end = x.at
	return l, err
}

// until reads to the character that closes what the first size bytes opened.
func (x *lexer) until(size int, closes func(rune) bool, msg, hint string) (string, error) {
	i := strings.IndexFunc(x.src[x.at+size:], closes)
	if i < 0 {
		return "", x.errorf(msg, hint)
	}
	text := x.src[x.at+size : x.at+size+i]
	_, last := utf8.DecodeRuneInString(x.src[x.at+size+i:])
	x.at += size + i + last
	return text, nil
}

// word reads a bare word and says what it is.
func (x *lexer) word() (lexKind, string, error) {
	rest := x.src[x.at:]
	end := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || r == '(' || r == ')' || r == '[' || r == ']' || r == '"' || isCurlyQuote(r)
	})
	if end < 0 {
		end = len(rest)
	}
	text := rest[:end]
	if i := strings.IndexByte(text, ':'); i > 0 && i+1 < len(rest) && isFieldName(text[:i]) && !unicode.IsSpace(rune(rest[i+1])) && !strings.HasPrefix(rest[i+1:], "//") {
		if _, ok := FieldByTag(fieldName(text[:i])); !ok && !strings.EqualFold(text[:i], "has") {
			return 0, "", x.errorf("unknown field "+quoteShort(text[:i]+":"), `fields are named as in title:pain or pain[ti]; quote a colon that is part of a term`)
		}
		x.at += i + 1
		return lexPrefix, text[:i], nil
	}
	x.at += end
	switch {
	case text == "AND" || text == "OR" || text == "NOT":
		return lexOp, text, nil
	case isNear(text):
		return lexNear, text, nil
	case text[0] == '#' && isLabel(text[1:]):
		return lexRef, strings.ToLower(text[1:]), nil
	}
	return lexWord, text, nil
}

func (x *lexer) errorf(msg, hint string) error {
	return &SyntaxError{x.line, x.at, msg, hint}
}

// isFieldName reports whether s could be the name in name:value: letters,
// digits, - and _, with a letter among the first two characters.
func isFieldName(s string) bool {
	letter := false
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			letter = letter || i < 2
		case r >= '0' && r <= '9' || (r == '_' || r == '-') && i > 0:
		default:
			return false
		}
	}
	return letter
}

func fieldName(s string) string {
	if _, ok := FieldByTag(s); ok {
		return s
	}
	return strings.NewReplacer("_", " ", "-", " ").Replace(s)
}

// isLabel reports whether s can be the label of a line: up to five digits
// with up to two letters behind them, or one letter alone.
func isLabel(s string) bool {
	digits := 0
	for digits < len(s) && digitAt(s, digits) {
		digits++
	}
	letters := len(s) - digits
	for _, r := range s[digits:] {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return false
		}
	}
	return digits > 0 && digits <= 5 && letters <= 2 || digits == 0 && letters == 1
}

// isNear reports whether text is NEAR/n, NEXT/n, NEAR or NEXT.
func isNear(text string) bool {
	word, n, slash := strings.Cut(text, "/")
	if word != "NEAR" && word != "NEXT" {
		return false
	}
	return !slash || n != "" && strings.Trim(n, "0123456789") == ""
}

func isCurlyQuote(r rune) bool {
	return r == '“' || r == '”' || r == '„' || r == '‟' || r == '″'
}
