package samplesize

import (
	"strings"
	"unicode/utf8"
)

// number takes digits with their thousands groups and, when there is one, the
// decimal part; a number with a decimal part or a leading zero is opaque.
func (s *scanner) number() {
	end, digits := s.pos, 0
	var v int64
	for end < len(s.text) && isDigit(s.text[end]) {
		v = addDigit(v, s.text[end])
		end++
		digits++
	}
	t := token{kind: numberToken, mate: -1, padded: digits > 1 && s.text[s.pos] == '0'}
	if digits <= 3 && v > 0 {
		for {
			n := groupAt(s.text, end)
			if n == 0 {
				break
			}
			for _, c := range []byte(s.text[end+n-3 : end+n]) {
				v = addDigit(v, c)
			}
			end += n
			t.grouped = true
		}
	}
	for {
		n := decimalsAt(s.text, end)
		if n == 0 {
			break
		}
		end += n
		t.opaque = true
	}
	if v > maxCount {
		t.opaque = true
		v = maxCount
	}
	t.value = int32(v)
	s.add(t, end-s.pos)
}

func addDigit(v int64, c byte) int64 {
	if v > maxCount {
		return v
	}
	return v*10 + int64(c-'0')
}

// separators of thousands; the ordinary space is left to joinNumbers, which
// asks what follows.
var separators = []string{",", "\u2009", "\u202f", "\u00a0", "\u2007", "\u2008", "\u2006", "\u2005", "'", "’", "，"}

// groupAt returns the length of a separator and its three digits at pos, or 0.
func groupAt(s string, pos int) int {
	for _, sep := range separators {
		if !strings.HasPrefix(s[pos:], sep) {
			continue
		}
		n := len(sep)
		rest := s[pos+n:]
		if len(rest) >= 3 && isDigit(rest[0]) && isDigit(rest[1]) && isDigit(rest[2]) && (len(rest) == 3 || !isDigit(rest[3])) {
			return n + 3
		}
	}
	return 0
}

// decimalsAt returns the length of a decimal part at pos, or 0: a point (also
// raised) or a comma that is not a thousands separator, and digits.
func decimalsAt(s string, pos int) int {
	if pos >= len(s) {
		return 0
	}
	n := 1
	if s[pos] != '.' && s[pos] != ',' {
		r, size := utf8.DecodeRuneInString(s[pos:])
		if r != '·' && r != '∙' && r != '‧' && r != '⋅' && r != '・' {
			return 0
		}
		n = size
	}
	k := n
	for pos+k < len(s) && isDigit(s[pos+k]) {
		k++
	}
	if k == n {
		return 0
	}
	return k
}

// joinNumbers turns number words into number tokens, "62 thousand" into one
// and "18 924 patients" into one, in place from the token at from on.
func joinNumbers(toks []token, from int) []token {
	out := from
	for i := from; i < len(toks); {
		t := toks[i]
		n := 1
		switch {
		case t.kind == wordToken && t.class&numWord != 0:
			t, n = spelledNumber(toks, i)
		case t.kind == numberToken:
			t, n = joinedNumber(toks, i)
		}
		toks[out] = t
		out++
		i += n
	}
	return toks[:out]
}

// spelledNumber reads the longest number in words at i: "two hundred and
// twelve", "Twenty-six". Words that do not continue a number start a new one.
func spelledNumber(toks []token, i int) (token, int) {
	var p numeral
	t := toks[i]
	used := 0
	if t.value >= 100 && i > 0 && toks[i-1].word == "a" {
		p.cur, p.last = 1, 1 // "a hundred"
	}
	for j := i; j < len(toks); {
		w := &toks[j]
		if w.kind != wordToken || w.class&numWord == 0 || !p.take(w.value) {
			break
		}
		used = j + 1 - i
		t.end = w.end
		j = numberGlue(toks, j+1, p.last)
	}
	if used == 0 {
		return t, 1
	}
	t.kind, t.class, t.word, t.spelled = numberToken, 0, "", true
	t.value = int32(min(p.total(), maxCount))
	t.opaque = p.total() > maxCount
	return t, used
}

// numberGlue skips what may stand inside a number in words: a hyphen, and
// after hundred, thousand or million "and" or a comma.
func numberGlue(toks []token, j int, last int32) int {
	for k := 0; k < 3 && j+1 < len(toks); k++ {
		t := &toks[j]
		big := last >= 100
		if t.kind == punctToken && (t.mark == '-' || t.mark == ',' && last >= 1000) || big && t.kind == wordToken && t.word == "and" {
			j++
		}
	}
	return j
}

// numeral adds up a number in words.
type numeral struct {
	sum, cur int64
	last     int32 // the word taken last, 0 at the start
	scale    int64 // the smallest of thousand and million taken so far
}

func (p *numeral) total() int64 { return p.sum + p.cur }

// take accepts w when it can follow what was taken.
func (p *numeral) take(w int32) bool {
	switch {
	case w >= 1000:
		if p.last >= 1000 || p.last == 0 || p.scale != 0 && int64(w) >= p.scale || p.cur == 0 {
			return false
		}
		p.sum += p.cur * int64(w)
		p.cur, p.scale = 0, int64(w)
	case w == 100:
		if p.last == 0 || p.last >= 100 || p.cur >= 100 {
			return false
		}
		p.cur *= 100
	case w >= 20:
		if p.last != 0 && p.last < 100 {
			return false
		}
		p.cur += int64(w)
	default:
		if p.last != 0 && p.last < 20 || p.last >= 20 && p.last < 100 && w >= 10 {
			return false
		}
		p.cur += int64(w)
	}
	p.last = w
	return true
}

// joinedNumber reads figures at i together with a following "thousand" or
// "million", or with a group of three digits after an ordinary space when a
// noun that can be counted follows.
func joinedNumber(toks []token, i int) (token, int) {
	t := toks[i]
	if i+1 >= len(toks) {
		return t, 1
	}
	next := &toks[i+1]
	if next.kind == wordToken && next.value >= 1000 && !next.glued {
		if t.opaque || int64(t.value)*int64(next.value) > maxCount {
			t.opaque = true
			return t, 1
		}
		t.value *= next.value
		t.end = next.end
		return t, 2
	}
	n := 1
	for !t.opaque && !t.padded && spaceGroup(toks, i, i+n) {
		if int64(t.value)*1000+int64(toks[i+n].value) > maxCount {
			break
		}
		t.value = t.value*1000 + toks[i+n].value
		t.end = toks[i+n].end
		t.grouped = true
		n++
	}
	return t, n
}

// spaceGroup reports whether the token at j continues the number that starts
// at i as a thousands group after an ordinary space.
func spaceGroup(toks []token, i, j int) bool {
	if j >= len(toks) {
		return false
	}
	first, t := &toks[i], &toks[j]
	if t.kind != numberToken || t.opaque || t.glued || t.grouped || t.end-t.start != 3 ||
		first.value == 0 || first.value > 999 || first.grouped || first.end-first.start > 3 {
		return false
	}
	if toks[j-1].end+1 != t.start {
		return false
	}
	if i >= 2 && toks[i-1].kind == punctToken && toks[i-1].mark == '=' && toks[i-2].word == "n" {
		return true
	}
	return nounWithin(toks, j+1, 4)
}

// nounWithin looks for a noun that can be counted among the next words, with
// nothing but words in between.
func nounWithin(toks []token, j, reach int) bool {
	for k := j; k < len(toks) && k < j+reach; k++ {
		t := &toks[k]
		if t.kind == numberToken && t.end-t.start == 3 && !t.glued {
			continue // a further group
		}
		if t.kind != wordToken {
			if t.kind == punctToken && t.mark == '-' {
				continue
			}
			return false
		}
		if t.class&(person|weakPerson|bodyUnit|study|cluster) != 0 {
			return true
		}
		if t.class&(prep|be|joiner|timeUnit|measure) != 0 {
			return false
		}
	}
	return false
}
