package query

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ovidKind is the kind of a piece of Ovid syntax.
type ovidKind uint8

const (
	ovidEnd    ovidKind = iota
	ovidOpen            // (
	ovidClose           // )
	ovidWord            // a run of other characters
	ovidQuote           // "...", text without the quotation marks
	ovidOp              // and, or, not; text in upper case
	ovidAdj             // adj, adj3, near/3; text is the number or ""
	ovidSuffix          // .ti,ab. ; text is the codes
	ovidSlash           // the / behind a heading; text is the subheading codes, or "exp"
	ovidList            // or/1-5; text as written
	ovidExp             // exp
	ovidStar            // the * of a major heading
	ovidRemark          // [ ... ]
)

type ovidLexeme struct {
	kind       ovidKind
	text       string
	start, end int
}

// ovidLexer cuts a line of Ovid syntax into lexemes.
type ovidLexer struct {
	src  string
	line int
	at   int
	prev ovidKind
}

var (
	ovidListRE    = regexp.MustCompile(`^(?i)(?:or|and)(?:\s*/\s*#?\d+[a-z]?(?:\s*[-–,]\s*#?\d+[a-z]?)*|\s+\d+\s*[-–]\s*\d+(?:\s*,\s*\d+(?:\s*[-–]\s*\d+)?)*)`)
	ovidCodeRE    = regexp.MustCompile(`^\.\s*([A-Za-z][A-Za-z_]{1,5})`)
	ovidMoreRE    = regexp.MustCompile(`^(?:\s*,\s*|\.)([A-Za-z][A-Za-z_]{1,5})`)
	colonSuffixRE = regexp.MustCompile(`^:[a-z]{2}(?:,[a-z]{2}){0,7}`)
	ovidSubsRE    = regexp.MustCompile(`^/\s?([A-Za-z]{2}(?:\s*,\s*[A-Za-z]{2})*)`)
	ovidAdjRE     = regexp.MustCompile(`^(?i)(?:adj(\d*)|near/?(\d+)|next/?(\d*))$`)
)

func (x *ovidLexer) next() (ovidLexeme, error) {
	for x.at < len(x.src) {
		r, size := utf8.DecodeRuneInString(x.src[x.at:])
		if !unicode.IsSpace(r) {
			break
		}
		x.at += size
	}
	l, err := x.lexeme()
	l.end = x.at
	x.prev = l.kind
	return l, err
}

func (x *ovidLexer) lexeme() (ovidLexeme, error) {
	l := ovidLexeme{start: x.at}
	if x.at == len(x.src) {
		return l, nil
	}
	rest := x.src[x.at:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case r == '(':
		l.kind = ovidOpen
		x.at += size
		return l, nil
	case r == ')':
		l.kind = ovidClose
		x.at += size
		return l, nil
	case r == '"' || isCurlyQuote(r):
		return x.quote(l, size)
	case r == '[' && x.remark():
		l.kind = ovidRemark
		return l, nil
	case r == '*' && x.startsMajor(rest[size:]):
		l.kind = ovidStar
		x.at += size
		return l, nil
	}
	if n, codes := x.suffix(rest); n > 0 && x.afterOperand() {
		l.kind, l.text = ovidSuffix, codes
		x.at += n
		return l, nil
	}
	if n, subs := x.slash(rest); n > 0 && x.afterOperand() {
		l.kind, l.text = ovidSlash, subs
		x.at += n
		return l, nil
	}
	if x.prev != ovidWord && x.prev != ovidQuote && ovidListRE.MatchString(rest) {
		m := ovidListRE.FindString(rest)
		l.kind, l.text = ovidList, m
		x.at += len(m)
		return l, nil
	}
	return x.word(l), nil
}

func (x *ovidLexer) afterOperand() bool {
	return x.prev == ovidWord || x.prev == ovidQuote || x.prev == ovidClose || x.prev == ovidSuffix
}

func (x *ovidLexer) quote(l ovidLexeme, size int) (ovidLexeme, error) {
	rest := x.src[x.at+size:]
	end := strings.IndexFunc(rest, func(r rune) bool { return r == '"' || isCurlyQuote(r) })
	if end < 0 {
		return l, &SyntaxError{x.line, x.at, "missing closing quotation mark", ""}
	}
	_, last := utf8.DecodeRuneInString(rest[end:])
	l.kind, l.text = ovidQuote, rest[:end]
	x.at += size + end + last
	return l, nil
}

// Bounds of looking ahead, so that reading takes time in proportion to the text.
const (
	longestRemark  = 4096
	longestHeading = 300
	mostCodes      = 8
)

// remark skips a comment in brackets. Brackets that touch a word are part of
// it, as in [18F]FDG.
func (x *ovidLexer) remark() bool {
	rest := x.src[x.at:]
	before, _ := utf8.DecodeLastRuneInString(x.src[:x.at])
	if x.prev == ovidWord && isWordRune(before) {
		return false
	}
	end := strings.IndexByte(rest[:min(len(rest), longestRemark)], ']')
	if end < 0 && len(rest) > longestRemark {
		return false
	}
	if end < 0 {
		x.at = len(x.src)
		return true
	}
	after, _ := utf8.DecodeRuneInString(rest[end+1:])
	if isWordRune(after) || after == '-' {
		return false
	}
	x.at += end + 1
	return true
}

// startsMajor tells the star of *Back Pain/ from a truncation: a heading's
// slash follows before anything else ends the term.
func (x *ovidLexer) startsMajor(rest string) bool {
	if x.prev == ovidWord || x.prev == ovidQuote {
		return false
	}
	rest = strings.TrimLeft(rest[:min(len(rest), longestHeading)], " ")
	if strings.HasPrefix(rest, `"`) {
		if end := strings.IndexByte(rest[1:], '"'); end >= 0 {
			n, _ := x.slash(strings.TrimLeft(rest[end+2:], " "))
			return n > 0
		}
		return false
	}
	for i, r := range rest {
		if r == '(' || r == ')' || r == '"' {
			return false
		}
		if r == '/' {
			n, _ := x.slash(rest[i:])
			return n > 0
		}
	}
	return false
}

// suffix reads .ti,ab. and returns its length and codes; 0 when s begins with
// something else.
func (x *ovidLexer) suffix(s string) (int, string) {
	if s[0] == ':' {
		return colonSuffix(s)
	}
	if s[0] != '.' {
		return 0, ""
	}
	m := ovidCodeRE.FindStringSubmatchIndex(s)
	if m == nil {
		return 0, ""
	}
	_, known := findOvidField(strings.ToLower(s[m[2]:m[3]]))
	end := m[1]
	for range mostCodes {
		more := ovidMoreRE.FindStringSubmatchIndex(s[end:])
		if more == nil {
			break
		}
		if _, ok := findOvidField(strings.ToLower(s[end+more[2] : end+more[3]])); !ok && s[end] == '.' {
			break
		}
		end += more[1]
	}
	codes := s[m[2]:end]
	dotted := false
	if rest := strings.TrimLeft(s[end:], " "); strings.HasPrefix(rest, ".") && (known || s[end] == '.') {
		end, dotted = len(s)-len(rest)+1, true
	}
	if strings.HasPrefix(s[end:], ",") {
		end++
	}
	if !endsTerm(s[end:]) || !known && (!dotted || s[1] == ' ' || m[3]-m[2] > 3) {
		return 0, ""
	}
	return end, codes
}

// colonSuffix reads :ti,ab,kw as Cochrane and Embase write it.
func colonSuffix(s string) (int, string) {
	m := colonSuffixRE.FindString(s)
	if m == "" || !endsTerm(s[len(m):]) {
		return 0, ""
	}
	_, unknown := ovidTag(m[1:], Span{})
	if unknown != "" {
		return 0, ""
	}
	return len(m), m[1:]
}

// endsTerm reports whether a term can end before s.
func endsTerm(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case size == 0, unicode.IsSpace(r), r == ')', r == '(', r == '[', r == '"', r == ';':
		return true
	}
	word := strings.ToLower(firstWord(s))
	return word == "or" || word == "and" || word == "not"
}

// firstWord returns the letters at the beginning of s, eight bytes at most.
func firstWord(s string) string {
	s = s[:min(len(s), 8)]
	if end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		return s[:end]
	}
	return s
}

// slash reads the / behind a heading with its subheadings and returns its
// length and the codes; 0 when the / is part of a word, as in HIV/AIDS.
func (x *ovidLexer) slash(s string) (int, string) {
	if s == "" || s[0] != '/' {
		return 0, ""
	}
	after := strings.TrimLeft(s[1:], " \t")
	if word := firstWord(after); strings.EqualFold(word, "exp") && endsTerm(after[len(word):]) && (word == "EXP" || s[1] != ' ') {
		return len(s) - len(after) + len(word), "exp"
	}
	if m := ovidSubsRE.FindStringSubmatchIndex(s); m != nil && endsTerm(s[m[1]:]) {
		first := strings.ToLower(s[m[2] : m[2]+2])
		_, known := subheadingName(first)
		if s[1] != ' ' && first != "or" || known && s[1] == ' ' && first != "to" && first != "in" {
			return m[1], s[m[2]:m[3]]
		}
	}
	if endsTerm(s[1:]) {
		return 1, ""
	}
	if len(s) > 1 && (s[1] == '.' || s[1] == ',') && endsTerm(s[2:]) {
		return 2, ""
	}
	return 0, ""
}

// word reads a run of characters up to a space, parenthesis, quotation mark,
// suffix or slash, and says whether it is an operator.
func (x *ovidLexer) word(l ovidLexeme) ovidLexeme {
	for i := x.at; ; {
		if i >= len(x.src) {
			x.at = len(x.src)
			break
		}
		r, size := utf8.DecodeRuneInString(x.src[i:])
		stop := unicode.IsSpace(r) || r == '(' || r == ')' || r == '"' || isCurlyQuote(r)
		if (r == '.' || r == ':') && i > l.start {
			n, _ := x.suffix(x.src[i:])
			stop = n > 0
		}
		if r == '/' && i > l.start {
			n, _ := x.slash(x.src[i:])
			stop = n > 0
		}
		if r == '[' && i > l.start && !isWordRune(rune(x.src[i-1])) {
			stop = true
		}
		if stop {
			x.at = i
			break
		}
		i += size
	}
	l.text = x.src[l.start:x.at]
	l.kind = ovidWord
	if strings.Trim(l.text, ".,;") == "" {
		l.kind = ovidRemark
		return l
	}
	switch low := strings.ToLower(l.text); {
	case low == "and" || low == "or" || low == "not":
		l.kind, l.text = ovidOp, strings.ToUpper(low)
	case low == "exp" && x.prev != ovidWord && x.prev != ovidQuote:
		l.kind = ovidExp
	case ovidAdjRE.MatchString(low) && x.afterOperand():
		l.kind, l.text = ovidAdj, low
	}
	return l
}
