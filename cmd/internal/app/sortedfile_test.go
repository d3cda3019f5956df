package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSortedFile compares looking up in a file with looking through a list.
func TestSortedFile(t *testing.T) {
	var long []string
	for i := range 3000 {
		long = append(long, fmt.Sprintf("%x\tvalue %d%s", i*7919%3001, i, strings.Repeat("x", i%90)))
	}
	for name, lines := range map[string][]string{
		"none": nil, "one": {"a\t1"}, "two": {"b", "a"}, "twice": {"a", "a", "b"}, "long": long,
		"longest": {"a", strings.Repeat("b", maxSortedLine-1), strings.Repeat("c", maxSortedLine-1), "d"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sorted")
			if err := writeSorted(path, slices.Clone(lines)); err != nil {
				t.Fatal(err)
			}
			s, err := openSorted(path)
			if err != nil {
				t.Fatal(err)
			}
			defer s.close()
			slices.Sort(lines)
			lines = slices.Compact(lines)
			asked := []string{"", "0", "a", "a\t", "b", "zz", "fff\t", "\xff"}
			for _, l := range lines {
				asked = append(asked, l, l[:len(l)/2+1])
			}
			for _, key := range asked {
				var got, want []string
				for l, err := range s.from(key) {
					if err != nil {
						t.Fatal(err)
					}
					if l != "" {
						got = append(got, l)
					}
				}
				for _, l := range lines {
					if strings.HasPrefix(l, key) {
						want = append(want, l)
					}
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%.20q: got %d lines, want %d", key, len(got), len(want))
				}
			}
		})
	}
}
