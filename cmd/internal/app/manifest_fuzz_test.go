package app

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"appraise/corpus"
)

// Whatever a manifest says, the names taken from it stay inside the folder,
// and a refusal is of a kind that the program knows.
func FuzzReadManifest(f *testing.F) {
	hash := strings.Repeat("ab", 32)
	f.Add(`{"format":1,"files":[{"name":"library.db","size":1,"sha256":"` + hash + `"}]}`)
	f.Add(`{"format":1,"files":[{"name":"library.db","size":1,"sha256":"` + hash + `"},{"name":"files/ab/` + hash + `","size":0,"sha256":"` + hash + `"}]}`)
	f.Add(`{"format":1,"files":[{"name":"../library.db","size":1,"sha256":"` + hash + `"}]}`)
	f.Add(`{"format":2}`)
	f.Add(`{"format":1}`)
	f.Add(``)
	f.Fuzz(func(t *testing.T, s string) {
		m, err := readManifest("x.tar", strings.NewReader(s))
		if err != nil {
			var pe *corpus.ParseError
			if !errors.As(err, &pe) && !errors.Is(err, corpus.ErrTooNew) {
				t.Errorf("refused with %v", err)
			}
			return
		}
		for _, p := range m.Files {
			if !filepath.IsLocal(p.Name) || p.Size < 0 {
				t.Errorf("accepted %+v", p)
			}
		}
	})
}
