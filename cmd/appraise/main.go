// Command appraise reviews evidence: it keeps a library of studies with a
// full-text index, reads from each how many people were studied and how,
// judges how far its results can be trusted, and prints briefings for
// clinicians in which every number can be traced.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl-C ends at once
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
