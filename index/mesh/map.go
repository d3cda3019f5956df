package mesh

import (
	"strings"

	"appraise/index/query"
)

// Mapping says that words of a question were also searched as a heading.
type Mapping struct {
	At      query.Span `json:"-"`
	Words   string     `json:"words"`   // as searched
	Heading string     `json:"heading"` // name of the subject heading
	UI      string     `json:"ui"`
}

// longestTerm is how many words a name or entry term has at most that words
// beside each other are compared with.
const longestTerm = 8

// Map adds subject headings to a query as PubMed's automatic term mapping
// does: words beside each other, without field or quotation marks, that are
// together the name or an entry term of a heading find the heading, exploded,
// as well as the words. The longest run of words goes first. It returns what
// it did, which is to be shown; a query in which it finds nothing is returned
// as it is. PubMed's further tables (journals, authors) are not consulted.
func (t *Thesaurus) Map(n query.Node) (query.Node, []Mapping) {
	m := &mapper{t: t}
	return m.node(n), m.done
}

type mapper struct {
	t    *Thesaurus
	done []Mapping
}

func (m *mapper) node(n query.Node) query.Node {
	switch n := n.(type) {
	case *query.Word, *query.Phrase:
		if words, ok := plainWords(n); ok {
			if h := m.heading(words, []query.Node{n}); h != nil {
				return h
			}
		}
	case *query.And:
		if n.Implicit {
			return m.implicit(n)
		}
		return &query.And{At: n.At, Operands: m.all(n.Operands)}
	case *query.Or:
		return &query.Or{At: n.At, Operands: flat(m.all(n.Operands))}
	case *query.Not:
		return &query.Not{At: n.At, Keep: m.node(n.Keep), Drop: m.node(n.Drop)}
	}
	return n
}

func (m *mapper) all(list []query.Node) []query.Node {
	out := make([]query.Node, len(list))
	for i, n := range list {
		out[i] = m.node(n)
	}
	return out
}

// flat joins an Or within an Or with it.
func flat(list []query.Node) []query.Node {
	var out []query.Node
	for _, n := range list {
		if or, ok := n.(*query.Or); ok {
			out = append(out, or.Operands...)
		} else {
			out = append(out, n)
		}
	}
	return out
}

// implicit maps runs of words written beside each other.
func (m *mapper) implicit(n *query.And) query.Node {
	var out []query.Node
	for i := 0; i < len(n.Operands); {
		mapped, used := m.run(n.Operands[i:])
		out = append(out, mapped)
		i += used
	}
	if len(out) == 1 {
		return out[0]
	}
	return &query.And{At: n.At, Operands: out, Implicit: true}
}

// run maps the longest run of words at the beginning of a list.
func (m *mapper) run(list []query.Node) (query.Node, int) {
	var words [][]string
	for _, n := range list {
		w, ok := plainWords(n)
		if !ok || len(words) == longestTerm {
			break
		}
		words = append(words, w)
	}
	for k := len(words); k > 1; k-- {
		var joined []string
		for _, w := range words[:k] {
			joined = append(joined, w...)
		}
		if h := m.heading(joined, list[:k]); h != nil {
			return h, k
		}
	}
	return m.node(list[0]), 1
}

// heading returns the search for a heading or the words; nil when they are
// none.
func (m *mapper) heading(words []string, nodes []query.Node) query.Node {
	name := strings.Join(words, " ")
	d, ok := m.t.Find(name)
	if !ok {
		return nil
	}
	at := nodes[0].Span()
	at.End = nodes[len(nodes)-1].Span().End
	m.done = append(m.done, Mapping{At: at, Words: name, Heading: d.Name, UI: d.UI})
	text := nodes[0]
	if len(nodes) > 1 {
		text = &query.And{At: at, Operands: nodes, Implicit: true}
	}
	return &query.Or{At: at, Operands: []query.Node{text, &query.Heading{At: at, Name: d.Name, Explode: true}}}
}

// plainWords returns the words of a node that names no field and was not
// quoted.
func plainWords(n query.Node) ([]string, bool) {
	switch n := n.(type) {
	case *query.Word:
		return []string{n.Text}, n.Fields == 0 && !n.Quoted
	case *query.Phrase:
		for _, w := range n.Words {
			if query.LiteralPrefix(w) != w {
				return nil, false
			}
		}
		return n.Words, n.Fields == 0 && !n.Quoted
	}
	return nil, false
}
