// Package intaketest holds what the tests of all formats share: golden files,
// accounting for records, memory limits, round trips. For tests only.
package intaketest

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/decode"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Reader and Writer are the two functions of a format.
type (
	Reader func(io.Reader, string) iter.Seq2[corpus.Record, error]
	Writer func(io.Writer, iter.Seq[corpus.Item]) error
)

// Result is all that a reader yields.
type Result struct {
	Records []corpus.Record
	Lost    []*corpus.ParseError // entries left out
	Kept    []*corpus.ParseError // damage to entries that went in
	Fatal   error
}

// All reads r to its end.
func All(read Reader, r io.Reader, source string) Result {
	var res Result
	for rec, err := range read(r, source) {
		var damaged *corpus.ParseError
		switch {
		case err == nil:
			res.Records = append(res.Records, rec)
		case errors.As(err, &damaged) && damaged.Kept:
			res.Kept = append(res.Kept, damaged)
		case errors.As(err, &damaged):
			res.Lost = append(res.Lost, damaged)
		default:
			res.Fatal = err
		}
	}
	return res
}

// Items returns what was read without the records around it.
func (r Result) Items() []corpus.Item {
	out := make([]corpus.Item, len(r.Records))
	for i, rec := range r.Records {
		out[i] = rec.Item
	}
	return out
}

// String prints items and errors for golden files.
func (r Result) String() string {
	var b strings.Builder
	for _, rec := range r.Records {
		item, err := json.MarshalIndent(rec.Item, "", "  ")
		if err != nil {
			return err.Error()
		}
		fmt.Fprintf(&b, "line %d, id %q, %d bytes raw\n%s\n", rec.Line, rec.FileID, len(rec.Raw), item)
	}
	for _, e := range r.Lost {
		fmt.Fprintf(&b, "lost: %v\n", e)
	}
	for _, e := range r.Kept {
		fmt.Fprintf(&b, "kept: %v\n", e)
	}
	if r.Fatal != nil {
		fmt.Fprintf(&b, "fatal: %v\n", r.Fatal)
	}
	return b.String()
}

// Golden reads every file of a pattern and compares with the file of the same
// name and ".golden". A missing one fails.
func Golden(t *testing.T, read Reader, pattern string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, ".golden") {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := All(read, bytes.NewReader(data), filepath.Base(name)).String()
			if *update {
				if err := os.WriteFile(name+".golden", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(name + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("not as in %s.golden (-want +got):\n%s", name, diff)
			}
		})
	}
}

// Root returns the folder of go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal("no go.mod above the test")
	return ""
}

// Shared returns the files of a folder of ../shared/data/formats whose names
// match one of the patterns. The test is skipped where the data are absent.
func Shared(t testing.TB, folder string, patterns ...string) []string {
	t.Helper()
	dir := filepath.Join(Root(t), "..", "shared", "data", "formats", folder)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the development data are not here: %v", err)
	}
	var files []string
	for _, p := range patterns {
		more, err := filepath.Glob(filepath.Join(dir, p))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, more...)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// Text returns a file as UTF-8.
func Text(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := decode.Reader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// RoundTrip checks that writing items and reading them gives the same items.
func RoundTrip(t testing.TB, read Reader, write Writer, items []corpus.Item) {
	t.Helper()
	roundTrip(t, read, write, items)
}

// failer is what testing and rapid have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func roundTrip(t failer, read Reader, write Writer, items []corpus.Item) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, slices.Values(items)); err != nil {
		t.Fatalf("writing: %v", err)
	}
	text := b.String()
	got := All(read, &b, "round trip")
	if diff := cmp.Diff(items, got.Items()); diff != "" {
		t.Fatalf("not as written (-want +got):\n%s\nthe file:\n%s\n%s", diff, text, got)
	}
}

// Stable checks what holds for any input: the raw texts are pieces of it, all
// Stable checks what holds for any input: the raw texts are pieces of it, all
// text is valid, so are dates and identifiers, every problem has its line, and
// what was read can be written and read without a change.
func Stable(t failer, read Reader, write Writer, input string) {
	t.Helper()
	res := All(read, strings.NewReader(input), "input")
	r, _, err := decode.Reader(strings.NewReader(input))
	if err != nil {
		return
	}
	data, _ := io.ReadAll(r)
	for _, rec := range res.Records {
		if len(rec.Raw) < decode.MaxLine && !bytes.Contains(data, []byte(rec.Raw)) {
			t.Fatalf("the raw text %q is not in the input, %q", rec.Raw, data)
		}
		if d := rec.Item.Published; d.Validate() != nil {
			t.Fatalf("the date %v came out of %q", d, rec.Raw)
		}
		if out, err := json.Marshal(rec.Item); err != nil || !utf8.Valid(out) {
			t.Fatalf("the item of %q is not valid: %v", rec.Raw, err)
		}
		if err := Sound(rec.Item); err != nil {
			t.Fatalf("%v came out of %q", err, rec.Raw)
		}
	}
	accounted(t, res)
	if write == nil {
		return
	}
	items := res.Items()
	var b bytes.Buffer
	if err := write(&b, slices.Values(items)); err != nil {
		t.Fatalf("writing: %v", err)
	}
	text := b.String()
	again := All(read, &b, "again").Items()
	if reflect.DeepEqual(items, again) {
		return // cmp takes its time
	}
	if diff := cmp.Diff(items, again); diff != "" {
		t.Fatalf("%q is not read as it was written (-want +got):\n%s\nthe file:\n%s", input, diff, text)
	}
}

// Repeat is a reader that gives head, then n times body, then tail, without
// holding more than one of them.
func Repeat(head, body, tail string, n int) io.Reader {
	return io.MultiReader(strings.NewReader(head), &repeated{body: body, n: n}, strings.NewReader(tail))
}

type repeated struct {
	body string
	at   int
	n    int
}

func (r *repeated) Read(p []byte) (int, error) {
	total := 0
	for total < len(p) && r.n > 0 {
		m := copy(p[total:], r.body[r.at:])
		total += m
		if r.at += m; r.at == len(r.body) {
			r.at, r.n = 0, r.n-1
		}
	}
	if total == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return total, nil
}

// Memory reads r and fails where the heap in use grows by more than limit MiB.
// It returns how many records came.
func Memory(t *testing.T, read Reader, r io.Reader, limit float64) int {
	t.Helper()
	if testing.Short() {
		t.Skip("reads 200 MB; not with -short")
	}
	runtime.GC()
	var start, now runtime.MemStats
	runtime.ReadMemStats(&start)
	n, peak := 0, 0.0
	for _, err := range read(r, "stream") {
		if err != nil {
			t.Fatalf("after %d records: %v", n, err)
		}
		if n++; n%5000 == 0 {
			runtime.ReadMemStats(&now)
			peak = max(peak, (float64(now.HeapInuse)-float64(start.HeapInuse))/(1<<20))
		}
	}
	t.Logf("%d records, the heap grew by %.1f MiB at most", n, peak)
	if peak > limit {
		t.Errorf("the heap grew by %.1f MiB, the limit is %.0f", peak, limit)
	}
	return n
}

// Bench measures how fast data are read.
func Bench(b *testing.B, read Reader, data []byte) {
	b.Helper()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range read(bytes.NewReader(data), "bench") {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n == 0 {
			b.Fatal("nothing was read")
		}
	}
}
