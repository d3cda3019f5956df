package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"appraise/corpus"
)

// lockWait is how long a command waits for another one to finish: long enough
// for a short change, short enough that nobody thinks the program hangs.
const lockWait = 1500 * time.Millisecond

// hold takes the library's write lock and writes down who has it. The lock
// goes with the process: killing it leaves nothing to clean up.
func (a *App) hold(ctx context.Context, doing string) (release func(), err error) {
	path := filepath.Join(a.Dir, lockFile)
	l := flock.New(path)
	wait, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	ok, err := l.TryLockContext(wait, 50*time.Millisecond)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if !ok {
		if err != nil && wait.Err() == nil {
			return nil, writeError(err, doing+": taking the lock "+path)
		}
		return nil, fmt.Errorf("%s: %w%s; try again when it has finished", doing, corpus.ErrLocked, holder(path))
	}
	a.sign(path, doing)
	return func() { l.Unlock() }, nil
}

// tryHold takes the lock only when it is free at once.
func (a *App) tryHold(doing string) (release func(), ok bool) {
	path := filepath.Join(a.Dir, lockFile)
	l := flock.New(path)
	ok, err := l.TryLock()
	if !ok || err != nil {
		return nil, false
	}
	a.sign(path, doing)
	return func() { l.Unlock() }, true
}

// sign notes who holds the lock, for the message another process prints. That
// it cannot be written is no reason to fail.
func (a *App) sign(path, doing string) {
	host, err := os.Hostname()
	if err != nil {
		host = "this machine"
	}
	_ = os.WriteFile(path, fmt.Appendf(nil, "process %d on %s, %s\n", os.Getpid(), host, doing), 0o644)
}

// holder reads what sign wrote.
func holder(path string) string {
	b, err := os.ReadFile(path)
	if err != nil || len(b) == 0 {
		return ""
	}
	return " by " + strings.TrimSpace(string(b))
}
