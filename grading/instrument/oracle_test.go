package instrument_test

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"testing"

	"appraise/corpus"
	"appraise/grading/instrument"
)

type vector struct {
	A []string `json:"a"`
	J string   `json:"j"`
}

type domainVectors struct {
	Questions []string `json:"questions"`
	N         int      `json:"n"`
	Vectors   []vector `json:"vectors"`
}

// robOracle returns one part of rob.json.
func robOracle(t testing.TB, part string, into any) {
	t.Helper()
	f, err := os.Open("../../testdata/oracles/rob.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var parts map[string]json.RawMessage
	if err := json.NewDecoder(z).Decode(&parts); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(parts[part], into); err != nil {
		t.Fatal(err)
	}
}

func find(t testing.TB, id string) instrument.Pack {
	t.Helper()
	p, err := instrument.Find(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func answers(codes map[string]string) map[string]corpus.Answer {
	out := map[string]corpus.Answer{}
	for id, code := range codes {
		out[id] = corpus.Answer{Code: code}
	}
	return out
}

var shortRisk = map[string]corpus.Risk{
	"low": "low", "some": "some concerns", "high": "high", "moderate": "moderate", "serious": "serious",
	"critical": "critical", "low_except_confounding": instrument.RiskLowExcept,
}

// checkVectors evaluates each vector together with the answers that complete
// the domain and holds the judgement, that nothing is missing, and that no
// answer is called unasked.
func checkVectors(t *testing.T, p instrument.Pack, name, domain, effect string, rest map[string]string) int {
	t.Helper()
	var parts map[string]json.RawMessage
	part := map[string]string{"rob2": "rob2", "robins-i-v2": "robins_i_v2"}[p.ID]
	robOracle(t, part, &parts)
	var v domainVectors
	if err := json.Unmarshal(parts[name], &v); err != nil {
		t.Fatal(err)
	}
	bad := 0
	for _, x := range v.Vectors {
		codes := map[string]string{}
		for id, c := range rest {
			codes[id] = c
		}
		for i, q := range v.Questions {
			codes[q] = x.A[i]
		}
		e, err := p.Evaluate(answers(codes), instrument.Options{Effect: effect})
		if err != nil {
			t.Fatal(err)
		}
		got, _ := e.Domain(domain)
		if got.Risk != shortRisk[x.J] || len(got.Missing) > 0 || len(e.Warnings) > 0 || got.Path == "" {
			if bad++; bad < 10 {
				t.Errorf("%s %v: got %q (%s), missing %v, warnings %v; want %q", name, x.A, got.Risk, got.Path, got.Missing, e.Warnings, shortRisk[x.J])
			}
		}
	}
	if bad > 0 {
		t.Errorf("%s: %d of %d paths differ", name, bad, len(v.Vectors))
	}
	return len(v.Vectors)
}

func TestRoB2Paths(t *testing.T) {
	p := find(t, "rob2")
	n := checkVectors(t, p, "D1", "D1", "assignment", nil)
	n += checkVectors(t, p, "D2a_part1", "D2", "assignment", map[string]string{"2.6": "Y"})
	n += checkVectors(t, p, "D2a_part2", "D2", "assignment", map[string]string{"2.1": "N", "2.2": "PN"})
	n += checkVectors(t, p, "D2b", "D2", "adhering", nil)
	n += checkVectors(t, p, "D3", "D3", "assignment", nil)
	n += checkVectors(t, p, "D4", "D4", "assignment", nil)
	n += checkVectors(t, p, "D5", "D5", "assignment", nil)
	if n != 22639 {
		t.Errorf("%d paths checked, want 22639", n)
	}
}

func TestRoB2Overall(t *testing.T) {
	var parts struct {
		Overall struct {
			Vectors []struct {
				D     []string `json:"d"`
				Auto  string   `json:"auto"`
				NSome int      `json:"n_some"`
				Ask   bool     `json:"judgement_needed"`
			} `json:"vectors"`
		} `json:"overall"`
	}
	robOracle(t, "rob2", &parts)
	p := find(t, "rob2")
	if len(parts.Overall.Vectors) != 243 {
		t.Fatalf("%d overall vectors", len(parts.Overall.Vectors))
	}
	for _, v := range parts.Overall.Vectors {
		decided := map[string]corpus.Risk{}
		for i, d := range v.D {
			decided[p.Domains[i].ID] = shortRisk[d]
		}
		e, err := p.Evaluate(nil, instrument.Options{Decided: decided})
		if err != nil {
			t.Fatal(err)
		}
		if e.Overall.Risk != shortRisk[v.Auto] || (e.Confirm != "") != v.Ask {
			t.Errorf("%v: got %q, ask %q; want %q, ask %t", v.D, e.Overall.Risk, e.Confirm, v.Auto, v.Ask)
		}
	}
}
