// Package testkit is for tests only. Importing it, if only as _, gives the
// property tests of a package the same random draws on every run, so that a
// change is judged by what it changes and not by luck. Other draws are a flag
// away: `go test ./corpus/... -rapid.seed=0 -rapid.checks=20000`.
package testkit

import (
	"flag"

	_ "pgregory.net/rapid" // defines the flag
)

// Seed is where the property tests of this repository begin their draws.
const Seed = "20261122"

func init() {
	if err := flag.Set("rapid.seed", Seed); err != nil {
		panic("testkit: rapid has no flag for its seed any more: " + err.Error())
	}
}
