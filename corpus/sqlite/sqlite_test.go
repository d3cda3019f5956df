package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"appraise/corpus"
	"appraise/corpus/sqlite"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func header(action, subject string) sqlite.Header {
	return sqlite.Header{At: noon, Who: "tester", Action: action, Subject: subject}
}

func create(t *testing.T) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Create(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// addStudy stores a study with one report, as one event.
func addStudy(t *testing.T, s *sqlite.Store, id, title string) {
	t.Helper()
	_, err := s.Change(t.Context(), header("add", id), func(tx *sqlite.Tx) error {
		return putStudy(t.Context(), tx, id, title)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func putStudy(ctx context.Context, tx *sqlite.Tx, id, title string) error {
	return errors.Join(
		tx.PutStudy(ctx, corpus.Study{ID: corpus.StudyID(id), Reports: []corpus.ReportID{corpus.ReportID(id)}}),
		tx.PutReport(ctx, corpus.Report{ID: corpus.ReportID(id), Study: corpus.StudyID(id), Item: corpus.Item{Title: title, DOI: corpus.DOI("10.1234/" + id)}}),
	)
}

func TestChangeIsOneEvent(t *testing.T) {
	s := create(t)
	addStudy(t, s, "prasad2012inversion", "Inversion therapy")
	ev, err := s.Change(t.Context(), header("edit", "prasad2012inversion"), func(tx *sqlite.Tx) error {
		return putStudy(t.Context(), tx, "prasad2012inversion", "Inversion")
	})
	if err != nil {
		t.Fatal(err)
	}
	if ev.Seq != 2 || ev.Prev == "" || ev.Hash == ev.Prev {
		t.Errorf("event %+v does not follow the first one", ev)
	}
	full, err := s.Event(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(full.Changes) != 1 || full.Changes[0].Kind != "report" {
		t.Fatalf("the unchanged study counts as changed: %+v", full.Changes)
	}
	if b, a := string(full.Changes[0].Before), string(full.Changes[0].After); b == a || a == "" || b == "" {
		t.Errorf("before %s, after %s", b, a)
	}
	again, err := s.Change(t.Context(), header("edit", "x"), func(tx *sqlite.Tx) error {
		return putStudy(t.Context(), tx, "prasad2012inversion", "Inversion")
	})
	if err != nil || again.Seq != 0 {
		t.Errorf("changing nothing made event %+v, %v", again, err)
	}
}

func TestFailedChangeLeavesNothing(t *testing.T) {
	s := create(t)
	boom := errors.New("boom")
	_, err := s.Change(t.Context(), header("add", "x"), func(tx *sqlite.Tx) error {
		if err := putStudy(t.Context(), tx, "x", "X"); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatalf("got %v", err)
	}
	if n, _ := s.Count(t.Context(), "study"); n != 0 {
		t.Errorf("%d studies after a failed change", n)
	}
	if evs, _ := s.Events(t.Context(), 0); len(evs) != 0 {
		t.Errorf("%d events after a failed change", len(evs))
	}
}

func TestUndoGoesBackStepByStep(t *testing.T) {
	s := create(t)
	states := []string{content(t, s)}
	addStudy(t, s, "a", "A")
	states = append(states, content(t, s))
	addStudy(t, s, "b", "B")
	states = append(states, content(t, s))
	if _, err := s.Change(t.Context(), header("remove", "a"), func(tx *sqlite.Tx) error { return tx.RemoveStudy(t.Context(), "a") }); err != nil {
		t.Fatal(err)
	}
	for i := len(states) - 1; i >= 0; i-- {
		if _, err := s.Undo(t.Context(), header("", "")); err != nil {
			t.Fatal(err)
		}
		if got := content(t, s); got != states[i] {
			t.Errorf("undo does not lead back to state %d", i)
		}
		if faults, err := s.Verify(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("after undo: %v %v", faults, err)
		}
	}
	if _, err := s.Undo(t.Context(), header("", "")); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("undo of nothing: %v", err)
	}
}

func content(t *testing.T, s *sqlite.Store) string {
	t.Helper()
	c, err := s.Content(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestImportIsContinuedOrUndoneWhole(t *testing.T) {
	s := create(t)
	empty := content(t, s)
	ctx := t.Context()
	im, err := s.StartImport(ctx, header("add", "big.ris"))
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b"} {
		if err := im.Batch(ctx, func(tx *sqlite.Tx) error { return putStudy(ctx, tx, id, id) }); err != nil {
			t.Fatal(err)
		}
	}
	// The program is killed here. The same command takes the import up again.
	im, err = s.StartImport(ctx, header("add", "big.ris"))
	if err != nil || !im.Continued() {
		t.Fatalf("not continued: %v", err)
	}
	if err := im.Batch(ctx, func(tx *sqlite.Tx) error { return putStudy(ctx, tx, "c", "c") }); err != nil {
		t.Fatal(err)
	}
	if _, err := im.Finish(ctx); err != nil {
		t.Fatal(err)
	}
	evs, _ := s.Events(ctx, 0)
	if len(evs) != 1 || evs[0].Open {
		t.Fatalf("events %+v, want one that is closed", evs)
	}
	if faults, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("verify: %v %v", faults, err)
	}
	if _, err := s.Undo(ctx, header("", "")); err != nil {
		t.Fatal(err)
	}
	if content(t, s) != empty {
		t.Error("undo does not take back the whole import")
	}
}

func TestInterruptedImportIsClosedByTheNextChange(t *testing.T) {
	s := create(t)
	ctx := t.Context()
	im, err := s.StartImport(ctx, header("add", "big.ris"))
	if err != nil {
		t.Fatal(err)
	}
	if err := im.Batch(ctx, func(tx *sqlite.Tx) error { return putStudy(ctx, tx, "a", "a") }); err != nil {
		t.Fatal(err)
	}
	if faults, _ := s.Verify(ctx); len(faults) != 1 {
		t.Errorf("an open import is not reported: %v", faults)
	}
	addStudy(t, s, "b", "b")
	if faults, err := s.Verify(ctx); err != nil || len(faults) != 0 {
		t.Errorf("verify: %v %v", faults, err)
	}
}

func TestVerifyFindsForeignHands(t *testing.T) {
	s := create(t)
	addStudy(t, s, "a", "A")
	db, err := sql.Open("sqlite", s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, c := range []struct{ name, stmt string }{
		{"a thing", `UPDATE report SET body = replace(body, '"A"', '"B"')`},
		{"the log", `UPDATE event SET who = 'somebody else'`},
	} {
		before, _ := s.Verify(t.Context())
		if _, err := db.Exec(c.stmt); err != nil {
			t.Fatal(err)
		}
		if after, _ := s.Verify(t.Context()); len(after) <= len(before) {
			t.Errorf("a change of %s outside the program goes unnoticed", c.name)
		}
	}
}

func TestBundlesFollowOldKeys(t *testing.T) {
	s := create(t)
	ctx := t.Context()
	addStudy(t, s, "a", "A")
	addStudy(t, s, "b", "B")
	_, err := s.Change(ctx, header("merge", "a, b"), func(tx *sqlite.Tx) error {
		if err := tx.RemoveStudy(ctx, "b"); err != nil {
			return err
		}
		return errors.Join(
			tx.PutStudy(ctx, corpus.Study{ID: "a", Reports: []corpus.ReportID{"a"}, Aliases: []corpus.StudyID{"b"}}),
			tx.PutFact(ctx, corpus.Fact{ID: "f1", Study: "a", Field: "design", Value: "rct"}))
	})
	if err != nil {
		t.Fatal(err)
	}
	bs, err := s.Bundles(ctx, "b", "a")
	if err != nil {
		t.Fatal(err)
	}
	if bs[0].Study.ID != "a" || bs[1].Main().Item.Title != "A" {
		t.Errorf("bundles %+v", bs)
	}
	if _, err := s.Bundles(ctx, "nobody"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("a study that is not there: %v", err)
	}
}

func TestChangedListsStudiesOnce(t *testing.T) {
	s := create(t)
	addStudy(t, s, "a", "A")
	addStudy(t, s, "b", "B")
	rev, _ := s.Revision(t.Context())
	addStudy(t, s, "c", "C")
	if _, err := s.Change(t.Context(), header("remove", "a"), func(tx *sqlite.Tx) error { return tx.RemoveStudy(t.Context(), "a") }); err != nil {
		t.Fatal(err)
	}
	got, err := s.Changed(t.Context(), rev, 10)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range got {
		names = append(names, fmt.Sprint(string(c.Study)+" ", c.Gone))
	}
	if diff := cmp.Diff([]string{"c false", "a true"}, names); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
}

// TestChangedInPieces: asked piece by piece, every changed study is named, the
// pieces end, and none ends between two changes of one study that follow each
// other.
func TestChangedInPieces(t *testing.T) {
	s := create(t)
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		addStudy(t, s, id, "A title")
	}
	if _, err := s.Change(t.Context(), header("remove", "b"), func(tx *sqlite.Tx) error { return tx.RemoveStudy(t.Context(), "b") }); err != nil {
		t.Fatal(err)
	}
	head, err := s.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int]string{1: "abcdeb", 2: "abcdeb", 4: "abcdeb", 5: "abcde", 100: "abcde"} {
		got, rev := "", int64(0)
		for {
			part, err := s.Changed(t.Context(), rev, limit)
			if err != nil {
				t.Fatal(err)
			}
			if len(part) == 0 {
				break
			}
			for _, c := range part {
				got += string(c.Study)
				if c.Gone != (c.Study == "b") {
					t.Errorf("%d at a time: %+v", limit, c)
				}
			}
			rev = part[len(part)-1].Revision
		}
		if got != want || rev != head {
			t.Errorf("%d at a time: got %s up to %d, want %s up to %d", limit, got, rev, want, head)
		}
	}
	if n, err := s.CountChanged(t.Context(), 0); err != nil || n != 5 {
		t.Errorf("got %d changed studies, %v, want 5", n, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	ctx := t.Context()
	for name, c := range map[string]struct {
		make func(path string) error
		want error
	}{
		"nothing there": {func(string) error { return nil }, os.ErrNotExist},
		"no database":   {func(p string) error { return os.WriteFile(p, []byte("this is not a database, not at all\n"), 0o600) }, corpus.ErrDamaged},
		"newer":         {func(p string) error { return exec(p, "PRAGMA user_version = 999") }, corpus.ErrTooNew},
		"other program": {func(p string) error { return exec(p, "CREATE TABLE t(x)") }, corpus.ErrDamaged},
	} {
		dir := t.TempDir()
		if err := c.make(filepath.Join(dir, sqlite.FileName)); err != nil {
			t.Fatal(err)
		}
		if _, err := sqlite.Open(ctx, dir); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func exec(path, stmt string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(stmt)
	return err
}

func TestCreateRefusesASecondLibrary(t *testing.T) {
	s := create(t)
	if _, err := sqlite.Create(t.Context(), filepath.Dir(s.Path())); !errors.Is(err, corpus.ErrConflict) {
		t.Errorf("got %v, want ErrConflict", err)
	}
}

func TestFreeKeyAmongMany(t *testing.T) {
	s := create(t)
	ctx := t.Context()
	_, err := s.Change(ctx, header("x", ""), func(tx *sqlite.Tx) error {
		for i := range 60 {
			id, err := tx.FreeKey(ctx, "smith2020many")
			if err != nil {
				return err
			}
			want := corpus.StudyID("smith2020many")
			if i > 0 {
				want = corpus.NextStudyID(want, i)
			}
			if id != want {
				t.Fatalf("key %d is %s, want %s", i, id, want)
			}
			if err := putStudy(ctx, tx, string(id), "Many"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFreeKey(t *testing.T) {
	s := create(t)
	addStudy(t, s, "a", "A")
	addStudy(t, s, "ab", "A")
	_, err := s.Change(t.Context(), header("x", ""), func(tx *sqlite.Tx) error {
		if got, err := tx.FreeKey(t.Context(), "a"); got != "ac" || err != nil {
			t.Errorf("FreeKey gives %q, %v", got, err)
		}
		same, err := tx.SameIdentifier(t.Context(), corpus.Item{DOI: "10.1234/ab"})
		if err != nil || len(same) != 1 || same[0].ID != "ab" {
			t.Errorf("SameIdentifier: %v %v", same, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
