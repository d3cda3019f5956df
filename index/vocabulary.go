package index

import (
	"slices"
	"strings"
	"sync"

	"appraise/index/lexicon"
	"appraise/index/query"
)

// vocabulary is the lexicon by the stems that this package compares.
type vocabulary struct {
	empty   map[string]bool      // words
	general map[string]bool      // stems
	names   map[string][]kinName // by the stems of a name, all names of what it is, itself first
	longest int                  // words of the longest name
}

// kinName is one name of a thing.
type kinName struct {
	text  string
	stems string          // with blanks between
	forms []*query.Phrase // how several words stand beside each other; nil of one
}

// vocabularyOf makes the vocabulary when it is first needed.
var vocabularyOf = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{empty: map[string]bool{}, general: map[string]bool{}, names: map[string][]kinName{}}
	for _, w := range lexicon.Empty() {
		v.empty[w] = true
	}
	for _, w := range lexicon.General() {
		v.general[stem(w)] = true
	}
	for _, c := range lexicon.Concepts() {
		names, kinds := kinNames(c.Names), kinNames(c.Kinds)
		for _, n := range names {
			v.add(n, names, kinds)
		}
		for _, n := range kinds {
			v.add(n, names)
		}
	}
	return v
})

// add notes under which other names n goes.
func (v *vocabulary) add(n kinName, lists ...[]kinName) {
	all := v.names[n.stems]
	if all == nil {
		all = []kinName{n}
		v.longest = max(v.longest, 1+strings.Count(n.stems, " "))
	}
	for _, o := range slices.Concat(lists...) {
		if !slices.ContainsFunc(all, func(k kinName) bool { return k.stems == o.stems }) {
			all = append(all, o)
		}
	}
	v.names[n.stems] = all
}

func kinNames(terms []lexicon.Term) []kinName {
	out := make([]kinName, len(terms))
	for i, t := range terms {
		stems := make([]string, len(t))
		for k, w := range t {
			stems[k] = stem(w)
		}
		out[i] = kinName{text: t.String(), stems: strings.Join(stems, " ")}
		if len(t) > 1 {
			out[i].forms = []*query.Phrase{{Words: t}, {Words: otherNumber(t)}}
		}
	}
	return out
}

// otherNumber puts a name in the plural, or in the singular when it has an s.
func otherNumber(t lexicon.Term) []string {
	words := slices.Clone(t)
	last := &words[len(words)-1]
	if one, ok := strings.CutSuffix(*last, "s"); ok {
		*last = one
	} else {
		*last += "s"
	}
	return words
}

// naming is a name that stands in a sentence.
type naming struct {
	text   string
	weight float64
	names  []kinName
}

// named finds the names in a sentence: none that is part of a longer one, and
// each once.
func (v *vocabulary) named(tokens []query.Token) []naming {
	stems := make([]string, len(tokens))
	for i, t := range tokens {
		stems[i] = stem(t.Term)
	}
	var out []naming
	end := 0 // of what is named so far
	for from := range tokens {
		for to := min(from+v.longest, len(tokens)); to > max(from, end); to-- {
			names := v.names[strings.Join(stems[from:to], " ")]
			if names == nil || v.allEmpty(tokens[from:to]) {
				continue
			}
			end = to
			if slices.ContainsFunc(out, func(n naming) bool { return n.names[0].stems == names[0].stems }) {
				break
			}
			n := naming{names: names, weight: generalWeight}
			var words []string
			for i, t := range tokens[from:to] {
				words = append(words, t.Term)
				if !v.general[stems[from+i]] {
					n.weight = 1
				}
			}
			n.text = strings.Join(words, " ")
			out = append(out, n)
			break
		}
	}
	return out
}

// field returns the names of all that is named by one of the names.
func (v *vocabulary) field(names []kinName) []kinName {
	out := slices.Clone(names)
	seen := map[string]bool{}
	for _, n := range names {
		seen[n.stems] = true
	}
	for _, n := range names {
		for _, o := range v.names[n.stems] {
			if !seen[o.stems] {
				seen[o.stems] = true
				out = append(out, o)
			}
		}
	}
	return out
}

func (v *vocabulary) allEmpty(tokens []query.Token) bool {
	return !slices.ContainsFunc(tokens, func(t query.Token) bool { return !v.empty[t.Term] })
}
