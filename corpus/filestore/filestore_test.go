package filestore_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"

	"appraise/corpus"
	"appraise/corpus/filestore"
)

const limit = 1 << 20

func put(t *testing.T, s *filestore.Store, text string) string {
	t.Helper()
	st, err := s.Stage(strings.NewReader(text), limit)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Keep(); err != nil {
		t.Fatal(err)
	}
	return st.Hash
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func TestKeepAndRead(t *testing.T) {
	s := filestore.New(filepath.Join(t.TempDir(), "files"))
	h := put(t, s, "hello")
	if h != hashOf("hello") {
		t.Errorf("hash %s", h)
	}
	if again := put(t, s, "hello"); again != h {
		t.Errorf("the same file got another hash: %s", again)
	}
	if b, err := s.Read(h); err != nil || string(b) != "hello" {
		t.Errorf("read %q, %v", b, err)
	}
	if err := s.Verify(h); err != nil {
		t.Error(err)
	}
	l, err := s.List(time.Now())
	if err != nil || !slices.Equal(l.Hashes, []string{h}) || len(l.Parts)+len(l.Others) > 0 {
		t.Errorf("listing %+v, %v", l, err)
	}
	if err := s.Remove(h); err != nil {
		t.Error(err)
	}
	if _, err := s.Read(h); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("a removed file: %v", err)
	}
}

func TestAnyBytes(t *testing.T) {
	s := filestore.New(t.TempDir())
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOf(rapid.Byte()).Draw(t, "data")
		st, err := s.Stage(bytes.NewReader(data), limit)
		if err != nil {
			t.Fatal(err)
		}
		if err := st.Keep(); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Read(st.Hash); err != nil || !bytes.Equal(got, data) || st.Size != int64(len(data)) {
			t.Fatalf("%d bytes came back as %d, %v", len(data), len(got), err)
		}
	})
}

func TestStagedIsNotThere(t *testing.T) {
	s := filestore.New(t.TempDir())
	st, err := s.Stage(strings.NewReader("hello"), limit)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Open(st.Hash); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("a staged file can be read: %v", err)
	}
	if b, err := os.ReadFile(st.Path); err != nil || string(b) != "hello" {
		t.Errorf("its bytes: %q, %v", b, err)
	}
	if l, err := s.List(time.Now()); err != nil || len(l.Parts) != 0 {
		t.Errorf("a file being written counts as left over: %+v, %v", l, err)
	}
	if l, err := s.List(time.Now().Add(2 * time.Hour)); err != nil || len(l.Parts) != 1 || s.RemovePart(l.Parts[0]) != nil {
		t.Errorf("a file left over is not listed: %+v, %v", l, err)
	}
	if err := st.Drop(); err != nil {
		t.Errorf("dropping what is gone: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	s := filestore.New(filepath.Join(dir, "files"))
	if _, err := s.Stage(strings.NewReader("too long"), 3); !errors.Is(err, corpus.ErrInvalid) {
		t.Errorf("a file over the limit: %v", err)
	}
	for _, bad := range []string{"", "..", "../../etc/passwd", strings.Repeat("g", 64), strings.Repeat("A", 64), strings.Repeat("a", 63)} {
		if _, err := s.Open(bad); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("Open(%q): %v", bad, err)
		}
		if err := s.Remove(bad); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("Remove(%q): %v", bad, err)
		}
	}
	if err := s.RemovePart("../x"); err == nil {
		t.Error("RemovePart takes a path")
	}
	if l, err := s.List(time.Now()); err != nil || len(l.Hashes)+len(l.Others) != 0 {
		t.Errorf("%+v, %v", l, err)
	}
}

// A link in the store must not lead out of it.
func TestLinksDoNotLeadOut(t *testing.T) {
	dir := t.TempDir()
	outside := t.TempDir()
	s := filestore.New(dir)
	h := hashOf("secret")
	if err := os.WriteFile(filepath.Join(outside, h), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, h[:2])); err != nil {
		t.Skip(err)
	}
	if b, err := s.Read(h); err == nil {
		t.Errorf("read %q through a link", b)
	}
	st, err := s.Stage(strings.NewReader("secret"), limit)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Keep(); err == nil {
		t.Error("wrote through a link")
	}
	if l, err := s.List(time.Now()); err != nil || len(l.Others) != 1 {
		t.Errorf("the link is not reported: %+v, %v", l, err)
	}
}

func TestDamageIsFoundAndRepaired(t *testing.T) {
	dir := t.TempDir()
	s := filestore.New(dir)
	h := put(t, s, "hello")
	at := filepath.Join(dir, h[:2], h)
	if err := os.Chmod(at, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte("jello"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(h); !errors.Is(err, corpus.ErrDamaged) {
		t.Errorf("damage is not found: %v", err)
	}
	put(t, s, "hello")
	if err := s.Verify(h); err != nil {
		t.Errorf("storing the file again does not repair it: %v", err)
	}
}
