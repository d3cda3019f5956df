package app_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"appraise/cmd/internal/app"
)

// articles gives n records of PubMed without holding more than one.
type articles struct {
	n, next int
	rest    string
}

func (a *articles) Read(p []byte) (int, error) {
	for a.rest == "" {
		switch a.next++; {
		case a.next == 1:
			a.rest = "<PubmedArticleSet>\n"
		case a.next <= a.n+1:
			a.rest = fmt.Sprintf("<PubmedArticle><MedlineCitation><PMID>%d</PMID><Article><ArticleTitle>Trial %d of a treatment</ArticleTitle><Abstract><AbstractText>%s</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>\n", a.next, a.next, strings.Repeat("Adults were followed for a year. ", 90))
		case a.next == a.n+2:
			a.rest = "</PubmedArticleSet>\n"
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// scale takes what is written and weighs the memory in use when so many bytes
// have come, early and late.
type scale struct {
	early, late   int
	written       int
	before, after uint64
}

func (s *scale) Write(p []byte) (int, error) {
	was := s.written
	s.written += len(p)
	for _, mark := range []struct {
		at   int
		into *uint64
	}{{s.early, &s.before}, {s.late, &s.after}} {
		if was < mark.at && s.written >= mark.at {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			*mark.into = m.HeapAlloc
		}
	}
	return len(p), nil
}

// A conversion holds a few records, however many there are: 60 MB further on,
// no more than 8 MiB have been added to what is in use.
func TestConvertHoldsFewRecords(t *testing.T) {
	const records, limit = 24_000, 8 << 20
	if testing.Short() {
		t.Skip("converts 75 MB; not with -short")
	}
	in := app.Input{Name: "stream", Open: func() (io.ReadCloser, error) { return io.NopCloser(&articles{n: records}), nil }}
	out := &scale{early: 2 << 20, late: 62 << 20}
	done, err := app.Convert(context.Background(), out, "jsonl", []app.Input{in}, func(err error) { t.Error(err) })
	if err != nil || done.Written != records || out.after == 0 {
		t.Fatalf("%d records and %d bytes were written: %v", done.Written, out.written, err)
	}
	t.Logf("%d bytes written; %d KiB in use early, %d KiB late", out.written, out.before>>10, out.after>>10)
	if out.after > out.before+limit {
		t.Errorf("%d KiB in use after 2 MiB, %d KiB after 62 MiB", out.before>>10, out.after>>10)
	}
}
