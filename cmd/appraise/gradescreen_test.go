package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// screenLines is how many lines of 80 columns a screen has.
const screenLines = 40

// TestGradeScreen: what a study is worth fits a screen, and says how many were
// enrolled, randomised and in each arm, and what does not fit.
func TestGradeScreen(t *testing.T) {
	dir := t.TempDir()
	runDemo(t, dir)
	code, out, errs := called(t, "--library", filepath.Join(dir, "d"), "grade", "prasad2012inversion")
	if code != exitOK {
		t.Fatalf("exit status %d: %s", code, errs)
	}
	lines := strings.Split(strings.TrimRight(out, "\n"), "\n")
	if len(lines) > screenLines {
		t.Errorf("%d lines, want at most %d:\n%s", len(lines), screenLines, out)
	}
	for _, want := range []string{"24 randomised (26 enrolled; arms 13 and 11)", "22.2 % does not fit 2 of 11", "only 9 fits", "RR 0.297", "0.095 if they had the event"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
			t.Errorf("the screen does not say %q:\n%s", want, out)
		}
	}
}
