package instrument_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

const own = `{
 "id": "ours", "title": "Our own", "version": "1", "source": "us", "licence": "CC0", "wording": "ours",
 "applies_to": "study", "scale": ["low", "high"], "item_count": 2, "domain_count": 1,
 "codes": [{"code": "Y", "label": "yes"}, {"code": "N", "label": "no"}],
 "items": [
  {"id": "1", "domain": "D", "text": "Is it good?", "codes": ["Y", "N"]},
  {"id": "2", "domain": "D", "text": "Why not?", "codes": ["Y", "N"], "ask": "1: N"}
 ],
 "domains": [{"id": "D", "name": "All", "tables": [{"rows": [{"when": "1: Y or 2: Y", "then": "low"}, {"then": "high"}]}]}],
 "overall": {"rule": "worst", "scale": ["low", "high"]}
}`

func TestOwnPack(t *testing.T) {
	p, err := instrument.Load(strings.NewReader(own))
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.Evaluate(answers(map[string]string{"1": "N", "2": "N"}), instrument.Options{})
	if err != nil || e.Overall.Risk != "high" {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestBrokenPacks(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"syntax", `"item_count": 2,`, `"item_count": 2`, "line 3"},
		{"unknown field", `"codes": [{`, `"coded": 1, "codes": [{`, `unknown field "coded"`},
		{"count", `"item_count": 2`, `"item_count": 3`, "item_count: says 3, but there are 2 questions"},
		{"missing title", `"title": "Our own"`, `"title": ""`, "title: is missing"},
		{"condition", `"ask": "1: N"`, `"ask": "1 N"`, "items[1] (2).ask"},
		{"later question", `"ask": "1: N"`, `"ask": "3: N"`, `"3" is not an earlier question`},
		{"domain", `"domain": "D", "text": "Is`, `"domain": "E", "text": "Is`, `items[0] (1): domain "E" does not exist`},
		{"judgement", `"then": "low"`, `"then": "fine"`, `domains[0] (D).tables[0].rows[0]: "fine" is not a judgement`},
		{"mixed", `1: Y or 2: Y`, `1 | 2 & 1: Y`, "mixes & and |"},
		{"rule", `"rule": "worst"`, `"rule": "vote"`, "overall.rule"},
		{"trailing", `"scale": ["low", "high"]}
}`, `"scale": ["low", "high"]}
} {}`, "more text after the pack"},
	} {
		text := strings.Replace(own, c.old, c.new, 1)
		if text == own {
			t.Fatalf("%s: nothing was replaced", c.name)
		}
		if _, err := instrument.Load(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
}

// FuzzLoad holds that whatever loads can be evaluated and asked through
// without a panic.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(own))
	for _, id := range []string{"rob2", "amstar2", "robins-i-v2", "jadad"} {
		b, err := os.ReadFile("packs/" + id + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := instrument.Load(bytes.NewReader(b))
		if err != nil {
			return
		}
		got := map[string]corpus.Answer{}
		for range 50 {
			next, err := instrument.Ask(p, got, "")
			if err != nil || len(next) == 0 {
				break
			}
			got[next[0].ID] = corpus.Answer{Code: next[0].Codes[0]}
		}
		e, err := p.Evaluate(got, instrument.Options{})
		if err == nil && e.Overall.Risk != "" && len(p.Overall.Scale) == 0 {
			t.Errorf("an overall judgement %q without a scale", e.Overall.Risk)
		}
	})
}
