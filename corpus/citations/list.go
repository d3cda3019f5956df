package citations

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
)

// listTags are fields in which exports carry reference lists as text: BibTeX
// of Web of Science, a line each, and of Scopus, between semicolons.
var listTags = []string{"cited-references", "cited_references", "references"}

// notePrefix is what stands before the list in the notes of Scopus' RIS.
const notePrefix = "references:"

// References returns the reference list of a record: the entries that its
// parser read, else those in a field of text.
func References(it corpus.Item) []corpus.Citation {
	if len(it.References) > 0 {
		return it.References
	}
	for _, tag := range it.Extra {
		for _, name := range listTags {
			if strings.EqualFold(tag.Name, name) {
				return split(tag.Value)
			}
		}
	}
	notes := it.Notes
	for _, tag := range it.Extra {
		notes = append(notes[:len(notes):len(notes)], tag.Value)
	}
	for _, note := range notes {
		if len(note) > len(notePrefix) && strings.EqualFold(note[:len(notePrefix)], notePrefix) {
			return split(note[len(notePrefix):])
		}
	}
	return nil
}

// split cuts a list at line breaks, or where it has none at semicolons with a
// space behind them. A DOI may hold a semicolon, but no space.
func split(list string) []corpus.Citation {
	sep := "\n"
	if !strings.Contains(strings.TrimSpace(list), sep) {
		sep = "; "
	}
	var out []corpus.Citation
	for _, text := range strings.Split(list, sep) {
		if text = strings.Trim(strings.Join(strings.Fields(text), " "), ";"); text != "" {
			out = append(out, corpus.Citation{Text: text, DOI: field.FindDOI(text)})
		}
	}
	return out
}
