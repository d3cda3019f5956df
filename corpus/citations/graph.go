package citations

import (
	"cmp"
	"slices"
	"strings"

	"appraise/corpus"
)

// Work is one report with its description and reference list.
type Work struct {
	Report corpus.ReportID
	Item   corpus.Item
}

// Node is a publication: a report of the library, or a work that only
// reference lists name.
type Node struct {
	Report   corpus.ReportID `json:"report,omitempty"` // "" when it is not in the library
	DOI      corpus.DOI      `json:"doi,omitempty"`
	PMID     corpus.PMID     `json:"pmid,omitempty"`
	PMCID    corpus.PMCID    `json:"pmcid,omitempty"`
	OpenAlex string          `json:"openalex,omitempty"` // W2741809807
	Text     string          `json:"text,omitempty"`     // as a reference list has it, or the title of the report
}

// Key names the node for sorting and for people: the report, else the first
// identifier, else the words.
func (n Node) Key() string {
	switch {
	case n.Report != "":
		return string(n.Report)
	case n.DOI != "":
		return "doi:" + string(n.DOI)
	case n.PMID != "":
		return "pmid:" + string(n.PMID)
	case n.PMCID != "":
		return "pmcid:" + string(n.PMCID)
	case n.OpenAlex != "":
		return "openalex:" + n.OpenAlex
	}
	return "text:" + n.Text
}

// InLibrary reports whether the node is a report of the library.
func (n Node) InLibrary() bool { return n.Report != "" }

// Stats counts what became of the references.
type Stats struct {
	Reports    int `json:"reports"`    // in the library
	WithList   int `json:"with_list"`  // of these, with a reference list
	References int `json:"references"` // entries of all lists
	Inside     int `json:"inside"`     // joined to a report of the library
	ByWords    int `json:"by_words"`   // of these, by title, year and author
	Repeated   int `json:"repeated"`   // named twice by one list, counted once
	Itself     int `json:"itself"`     // a report that names itself, left out
	Empty      int `json:"empty"`      // without identifier and words, left out
}

// Link is how one citation was joined.
type Link struct {
	From  corpus.ReportID `json:"from"`
	To    Node            `json:"to"`
	Match *Match          `json:"match,omitempty"` // for those joined by words
}

// Conflict is a citation whose identifiers belong to two different reports;
// it was joined by the first of DOI, PMID, PMCID that is known.
type Conflict struct {
	From  corpus.ReportID `json:"from"`
	Cited corpus.Citation `json:"cited"`
	Also  corpus.ReportID `json:"also"` // the report that another of its identifiers names
}

// Graph says who cites whom.
type Graph struct {
	nodes     []Node
	cites     [][]int // of each node, the nodes it cites, in the order of its list
	citedBy   [][]int // of each node, the nodes that cite it
	at        map[corpus.ReportID]int
	stats     Stats
	conflicts []Conflict
	byWords   []Link
}

// Stats counts what the graph was built from.
func (g *Graph) Stats() Stats { return g.stats }

// Conflicts lists citations whose identifiers disagree.
func (g *Graph) Conflicts() []Conflict { return slices.Clone(g.conflicts) }

// ByWords lists the citations that were joined by title, year and author,
// with the score and the reasons.
func (g *Graph) ByWords() []Link { return slices.Clone(g.byWords) }

// Node returns the node of a report.
func (g *Graph) Node(id corpus.ReportID) (Node, bool) {
	i, ok := g.at[id]
	if !ok {
		return Node{}, false
	}
	return g.nodes[i], true
}

// Traced is a work that seeds lead to.
type Traced struct {
	Node  Node              `json:"node"`
	Seeds []corpus.ReportID `json:"seeds"` // those that lead to it, in the order they were given
}

// Backward lists the works that the seeds cite; the most often cited first.
// Seeds that cite each other are in it.
func (g *Graph) Backward(seeds ...corpus.ReportID) []Traced { return g.trace(g.cites, seeds) }

// Forward lists the works that cite the seeds. It knows only those whose
// reference lists are in the library.
func (g *Graph) Forward(seeds ...corpus.ReportID) []Traced { return g.trace(g.citedBy, seeds) }

func (g *Graph) trace(next [][]int, seeds []corpus.ReportID) []Traced {
	found := map[int][]corpus.ReportID{}
	for i, id := range seeds {
		from, ok := g.at[id]
		if !ok || slices.Contains(seeds[:i], id) {
			continue
		}
		for _, to := range next[from] {
			found[to] = append(found[to], id)
		}
	}
	out := make([]Traced, 0, len(found))
	for i, by := range found {
		out = append(out, Traced{g.nodes[i], by})
	}
	slices.SortFunc(out, func(a, b Traced) int {
		return cmp.Or(cmp.Compare(len(b.Seeds), len(a.Seeds)), strings.Compare(a.Node.Key(), b.Node.Key()))
	})
	return out
}

// Citing is one work that cites another one which somebody has marked.
type Citing struct {
	Report corpus.ReportID `json:"report"`
	Cited  Node            `json:"cited"`
}

// Citing lists the reports that cite a work for which marked is true, such as
// one that was retracted, inside the library or not.
func (g *Graph) Citing(marked func(Node) bool) []Citing {
	var out []Citing
	for i, n := range g.nodes {
		if len(g.citedBy[i]) == 0 || !marked(n) {
			continue
		}
		for _, by := range g.citedBy[i] {
			out = append(out, Citing{g.nodes[by].Report, n})
		}
	}
	slices.SortFunc(out, func(a, b Citing) int {
		return cmp.Or(strings.Compare(string(a.Report), string(b.Report)), strings.Compare(a.Cited.Key(), b.Cited.Key()))
	})
	return out
}
