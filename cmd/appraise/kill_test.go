package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"appraise/corpus/sqlite"
)

// killMoments is how often the import is killed, each time at another moment.
const killMoments = 50

// killRecords is how many records the import holds: several transactions.
const killRecords = 2600

// TestKillDuringAdd kills the program while it adds a file. Whatever the
// moment: nothing is half done, running the same command again completes the
// import, and the library is then the same as without the interruption.
func TestKillDuringAdd(t *testing.T) {
	if testing.Short() {
		t.Skip("kills the program 50 times; skipped with -short")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "appraise")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	file := filepath.Join(dir, "many.ris")
	if err := os.WriteFile(file, manyRIS(killRecords), 0o600); err != nil {
		t.Fatal(err)
	}
	k := killer{t: t, bin: bin, file: file}

	whole := filepath.Join(dir, "whole")
	k.must("init", whole)
	start := time.Now()
	k.must("--library", whole, "add", file)
	takes := time.Since(start)
	want := k.content(whole)

	r := rand.New(rand.NewPCG(1, 2))
	killed := 0
	for i := range killMoments {
		lib := filepath.Join(dir, fmt.Sprintf("lib%d", i))
		k.must("init", lib)
		if k.kill(lib, time.Duration(float64(takes)*r.Float64())) {
			killed++
		}
		if out, err := k.run("--library", lib, "list", "--json"); err != nil {
			t.Fatalf("moment %d: the library cannot be read after the kill: %v\n%s", i, err, out)
		}
		k.must("--library", lib, "add", file)
		if out, err := k.run("--library", lib, "verify"); err != nil {
			t.Errorf("moment %d: %v\n%s", i, err, out)
		}
		if got := k.content(lib); got != want {
			t.Errorf("moment %d: the library differs from one that was not interrupted", i)
		}
		if out, _ := k.run("--library", lib, "search", "--boolean", "--json", "--limit", "1", "interrupted"); !strings.Contains(out, fmt.Sprintf(`"total": %d`, killRecords)) {
			t.Errorf("moment %d: the index is not in step: %.200s", i, out)
		}
		if err := os.RemoveAll(lib); err != nil {
			t.Fatal(err)
		}
	}
	if killed < killMoments/2 {
		t.Errorf("only %d of %d imports were still running when they were killed", killed, killMoments)
	}
	t.Logf("%d of %d imports were killed while running (an import takes %v)", killed, killMoments, takes)
}

type killer struct {
	t         *testing.T
	bin, file string
}

func (k killer) command(args ...string) *exec.Cmd {
	cmd := exec.Command(k.bin, args...)
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1795305600", "APPRAISE_USER=tester")
	return cmd
}

func (k killer) run(args ...string) (string, error) {
	out, err := k.command(args...).CombinedOutput()
	return string(out), err
}

func (k killer) must(args ...string) {
	k.t.Helper()
	if out, err := k.run(args...); err != nil {
		k.t.Fatalf("appraise %v: %v\n%s", args, err, out)
	}
}

// kill starts the import and kills it after a while; it reports whether it was
// still running.
func (k killer) kill(lib string, after time.Duration) bool {
	cmd := k.command("--library", lib, "add", k.file)
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	return cmd.Wait() != nil
}

func (k killer) content(lib string) string {
	k.t.Helper()
	s, err := sqlite.Open(k.t.Context(), lib)
	if err != nil {
		k.t.Fatal(err)
	}
	defer s.Close()
	c, err := s.Content(k.t.Context())
	if err != nil {
		k.t.Fatal(err)
	}
	return c
}

// manyRIS makes n records.
func manyRIS(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "TY  - JOUR\r\nAU  - Author%d, Anna\r\nTI  - Interrupted work number %d of a long series\r\nAB  - In all, %d adults were randomised to one of two groups and followed for a year.\r\nPY  - %d\r\nDO  - 10.5555/kill.%d\r\nER  - \r\n\r\n", i%400, i, 20+i%300, 1990+i%30, i)
	}
	return b.Bytes()
}
