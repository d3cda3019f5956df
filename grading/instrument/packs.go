package instrument

import (
	"bytes"
	"embed"
	"fmt"
	"strings"

	"appraise/corpus"
)

//go:embed packs/*.json
var files embed.FS

// shipped lists the packs of the program in the order they are shown.
var shipped = [...]string{
	"rob2", "rob2-cluster", "rob2-crossover", "robins-i", "robins-i-v2", "amstar2", "agree2", "quadas2",
	"nos-cohort", "nos-casecontrol", "jadad", "pedro", "jbi-caseseries", "jbi-casereport", "inspect-sr",
}

// All returns every pack the program ships.
func All() []Pack {
	out := make([]Pack, 0, len(shipped))
	for _, id := range shipped {
		if p, err := Find(id); err == nil { // a test holds that each one loads
			out = append(out, p)
		}
	}
	return out
}

// Find returns the shipped pack with the id; case, blanks and hyphens do not
// count, so "RoB 2" and "rob2" are the same. An unknown id wraps
// corpus.ErrNotFound.
func Find(id string) (Pack, error) {
	for _, name := range shipped {
		if plain(name) != plain(id) {
			continue
		}
		b, err := files.ReadFile("packs/" + name + ".json")
		if err != nil {
			return Pack{}, fmt.Errorf("pack %s: %w", name, err)
		}
		p, err := Load(bytes.NewReader(b))
		if err != nil {
			return Pack{}, fmt.Errorf("pack %s: %w", name, err)
		}
		return p, nil
	}
	return Pack{}, fmt.Errorf("appraisal tool %q: %w; there are %s", id, corpus.ErrNotFound, strings.Join(shipped[:], ", "))
}

// plain folds the spellings of a pack's id.
func plain(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "", "–", "").Replace(strings.ToLower(s))
}
