package dedupe_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/dedupe"
	"appraise/corpus/field"
)

// shared finds ../shared/data/dedup beside the repository, or skips.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	path := filepath.Join(dir, "..", "shared", "data", "dedup", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the evaluation data are not here: %v", err)
	}
	return path
}

// Removal of records on the labelled collections: floors of F1, and no record
// removed that is not a duplicate (issue 3).
func TestLabelledCollections(t *testing.T) {
	for _, c := range []struct {
		file  string
		floor float64
	}{
		{"cytology_screening.csv", 0.985}, {"stroke.csv", 0.985}, {"haematology.csv", 0.945},
	} {
		t.Run(c.file, func(t *testing.T) {
			records, gold := readLabelled(t, shared(t, c.file))
			groups, _, err := dedupe.Find(slices.Values(records), dedupe.Options{})
			if err != nil {
				t.Fatal(err)
			}
			removed, wrong, duplicates := scoreRemoval(records, gold, groups)
			f1 := 2 * float64(removed-wrong) / float64(removed+duplicates)
			t.Logf("removed %d of %d, wrongly %d, F1 %.4f", removed, duplicates, wrong, f1)
			if f1 < c.floor {
				t.Errorf("F1 = %.4f, want at least %.3f", f1, c.floor)
			}
			if wrong > 0 {
				t.Errorf("%d records removed that are no duplicates", wrong)
			}
		})
	}
}

// The same collections as other databases would write half of their records:
// nothing more may be merged, and little be lost.
func TestLabelledCollectionsRewritten(t *testing.T) {
	if testing.Short() {
		t.Skip("every collection six times; not with -short")
	}
	rewrites := []struct {
		name    string
		rewrite func(*corpus.Item)
	}{
		{"capitals", func(it *corpus.Item) { it.Title = strings.ToUpper(it.Title) }},
		{"initials", func(it *corpus.Item) {
			for i := range it.Authors {
				it.Authors[i].Given = it.Authors[i].Initials()
			}
		}},
		{"first author only", func(it *corpus.Item) { it.Authors = it.Authors[:min(1, len(it.Authors))] }},
		{"first page only", func(it *corpus.Item) { it.Pages, _, _ = strings.Cut(it.Pages, "-") }},
		{"no journal", func(it *corpus.Item) { it.Journal = "" }},
		{"names in one piece", func(it *corpus.Item) {
			var b strings.Builder
			for _, a := range it.Authors {
				b.WriteString(a.Family + " " + strings.Join(strings.Split(a.Initials(), ""), ". ") + ".")
			}
			it.Authors = []corpus.Author{{Collective: b.String()}}
		}},
	}
	for _, file := range []string{"cytology_screening.csv", "stroke.csv", "haematology.csv"} {
		records, gold := readLabelled(t, shared(t, file))
		for _, r := range rewrites {
			changed := slices.Clone(records)
			for i := range changed {
				if i%2 == 0 {
					changed[i].Item.Authors = slices.Clone(changed[i].Item.Authors)
					r.rewrite(&changed[i].Item)
				}
			}
			groups, _, err := dedupe.Find(slices.Values(changed), dedupe.Options{})
			if err != nil {
				t.Fatal(err)
			}
			removed, wrong, duplicates := scoreRemoval(changed, gold, groups)
			f1 := 2 * float64(removed-wrong) / float64(removed+duplicates)
			t.Logf("%s, %s: F1 %.4f, %d wrong", file, r.name, f1, wrong)
			if wrong > 0 || f1 < 0.90 {
				t.Errorf("%s, %s: F1 %.4f, %d removed wrongly; want at least 0.90 and none", file, r.name, f1, wrong)
			}
		}
	}
}

// scoreRemoval keeps the first record of each group and counts the others: a
// removed record is right when its publication is kept by its group.
func scoreRemoval(records []dedupe.Record, gold map[string]string, groups []dedupe.Group) (removed, wrong, duplicates int) {
	studies := make(map[string]bool)
	for _, r := range records {
		studies[gold[r.ID]] = true
	}
	for _, g := range groups {
		for _, id := range g.IDs[1:] {
			removed++
			if gold[id] != gold[g.IDs[0]] {
				wrong++
			}
		}
	}
	return removed, wrong, len(records) - len(studies)
}

func readLabelled(t *testing.T, path string) ([]dedupe.Record, map[string]string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows[0][0] = strings.TrimPrefix(rows[0][0], "\ufeff")
	gold := make(map[string]string)
	var out []dedupe.Record
	for _, row := range rows[1:] {
		cells := make(map[string]string)
		for i, name := range rows[0] {
			cells[name] = row[i]
		}
		gold[cells["record_id"]] = cells["duplicate_group"]
		out = append(out, dedupe.Record{ID: cells["record_id"], Item: itemOf(cells)})
	}
	return out, gold
}

// itemOf reads the cells of the collections and of the pair cases.
func itemOf(cells map[string]string) corpus.Item {
	it := corpus.Item{
		Title: cells["title"], Abstract: cells["abstract"], Journal: cells["journal"], Volume: cells["volume"], Issue: cells["number"], Pages: field.Pages(cells["pages"]),
	}
	if it.Journal == "" {
		it.Journal = cells["booktitle"]
	}
	names := cells["authors"] + cells["author"]
	for _, n := range field.SplitNames(names) {
		it.Authors = append(it.Authors, field.Name(n))
	}
	it.Published, _ = field.Date(cells["year"]) // what is no date is none
	it.DOI, _ = field.DOIOf(cells["doi"])
	it.ISSN, _, _ = field.Serials(cells["isbn"])
	switch cells["ENTRYTYPE"] {
	case "article":
		it.Kind = corpus.KindArticle
	case "inproceedings":
		it.Kind = corpus.KindConference
	case "online":
		it.Kind = corpus.KindWebPage
	}
	return it
}

// The pair cases: what is expected to be a duplicate is the same, the rest is
// not. Review counts as not.
func TestPairCases(t *testing.T) {
	raw, err := os.ReadFile(shared(t, "bib-dedupe_pair_cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []struct {
			ID       string            `json:"id"`
			A        map[string]string `json:"record_a"`
			B        map[string]string `json:"record_b"`
			Expected bool              `json:"expected_duplicate"`
		} `json:"cases"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) == 0 {
		t.Fatal("no pair cases in the file")
	}
	for _, c := range file.Cases {
		d := dedupe.Compare(dedupe.Prepare(itemOf(c.A)), dedupe.Prepare(itemOf(c.B)))
		if got := d.Verdict == dedupe.Same; got != c.Expected {
			t.Errorf("%s: %s (%.2f) because %s, want duplicate = %t", c.ID, d.Verdict, d.Score, strings.Join(d.Reasons, "; "), c.Expected)
		}
	}
}
