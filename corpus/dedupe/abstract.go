package dedupe

import (
	"slices"
	"strings"
)

// abstract is a text made comparable without keeping it.
type abstract struct {
	sketch []uint32 // the smallest hashes of its runs of three words, sorted
	head   uint64   // hash of the first words
	size   int      // words
}

const (
	sketchSize   = 48 // standard error of the resemblance about 0.07
	headWords    = 14
	leastWords   = 20    // shorter texts are no abstracts ("No abstract available")
	mostAbstract = 20000 // bytes that are looked at
)

// copyrightMarks begin what publishers put behind an abstract.
var copyrightMarks = []string{"©", "(c) 19", "(c) 20", "(c)19", "(c)20", "copyright"}

// longestTail is the length, in bytes, of the longest remark on copyright.
const longestTail = 220

// dropCopyright cuts the remark on copyright at the end of a folded abstract.
func dropCopyright(s string) string {
	for _, mark := range copyrightMarks {
		if at := strings.LastIndex(s, mark); at >= 0 && len(s)-at <= longestTail {
			s = s[:at]
		}
	}
	return s
}

// labels begin the sections of structured abstracts; sources keep or drop them.
var labels = map[string]bool{
	"background": true, "objective": true, "objectives": true, "aim": true, "aims": true, "purpose": true, "introduction": true,
	"method": true, "methods": true, "design": true, "setting": true, "participants": true, "results": true, "findings": true,
	"conclusion": true, "conclusions": true, "interpretation": true, "abstract": true, "context": true, "patients": true,
}

func newAbstract(s string) abstract {
	s = dropCopyright(fold(stripTags(clip(s, mostAbstract))))
	var words []string
	for _, w := range wordsOf(s) {
		if !labels[w] {
			words = append(words, w)
		}
	}
	if len(words) < leastWords {
		return abstract{}
	}
	a := abstract{size: len(words), head: hash64(strings.Join(words[:headWords], ""))}
	for i := 0; i+3 <= len(words); i++ {
		a.sketch = append(a.sketch, hash32(words[i]+" "+words[i+1]+" "+words[i+2]))
	}
	slices.Sort(a.sketch)
	a.sketch = slices.Clip(slices.Compact(a.sketch))
	if len(a.sketch) > sketchSize {
		a.sketch = slices.Clone(a.sketch[:sketchSize])
	}
	return a
}

// textLevel says how two abstracts compare.
type textLevel uint8

const (
	textMissing   textLevel = iota
	textDifferent           // next to nothing in common
	textRelated             // passages in common
	textSame                // the same but for cuts and slips
)

// compareAbstracts estimates the resemblance from the sketches. A text that is
// cut off begins like the other and is shorter.
//
// Broder 1997 (package comment).
func compareAbstracts(a, b *abstract) textLevel {
	if a.size == 0 || b.size == 0 {
		return textMissing
	}
	r := resemblance(a.sketch, b.sketch)
	expected := float64(min(a.size, b.size)) / float64(max(a.size, b.size))
	switch {
	case r >= 0.6, a.head == b.head && (r >= 0.6*expected || r >= 0.3):
		return textSame
	case r >= 0.12 || a.head == b.head:
		return textRelated
	}
	return textDifferent
}

// resemblance is the share of the smallest hashes of the union that both hold.
func resemblance(a, b []uint32) float64 {
	seen, both := 0, 0
	for i, j := 0, 0; (i < len(a) || j < len(b)) && seen < sketchSize; seen++ {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
		case i == len(a) || b[j] < a[i]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	if seen == 0 {
		return 0
	}
	return float64(both) / float64(seen)
}
