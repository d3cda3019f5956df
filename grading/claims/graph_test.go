package claims_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"appraise/grading/claims"

	_ "appraise/corpus/testkit"
	"github.com/google/go-cmp/cmp"

	"pgregory.net/rapid"
)

func node(k claims.NodeKind, id string) claims.Node { return claims.Node{Kind: k, ID: id} }

// demo is a small library: a notice, two studies, a body, two claims and a
// briefing.
func demo() *claims.Graph {
	g := &claims.Graph{}
	g.Rests(node(claims.StudyNode, "prasad"), node(claims.NoticeNode, "n1"))
	g.Rests(node(claims.BodyNode, "inversion/surgery"), node(claims.StudyNode, "prasad"))
	g.Rests(node(claims.BodyNode, "inversion/surgery"), node(claims.DecisionNode, "inversion/surgery/imprecision"))
	g.Rests(node(claims.ClaimNode, "c1"), node(claims.BodyNode, "inversion/surgery"))
	g.Rests(node(claims.ClaimNode, "c1"), node(claims.StudyNode, "prasad"))
	g.Rests(node(claims.ClaimNode, "c2"), node(claims.StudyNode, "qaseem"))
	g.Rests(node(claims.BriefingNode, "b1"), node(claims.ClaimNode, "c1"))
	return g
}

func TestStale(t *testing.T) {
	got := demo().Stale(node(claims.NoticeNode, "n1"))
	want := []claims.Affected{
		{Kind: claims.StudyNode, ID: "prasad", Path: []string{"notice n1", "study prasad"}},
		{Kind: claims.BodyNode, ID: "inversion/surgery", Path: []string{"notice n1", "study prasad", "body inversion/surgery"}},
		{Kind: claims.ClaimNode, ID: "c1", Path: []string{"notice n1", "study prasad", "claim c1"}},
		{Kind: claims.BriefingNode, ID: "b1", Path: []string{"notice n1", "study prasad", "claim c1", "briefing b1"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := demo().Stale(node(claims.StudyNode, "nobody")); len(got) != 0 {
		t.Errorf("an unknown study: %+v", got)
	}
	if got := demo().Stale(); len(got) != 0 {
		t.Errorf("no change: %+v", got)
	}
	if got := (&claims.Graph{}).Stale(node(claims.StudyNode, "a")); len(got) != 0 {
		t.Errorf("no graph: %+v", got)
	}
	circle := &claims.Graph{}
	circle.Rests(node(claims.StudyNode, "a"), node(claims.StudyNode, "b"))
	circle.Rests(node(claims.StudyNode, "b"), node(claims.StudyNode, "a"))
	if got := circle.Stale(node(claims.StudyNode, "a")); len(got) != 2 || !slices.Equal(got[0].Path, []string{"study a", "study b", "study a"}) {
		t.Errorf("a circle: %+v", got)
	}
}

// edge is one line of a random graph: upper rests on lower.
type edge struct{ upper, lower claims.Node }

// naive finds what is stale by passing over all edges until nothing changes.
func naive(edges []edge, changed []claims.Node) map[claims.Node]bool {
	stale, source := map[claims.Node]bool{}, map[claims.Node]bool{}
	for _, n := range changed {
		source[n] = true
	}
	for again := true; again; {
		again = false
		for _, e := range edges {
			if (source[e.lower] || stale[e.lower]) && !stale[e.upper] {
				stale[e.upper], again = true, true
			}
		}
	}
	return stale
}

// agree compares Stale with naive and walks every path.
func agree(t interface{ Fatalf(string, ...any) }, edges []edge, changed []claims.Node, got []claims.Affected) {
	want := naive(edges, changed)
	if len(got) != len(want) {
		t.Fatalf("%d stale, want %d", len(got), len(want))
	}
	has := map[[2]string]bool{}
	for _, e := range edges {
		has[[2]string{e.lower.String(), e.upper.String()}] = true
	}
	start := map[string]bool{}
	for _, n := range changed {
		start[n.String()] = true
	}
	for _, a := range got {
		n := claims.Node{Kind: a.Kind, ID: a.ID}
		if !want[n] {
			t.Fatalf("%s is not stale", n)
		}
		if len(a.Path) < 2 || !start[a.Path[0]] || a.Path[len(a.Path)-1] != n.String() {
			t.Fatalf("%s has the path %v", n, a.Path)
		}
		for i := 1; i < len(a.Path); i++ {
			if !has[[2]string{a.Path[i-1], a.Path[i]}] {
				t.Fatalf("the path %v has a step that is no edge", a.Path)
			}
		}
	}
}

func build(edges []edge) *claims.Graph {
	g := &claims.Graph{}
	for _, e := range edges {
		g.Rests(e.upper, e.lower)
	}
	return g
}

// TestStaleIsReachability compares small graphs of any shape with the naive
// recomputation, in two orders of the edges.
func TestStaleIsReachability(t *testing.T) {
	kinds := []claims.NodeKind{claims.NoticeNode, claims.StudyNode, claims.BodyNode, claims.ClaimNode, claims.BriefingNode}
	rapid.Check(t, func(t *rapid.T) {
		draw := func() claims.Node {
			return node(rapid.SampledFrom(kinds).Draw(t, "kind"), fmt.Sprint(rapid.IntRange(0, 4).Draw(t, "id")))
		}
		var edges []edge
		for range rapid.IntRange(0, 30).Draw(t, "edges") {
			edges = append(edges, edge{draw(), draw()})
		}
		var changed []claims.Node
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			changed = append(changed, draw())
		}
		got := build(edges).Stale(changed...)
		agree(t, edges, changed, got)
		slices.Reverse(edges)
		slices.Reverse(changed)
		if diff := cmp.Diff(got, build(edges).Stale(changed...)); diff != "" {
			t.Fatalf("the order of edges matters:\n%s", diff)
		}
	})
}

// library is a random library of 10,000 claims and 5,000 studies.
func library(seed uint64) []edge {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(k claims.NodeKind, n int) claims.Node { return node(k, fmt.Sprintf("%05d", r.IntN(n))) }
	var edges []edge
	for i := range 5000 {
		s := node(claims.StudyNode, fmt.Sprintf("%05d", i))
		for range 3 {
			edges = append(edges, edge{s, pick(claims.ExtractionNode, 15000)})
		}
		edges = append(edges, edge{s, pick(claims.NoticeNode, 2000)}, edge{s, pick(claims.AppraisalNode, 6000)}, edge{pick(claims.BodyNode, 2000), s})
		if r.IntN(10) == 0 {
			edges = append(edges, edge{pick(claims.StudyNode, 5000), s}) // a review of it
		}
	}
	for i := range 10000 {
		c := node(claims.ClaimNode, fmt.Sprintf("%05d", i))
		for range 1 + r.IntN(4) {
			edges = append(edges, edge{c, pick(claims.StudyNode, 5000)})
		}
		edges = append(edges, edge{c, pick(claims.BodyNode, 2000)}, edge{pick(claims.BriefingNode, 300), c})
	}
	return edges
}

// TestStaleOfALibrary wants the naive answer. Issue 8 wants it within 200 ms:
// BenchmarkStale measures that; here only a hang fails.
func TestStaleOfALibrary(t *testing.T) {
	for seed := range uint64(3) {
		edges := library(seed)
		r := rand.New(rand.NewPCG(seed, 2))
		var changed []claims.Node
		for range 200 {
			changed = append(changed, node(claims.StudyNode, fmt.Sprintf("%05d", r.IntN(5000))))
		}
		g := build(edges)
		began := time.Now()
		got := g.Stale(changed...)
		took := time.Since(began)
		agree(t, edges, changed, got)
		t.Logf("%d edges, %d stale, %v", len(edges), len(got), took)
		if took > time.Minute {
			t.Errorf("propagation took %v", took)
		}
	}
}

func BenchmarkStale(b *testing.B) {
	edges := library(1)
	changed := node(claims.StudyNode, "00042")
	b.Run("built", func(b *testing.B) {
		g := build(edges)
		for b.Loop() {
			g.Stale(changed)
		}
	})
	b.Run("with building", func(b *testing.B) {
		for b.Loop() {
			build(edges).Stale(changed)
		}
	})
}
