package app

import (
	"strings"
	"testing"

	"appraise/corpus"
)

func TestMark(t *testing.T) {
	n := &names{saved: map[string]corpus.SavedSearch{"trials": {ID: "Trials"}}}
	for _, c := range []struct{ in, want string }{
		{"saved:trials AND pain", "sb:trials AND pain"},
		{"pain NOT (#Trials OR #1)", "pain NOT (sb:Trials OR #1)"},
		{"#rct-balanced", "sb:rct-balanced"},
		{"saved:nobody", "sb:nobody"},
		{`saved:"trials" OR "saved:trials"`, `sb:"trials" OR "saved:trials"`},
		{"wom#n #nobody #trial", "wom#n #nobody #trial"},
		{"pain", "pain"}, {"", ""}, {"saved:", "sb:"},
	} {
		got := n.mark(c.in)
		if got.text != c.want {
			t.Errorf("%s: got %q, want %q", c.in, got.text, c.want)
		}
		for i := range got.text {
			at := got.typed(i)
			if at < 0 || at > len(c.in) {
				t.Fatalf("%s: byte %d is at %d of what was typed", c.in, i, at)
			}
		}
		if i := strings.Index(got.text, "pain"); i >= 0 && got.typed(i) != strings.Index(c.in, "pain") {
			t.Errorf("%s: pain is at %d, want %d", c.in, got.typed(i), strings.Index(c.in, "pain"))
		}
	}
}

func TestCheckName(t *testing.T) {
	for name, ok := range map[string]bool{
		"trials": true, "back-pain_2": true, "ab": true,
		"": false, "a": false, "1": false, "12a": false, "back pain": false, "rct-balanced": false, "RCT-Balanced": false, strings.Repeat("a", 65): false,
	} {
		if err := checkName(name); (err == nil) != ok {
			t.Errorf("%q: got %v, want it allowed: %v", name, err, ok)
		}
	}
}
