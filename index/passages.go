package index

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"appraise/index/query"
)

// How long passages are and how many there are of one document.
const (
	passageWords = 32 // of abstracts and pages; titles are whole
	maxPassages  = 4
)

// Passages returns stretches of a document's own text in which words of a
// query stand, the words marked. Of a ranked search, words are marked that
// have the same stem.
func Passages(node query.Node, d *Document) []Passage {
	h := newMarker(node)
	if len(h.words) == 0 && len(h.patterns) == 0 {
		return nil
	}
	var out []Passage
	if p, ok := h.whole("title", "", d.Title); ok {
		out = append(out, p)
	}
	for _, text := range paragraphs(d.Abstract) {
		if p, ok := h.best("abstract", sectionLabel(text), text); ok {
			out = append(out, p)
		}
	}
	for _, page := range d.Pages {
		if len(out) >= maxPassages {
			break
		}
		place := page.File
		if page.Number > 0 {
			place += ", page " + strconv.Itoa(page.Number)
		}
		if p, ok := h.best("page", place, page.Text); ok {
			out = append(out, p)
		}
	}
	return h.fewest(out)
}

var labelRE = regexp.MustCompile(`^\s*([A-Z][A-Za-z&/,' -]{2,60}?):\s`)

// sectionLabel returns the label a paragraph of an abstract begins with.
func sectionLabel(text string) string {
	if m := labelRE.FindStringSubmatch(text); m != nil && len(strings.Fields(m[1])) <= 6 {
		return m[1]
	}
	return ""
}

// marker finds the words of a query in a text.
type marker struct {
	words    map[string]bool // folded words
	stems    map[string]bool // of words that are ranked
	patterns []string
	phrases  []query.Node
}

func newMarker(node query.Node) *marker {
	m := &marker{words: map[string]bool{}, stems: map[string]bool{}}
	plain := query.Plain(node)
	m.collect(node, plain)
	return m
}

func (m *marker) collect(node query.Node, plain bool) {
	query.Walk(node, func(n query.Node) bool {
		switch n := n.(type) {
		case *query.Word:
			if !plain || !emptyWord(n) {
				m.words[n.Text] = true
				if plain {
					m.stems[stem(n.Text)] = true
				}
			}
		case *query.Prefix:
			m.patterns = append(m.patterns, n.Stem+"*")
		case *query.Wildcard:
			m.patterns = append(m.patterns, n.Pattern)
		case *query.Phrase:
			if plain {
				for _, w := range n.Words {
					m.stems[stem(w)] = true
					m.words[w] = true
				}
				return true
			}
			m.phrases = append(m.phrases, n)
			m.patterns = append(m.patterns, "")
		case *query.Near:
			m.phrases = append(m.phrases, n)
			m.patterns = append(m.patterns, "")
			return false
		case *query.Not:
			m.collect(n.Keep, plain)
			return false
		}
		return true
	})
}

// found marks the tokens of a text that the query asks for.
func (m *marker) found(tokens []query.Token) []bool {
	out := make([]bool, len(tokens))
	for i, t := range tokens {
		out[i] = m.words[t.Term] || len(m.stems) > 0 && m.stems[stem(t.Term)] ||
			slices.ContainsFunc(m.patterns, func(p string) bool { return p != "" && query.MatchPattern(p, t.Term) })
	}
	const most = 4000 // positions are compared by trying all; long pages are left to single words
	if len(tokens) > most {
		return out
	}
	for _, n := range m.phrases {
		m.markPhrase(n, tokens, out)
	}
	return out
}

// markPhrase marks the words of a phrase or proximity search where it holds.
func (m *marker) markPhrase(n query.Node, tokens []query.Token, out []bool) {
	near, ok := n.(*query.Near)
	if !ok {
		for _, iv := range query.Intervals(n, tokens) {
			for i := iv.First; i <= iv.Last && i < len(out); i++ {
				out[i] = true
			}
		}
		return
	}
	single := newMarker(&query.Or{Operands: near.Operands})
	single.phrases = nil
	marks := single.found(tokens)
	last := -1
	for i, on := range marks {
		if !on {
			continue
		}
		if last >= 0 && i-last-1 <= near.N {
			out[last], out[i] = true, true
		}
		last = i
	}
}

// whole returns a text with its marks.
func (m *marker) whole(field, place, text string) (Passage, bool) {
	tokens := query.Tokens(text)
	marks := m.found(tokens)
	if !slices.Contains(marks, true) {
		return Passage{}, false
	}
	return cut(field, place, text, tokens, marks, 0, len(tokens)), true
}

// best returns the stretch of a text with the most different words found.
func (m *marker) best(field, place, text string) (Passage, bool) {
	tokens := query.Tokens(text)
	marks := m.found(tokens)
	if !slices.Contains(marks, true) {
		return Passage{}, false
	}
	if len(tokens) <= passageWords*5/4 {
		return cut(field, place, text, tokens, marks, 0, len(tokens)), true
	}
	from, most := 0, -1
	for i, on := range marks {
		if !on {
			continue
		}
		start := max(0, min(i-passageWords/6, len(tokens)-passageWords))
		seen := map[string]bool{}
		score := 0
		for j := start; j < min(start+passageWords, len(tokens)); j++ {
			if marks[j] {
				score++
				if !seen[tokens[j].Term] {
					score += 3
				}
				seen[tokens[j].Term] = true
			}
		}
		if score > most {
			from, most = start, score
		}
	}
	return cut(field, place, text, tokens, marks, from, min(from+passageWords, len(tokens))), true
}

// cut takes the words from, inclusive, to to, exclusive, out of a text.
func cut(field, place, text string, tokens []query.Token, marks []bool, from, to int) Passage {
	start, end := 0, len(text)
	if from > 0 {
		start = tokens[from].Start
	}
	if to < len(tokens) {
		end = tokens[to-1].End
	}
	p := Passage{Field: field, Place: place, Text: text[start:end], Marks: [][2]int{}}
	for i := from; i < to; i++ {
		if !marks[i] {
			continue
		}
		a, b := tokens[i].Start-start, tokens[i].End-start
		if n := len(p.Marks); n > 0 && strings.TrimSpace(p.Text[p.Marks[n-1][1]:a]) == "" {
			p.Marks[n-1][1] = b
			continue
		}
		p.Marks = append(p.Marks, [2]int{a, b})
	}
	return p
}

// fewest keeps the passages with the most marks, in their order.
func (m *marker) fewest(list []Passage) []Passage {
	for len(list) > maxPassages {
		least := len(list) - 1
		for i := len(list) - 1; i > 0; i-- {
			if len(list[i].Marks) < len(list[least].Marks) {
				least = i
			}
		}
		list = slices.Delete(list, least, least+1)
	}
	return list
}
