package query

// Interval is where a text node matches: the positions of its first and last
// word.
type Interval struct{ First, Last int }

// Intervals returns every match of a text node (Word, Prefix, Wildcard,
// Phrase, Near, or an Or of these) in the tokens of one field. It is the
// definition of phrase and proximity search, by trying all combinations.
func Intervals(n Node, tokens []Token) []Interval {
	var out []Interval
	switch n := n.(type) {
	case *Word:
		return wordIntervals(tokens, n.Text)
	case *Prefix:
		return wordIntervals(tokens, n.Stem+"*")
	case *Wildcard:
		return wordIntervals(tokens, n.Pattern)
	case *Phrase:
		return phraseIntervals(tokens, n.Words)
	case *Or:
		for _, c := range n.Operands {
			out = append(out, Intervals(c, tokens)...)
		}
	case *Near:
		lists := make([][]Interval, len(n.Operands))
		for i, c := range n.Operands {
			if lists[i] = Intervals(c, tokens); len(lists[i]) == 0 {
				return nil
			}
		}
		seen := map[Interval]bool{}
		pick(n, lists, nil, func(iv Interval) {
			if !seen[iv] {
				seen[iv] = true
				out = append(out, iv)
			}
		})
	}
	return out
}

func wordIntervals(tokens []Token, pattern string) []Interval {
	var out []Interval
	for _, t := range tokens {
		if MatchPattern(pattern, t.Term) {
			out = append(out, Interval{t.Pos, t.Pos})
		}
	}
	return out
}

func phraseIntervals(tokens []Token, words []string) []Interval {
	var out []Interval
	for i := 0; i+len(words) <= len(tokens); i++ {
		ok := tokens[i+len(words)-1].Pos == tokens[i].Pos+len(words)-1
		for j := 0; ok && j < len(words); j++ {
			ok = MatchPattern(words[j], tokens[i+j].Term)
		}
		if ok {
			out = append(out, Interval{tokens[i].Pos, tokens[i].Pos + len(words) - 1})
		}
	}
	return out
}

// pick tries one interval of each list and reports those picks that are close
// enough, do not overlap and, if asked, are in order.
func pick(n *Near, lists [][]Interval, chosen []Interval, found func(Interval)) {
	if len(chosen) == len(lists) {
		found(hull(chosen))
		return
	}
	for _, iv := range lists[len(chosen)] {
		if fits(n, chosen, iv) {
			pick(n, lists, append(chosen[:len(chosen):len(chosen)], iv), found)
		}
	}
}

// fits reports whether iv can join the chosen intervals. The distance is
// checked over the complete pick only, since operands yet to come fill gaps;
// an early check allows for nothing of that and bounds only the sum.
func fits(n *Near, chosen []Interval, iv Interval) bool {
	for _, c := range chosen {
		if iv.First <= c.Last && c.First <= iv.Last {
			return false
		}
	}
	if n.Ordered && len(chosen) > 0 && iv.First <= chosen[len(chosen)-1].Last {
		return false
	}
	if len(chosen)+1 < len(n.Operands) {
		return true
	}
	all := append(chosen[:len(chosen):len(chosen)], iv)
	h := hull(all)
	between := h.Last - h.First + 1
	for _, c := range all {
		between -= c.Last - c.First + 1
	}
	return between <= n.N
}

func hull(ivs []Interval) Interval {
	h := ivs[0]
	for _, iv := range ivs[1:] {
		h.First, h.Last = min(h.First, iv.First), max(h.Last, iv.Last)
	}
	return h
}
