package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"appraise/corpus"
	"appraise/index/mesh"
	"appraise/index/query"
)

// Files of subject headings in a library's folder. They are made of the file
// that the National Library of Medicine publishes and can be deleted.
const (
	meshDir   = "mesh"
	meshNames = "names.tsv" // folded name, UI, heading, name as written, tree numbers (of the heading's own name only)
	meshTree  = "tree.tsv"  // tree number, UI, heading
	meshAbout = "about.json"
)

// Headings tells where the subject headings of a library are from.
type Headings struct {
	Source   string    `json:"source"` // file name as given
	Headings int       `json:"headings"`
	Entries  int       `json:"entries"` // further names they are found under
	At       time.Time `json:"at"`
}

// ImportHeadings reads the subject headings of a year and keeps them in the
// library's folder, in place of earlier ones.
func (a *App) ImportHeadings(ctx context.Context, r io.Reader, source string, progress func(int)) (Headings, error) {
	about := Headings{Source: filepath.Base(source), At: a.Now().UTC()}
	own := map[string]bool{} // folded names of headings go before entry terms
	var names, tree, entries []string
	for d, err := range mesh.Read(r, source) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return about, notHeadings(ctx, source, err)
		}
		name := flatText(d.Name)
		key := query.Fold(name)
		own[key] = true
		names = append(names, strings.Join([]string{key, d.UI, name, name, strings.Join(d.Trees, " ")}, "\t"))
		for _, t := range d.Trees {
			tree = append(tree, strings.Join([]string{flatText(t), d.UI, name}, "\t"))
		}
		for _, e := range d.Entries {
			entries = append(entries, strings.Join([]string{query.Fold(e), d.UI, name, flatText(e), ""}, "\t"))
		}
		about.Headings++
		progress(about.Headings)
	}
	if about.Headings == 0 {
		return about, &corpus.ParseError{Source: source, Err: errors.New("there is no subject heading in it")}
	}
	for _, e := range entries {
		if key, _, _ := strings.Cut(e, "\t"); key != "" && !own[key] {
			names = append(names, e)
			about.Entries++
		}
	}
	if a.DryRun {
		return about, nil
	}
	return about, a.keepHeadings(ctx, about, names, tree)
}

// notHeadings says that a file is no file of headings.
func notHeadings(ctx context.Context, source string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &corpus.ParseError{Source: source, Err: err}
}

func (a *App) keepHeadings(ctx context.Context, about Headings, names, tree []string) error {
	release, err := a.hold(ctx, "importing subject headings")
	if err != nil {
		return err
	}
	defer release()
	dir := filepath.Join(a.Dir, meshDir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return writeError(err, "keeping subject headings in "+dir)
	}
	b, err := json.Marshal(about)
	if err == nil {
		err = writeSorted(filepath.Join(dir, meshTree), tree)
	}
	if err == nil {
		err = writeSorted(filepath.Join(dir, meshNames), names)
	}
	if err == nil {
		err = writeWhole(filepath.Join(dir, meshAbout), b)
	}
	if err != nil {
		return writeError(err, "keeping subject headings in "+dir)
	}
	return nil
}

// flatText brings a name onto one line without tabs.
func flatText(s string) string { return strings.Join(strings.Fields(s), " ") }

// headings are the subject headings of a library, opened for looking up.
type headings struct {
	about       Headings
	names, tree *sortedFile
}

// openHeadings opens the subject headings; nil when none were imported.
func (a *App) openHeadings() (*headings, error) {
	dir := filepath.Join(a.Dir, meshDir)
	b, err := os.ReadFile(filepath.Join(dir, meshAbout))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	h := &headings{}
	if err == nil {
		err = json.Unmarshal(b, &h.about)
	}
	if err == nil {
		h.names, err = openSorted(filepath.Join(dir, meshNames))
	}
	if err == nil {
		if h.tree, err = openSorted(filepath.Join(dir, meshTree)); err != nil {
			h.names.close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("the subject headings in %s are %w; import them again with: appraise mesh import (%v)", dir, corpus.ErrDamaged, err)
	}
	return h, nil
}

func (h *headings) close() {
	h.names.close()
	h.tree.close()
}

// find returns the heading that is called, or entered as, name.
func (h *headings) find(name string) (mesh.Descriptor, bool, error) {
	key := query.Fold(name)
	for line, err := range h.names.from(key + "\t") {
		if err != nil {
			return mesh.Descriptor{}, false, err
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			continue
		}
		if f[2] != f[3] && query.Fold(f[2]) != key {
			d, ok, err := h.find(f[2])
			d.Entries = append(d.Entries, f[3])
			return d, ok, err
		}
		return mesh.Descriptor{UI: f[1], Name: f[2], Trees: strings.Fields(f[4])}, true, nil
	}
	return mesh.Descriptor{}, false, nil
}

// below returns the headings below a tree number, in the order of the tree,
// each with that one of its places.
func (h *headings) below(tree string) ([]mesh.Descriptor, error) {
	var out []mesh.Descriptor
	for line, err := range h.tree.from(tree + ".") {
		if err != nil {
			return nil, err
		}
		if f := strings.Split(line, "\t"); len(f) == 3 {
			out = append(out, mesh.Descriptor{UI: f[1], Name: f[2], Trees: []string{f[0]}})
		}
	}
	return out, nil
}
