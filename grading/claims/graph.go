package claims

import (
	"cmp"
	"slices"
	"strings"
)

// NodeKind says what a node of a dependency graph is.
type NodeKind string

// The kinds, from what is known of studies to what is printed.
const (
	NoticeNode     NodeKind = "notice"
	AppraisalNode  NodeKind = "appraisal"
	ExtractionNode NodeKind = "extraction"
	DecisionNode   NodeKind = "decision"
	ReportNode     NodeKind = "report"
	StudyNode      NodeKind = "study"
	BodyNode       NodeKind = "body" // question/outcome
	ClaimNode      NodeKind = "claim"
	BriefingNode   NodeKind = "briefing"
)

// Node is one thing that others rest on.
type Node struct {
	Kind NodeKind `json:"kind"`
	ID   string   `json:"id"`
}

// String reads "study prasad2012inversion".
func (n Node) String() string { return string(n.Kind) + " " + n.ID }

func compareNodes(a, b Node) int {
	return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.ID, b.ID))
}

// Graph says what rests on what. The zero value is an empty graph. It is not
// for several goroutines at once.
type Graph struct {
	at     map[Node]int
	nodes  []Node
	above  [][]int // places of the nodes that rest on a node
	sorted bool
}

// Rests records that upper rests on lower: a claim on a body, a body on a
// study, a study on an appraisal. Recording it twice changes nothing.
func (g *Graph) Rests(upper, lower Node) {
	u, l := g.place(upper), g.place(lower)
	g.above[l] = append(g.above[l], u)
	g.sorted = false
}

func (g *Graph) place(n Node) int {
	if g.at == nil {
		g.at = map[Node]int{}
	}
	i, ok := g.at[n]
	if !ok {
		i = len(g.nodes)
		g.at[n] = i
		g.nodes = append(g.nodes, n)
		g.above = append(g.above, nil)
	}
	return i
}

// arrange puts what rests on a node into the order of names, so that paths do
// not depend on the order in which edges came.
func (g *Graph) arrange() {
	if g.sorted {
		return
	}
	for i, list := range g.above {
		slices.SortFunc(list, func(a, b int) int { return compareNodes(g.nodes[a], g.nodes[b]) })
		g.above[i] = slices.Compact(list)
	}
	g.sorted = true
}

// Affected is something that rests on what has changed, and how.
type Affected struct {
	Kind NodeKind `json:"kind"`
	ID   string   `json:"id"`
	Path []string `json:"path"` // from what changed to this, each as Node.String
}

// Stale returns everything that rests on one of the changed nodes, by way of
// others as well, with the shortest path to it; of equally short ones the
// first by name. Changed nodes are in it only when they rest on another one
// (or on themselves, in a circle). Sorted by kind in the order studies,
// bodies, claims, briefings, then by id.
func (g *Graph) Stale(changed ...Node) []Affected {
	g.arrange()
	const none = -1
	from := make([]int, len(g.nodes)) // place the path comes from
	start := make([]bool, len(g.nodes))
	reached := make([]bool, len(g.nodes))
	var queue []int
	changed = slices.Clone(changed)
	slices.SortFunc(changed, compareNodes)
	for _, n := range slices.Compact(changed) {
		if i, ok := g.at[n]; ok {
			start[i], from[i] = true, none
			queue = append(queue, i)
		}
	}
	var hit []int
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for _, u := range g.above[i] {
			if reached[u] {
				continue
			}
			reached[u], from[u] = true, i
			hit = append(hit, u)
			if !start[u] {
				queue = append(queue, u)
			}
		}
	}
	out := make([]Affected, len(hit))
	for k, i := range hit {
		out[k] = Affected{g.nodes[i].Kind, g.nodes[i].ID, g.path(i, from, start)}
	}
	slices.SortFunc(out, func(a, b Affected) int {
		return cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), strings.Compare(a.ID, b.ID))
	})
	return out
}

// path walks back from i to the changed node it was reached from.
func (g *Graph) path(i int, from []int, start []bool) []string {
	out := []string{g.nodes[i].String()}
	for i = from[i]; ; i = from[i] {
		out = append(out, g.nodes[i].String())
		if start[i] {
			break
		}
	}
	slices.Reverse(out)
	return out
}

// kindOrder is the order in which what is stale is listed.
var kindOrder = []NodeKind{NoticeNode, AppraisalNode, ExtractionNode, DecisionNode, ReportNode, StudyNode, BodyNode, ClaimNode, BriefingNode}

func rank(k NodeKind) int {
	if i := slices.Index(kindOrder, k); i >= 0 {
		return i
	}
	return len(kindOrder)
}
