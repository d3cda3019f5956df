package instrument_test

import (
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

func TestReadAnswers(t *testing.T) {
	for _, text := range []string{
		`{"1.1": "y", "1.2": {"code": "NI", "note": "n", "quote": {"text": "q", "place": "p"}}, "A1": "High"}`,
		"\ufeffItem,Answer,quote,place,note\n1.1, Y,,,\n1.2,ni,q,p,n\nA1,high\n",
	} {
		got, err := instrument.ReadAnswers(strings.NewReader(text), "a")
		if err != nil || len(got) != 3 || got["1.1"].Code != "Y" || got["1.2"].Code != "NI" || got["1.2"].Note != "n" ||
			*got["1.2"].Quote != (corpus.Quote{Text: "q", Place: "p"}) || got["A1"].Code != "high" {
			t.Errorf("%+v, %v", got, err)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"{\n\"1.1\": 3}", "a:2: question 1.1"}, {"{\"1.1\"", "a:1"}, {"x,y\n", "a:1: the heading"},
		{"item,answer\n1.1,Y\n1.1,N\n", `a:3: question "1.1" is empty or answered twice`}, {"", "a:1: no heading"},
	} {
		if _, err := instrument.ReadAnswers(strings.NewReader(c.text), "a"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
}

// FuzzReadAnswers holds that every code read is trimmed and the reader does
// not panic.
func FuzzReadAnswers(f *testing.F) {
	f.Add(`{"1.1": "Y"}`)
	f.Add("item,answer\n1.1,Y\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := instrument.ReadAnswers(strings.NewReader(text), "f")
		if err == nil && got == nil {
			t.Error("no answers and no error")
		}
		for id, a := range got {
			if a.Code != strings.TrimSpace(a.Code) {
				t.Errorf("%s: %q", id, a.Code)
			}
		}
	})
}
