package citations

import (
	"cmp"
	"slices"
	"strings"

	"appraise/corpus"
)

// Neighbour is a work near another one.
type Neighbour struct {
	Node  Node     `json:"node"`
	Count int      `json:"count"` // works that cite both, or that both cite
	By    []string `json:"by"`    // their keys, sorted
}

// CoCited lists the works that are cited together with a report, with how
// often and by whom.
//
// Small H. J Am Soc Inf Sci 1973;24:265–269. doi:10.1002/asi.4630240406
func (g *Graph) CoCited(id corpus.ReportID) []Neighbour { return g.near(id, g.citedBy, g.cites) }

// Coupled lists the reports that cite the same works as a report, with how
// many and which.
//
// Kessler MM. Am Doc 1963;14:10–25. doi:10.1002/asi.5090140103
func (g *Graph) Coupled(id corpus.ReportID) []Neighbour { return g.near(id, g.cites, g.citedBy) }

// near walks one step one way and one step back, and counts where it arrives.
func (g *Graph) near(id corpus.ReportID, out, back [][]int) []Neighbour {
	from, ok := g.at[id]
	if !ok {
		return nil
	}
	by := map[int][]string{}
	for _, between := range out[from] {
		key := g.nodes[between].Key()
		for _, i := range back[between] {
			if i != from {
				by[i] = append(by[i], key)
			}
		}
	}
	list := make([]Neighbour, 0, len(by))
	for i, keys := range by {
		slices.Sort(keys)
		list = append(list, Neighbour{g.nodes[i], len(keys), keys})
	}
	slices.SortFunc(list, func(a, b Neighbour) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Node.Key(), b.Node.Key()))
	})
	return list
}
