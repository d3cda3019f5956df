package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

// TestInterview leads through RoB 2 as a person types: wrong answers, empty
// lines, going back, reasons behind answers, stopping, departing.
func TestInterview(t *testing.T) {
	pack, err := instrument.Find("rob2")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	ask := func(typed string) *interview {
		q := &interview{o: &options{out: &out, err: &out}, in: bufio.NewReader(strings.NewReader(typed)), pack: pack, got: map[string]corpus.Answer{}}
		if err := q.run(); err != nil {
			t.Fatal(err)
		}
		return q
	}
	q := ask("NI\nfoo\n\n?\nb\npy  sealed envelopes, page 3 \nNI\nq\n")
	if len(q.got) != 2 || q.got["1.1"] != (corpus.Answer{Code: "PY", Note: "sealed envelopes, page 3"}) || !q.stopped {
		t.Errorf("stopped early: got %+v", q.got)
	}
	if s := out.String(); !strings.Contains(s, `"foo" is no answer here`) || !strings.Contains(s, "D1 Randomisation process") {
		t.Errorf("printed:\n%s", s)
	}
	if q = ask("b\nY\nY\n"); len(q.got) != 2 || !q.stopped {
		t.Errorf("the end of the input: got %+v, stopped %v", q.got, q.stopped)
	}
	q = ask("Y\nY\nN\nN\nN\nY\nY\nN\nN\nN\nY\nN\nN\nD1\nD1=low\nD9=high x\nd1=some concerns no baseline table\noverall=high I say so\n\n")
	if q.stopped {
		t.Fatalf("stopped with %+v", q.got)
	}
	decided, why, err := q.decide(nil, nil)
	if err != nil || decided["D1"] != "some concerns" || why["D1"] != "no baseline table" || decided["overall"] != "high" || len(decided) != 2 {
		t.Errorf("got %v because %v, %v", decided, why, err)
	}
}
