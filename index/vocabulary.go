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
	empty   map[string]bool // words
	general map[string]bool // stems
	things  []kin           // by their names
	at      map[string][]at // by the stems of a name, where it stands in them
	longest int             // words of the longest name
}

// kin is a thing with its names and the kinds of it.
type kin struct{ names, kinds []kinName }

// kinName is one name of a thing.
type kinName struct {
	text  string
	stems string          // with blanks between
	forms []*query.Phrase // how several words stand beside each other; nil of one
}

// at is where a name stands.
type at struct {
	thing int
	own   kinName
	kind  bool // it is of a kind of the thing
}

// vocabularyOf makes the vocabulary when it is first needed.
var vocabularyOf = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{empty: map[string]bool{}, general: map[string]bool{}, at: map[string][]at{}}
	for _, w := range lexicon.Empty() {
		v.empty[w] = true
	}
	for _, w := range lexicon.General() {
		v.general[stem(w)] = true
	}
	for i, c := range lexicon.Concepts() {
		k := kin{kinNames(c.Names), kinNames(c.Kinds)}
		v.things = append(v.things, k)
		for _, n := range k.names {
			v.at[n.stems] = append(v.at[n.stems], at{i, n, false})
		}
		for _, n := range k.kinds {
			v.at[n.stems] = append(v.at[n.stems], at{i, n, true})
		}
		for _, t := range slices.Concat(c.Names, c.Kinds) {
			v.longest = max(v.longest, len(t))
		}
	}
	return v
})

// names lists all names of what a name stands for, the name itself first: of a
// thing its names and those of its kinds, of a kind the names of the thing.
// There are none when it is no name.
func (v *vocabulary) names(stems string) []kinName {
	var out nameList
	for _, a := range v.at[stems] {
		out.add(a.own)
		out.add(v.things[a.thing].names...)
		if !a.kind {
			out.add(v.things[a.thing].kinds...)
		}
	}
	return out.names
}

// nameList is names without repetition.
type nameList struct {
	names []kinName
	seen  map[string]bool
}

func (l *nameList) add(names ...kinName) {
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	for _, n := range names {
		if !l.seen[n.stems] {
			l.seen[n.stems] = true
			l.names = append(l.names, n)
		}
	}
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
			names := v.names(strings.Join(stems[from:to], " "))
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
	var out nameList
	out.add(names...)
	for _, n := range names {
		out.add(v.names(n.stems)...)
	}
	return out.names
}

func (v *vocabulary) allEmpty(tokens []query.Token) bool {
	return !slices.ContainsFunc(tokens, func(t query.Token) bool { return !v.empty[t.Term] })
}
