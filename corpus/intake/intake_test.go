package intake_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/intake"
)

func TestRead(t *testing.T) {
	var got []string
	for rec, err := range intake.Read(strings.NewReader("x"), "a.txt", "test", "1", func(_ io.Reader, s *intake.Sink) error {
		s.Stray(1, []byte("  "))
		s.Stray(2, []byte("header"))
		s.Stray(3, []byte("more"))
		s.Record(4, "raw", "id", corpus.Item{Title: "T"})
		s.Record(5, "raw \uFFFD", "", corpus.Item{Journal: "J"})
		s.Record(6, "", "", corpus.Item{})
		s.Lost(7, errors.New("broken"))
		return io.ErrUnexpectedEOF
	}) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, rec.Item.Title+rec.Item.Journal+" "+string(rec.ID[:4]))
	}
	want := []string{
		"T " + string(corpus.NewRecordID("test", "raw")[:4]),
		"a.txt:5: one character could not be read and stands as \uFFFD",
		"a.txt:5: the entry has neither a title nor an identifier",
		"J " + string(corpus.NewRecordID("test", "raw \uFFFD")[:4]),
		"a.txt:6: the entry is empty",
		"a.txt:7: broken",
		"a.txt:2: 2 lines belong to no entry; the first is “header”",
		"reading a.txt: unexpected EOF",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestStopped(t *testing.T) {
	n := 0
	for range intake.Read(strings.NewReader(""), "a", "test", "1", func(_ io.Reader, s *intake.Sink) error {
		for range 10 {
			s.Record(1, "raw", "", corpus.Item{Title: "T"})
			s.Kept(1, io.EOF)
		}
		if !s.Stopped() {
			t.Error("the sink does not know that nothing more is wanted")
		}
		return io.ErrUnexpectedEOF
	}) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("got %d, want 3", n)
	}
}

func TestCap(t *testing.T) {
	long := strings.Repeat("ü", intake.MaxRaw)
	if got := intake.Cap(long); len(got) != intake.MaxRaw || strings.ToValidUTF8(got, "") != got {
		t.Errorf("got %d bytes", len(got))
	}
}
