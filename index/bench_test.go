package index_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"appraise/index"
	"appraise/index/query"

	_ "modernc.org/sqlite"
)

// shared returns a file of the measuring data, which is not part of the
// repository.
func shared(t testing.TB, path ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			file := filepath.Join(append([]string{dir, "..", "shared", "data"}, path...)...)
			if _, err := os.Stat(file); err != nil {
				t.Skipf("the measuring data is not there: %v", err)
			}
			return file
		}
	}
	t.Skip("no go.mod above")
	return ""
}

// bulk reads the measuring records, times copies of each with changed ids.
func bulk(t testing.TB, times int) *library {
	t.Helper()
	f, err := os.Open(shared(t, "bulk", "records.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 64<<20)
	l := &library{}
	for s.Scan() {
		var r struct {
			PMID, Title, Abstract, Journal, Year string
			Types                                []string `json:"publication_types"`
		}
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		year, _ := strconv.Atoi(r.Year)
		for copy := range times {
			n := len(l.changes)
			size := 10 + n%997
			l.revision++
			d := &index.Document{
				ID: fmt.Sprintf("s%07d", n), PMID: r.PMID, Title: r.Title, Abstract: r.Abstract, Journal: []string{r.Journal},
				Year: year, Date: fmt.Sprintf("%04d-%02d-%02d", max(year, 1950+n%70), 1+n%12, 1+n%28), PublicationTypes: r.Types,
				Design: designs[(n+copy)%len(designs)], N: &size,
			}
			l.changes = append(l.changes, index.Change{Study: d.ID, Revision: l.revision, Doc: d})
		}
	}
	return l
}

// fts is the same library in SQLite's full-text index: one table as it is
// written, one stemmed, and one of dates, years and designs.
func fts(b testing.TB, l *library) *sql.DB {
	b.Helper()
	db, err := sql.Open("sqlite", filepath.Join(b.TempDir(), "fts.db")+"?_pragma=synchronous(off)&_pragma=journal_mode(wal)&_pragma=mmap_size(2000000000)&_pragma=cache_size(-200000)")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	exec := func(q string) {
		if _, err := db.Exec(q); err != nil {
			b.Fatal(err)
		}
	}
	exec(`CREATE VIRTUAL TABLE exact USING fts5(text, content='', tokenize="unicode61 remove_diacritics 2")`)
	exec(`CREATE VIRTUAL TABLE stems USING fts5(text, content='', tokenize="porter unicode61 remove_diacritics 2")`)
	exec(`CREATE TABLE meta(id INTEGER PRIMARY KEY, date TEXT, year INTEGER, design TEXT)`)
	exec(`CREATE INDEX meta_date ON meta(date)`)
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	for i, d := range l.docs() {
		for _, q := range []string{`INSERT INTO exact(rowid,text) VALUES(?,?)`, `INSERT INTO stems(rowid,text) VALUES(?,?)`} {
			if _, err := tx.Exec(q, i+1, d.Title+"\n"+d.Abstract); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := tx.Exec(`INSERT INTO meta VALUES(?,?,?,?)`, i+1, d.Date, d.Year/5*5, d.Design); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	exec(`INSERT INTO exact(exact) VALUES('optimize')`)
	exec(`INSERT INTO stems(stems) VALUES('optimize')`)
	exec(`ANALYZE`)
	return db
}

// task is the same question for both sides.
type task struct {
	node query.Node
	opt  index.Options
	sql  []string
	args []any
}

// tasks draws n tasks of a kind from the texts.
func tasks(kind string, l *library, n int) []task {
	r := rand.New(rand.NewPCG(4, 2))
	docs := l.docs()
	df := map[string]int{}
	for i := 0; i < len(docs); i += 10 {
		seen := map[string]bool{}
		for _, t := range query.Tokens(docs[i].Title + "\n" + docs[i].Abstract) {
			if !seen[t.Term] {
				seen[t.Term] = true
				df[t.Term]++
			}
		}
	}
	sample := (len(docs) + 9) / 10
	run := func(k int) []string { // k words in a row
		for {
			tokens := query.Tokens(docs[r.IntN(len(docs))].Abstract)
			if len(tokens) < k+1 {
				continue
			}
			at := r.IntN(len(tokens) - k)
			var out []string
			for _, t := range tokens[at : at+k] {
				if t.Term[0] < 'a' || t.Term[0] > 'z' || len(t.Term) < 3 {
					break
				}
				out = append(out, t.Term)
			}
			if len(out) == k {
				return out
			}
		}
	}
	word := func(low, high float64) string {
		for {
			w := run(1)[0]
			if f := float64(df[w]) / float64(sample); f >= low && f <= high {
				return w
			}
		}
	}
	any := func(k int) []string {
		var out []string
		for len(out) < k {
			if w := word(0.0005, 0.3); !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
		return out
	}
	nodes := func(words []string) []query.Node {
		var out []query.Node
		for _, w := range words {
			out = append(out, &query.Word{Text: w})
		}
		return out
	}
	ranked := index.Options{Mode: index.Ranked, Limit: 10}
	set := index.Options{Mode: index.Boolean, Limit: 10}
	const rankSQL = `SELECT rowid FROM stems WHERE stems MATCH ? ORDER BY rank LIMIT 10`
	const newestSQL = `SELECT id, date FROM exact JOIN meta ON id=exact.rowid WHERE exact MATCH ? ORDER BY date DESC, id LIMIT 10`
	var out []task
	for len(out) < n {
		t := task{opt: ranked, sql: []string{rankSQL}}
		match := ""
		switch kind {
		case "term":
			w := word(0.01, 0.25)
			t.node, match = &query.Word{Text: w}, w
		case "and3":
			words := run(9)
			words = []string{words[0], words[4], words[8]}
			t.node, match = &query.And{Operands: nodes(words)}, strings.Join(words, " AND ")
		case "phrase":
			words := run(2 + len(out)%2)
			t.node, match = &query.Phrase{Words: words, Quoted: true}, `"`+strings.Join(words, " ")+`"`
			t.opt, t.sql = set, []string{newestSQL}
		case "truncation":
			w := word(0.001, 0.2)
			if len(w) < 6 {
				continue
			}
			w = w[:5+len(out)%2]
			t.node, match = &query.Prefix{Stem: w}, w+"*"
			t.opt, t.sql = set, []string{newestSQL}
		case "proximity":
			words := run(6)
			t.node = &query.Near{N: 4, Operands: nodes([]string{words[0], words[3]})}
			match = `NEAR("` + words[0] + `" "` + words[3] + `", 4)`
			t.opt, t.sql = set, []string{newestSQL}
		case "or30", "or100":
			k, _ := strconv.Atoi(kind[2:])
			words := any(k)
			t.node, match = &query.Or{Operands: nodes(words)}, strings.Join(words, " OR ")
		case "strategy":
			group := func(terms, prefixes, phrases int) (query.Node, string) {
				ops := nodes(any(terms))
				var parts []string
				for _, o := range ops {
					parts = append(parts, o.(*query.Word).Text)
				}
				for range prefixes {
					w := word(0.0005, 0.05)
					for len(w) < 6 {
						w = word(0.0005, 0.05)
					}
					ops = append(ops, &query.Prefix{Stem: w[:5]})
					parts = append(parts, w[:5]+"*")
				}
				for range phrases {
					words := run(2)
					ops = append(ops, &query.Phrase{Words: words, Quoted: true})
					parts = append(parts, `"`+strings.Join(words, " ")+`"`)
				}
				return &query.Or{Operands: ops}, "(" + strings.Join(parts, " OR ") + ")"
			}
			a, sa := group(22, 4, 4)
			b, sb := group(8, 2, 0)
			c, sc := group(2, 0, 0)
			t.node, match = &query.Not{Keep: &query.And{Operands: []query.Node{a, b}}, Drop: c}, "("+sa+" AND "+sb+") NOT "+sc
			t.opt, t.sql = set, []string{newestSQL}
		case "facets":
			w := word(0.01, 0.25)
			t.node, match = &query.Word{Text: w}, w
			t.opt = set
			t.opt.Facets = []string{"year", "design"}
			t.sql = []string{`SELECT year, count(*) FROM exact JOIN meta ON id=exact.rowid WHERE exact MATCH ? GROUP BY year`,
				`SELECT design, count(*) FROM exact JOIN meta ON id=exact.rowid WHERE exact MATCH ? GROUP BY design`}
		case "datesort":
			w := word(0.01, 0.25)
			t.node, match = &query.Word{Text: w}, w
			t.opt = index.Options{Mode: index.Boolean, Limit: 50, Sort: index.ByNewest}
			t.sql = []string{`SELECT id, date FROM exact JOIN meta ON id=exact.rowid WHERE exact MATCH ? ORDER BY date DESC, id LIMIT 50`}
		}
		for range t.sql {
			t.args = append(t.args, match)
		}
		out = append(out, t)
	}
	return out
}

var kinds = []string{"term", "and3", "phrase", "truncation", "proximity", "or30", "or100", "strategy", "facets", "datesort"}

// BenchmarkBesideFTS5 asks the index and SQLite's FTS5, through the driver
// the library uses and in the same process, the same questions in turns. Of
// each question the best of several runs counts; the table shows the median
// and the 99th percentile over the questions of a kind.
//
//	go test ./index -run '^$' -bench BesideFTS5 -benchtime 1x
//	COPIES=3 go test …       the same texts three times, for growth
func BenchmarkBesideFTS5(b *testing.B) {
	copies, _ := strconv.Atoi(os.Getenv("COPIES"))
	l := bulk(b, max(1, copies))
	start := time.Now()
	x := index.New(filepath.Join(b.TempDir(), "index"))
	defer x.Close()
	if _, err := x.Sync(context.Background(), l, nil); err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	b.Logf("indexing: %d documents in %v, %.0f a second, %.2f times the text", len(l.changes), took.Round(time.Millisecond), float64(len(l.changes))/took.Seconds(), sizeOfIndex(x, l))
	var db *sql.DB
	if os.Getenv("ALONE") == "" {
		db = fts(b, l)
	}
	for _, kind := range kinds {
		b.Run(kind, func(b *testing.B) {
			list := tasks(kind, l, 50)
			for range b.N {
				ours, theirs := measure(b, x, db, list)
				b.ReportMetric(float64(quantile(ours, 0.5).Nanoseconds())/1e3, "ours-p50-µs")
				b.ReportMetric(float64(quantile(ours, 0.99).Nanoseconds())/1e3, "ours-p99-µs")
				if db != nil {
					b.ReportMetric(float64(quantile(theirs, 0.5).Nanoseconds())/1e3, "fts5-p50-µs")
					b.ReportMetric(float64(quantile(theirs, 0.99).Nanoseconds())/1e3, "fts5-p99-µs")
					b.ReportMetric(float64(quantile(theirs, 0.5))/float64(quantile(ours, 0.5)), "times-faster")
				}
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkBulkAlone measures what needs no other engine beside it: indexing,
// a search that opens the index anew, as a command does, and queries meant to
// hurt.
func BenchmarkBulkAlone(b *testing.B) {
	l := bulk(b, 1)
	x := index.New(filepath.Join(b.TempDir(), "index"))
	defer x.Close()
	start := time.Now()
	if _, err := x.Sync(context.Background(), l, nil); err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	b.Run("indexing", func(b *testing.B) {
		b.ReportMetric(float64(len(l.changes))/took.Seconds(), "studies/s")
		b.ReportMetric(sizeOfIndex(x, l), "times-the-text")
		b.ReportMetric(0, "ns/op")
	})
	var letters []query.Node
	for c := 'a'; c <= 'z'; c++ {
		letters = append(letters, &query.Prefix{Stem: string(c)})
	}
	for name, n := range map[string]query.Node{
		"cold": index.Question("low back pain traction"), "question": index.Question("does early exercise reduce disability after knee surgery"),
		"every-letter": &query.Or{Operands: letters}, "anything": &query.Wildcard{Pattern: "*a*e*i*"},
	} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				if name == "cold" {
					x.Close()
				}
				_, err := x.Search(context.Background(), n, index.Options{Facets: index.FacetNames})
				var limit *index.LimitError
				if err != nil && !errors.As(err, &limit) {
					b.Fatal(err)
				}
			}
		})
	}
}

func sizeOfIndex(x *index.Index, l *library) float64 {
	text := 0
	for _, d := range l.docs() {
		text += len(d.Title) + len(d.Abstract)
	}
	return float64(x.DiskSize()) / float64(text)
}

func quantile(list []time.Duration, q float64) time.Duration {
	slices.Sort(list)
	return list[min(len(list)-1, int(q*float64(len(list))))]
}

// measure asks every question on both sides in turns.
func measure(b *testing.B, x *index.Index, db *sql.DB, list []task) (ours, theirs []time.Duration) {
	for _, t := range list {
		best, bestSQL := time.Hour, time.Hour
		for range 3 {
			start := time.Now()
			if _, err := x.Search(context.Background(), t.node, t.opt); err != nil {
				b.Fatalf("%s: %v", query.String(t.node), err)
			}
			best = min(best, time.Since(start))
		}
		for range 3 {
			if db == nil {
				break
			}
			start := time.Now()
			for i, q := range t.sql {
				rows, err := db.Query(q, t.args[i])
				if err != nil {
					b.Fatalf("%s: %v", t.args[i], err)
				}
				for rows.Next() {
					var v, w any
					if cols, _ := rows.Columns(); len(cols) == 2 {
						err = rows.Scan(&v, &w)
					} else {
						err = rows.Scan(&v)
					}
					if err != nil {
						b.Fatal(err)
					}
				}
				_ = rows.Close()
			}
			bestSQL = min(bestSQL, time.Since(start))
		}
		ours, theirs = append(ours, best), append(theirs, bestSQL)
	}
	return ours, theirs
}
