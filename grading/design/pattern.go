package design

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Cues are written as phrases in this notation:
//
//	double blind        these words, in this order, in one sentence
//	double|single       either word
//	{people}            any word of the class of that name, see classes
//	..3                 up to three other words
//	#                   a number
//	^                   the first word of the field
//	a b / c d           either phrase
//
// Case, hyphens and punctuation do not matter.

// element is one step of a compiled phrase.
type element struct {
	words  map[int32]struct{}
	number bool
	gap    int // up to so many words before this one
}

// phrase is one compiled alternative of a cue.
type phrase struct {
	cue      int
	first    bool // only at the start of the field
	elements []element
}

// book is the compiled list of cues.
type book struct {
	words   map[string]int32
	cues    []cue
	byWord  [][]phrase // phrases by the vocabulary number of their first word
	numbers []phrase   // phrases that begin with a number
}

var lexicon = compile(slices.Concat(trialCues, maskCues, reviewCues, observationalCues, settingCues, flagCues))

// compile builds the book from the literal tables. It runs once, when the
// package is loaded, and panics on a misspelt table, which any test shows.
func compile(cues []cue) *book {
	b := &book{words: map[string]int32{}, cues: cues}
	for _, name := range slices.Sorted(maps.Keys(classes)) {
		for _, w := range strings.Fields(classes[name]) {
			b.number(w)
		}
	}
	for i, c := range cues {
		for alternative := range strings.SplitSeq(c.words, " / ") {
			b.add(i, alternative)
		}
	}
	return b
}

// number returns the vocabulary number of a word.
func (b *book) number(w string) int32 {
	n, ok := b.words[w]
	if !ok {
		n = int32(len(b.words) + 1)
		b.words[w] = n
	}
	for len(b.byWord) <= int(n) {
		b.byWord = append(b.byWord, nil)
	}
	return n
}

// add compiles one alternative of a cue.
func (b *book) add(cue int, text string) {
	p := phrase{cue: cue}
	gap := 0
	for step := range strings.FieldsSeq(text) {
		switch {
		case step == "^":
			p.first = true
		case strings.HasPrefix(step, ".."):
			n, err := strconv.Atoi(step[2:])
			if err != nil || len(p.elements) == 0 {
				panic(fmt.Sprintf("design: gap %q in cue %q", step, text))
			}
			gap = n
		default:
			e := b.element(step, text)
			e.gap, gap = gap, 0
			p.elements = append(p.elements, e)
		}
	}
	if p.elements[0].number {
		b.numbers = append(b.numbers, p)
	}
	for w := range p.elements[0].words {
		b.byWord[w] = append(b.byWord[w], p)
	}
}

// element compiles one step.
func (b *book) element(step, text string) element {
	e := element{words: map[int32]struct{}{}}
	for w := range strings.SplitSeq(step, "|") {
		name, isClass := strings.CutPrefix(w, "{")
		switch {
		case w == "#":
			e.number = true
		case isClass:
			list, ok := classes[strings.TrimSuffix(name, "}")]
			if !ok {
				panic(fmt.Sprintf("design: class %q in cue %q", w, text))
			}
			for _, member := range strings.Fields(list) {
				e.words[b.number(member)] = struct{}{}
			}
		default:
			e.words[b.number(w)] = struct{}{}
		}
	}
	return e
}

func (e element) takes(t token) bool {
	if e.number && t.digits {
		return true
	}
	if t.word == 0 {
		return false
	}
	_, ok := e.words[t.word]
	return ok
}

// match tries the phrase at token i and returns its last token.
func (p phrase) match(toks []token, i int) (last int, ok bool) {
	if p.first && i > 0 {
		return 0, false
	}
	return p.rest(toks, i, 1)
}

// rest matches the elements from k on after token i. Gaps are short and
// phrases have at most two, so that the work per token is bounded.
func (p phrase) rest(toks []token, i, k int) (last int, ok bool) {
	if k == len(p.elements) {
		return i, true
	}
	e := p.elements[k]
	for j := i + 1; j <= i+1+e.gap && j < len(toks) && toks[j].sentence == toks[i].sentence; j++ {
		if e.takes(toks[j]) {
			if last, ok := p.rest(toks, j, k+1); ok {
				return last, true
			}
		}
	}
	return 0, false
}
