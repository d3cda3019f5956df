//go:build linux

package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

// hangs is how long a command may take before it counts as hanging.
const hangs = 2 * time.Minute

// program runs the program as a process of its own.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), hangs)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Args[0] = "appraise"
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "APPRAISE_USER=tester")
	return cmd
}

// many writes a file of n entries.
func many(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		b.WriteString(ris(fmt.Sprintf("Word%d trial %d", i, i)))
	}
	file := filepath.Join(t.TempDir(), "many.ris")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// mounted returns a small file system in memory.
func mounted(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("mounting a small file system is not permitted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmounting %s: %v", dir, err)
		}
	})
	return dir
}

// On a full disk an import ends with status 5; what was written before stays,
// and the same command completes it when there is room.
func TestFullDisk(t *testing.T) {
	dir := mounted(t, "1500k")
	lib, file := filepath.Join(dir, "lib"), many(t, 3000)
	if code, _, errs := called(t, "init", lib); code != exitOK {
		t.Fatal(errs)
	}
	code, _, errs := called(t, "--library", lib, "-q", "add", file)
	if code != exitLibrary || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "not writable") {
		t.Fatalf("exit status %d, %q", code, errs)
	}
	if code, _, errs := called(t, "--library", lib, "list"); code != exitOK {
		t.Errorf("list: %d %s", code, errs)
	}
	if code, out, errs := called(t, "--library", lib, "search", "trial"); code != exitOK || !strings.Contains(out, "smith2020word0") && !strings.Contains(errs, "0 studies") {
		t.Errorf("search: %d %s %s", code, out, errs)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Skipf("the file system cannot be made larger here: %v", err)
	}
	if code, _, errs := called(t, "--library", lib, "-q", "add", file); code != exitOK {
		t.Fatalf("again: %d %s", code, errs)
	}
	if code, out, _ := called(t, "--library", lib, "verify"); code != exitOK || !strings.Contains(out, "3000 studies") {
		t.Errorf("verify: %d %s", code, out)
	}
}

// A folder that cannot be written can be read and searched; a change is
// refused with status 5 in one line.
func TestReadOnlyFolder(t *testing.T) {
	dir := mounted(t, "32m")
	lib, file := filepath.Join(dir, "lib"), many(t, 20)
	if code, _, errs := called(t, "init", lib); code != exitOK {
		t.Fatal(errs)
	}
	if code, _, errs := called(t, "--library", lib, "add", file); code != exitOK {
		t.Fatal(errs)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("the file system cannot be made read-only here: %v", err)
	}
	for _, args := range [][]string{{"list"}, {"search", "word7"}, {"show", "smith2020word7"}, {"log"}, {"verify"}, {"export", "--to", "ris"}} {
		if code, _, errs := called(t, append([]string{"--library", lib}, args...)...); code != exitOK {
			t.Errorf("%v: %d %s", args, code, errs)
		}
	}
	for _, args := range [][]string{
		{"add", many(t, 1000)}, {"add", "--manual", "--title", "Another one"}, {"undo"}, {"edit", "smith2020word7", "--set", "volume=3"},
		{"remove", "smith2020word7"}, {"init", filepath.Join(dir, "new")}, {"export", "--to", "ris", "-o", filepath.Join(dir, "x.ris")},
		{"demo", filepath.Join(dir, "demo")}, {"backup", filepath.Join(dir, "x.tar.gz")},
	} {
		code, _, errs := called(t, append([]string{"--library", lib}, args...)...)
		if code != exitLibrary || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "not writable") {
			t.Errorf("%v: exit status %d, %q", args, code, errs)
		}
	}
}

// A library that a later version has written is left alone.
func TestNewerLibrary(t *testing.T) {
	lib := library(t)
	db, err := sql.Open("sqlite", filepath.Join(lib, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA user_version = 9999"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list"}, {"search", "x"}, {"add", many(t, 1)}, {"undo"}, {"doctor"}} {
		code, _, errs := called(t, append([]string{"--library", lib}, args...)...)
		if code != exitLibrary || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "too new") || !strings.Contains(errs, "9999") {
			t.Errorf("%v: exit status %d, %q", args, code, errs)
		}
	}
}

// While one process writes, another is refused within two seconds of waiting
// and readers get an answer.
func TestTwoProcesses(t *testing.T) {
	lib := library(t)
	writer := program(t, "--library", lib, "add", "-")
	feed, err := writer.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(feed, strings.Repeat(ris("First"), 2000)) // it has the lock, and waits for more
	for range 600 {
		if b, _ := os.ReadFile(filepath.Join(lib, "lock")); len(b) > 0 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	var errs bytes.Buffer
	second := program(t, "--library", lib, "add", many(t, 1))
	second.Stderr = &errs
	_ = second.Run()
	if code := second.ProcessState.ExitCode(); code != exitLibrary || !strings.Contains(errs.String(), "library is in use by process") {
		t.Errorf("the second add: exit status %d, %q", code, errs.String())
	}
	for _, args := range [][]string{{"list"}, {"search", "first"}, {"log"}} {
		if out, err := program(t, append([]string{"--library", lib}, args...)...).CombinedOutput(); err != nil {
			t.Errorf("%v while another adds: %v %s", args, err, out)
		}
	}
	// Ctrl-C: the first one ends, and the library is whole.
	if err := writer.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(feed, strings.Repeat(ris("Second"), 2000))
	feed.Close()
	_ = writer.Wait()
	if code := writer.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("after Ctrl-C: exit status %d", code)
	}
	if code, _, errs := called(t, "--library", lib, "add", many(t, 3)); code != exitOK {
		t.Errorf("add afterwards: %d %s", code, errs)
	}
	if code, out, _ := called(t, "--library", lib, "verify"); code != exitOK {
		t.Errorf("verify: %d %s", code, out)
	}
}

// A reader that goes away ends the program without a word; devices stay
// devices.
func TestPipesAndDevices(t *testing.T) {
	lib := library(t)
	if code, _, errs := called(t, "--library", lib, "-q", "add", many(t, 3000)); code != exitOK {
		t.Fatal(errs)
	}
	var errs bytes.Buffer
	list := program(t, "--library", lib, "list", "--json")
	out, err := list.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	list.Stderr = &errs
	if err := list.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = out.Read(make([]byte, 10))
	out.Close()
	_ = list.Wait()
	if errs.Len() > 0 {
		t.Errorf("after the pipe was closed: %q", errs.String())
	}
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skipf("named pipes are not permitted here: %v", err)
	}
	read := make(chan int)
	go func() {
		b, _ := os.ReadFile(pipe)
		read <- bytes.Count(b, []byte("TY  - "))
	}()
	if code, _, errs := called(t, "--library", lib, "export", "--to", "ris", "-o", pipe); code != exitOK {
		t.Errorf("export to a pipe: %d %s", code, errs)
	}
	select {
	case n := <-read:
		if n != 3000 {
			t.Errorf("%d entries came out of the pipe", n)
		}
	case <-time.After(hangs):
		t.Fatal("nothing came out of the pipe")
	}
	if info, err := os.Stat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe became %v, %v", info, err)
	}
}
