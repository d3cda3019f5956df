package intaketest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// zoteroItem is an item as Zotero expects it: fields of text, and lists.
type zoteroItem struct {
	fields   map[string]string
	creators []corpus.Author // authors and editors
	tags     []string
	notes    []string
}

// zoteroFields are the fields that are compared, by what they are in an item.
var zoteroFields = map[string]func(corpus.Item) string{
	"title":               func(it corpus.Item) string { return it.Title },
	"abstractNote":        func(it corpus.Item) string { return it.Abstract },
	"publicationTitle":    journal,
	"bookTitle":           journal,
	"proceedingsTitle":    journal,
	"websiteTitle":        journal,
	"blogTitle":           journal,
	"dictionaryTitle":     journal,
	"encyclopediaTitle":   journal,
	"journalAbbreviation": func(it corpus.Item) string { return either(it.JournalAbbrev, it.Journal) },
	"volume":              func(it corpus.Item) string { return it.Volume },
	"issue":               func(it corpus.Item) string { return it.Issue },
	"pages":               func(it corpus.Item) string { return either(it.Pages, it.ArticleNumber) },
	"DOI":                 func(it corpus.Item) string { return string(it.DOI) },
	"ISSN":                func(it corpus.Item) string { return strings.Join(it.ISSN, " ") },
	"ISBN":                func(it corpus.Item) string { return strings.Join(it.ISBN, " ") },
	"language":            func(it corpus.Item) string { return strings.Join(it.Languages, " ") },
	"publisher":           func(it corpus.Item) string { return it.Publisher },
	"institution":         func(it corpus.Item) string { return it.Publisher },
	"university":          func(it corpus.Item) string { return it.Publisher },
	"place":               func(it corpus.Item) string { return it.Place },
	"edition":             func(it corpus.Item) string { return it.Edition },
	"series":              func(it corpus.Item) string { return it.Series },
	"url":                 func(it corpus.Item) string { return strings.Join(it.URLs, " ") },
	"archive":             func(it corpus.Item) string { return it.Database },
	"archiveLocation":     func(it corpus.Item) string { return it.Accession },
}

func journal(it corpus.Item) string { return it.Journal }

func either(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// Zotero reads the cases of a file of ../shared/data/formats/
// zotero_import_testcases and compares field by field. explained lists the
// fields that are allowed to differ, as "case/item/field" (or "*/*/field"),
// with the reason; one that does not differ fails. At least 95 % of the fields
// must be equal.
func Zotero(t *testing.T, read Reader, file string, explained map[string]string) {
	t.Helper()
	name := filepath.Join(Root(t), "..", "shared", "data", "formats", "zotero_import_testcases", file)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Skipf("the development data are not here: %v", err)
	}
	var doc struct {
		Cases []struct {
			Input string           `json:"input"`
			Items []map[string]any `json:"items"`
		} `json:"cases"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	total, equal := 0, 0
	used := map[string]int{}
	for c, one := range doc.Cases {
		res := All(read, strings.NewReader(one.Input), file)
		if len(res.Records) != len(one.Items) {
			t.Errorf("case %d: %d items, want %d; %v", c, len(res.Records), len(one.Items), res.Lost)
			continue
		}
		for i, want := range one.Items {
			for _, d := range compareZotero(res.Records[i].Item, zotero(want), &total, &equal) {
				key := explanation(explained, fmt.Sprint(c), fmt.Sprint(i), d.field)
				if used[key]++; key == "" {
					t.Logf("case %d, item %d, %s: got %.120q, Zotero has %.120q", c, i, d.field, d.got, d.want)
				}
			}
		}
	}
	for key := range explained {
		if used[key] == 0 {
			t.Errorf("%s is explained but does not differ", key)
		}
	}
	share := 100 * float64(equal) / float64(total)
	t.Logf("%d of %d fields equal: %.1f %%; %d differ without an explanation", equal, total, share, used[""])
	if share < 95 || used[""] > 0 {
		t.Errorf("%.1f %% of the fields are equal and %d of the others are not explained", share, used[""])
	}
}

// explanation finds the entry that covers a difference.
func explanation(explained map[string]string, c, i, field string) string {
	for _, key := range []string{c + "/" + i + "/" + field, c + "/*/" + field, "*/*/" + field} {
		if _, ok := explained[key]; ok {
			return key
		}
	}
	return ""
}

type difference struct{ field, got, want string }

func compareZotero(it corpus.Item, want zoteroItem, total, equal *int) []difference {
	var out []difference
	check := func(name, got, want string) {
		*total++
		if same(name, got, want) {
			*equal++
			return
		}
		out = append(out, difference{name, got, want})
	}
	names := make([]string, 0, len(want.fields))
	for name := range want.fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		switch get := zoteroFields[name]; {
		case name == "date":
			checkDate(check, it, want.fields[name])
		case get != nil:
			got := get(it)
			if got == "" { // a word that is no number, kept as it is
				for _, x := range it.Extra {
					if x.Value == want.fields[name] {
						got = x.Value
					}
				}
			}
			check(name, got, want.fields[name])
		}
	}
	for i, a := range want.creators {
		got := corpus.Author{}
		if people := append(slices.Clone(it.Authors), it.Editors...); i < len(people) {
			got = people[i]
		}
		check("creators", whole(got), whole(a))
	}
	if len(want.tags) > 0 {
		tags := slices.Clone(it.Keywords)
		for _, h := range it.MeSH {
			tags = append(tags, h.Descriptor)
			for _, q := range h.Qualifiers {
				tags[len(tags)-1] += "/" + q.Name
			}
		}
		slices.Sort(tags)
		check("tags", strings.ReplaceAll(strings.Join(tags, "|"), "*", ""), strings.Join(want.tags, "|"))
	}
	for _, n := range want.notes {
		got := n
		if !slices.ContainsFunc(it.Notes, func(x string) bool { return squeeze(x) == squeeze(n) }) &&
			!slices.ContainsFunc(it.Extra, func(x corpus.Tag) bool { return squeeze(x.Value) == squeeze(n) }) {
			got = strings.Join(it.Notes, "|")
		}
		check("notes", got, n)
	}
	return out
}

// checkDate compares dates as far as Zotero's is one.
func checkDate(check func(string, string, string), it corpus.Item, want string) {
	d, err := field.Date(want)
	if err != nil || strings.HasPrefix(want, "0000") {
		return // "0000 Year Date": the words of a template
	}
	check("date", it.Published.String(), d.String())
}

// whole writes a name without regard to which part is which.
func whole(a corpus.Author) string {
	return squeeze(strings.Join([]string{a.Given, a.Family, a.Suffix, a.Collective}, " "))
}

var marks = regexp.MustCompile(`[\s\p{Zs}.,]+`)

// squeeze leaves out spaces, full stops and commas.
func squeeze(s string) string { return marks.ReplaceAllString(strings.ToLower(s), "") }

// same compares the texts of a field: without regard to spaces, markup that is
// small letters here, and forms of numbers.
func same(name, got, want string) bool {
	switch name {
	case "pages":
		want, got = field.Pages(want), field.Pages(got)
	case "ISSN", "ISBN":
		if issn, isbn, whole := field.Serials(want); whole {
			want = strings.Join(append(issn, isbn...), " ")
		}
		if issn, isbn, whole := field.Serials(got); whole {
			got = strings.Join(append(issn, isbn...), " ")
		}
		return strings.HasPrefix(got, want) || strings.ReplaceAll(got, "-", "") == strings.ReplaceAll(want, "-", "")
	case "DOI":
		if d, err := corpus.ParseDOI(want); err == nil {
			want = string(d)
		}
	case "url":
		return got == want || strings.Contains(" "+got+" ", " "+want+" ")
	case "language":
		return strings.Contains(squeeze(got), squeeze(want))
	}
	return squeeze(got) == squeeze(markup.Block(want))
}

// zotero reads an expected item.
func zotero(m map[string]any) zoteroItem {
	out := zoteroItem{fields: map[string]string{}}
	for name, v := range m {
		if s, ok := v.(string); ok {
			out.fields[name] = s
		}
	}
	text := func(m map[string]any, name string) string { s, _ := m[name].(string); return s }
	var editors []corpus.Author
	for _, x := range list0(m["creators"]) {
		a := corpus.Author{Family: text(x, "lastName"), Given: text(x, "firstName")}
		switch text(x, "creatorType") {
		case "author", "artist", "programmer", "director", "inventor", "contributor0":
			out.creators = append(out.creators, a)
		case "editor":
			editors = append(editors, a)
		}
	}
	out.creators = append(out.creators, editors...)
	for _, x := range list0(m["tags"]) {
		out.tags = append(out.tags, strings.ReplaceAll(text(x, "tag"), "*", ""))
	}
	slices.Sort(out.tags)
	for _, x := range list0(m["notes"]) {
		out.notes = append(out.notes, markup.Block(text(x, "note")))
	}
	return out
}

func list0(v any) []map[string]any {
	var out []map[string]any
	items, _ := v.([]any)
	for _, x := range items {
		if m, ok := x.(map[string]any); ok {
			out = append(out, m)
		}
		if s, ok := x.(string); ok {
			out = append(out, map[string]any{"tag": s})
		}
	}
	return out
}
