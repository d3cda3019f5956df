package app_test

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/corpus/sqlite"
	"appraise/index"
)

// library makes a library with studies and an attachment.
func library(t *testing.T, studies int) *app.App {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "lib")
	if err := app.Init(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	a.Now = func() time.Time { return time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC) }
	a.Who = "tester"
	for i := range studies {
		addStudy(t, a, i)
	}
	return a
}

func addStudy(t *testing.T, a *app.App, i int) {
	t.Helper()
	m := app.Manual{ID: fmt.Sprintf("study%d", i), Item: corpus.Item{Kind: corpus.KindArticle, Title: fmt.Sprintf("Study number %d of pills", i)}}
	if _, err := a.AddManual(t.Context(), m); err != nil {
		t.Fatal(err)
	}
}

func text(name, content string) app.Input {
	return app.Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

func content(t *testing.T, a *app.App) string {
	t.Helper()
	c, err := a.Store.Content(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The drill: back up, destroy, restore; the content is equal and searching
// works.
func TestBackupDrill(t *testing.T) {
	for _, form := range []string{"b.tar.zst", "b.tar.gz", "b.tar", "folder"} {
		t.Run(form, func(t *testing.T) {
			a := library(t, 20)
			if _, err := a.Attach(t.Context(), "study3", "", []app.Input{text("paper.txt", "A wombat was seen.")}); err != nil {
				t.Fatal(err)
			}
			want := content(t, a)
			target := filepath.Join(t.TempDir(), form)
			if _, err := a.Backup(t.Context(), target, false); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(a.Close(), os.RemoveAll(a.Dir)); err != nil {
				t.Fatal(err)
			}
			if _, err := app.Restore(t.Context(), target, a.Dir, func(*app.App) {}, nil); err != nil {
				t.Fatal(err)
			}
			again, err := app.Open(t.Context(), a.Dir)
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			if got := content(t, again); got != want {
				t.Errorf("content %s, want %s", got, want)
			}
			found, err := again.Search(t.Context(), "wombat", index.Options{})
			if err != nil || found.Total != 1 || found.Hits[0].ID != "study3" {
				t.Errorf("search found %+v, %v", found, err)
			}
			if v, err := again.Verify(t.Context()); err != nil || len(v.Faults) > 0 {
				t.Errorf("verify: %v, %v", v.Faults, err)
			}
		})
	}
}

// A backup taken while others write is a state the library was in.
func TestBackupWhileInUse(t *testing.T) {
	a := library(t, 5)
	var wg sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	wg.Go(func() {
		for i := 5; ctx.Err() == nil && i < 500; i++ {
			if _, err := a.AddManual(t.Context(), app.Manual{ID: fmt.Sprintf("study%d", i), Item: corpus.Item{Title: fmt.Sprintf("Study number %d", i)}}); err != nil {
				t.Error(err)
				return
			}
		}
	})
	defer wg.Wait()
	defer stop()
	dir := t.TempDir()
	for i := range 3 {
		m, err := a.Backup(t.Context(), filepath.Join(dir, fmt.Sprintf("%d.tar.gz", i)), false)
		if err != nil {
			t.Fatal(err)
		}
		if m.Events != m.Studies || m.Events < 5 {
			t.Errorf("backup %d holds %d studies and %d events", i, m.Studies, m.Events)
		}
	}
}

// An import that was interrupted is part of the backup; running it again
// finishes it there.
func TestBackupOfOpenImport(t *testing.T) {
	a := library(t, 1)
	im, err := a.Store.StartImport(t.Context(), header())
	if err != nil {
		t.Fatal(err)
	}
	_ = im
	m, err := a.Backup(t.Context(), filepath.Join(t.TempDir(), "x.tar"), false)
	if err != nil || m.Open != 1 || len(m.Faults) != 1 {
		t.Errorf("open %d, faults %v, %v", m.Open, m.Faults, err)
	}
}

// rewrite copies a tar and lets edit change its entries.
func rewrite(t *testing.T, from, to string, edit func(*tar.Header, []byte) (*tar.Header, []byte), more ...*tar.Header) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	r, w := tar.NewReader(in), tar.NewWriter(out)
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		b, err2 := io.ReadAll(r)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if h, b = edit(h, b); h == nil {
			continue
		}
		h.Size = int64(len(b))
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	for _, h := range more {
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestRestoreRefusesWhatIsNotWhole(t *testing.T) {
	a := library(t, 3)
	if _, err := a.Attach(t.Context(), "study1", "", []app.Input{text("paper.txt", "A wombat was seen.")}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	good := filepath.Join(dir, "good.tar")
	if _, err := a.Backup(t.Context(), good, false); err != nil {
		t.Fatal(err)
	}
	keep := func(h *tar.Header, b []byte) (*tar.Header, []byte) { return h, b }
	drop := func(prefix string) func(*tar.Header, []byte) (*tar.Header, []byte) {
		return func(h *tar.Header, b []byte) (*tar.Header, []byte) {
			if strings.HasPrefix(h.Name, prefix) {
				return nil, nil
			}
			return h, b
		}
	}
	replace := func(prefix, old, with string) func(*tar.Header, []byte) (*tar.Header, []byte) {
		return func(h *tar.Header, b []byte) (*tar.Header, []byte) {
			if strings.HasPrefix(h.Name, prefix) {
				b = bytes.Replace(b, []byte(old), []byte(with), 1)
			}
			return h, b
		}
	}
	outside := filepath.Join(dir, "outside")
	for name, c := range map[string]struct {
		edit func(*tar.Header, []byte) (*tar.Header, []byte)
		more []*tar.Header
	}{
		"no manifest":        {drop("manifest.json"), nil},
		"no library":         {drop("library.db"), nil},
		"a file is lacking":  {drop("files/"), nil},
		"library changed":    {replace("library.db", "Study number 1", "Study number 9"), nil},
		"attachment changed": {replace("files/", "wombat", "quokka"), nil},
		"other content":      {replace("manifest.json", `"content": "`, `"content": "0`), nil},
		"manifest leads out": {replace("manifest.json", `"name": "library.db"`, `"name": "../library.db"`), nil},
		"extra file":         {keep, []*tar.Header{{Name: "../outside", Typeflag: tar.TypeReg, Mode: 0o644}}},
		"a link":             {keep, []*tar.Header{{Name: "link", Typeflag: tar.TypeSymlink, Linkname: outside}}},
		"newer":              {replace("manifest.json", `"format": 1`, `"format": 99`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			bad := filepath.Join(t.TempDir(), "bad.tar")
			rewrite(t, good, bad, c.edit, c.more...)
			into := filepath.Join(t.TempDir(), "lib")
			if _, err := app.Restore(t.Context(), bad, into, func(*app.App) {}, nil); err == nil {
				t.Error("restored")
			}
			if entries, err := os.ReadDir(into); err == nil {
				t.Errorf("left behind: %v", entries)
			}
			if _, err := os.Stat(outside); err == nil {
				t.Error("wrote outside")
			}
		})
	}
}

func TestCutBackupIsRefused(t *testing.T) {
	a := library(t, 3)
	for _, form := range []string{".tar", ".tar.gz", ".tar.zst"} {
		good := filepath.Join(t.TempDir(), "good"+form)
		if _, err := a.Backup(t.Context(), good, false); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(good)
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range []int{0, 1, 3, len(b) / 3, len(b) / 2, len(b) - 2000} {
			if size < 0 {
				continue
			}
			cut := filepath.Join(t.TempDir(), "cut"+form)
			if err := os.WriteFile(cut, b[:size], 0o600); err != nil {
				t.Fatal(err)
			}
			var pe *corpus.ParseError
			if _, err := app.CheckBackup(t.Context(), cut, ""); !errors.As(err, &pe) {
				t.Errorf("%s cut to %d of %d bytes: %v", form, size, len(b), err)
			}
		}
	}
}

func header() sqlite.Header {
	return sqlite.Header{At: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Who: "tester", Action: "add", Subject: "x.ris"}
}
