package results

import "strings"

// spreadKind is what follows ± in this text.
type spreadKind uint8

const (
	spreadUnknown spreadKind = iota
	spreadSD
	spreadSE
)

// reader walks over the tokens of one field.
type reader struct {
	field, text string
	toks        []token
	known       known
	spread      spreadKind
	items       []item // numbers of arms, in order
	effects     []effect
	labels      []label
	used        []bool
	out         []Proposal
}

// longestSentence is how many tokens are read together; what goes on without a
// full stop is read in pieces, which keeps the work linear.
const longestSentence = 600

// read runs the passes over one field, sentence by sentence.
func (r *reader) read() {
	r.used = make([]bool, len(r.toks))
	r.learnSpread()
	for from := 0; from < len(r.toks); {
		to := from
		for to < len(r.toks) && to < from+longestSentence && r.toks[to].sentence == r.toks[from].sentence {
			to++
		}
		r.sentence(from, to)
		from = to
	}
}

// sentence reads tokens from..to.
func (r *reader) sentence(from, to int) {
	if !r.hasNumber(from, to) {
		return
	}
	r.items, r.effects, r.labels = r.items[:0], r.effects[:0], r.labels[:0]
	r.readEffects(from, to)
	r.readItems(from, to)
	if len(r.items) == 0 && len(r.effects) == 0 {
		return
	}
	r.readLabels(from, to)
	r.assemble(from, to)
}

func (r *reader) hasNumber(from, to int) bool {
	for i := from; i < to; i++ {
		if r.toks[i].kind == number {
			return true
		}
	}
	return false
}

// learnSpread looks for what the text says follows ±: "mean ± SD".
func (r *reader) learnSpread() {
	for i := range r.toks {
		if !r.isSign(i, "+") {
			continue
		}
		for j := i + 1; j <= i+3; j++ {
			switch {
			case r.isWord(j, wSE) || r.isWord(j, wMeasureWord) && r.says(j, "standard") && r.says(j+1, "error"):
				r.spread = spreadSE
			case r.isWord(j, wSD), r.says(j, "standard") && r.isWord(j+1, wSD):
				if r.spread == spreadUnknown {
					r.spread = spreadSD
				}
			default:
				continue
			}
			break
		}
	}
}

// at returns token i, or an empty sign outside the text.
func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.toks) {
		return token{sentence: -1}
	}
	return r.toks[i]
}

func (r *reader) isSign(i int, chars string) bool { return r.at(i).isSign(chars) }

func (r *reader) isWord(i int, f meaning) bool {
	t := r.at(i)
	return t.kind == word && t.entry.is(f)
}

// says reports whether token i is the word w, given in lower case.
func (r *reader) says(i int, w string) bool {
	t := r.at(i)
	return t.kind == word && int(t.end-t.start) == len(w) && strings.EqualFold(r.text[t.start:t.end], w)
}

func (r *reader) isNumber(i int) bool { return r.at(i).kind == number && !r.at(i).odd }

// free reports a number that no other reader took.
func (r *reader) free(i int) bool { return r.isNumber(i) && !r.used[i] }

// whole reports a number without decimals or sign.
func (r *reader) whole(i int) bool {
	t := r.at(i)
	return t.kind == number && !t.odd && t.decimals == 0
}

// quote is the text from token a to token b.
func (r *reader) quote(a, b int) string {
	if a < 0 || b < a || b >= len(r.toks) {
		return ""
	}
	return r.text[r.toks[a].start:r.toks[b].end]
}

func (r *reader) span(role string, a, b int) Span {
	start, end := int(r.toks[a].start), int(r.toks[b].end)
	return Span{Role: role, Field: r.field, Start: start, End: end, Quote: r.text[start:end]}
}

func (r *reader) use(a, b int) {
	for i := max(a, 0); i <= b && i < len(r.used); i++ {
		r.used[i] = true
	}
}

// signed reads the number at i with the minus sign right before it, and
// returns the token where it starts. A hyphen between two numbers, or glued to
// a word, is no minus.
func (r *reader) signed(i int) (v float64, first int) {
	v = r.toks[i].value
	if r.isSign(i-1, "-") && !r.toks[i].spaced && (r.at(i-1).spaced || r.isSign(i-2, "([=:,;-")) || r.isSign(i-1, "-") && i == 1 {
		return -v, i - 1
	}
	if r.isSign(i-1, "-") && (r.isWord(i-2, wMeasureWord) || r.isSign(i-2, "=[")) { // "RD - 0.7"
		return -v, i - 1
	}
	return v, i
}
