package tagline_test

import (
	"testing"

	"appraise/corpus"
	"appraise/corpus/tagline"
)

// TestSettle reads entries in which the last title counts and the first is
// kept, while the kept one is written last: the two change places once.
func TestSettle(t *testing.T) {
	write := func(it corpus.Item) []tagline.Field {
		fields := []tagline.Field{{Tag: "T", Value: it.Title}}
		for _, x := range it.Extra {
			fields = append(fields, tagline.Field{Tag: x.Name, Value: x.Value})
		}
		return fields
	}
	longest := func(fields []tagline.Field) (it corpus.Item) {
		for _, f := range fields {
			if len(f.Value) > len(it.Title) {
				it.Title = f.Value
			} else {
				it.Extra = append(it.Extra, corpus.Tag{Name: f.Tag, Value: f.Value})
			}
		}
		return it
	}
	got := tagline.Settle(corpus.Item{Title: "a", Extra: []corpus.Tag{{Name: "T", Value: "long"}, {Name: "T", Value: "b"}}}, write, longest)
	if got.Title != "long" || len(got.Extra) != 1 || got.Extra[0].Value != "b" {
		t.Errorf("got %+v", got)
	}
	if again := longest(write(got)); again.Title != got.Title || len(again.Extra) != len(got.Extra) {
		t.Errorf("%+v is read as %+v", got, again)
	}
	grows := func(fields []tagline.Field) corpus.Item { return corpus.Item{Title: fields[0].Value + "x"} }
	if got := tagline.Settle(corpus.Item{Title: "a"}, write, grows); len(got.Title) < 2 || len(got.Title) > 20 {
		t.Errorf("what never settles became %q", got.Title)
	}
}
