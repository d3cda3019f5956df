package bibtex

import (
	"bytes"
	"slices"

	"appraise/corpus"
)

// dropSaid drops kept values that say again what the item is written with: an
// entry has "pages = {pp. 5}" and "pages = {5}", and both are 5.
func (rd *reader) dropSaid() {
	it := rd.item
	bare := it
	bare.Extra = nil
	for _, x := range it.Extra {
		switch x.Name {
		case typeField:
			bare.Extra = append(bare.Extra, x)
		case "date": // tells under which names the date is written
			bare.Extra = append(bare.Extra, corpus.Tag{Name: x.Name})
		}
	}
	var b bytes.Buffer
	if Write(&b, slices.Values([]corpus.Item{bare})) != nil {
		return // a buffer takes all
	}
	written := entry{raw: b.Bytes()}
	written.read(nil)
	rd.item.Extra = slices.DeleteFunc(it.Extra, func(x corpus.Tag) bool {
		if x.Name == typeField || goesOn(x) {
			return false
		}
		first := written.find(fieldName(x.Name))
		return first != nil && first.text() == text(verbatimLatex(x.Value))
	})
	if len(rd.item.Extra) == 0 {
		rd.item.Extra = nil
	}
}

// isWritten reports whether Write has a field of this name for what it knows.
func isWritten(name string) bool {
	switch name {
	case "title", "origtitle", "author", "editor", "booktitle", "journal", "shortjournal", "date", "year", "month", "day", "volume", "number", "pages",
		"eid", "edition", "series", "publisher", "address", "issn", "isbn", "doi", "pmid", "pmcid", "url", "urldate", "abstract", "keywords", "language",
		"type", "affiliations", "substances", "funding", "registrations", "source", "accession", "file", "note", kindField:
		return true
	}
	return false
}
