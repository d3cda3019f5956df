package csljson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"

	"appraise/corpus"
	"appraise/corpus/jsonfile"
	"appraise/corpus/markup"
)

// noKind stands for an item whose kind is not known.
const noKind corpus.Kind = "unknown"

// Write writes items as a CSL-JSON array. The id of an item is its DOI, its
// PMID, or its number in the file.
func Write(w io.Writer, items iter.Seq[corpus.Item]) error {
	out := bufio.NewWriter(w)
	n := 0
	for it := range items {
		data, err := object(it, n+1)
		if err != nil {
			return fmt.Errorf("writing %q: %w", it.Title, err)
		}
		sep := ",\n"
		if n == 0 {
			sep = "[\n"
		}
		fmt.Fprintf(out, "%s%s", sep, data)
		n++
	}
	if n == 0 {
		fmt.Fprint(out, "[")
	}
	fmt.Fprint(out, "\n]\n")
	return out.Flush()
}

// object writes one item with the members that were kept from its source.
func object(it corpus.Item, n int) ([]byte, error) {
	e := entryOf(it, n)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return nil, err
	}
	data := bytes.TrimSuffix(bytes.TrimSuffix(b.Bytes(), []byte("\n")), []byte("}"))
	place := places(it.Extra, e.Type)
	for _, x := range it.Extra {
		if place(x) != 2 {
			continue
		}
		name, err := json.Marshal(x.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(x.Value)
		if err != nil {
			return nil, err
		}
		if jsonfile.Value([]byte(x.Value)) == x.Value {
			value = []byte(x.Value) // it was a number, a list or an object
		}
		data = append(data, ',')
		data = append(append(append(data, name...), ':'), value...)
	}
	return append(data, '}'), nil
}

// entryOf is an item as CSL has it; what has no variable goes to custom.
func entryOf(it corpus.Item, n int) entry {
	text := func(s string) jsonfile.Text { return jsonfile.Text(markup.Escape(s)) }
	e := entry{
		ID: jsonfile.Text(id(it, n)), Type: typeName(it), Title: text(it.Title), OriginalTitle: text(it.OriginalTitle),
		Container: text(it.Journal), ContainerShort: text(it.JournalAbbrev), Author: namesOf(it.Authors), Editor: namesOf(it.Editors),
		Issued: dateOf(it.Published), Accessed: dateOf(it.Accessed), Volume: text(it.Volume), Issue: text(it.Issue), Page: text(it.Pages),
		Number: text(it.ArticleNumber), Edition: text(it.Edition), Collection: text(it.Series), Publisher: text(it.Publisher),
		PublisherPlace: text(it.Place), ISSN: it.ISSN, ISBN: it.ISBN, DOI: jsonfile.Text(it.DOI), PMID: jsonfile.Text(it.PMID),
		PMCID: jsonfile.Text(it.PMCID), Abstract: text(it.Abstract), Source: text(it.Database),
	}
	if len(it.Keywords) > 0 {
		words := make([]string, len(it.Keywords))
		for i, k := range it.Keywords {
			words[i] = markup.EscapeItem(k, ";")
		}
		e.Keyword = joined{strings.Join(words, "; ") + ";"}
	}
	rest := corpus.Item{
		Accession: it.Accession, Registrations: it.Registrations, PublicationTypes: it.PublicationTypes, MeSH: it.MeSH, Substances: it.Substances,
		Affiliations: it.Affiliations, Funding: it.Funding, Conflicts: it.Conflicts, Files: it.Files, Relations: it.Relations,
		References: it.References, Enrolled: it.Enrolled, EnrolledType: it.EnrolledType,
	}
	rest.Languages, e.Language = first(it.Languages)
	rest.Notes, e.Note = first(it.Notes)
	rest.URLs, e.URL = first(it.URLs)
	if e.URL != "" {
		e.URL = jsonfile.Text(it.URLs[0])
	}
	if kind, _ := typeOf(e.Type); kind != it.Kind {
		if rest.Kind = it.Kind; it.Kind == "" {
			rest.Kind = noKind
		}
	}
	place := places(it.Extra, e.Type)
	for _, x := range it.Extra {
		if place(x) == 0 {
			rest.Extra = append(rest.Extra, x)
		}
	}
	if !reflect.ValueOf(rest).IsZero() {
		e.Custom = &custom{Appraise: &rest}
	}
	return e
}

// first splits a list into its head, for the variable, and the others.
func first(list []string) (rest []string, head jsonfile.Text) {
	if len(list) == 0 {
		return nil, ""
	}
	if len(list) > 1 {
		rest = list[1:]
	}
	return rest, jsonfile.Text(markup.Escape(list[0]))
}

func id(it corpus.Item, n int) string {
	switch {
	case it.DOI != "":
		return string(it.DOI)
	case it.PMID != "":
		return "pmid:" + string(it.PMID)
	}
	return fmt.Sprintf("item-%d", n)
}

// typeName returns the type of an item: the word of its source where that is
// still right.
func typeName(it corpus.Item) string {
	for _, x := range it.Extra {
		if kind, _ := typeOf(x.Value); x.Name == "type" && kind == it.Kind {
			return x.Value
		}
	}
	for _, t := range types {
		if t.kind == it.Kind {
			return t.name
		}
	}
	switch it.Kind {
	case corpus.KindGuideline:
		return "report"
	case corpus.KindOther:
		return "document"
	}
	return "article-journal"
}
