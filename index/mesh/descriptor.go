package mesh

import (
	"cmp"
	"slices"
	"strings"

	"appraise/index/query"
)

// Descriptor is one subject heading.
type Descriptor struct {
	UI      string   `json:"ui"`                // D001416
	Name    string   `json:"name"`              // Back Pain
	Entries []string `json:"entries,omitempty"` // further names it is found under
	Trees   []string `json:"trees,omitempty"`   // tree numbers, C23.888.592.612.107
}

// Thesaurus finds headings by name, entry term and place in the tree.
type Thesaurus struct {
	list  []Descriptor
	names map[string]int // folded names and entry terms
	trees []treeNumber   // in the order of the tree numbers
}

type treeNumber struct {
	number string
	of     int
}

// New makes a thesaurus of descriptors. A heading's own name goes before the
// entry term of another.
func New(list []Descriptor) *Thesaurus {
	t := &Thesaurus{list: list, names: make(map[string]int, 8*len(list))}
	for i, d := range list {
		t.names[query.Fold(d.Name)] = i
		for _, n := range d.Trees {
			t.trees = append(t.trees, treeNumber{n, i})
		}
	}
	for i, d := range list {
		for _, e := range d.Entries {
			if key := query.Fold(e); key != "" {
				if _, ok := t.names[key]; !ok {
					t.names[key] = i
				}
			}
		}
	}
	slices.SortFunc(t.trees, func(a, b treeNumber) int {
		return cmp.Or(strings.Compare(a.number, b.number), cmp.Compare(a.of, b.of))
	})
	return t
}

// Len is the number of headings.
func (t *Thesaurus) Len() int { return len(t.list) }

// Find returns the heading that is called, or entered as, name, whatever its
// case and punctuation.
func (t *Thesaurus) Find(name string) (Descriptor, bool) {
	i, ok := t.names[query.Fold(name)]
	if !ok {
		return Descriptor{}, false
	}
	return t.list[i], true
}

// Trees returns the tree numbers of a heading by its folded name, as
// query.Matcher wants them.
func (t *Thesaurus) Trees(folded string) []string {
	i, ok := t.names[folded]
	if !ok {
		return nil
	}
	return t.list[i].Trees
}

// Narrower returns the headings at and below the places of d in the tree, d
// itself first, the others in the order of the tree, each once.
func (t *Thesaurus) Narrower(d Descriptor) []Descriptor {
	out := []Descriptor{d}
	seen := map[string]bool{d.UI + "\x00" + d.Name: true}
	for _, top := range d.Trees {
		from, _ := slices.BinarySearchFunc(t.trees, top, func(n treeNumber, s string) int { return strings.Compare(n.number, s) })
		for _, n := range t.trees[from:] {
			if !strings.HasPrefix(n.number, top) {
				break
			}
			h := t.list[n.of]
			if key := h.UI + "\x00" + h.Name; query.UnderTree(n.number, top) && !seen[key] {
				seen[key] = true
				out = append(out, h)
			}
		}
	}
	return out
}

// Below returns the folded names of the heading called, or entered as, a
// folded name and of all below it; nothing when it is not known.
func (t *Thesaurus) Below(folded string) []string {
	i, ok := t.names[folded]
	if !ok {
		return nil
	}
	var out []string
	for _, d := range t.Narrower(t.list[i]) {
		out = append(out, query.Fold(d.Name))
	}
	return out
}
