package pool

import (
	"fmt"
	"slices"
)

// Subgroup is the pooled estimate of the studies with one group label.
type Subgroup struct {
	Name  string `json:"name"`
	Model Model  `json:"model"`
}

// SubgroupTest compares subgroups.
type SubgroupTest struct {
	Groups []Subgroup `json:"groups"` // by name
	// Between is the test with a tau² of its own in each group.
	Between Test `json:"between"`
	// Common is the regression on group membership with one tau² for all; its
	// QM is the test. It is nil when every group has one study.
	Common *Regression `json:"common_tau2,omitempty"`
}

// Subgroups pools the effects by their Group and compares the groups.
//
// Borenstein M, Higgins JPT. Prev Sci 2013;14:134–143. The tests of the two
// assumptions about tau² differ; with few studies a group (fewer than about
// five) the common one is steadier.
func Subgroups(es []Effect, opt Options) (SubgroupTest, error) {
	if err := checkAll(es); err != nil {
		return SubgroupTest{}, err
	}
	names := groupNames(es)
	if len(names) < 2 {
		return SubgroupTest{}, fmt.Errorf("comparison of subgroups: %w: all studies are in the same group, %q", ErrTooFew, names[0])
	}
	var out SubgroupTest
	means := make([]Effect, 0, len(names))
	for _, name := range names {
		m, err := Fit(inGroup(es, name), opt)
		if err != nil {
			return SubgroupTest{}, fmt.Errorf("subgroup %q: %w", name, err)
		}
		out.Groups = append(out.Groups, Subgroup{name, m})
		means = append(means, Effect{Study: name, Y: m.Estimate, V: m.plainSE * m.plainSE})
	}
	q := newSample(means).at(0).yPy
	out.Between = chiTest(q, len(names)-1)
	if len(es) < len(names)+1 {
		return out, nil
	}
	common, err := Regress(es, indicators(es, names), opt)
	if err != nil {
		return SubgroupTest{}, err
	}
	out.Common = &common
	return out, nil
}

// groupNames are the labels in use, sorted.
func groupNames(es []Effect) []string {
	var names []string
	for _, e := range es {
		if !slices.Contains(names, e.Group) {
			names = append(names, e.Group)
		}
	}
	slices.Sort(names)
	return names
}

func inGroup(es []Effect, name string) []Effect {
	var out []Effect
	for _, e := range es {
		if e.Group == name {
			out = append(out, e)
		}
	}
	return out
}

// indicators are 0/1 columns for every group but the first.
func indicators(es []Effect, names []string) []Moderator {
	var out []Moderator
	for _, name := range names[1:] {
		m := Moderator{Name: name, Values: make([]float64, len(es))}
		for i, e := range es {
			if e.Group == name {
				m.Values[i] = 1
			}
		}
		out = append(out, m)
	}
	return out
}
