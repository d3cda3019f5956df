package main

import (
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers says which packages may be imported by which: a package imports only
// from layers above its own. Names ending in /* stand for the folder's
// packages that are not named elsewhere.
var layers = [][]string{
	{"corpus"},
	{"corpus/decode", "corpus/markup", "index/query", "index/recall", "grading/effect", "reports/figure"},
	{"corpus/field", "grading/power", "reports/forest", "reports/prisma"},
	{"corpus/intake", "corpus/xmlscan"},
	{"corpus/tagline", "corpus/jsonfile"},
	{"corpus/*", "grading/*", "index/mesh", "index/lexicon", "reports/refs"},
	{"corpus/ingest", "corpus/notices", "corpus/citations", "corpus/sqlite", "index", "grading"},
	{"reports"},
	{"reports/*"},
	{"cmd/internal/app"},
	{"cmd/internal/web"},
	{"cmd/appraise"},
}

// sameLayer lists imports inside a layer, each with its reason.
var sameLayer = map[string]string{
	"corpus/notices → corpus/ingest":   "status lists come as files of several formats",
	"corpus/citations → corpus/ingest": "reference lists come as files of several formats",
}

// owners holds, for each large dependency, the only folders that import it.
var owners = map[string][]string{
	"github.com/blevesearch/":         {"index"},
	"github.com/jung-kurt/gofpdf":     {"reports/pdf"},
	"modernc.org/sqlite":              {"corpus/sqlite"},
	"github.com/pressly/goose/v3":     {"corpus/sqlite"},
	"github.com/spf13/cobra":          {"cmd/appraise"},
	"github.com/gocarina/gocsv":       {"corpus/csvfile", "grading/pool", "grading/instrument", "corpus/notices", "cmd/appraise", "cmd/internal/app"},
	"net/http":                        {"cmd/internal/web"},
	"github.com/schollz/progressbar/": {"cmd/appraise"},
	"gonum.org/v1/gonum":              {"grading"},
}

// pure folders do no I/O: neither files nor processes nor the network.
var pure = []string{"corpus", "grading", "index/query", "index/recall", "index/lexicon", "reports", "reports/forest", "reports/prisma", "reports/refs"}

var impure = []string{"os", "os/exec", "net", "net/http", "database/sql"}

type goPackage struct {
	ImportPath                string
	Imports                   []string
	TestImports, XTestImports []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "appraise/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []goPackage
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p goPackage
		if err := dec.Decode(&p); err == io.EOF {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}

// layerOf returns the layer of a package, from 0; -1 when it has none.
func layerOf(pkg string) int {
	for i, names := range layers {
		if slices.Contains(names, pkg) {
			return i
		}
	}
	for i, names := range layers {
		for _, n := range names {
			if folder, ok := strings.CutSuffix(n, "/*"); ok && strings.HasPrefix(pkg, folder+"/") {
				return i
			}
		}
	}
	return -1
}

func TestLayers(t *testing.T) {
	pkgs := listPackages(t)
	if len(pkgs) < 10 {
		t.Fatalf("only %d packages listed", len(pkgs))
	}
	for _, p := range pkgs {
		name := strings.TrimPrefix(p.ImportPath, "appraise/")
		if strings.HasSuffix(name, "/testkit") {
			continue
		}
		at := layerOf(name)
		if at < 0 {
			t.Errorf("%s has no layer: add it to the list", name)
		}
		for _, imp := range p.Imports {
			other, ours := strings.CutPrefix(imp, "appraise/")
			if !ours {
				continue
			}
			if strings.HasSuffix(other, "/testkit") {
				t.Errorf("%s imports %s, which is for tests only", name, other)
			}
			if to := layerOf(other); to > at || (to == at && other != "corpus" && sameLayer[name+" → "+other] == "") {
				t.Errorf("%s (layer %d) imports %s (layer %d)", name, at+1, other, to+1)
			}
		}
	}
}

// TestDrawsAreRepeatable wants every package with property tests to take its
// seed from the test kit: luck must not decide whether a change lands.
func TestDrawsAreRepeatable(t *testing.T) {
	const rapid, seed = "pgregory.net/rapid", "appraise/corpus/testkit"
	drawing := 0
	for _, p := range listPackages(t) {
		tests := slices.Concat(p.TestImports, p.XTestImports)
		if !slices.Contains(tests, rapid) {
			continue
		}
		drawing++
		if !slices.Contains(tests, seed) {
			t.Errorf("the tests of %s draw by rapid and do not import %s", p.ImportPath, seed)
		}
	}
	if drawing < 5 {
		t.Errorf("only %d packages with property tests found", drawing)
	}
}

func TestOwners(t *testing.T) {
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, "appraise/")
		for _, imp := range p.Imports {
			for prefix, allowed := range owners {
				if strings.HasPrefix(imp, prefix) && !slices.ContainsFunc(allowed, func(a string) bool {
					return name == a || (a == "grading" && strings.HasPrefix(name, "grading/")) || (a == "index" && strings.HasPrefix(name, "index"))
				}) {
					t.Errorf("%s imports %s, which belongs to %v", name, imp, allowed)
				}
			}
			if isPure(name) && slices.Contains(impure, imp) {
				t.Errorf("%s imports %s, but does no I/O by design", name, imp)
			}
		}
	}
}

func isPure(name string) bool {
	return slices.Contains(pure, name) || strings.HasPrefix(name, "grading/")
}
