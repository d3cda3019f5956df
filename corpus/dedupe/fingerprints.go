package dedupe

import (
	"fmt"
	"slices"
	"strconv"

	"appraise/corpus"
)

// Fingerprints returns keys by which an item can be found again among items
// that came earlier: its identifiers in plain text, and hashes of what sources
// write alike. Two items that share one are candidates for Compare, no more. An
// item that says next to nothing has none. They are sorted, each once, and mean
// the same from one version of the program to the next.
func Fingerprints(it corpus.Item) []string {
	p := Prepare(it)
	var out []string
	for _, id := range []struct{ kind, value string }{
		{"doi", string(p.ids.doi)}, {"pmid", string(p.ids.pmid)}, {"pmcid", string(p.ids.pmcid)}, {"accession", p.ids.accession},
	} {
		if id.value != "" {
			out = append(out, id.kind+":"+id.value)
		}
	}
	author, year := p.people.first(), ""
	if p.year > 0 {
		year = strconv.Itoa(p.year)
	}
	hashed := func(kind string, parts ...string) {
		for _, s := range parts {
			if s == "" {
				return
			}
		}
		out = append(out, fmt.Sprintf("%s:%016x", kind, hash64(parts...)))
	}
	if !p.title.generic {
		hashed("title-year", p.title.compact, year)
		hashed("title-author", p.title.compact, author)
		hashed("original-title", p.original.compact)
	}
	hashed("title-place", p.title.compact, p.place.volume, p.place.first)
	hashed("author-place", author, p.place.volume, p.place.first)
	if p.abstract.size > 0 {
		out = append(out, fmt.Sprintf("abstract:%016x", p.abstract.head))
	}
	if len(out) == 0 && !p.title.generic {
		hashed("bare-title", p.title.compact)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
