package main

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows that something is being done: a bar on a terminal, a line
// now and then elsewhere, nothing with --quiet.
type progress struct {
	o          *options
	bar        *progressbar.ProgressBar
	what, unit string
	last       time.Time
}

// plainEvery is how often a line is printed where there is no terminal.
const plainEvery = 10 * time.Second

func (o *options) progress(what, unit string) *progress {
	p := &progress{o: o, what: what, unit: unit, last: time.Now()}
	p.start()
	return p
}

func (p *progress) start() {
	if p.o.quiet || !isTerminal(p.o.err) {
		return
	}
	p.bar = progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(p.o.err), progressbar.OptionSetDescription(p.what),
		progressbar.OptionShowCount(), progressbar.OptionSetItsString(p.unit), progressbar.OptionShowIts(),
		progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetWidth(20))
}

// at tells that n things are done.
func (p *progress) at(n int) {
	switch {
	case p.o.quiet:
	case p.bar != nil:
		_ = p.bar.Set(n) // a bar that cannot be drawn is no reason to stop
	case time.Since(p.last) >= plainEvery:
		p.last = time.Now()
		fmt.Fprintf(p.o.err, "%s: %d %s\n", p.what, n, p.unit)
	}
}

// phase returns what to call with the progress of a following step.
func (p *progress) phase(what, unit string) func(int) {
	begun := false
	return func(n int) {
		if !begun {
			p.close()
			p.what, p.unit, begun = what, unit, true
			p.start()
		}
		p.at(n)
	}
}

// clear makes room for a line.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
}
