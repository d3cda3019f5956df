package pool_test

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The oracle was computed with R 4.2.2, metafor 3.8-1 and metadat 1.2-0 by
// make_meta.R; it is the file of that name, compressed.
const oracleFile = "../../testdata/oracles/meta.json.gz"

// tolerance says how near a figure must be, by kind (grading.md F8). All are
// relative to max(1, |want|), except p values.
type tolerance struct {
	name string
	rel  float64
}

var (
	closed   = tolerance{"closed form", 1e-10}
	iterated = tolerance{"iterated", 1e-8}
	shares   = tolerance{"I2, H2, R2", 1e-8}
	profiled = tolerance{"Q-profile", 1e-6}
	pvalue   = tolerance{"p value", 1e-9}
	exact    = tolerance{"count", 0}
)

// off is the distance of got from want in units of the tolerance.
func (tol tolerance) off(got, want float64) float64 {
	switch {
	case math.IsNaN(got) || math.IsInf(got, 0):
		return math.Inf(1)
	case tol == exact:
		if got == want {
			return 0
		}
		return math.Inf(1)
	case tol == pvalue && want < 1e-12:
		if want == 0 {
			return got / 1e-300
		}
		got, want = math.Log(got), math.Log(want)
	case tol == pvalue:
		return math.Abs(got-want) / want / tol.rel
	}
	return math.Abs(got-want) / math.Max(1, math.Abs(want)) / tol.rel
}

// tally counts what was compared.
type tally struct {
	compared map[string]int
	worst    map[string]float64 // in units of the tolerance
	differ   map[string]int
	left     map[string]int // by reason
	known    map[string]int // differences with an explained cause
}

func newTally() *tally {
	return &tally{map[string]int{}, map[string]float64{}, map[string]int{}, map[string]int{}, map[string]int{}}
}

// oracleCase is one case of the oracle with the figures already compared.
type oracleCase struct {
	t     *testing.T
	id    string
	root  map[string]any
	seen  map[string]bool
	tally *tally
}

func oracleCases(t *testing.T, ta *tally) []*oracleCase {
	t.Helper()
	f, err := os.Open(oracleFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct{ Cases []map[string]any }
	if err := json.NewDecoder(z).Decode(&doc); err != nil {
		t.Fatal(err)
	}
	var out []*oracleCase
	for _, c := range doc.Cases {
		out = append(out, &oracleCase{t: t, id: c["id"].(string), root: c, seen: map[string]bool{}, tally: ta})
	}
	return out
}

// at finds a value by its path, a/b/0; nil when there is none.
func (c *oracleCase) at(path string) any {
	var x any = c.root
	for _, key := range strings.Split(path, "/") {
		switch v := x.(type) {
		case map[string]any:
			x = v[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(v) {
				return nil
			}
			x = v[i]
		default:
			return nil
		}
	}
	return x
}

func (c *oracleCase) text(path string) string { s, _ := c.at(path).(string); return s }
func (c *oracleCase) has(path string) bool    { return c.at(path) != nil }

// column gives an array of numbers; null is NaN.
func (c *oracleCase) column(path string) []float64 {
	list, _ := c.at(path).([]any)
	out := make([]float64, len(list))
	for i, x := range list {
		v, ok := x.(float64)
		if !ok {
			v = math.NaN()
		}
		out[i] = v
	}
	return out
}

// figure compares one number under the name of a method.
func (c *oracleCase) figure(path string, got float64, tol tolerance, method string) {
	want, ok := c.at(path).(float64)
	if !ok || c.seen[path] {
		return
	}
	c.seen[path] = true
	c.tally.compared[method]++
	off := tol.off(got, want)
	if cause := explained(c.id, path); cause != "" && off > 1 {
		c.tally.known[cause]++
		return
	}
	c.tally.worst[tol.name] = math.Max(c.tally.worst[tol.name], off)
	if off > 1 {
		c.tally.differ[method]++
		if c.tally.differ[method] <= 8 {
			c.t.Errorf("%s %s: got %.17g, want %.17g (%s, %.3g times the tolerance)", c.id, path, got, want, tol.name, off)
		}
	}
}

// leave marks figures as not compared, for a reason.
func (c *oracleCase) leave(prefix, reason string) {
	for _, p := range c.leaves() {
		if strings.HasPrefix(p, prefix) && !c.seen[p] {
			c.seen[p] = true
			c.tally.left[reason]++
		}
	}
}

// leaves lists the paths of all numbers of the case that are results.
func (c *oracleCase) leaves() []string {
	var out []string
	var walk func(x any, path string)
	walk = func(x any, path string) {
		switch v := x.(type) {
		case map[string]any:
			for key, y := range v {
				if path == "" && (key == "inputs" || key == "add") {
					continue
				}
				walk(y, strings.TrimPrefix(path+"/"+key, "/"))
			}
		case []any:
			for i, y := range v {
				walk(y, fmt.Sprintf("%s/%d", path, i))
			}
		case float64:
			out = append(out, path)
		}
	}
	walk(map[string]any(c.root), "")
	return out
}

// finish fails the test for figures nobody looked at.
func (c *oracleCase) finish() {
	for _, p := range c.leaves() {
		if strings.HasSuffix(p, "/iter_threshold") {
			c.leave(p, "setting of the oracle's iteration, not a result")
		}
	}
	missed := 0
	for _, p := range c.leaves() {
		if !c.seen[p] {
			if missed++; missed <= 3 {
				c.t.Errorf("%s %s: neither compared nor left out with a reason", c.id, p)
			}
		}
	}
}

// print writes the tally to the test's output.
func (ta *tally) print(t *testing.T) {
	total, differ := 0, 0
	for _, m := range sorted(ta.compared) {
		total += ta.compared[m]
		differ += ta.differ[m]
		t.Logf("%6d figures compared, %d differ: %s", ta.compared[m], ta.differ[m], m)
	}
	known := 0
	for _, cause := range sorted(ta.known) {
		known += ta.known[cause]
		t.Logf("%6d figures differ for a known cause: %s", ta.known[cause], cause)
	}
	for _, reason := range sorted(ta.left) {
		t.Logf("%6d figures left out: %s", ta.left[reason], reason)
	}
	for _, kind := range sorted(ta.worst) {
		t.Logf("largest distance, %-12s %.2g of the tolerance", kind, ta.worst[kind])
	}
	t.Logf("%6d figures compared in all, %d differ, %d of them explained", total, differ+known, known)
	if share := float64(differ+known) / float64(total); share > 0.005 {
		t.Errorf("%.2f%% of the figures differ, at most 0.5%% may", 100*share)
	}
}

func sorted[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
