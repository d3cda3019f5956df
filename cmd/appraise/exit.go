package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"syscall"
	"time"

	"appraise/corpus"
	"appraise/index/query"
)

// Exit codes; help lists them.
const (
	exitOK          = 0
	exitFindings    = 1
	exitUsage       = 2
	exitInput       = 3
	exitNotFound    = 4
	exitLibrary     = 5
	exitInterrupted = 130
)

// status is an error that only carries an exit code: what there was to say
// has been said.
type status int

func (s status) Error() string { return "exit " + strconv.Itoa(int(s)) }

// exitKinds maps kinds of error to exit codes, the first that fits.
var exitKinds = []struct {
	kind error
	code int
}{
	{context.Canceled, exitInterrupted},
	{corpus.ErrLocked, exitLibrary},
	{corpus.ErrDamaged, exitLibrary},
	{corpus.ErrTooNew, exitLibrary},
	{corpus.ErrReadOnly, exitLibrary},
	{syscall.ENOSPC, exitLibrary},
	{syscall.EROFS, exitLibrary},
	{corpus.ErrNotFound, exitNotFound},
	{fs.ErrNotExist, exitNotFound},
	{fs.ErrPermission, exitInput},
	{corpus.ErrInvalid, exitUsage},
	{corpus.ErrConflict, exitUsage},
}

// exit prints err, if it has something to say, and returns the exit code.
func (o *options) exit(ctx context.Context, err error) int {
	if err == nil {
		if o.dryRun {
			o.note("Nothing was changed (--dry-run).")
		}
		return exitOK
	}
	if s, ok := errors.AsType[status](err); ok {
		return int(s)
	}
	code := o.code(ctx, err)
	if code == exitInterrupted {
		fmt.Fprintln(o.err, "appraise: interrupted")
		return code
	}
	fmt.Fprintf(o.err, "appraise: %s\n", oneLine(err))
	if code == exitUsage && !o.started {
		fmt.Fprintln(o.err, "appraise: see appraise --help, or appraise COMMAND --help")
	}
	return code
}

func (o *options) code(ctx context.Context, err error) int {
	if ctx.Err() != nil {
		return exitInterrupted
	}
	if _, ok := errors.AsType[*query.SyntaxError](err); ok {
		return exitUsage
	}
	if _, ok := errors.AsType[*corpus.ParseError](err); ok {
		return exitInput
	}
	for _, k := range exitKinds {
		if errors.Is(err, k.kind) {
			return k.code
		}
	}
	if !o.started {
		return exitUsage
	}
	return exitFindings
}

// sourceDate reads SOURCE_DATE_EPOCH: seconds since 1970.
func sourceDate(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	return time.Unix(n, 0).UTC(), true
}
