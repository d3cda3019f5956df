package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// every calls f with each command people can use.
func every(t *testing.T, f func(t *testing.T, cmd *cobra.Command)) {
	t.Helper()
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Name() == "completion" || cmd.Name() == "help" { // cobra's own
			return
		}
		t.Run(strings.ReplaceAll(cmd.CommandPath(), " ", "/"), func(t *testing.T) { f(t, cmd) })
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(&options{now: clock()}))
}

// Every command that does something shows how it is used, with lines that
// begin with the program's name (or pipe into it).
func TestEveryCommandHasAnExample(t *testing.T) {
	every(t, func(t *testing.T, cmd *cobra.Command) {
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("short help %q: a phrase without a full stop", cmd.Short)
		}
		if cmd.Runnable() && cmd.Example == "" {
			t.Error("there is no example")
		}
		for line := range strings.Lines(cmd.Example) {
			if line = strings.TrimRight(line, "\n"); strings.TrimSpace(line) != "" && (!strings.HasPrefix(line, "  ") || !strings.HasPrefix(line, "    ") && !strings.Contains(line, "appraise")) {
				t.Errorf("example %q: two spaces and a call of appraise, or four and its continuation", line)
			}
		}
	})
}

// Help of every command ends with the exit codes.
func TestHelpListsExitCodes(t *testing.T) {
	every(t, func(t *testing.T, cmd *cobra.Command) {
		var out, errs bytes.Buffer
		args := append(strings.Fields(cmd.CommandPath())[1:], "--help")
		if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != exitOK {
			t.Fatalf("exit status %d: %s", code, errs.String())
		}
		if !strings.HasSuffix(out.String(), exitHelp) {
			t.Errorf("help does not end with the exit codes:\n%s", out.String())
		}
		for _, want := range []string{"0 done", "1 findings", "2 wrong usage", "3 input", "4 no such", "5 library", "130 interrupted"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%q is not in it", want)
			}
		}
	})
}

// Flags that mean the same have one name everywhere.
func TestFlagsAreTheSameEverywhere(t *testing.T) {
	every(t, func(t *testing.T, cmd *cobra.Command) {
		if f := cmd.Flags().ShorthandLookup("n"); f != nil && f.Name != "dry-run" {
			t.Errorf("-n is --%s", f.Name)
		}
		if f := cmd.Flags().ShorthandLookup("o"); f != nil && f.Name != "output" {
			t.Errorf("-o is --%s", f.Name)
		}
		for _, strange := range []string{"out", "dryrun", "dry"} {
			if cmd.Flags().Lookup(strange) != nil {
				t.Errorf("--%s", strange)
			}
		}
	})
}
