package instrument_test

import (
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"strconv"
	"sync"
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

// robParts reads rob.json once.
var robParts = sync.OnceValues(func() (map[string]json.RawMessage, error) {
	f, err := os.Open("../../testdata/oracles/rob.json.gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var parts map[string]json.RawMessage
	return parts, json.NewDecoder(z).Decode(&parts)
})

// robOracle returns one part of rob.json.
func robOracle(t testing.TB, part string, into any) {
	t.Helper()
	parts, err := robParts()
	if err != nil {
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

func TestROBINSV2Paths(t *testing.T) {
	p := find(t, "robins-i-v2")
	n := checkVectors(t, p, "D1a", "D1", "assignment", nil)
	n += checkVectors(t, p, "D1b", "D1", "adhering", nil)
	for _, d := range []string{"D2", "D3", "D4", "D5", "D6"} {
		n += checkVectors(t, p, d, d, "assignment", nil)
	}
	if n != 4777 {
		t.Errorf("%d paths checked, want the 4777 of the oracle", n)
	}
}

func TestAMSTAR2(t *testing.T) {
	var rows []struct {
		Desc     string            `json:"desc"`
		Answers  map[string]string `json:"answers"`
		Critical int               `json:"critical_flaws"`
		Weak     int               `json:"noncritical"`
		Rating   string            `json:"rating"`
	}
	robOracle(t, "amstar2", &rows)
	code := map[string]string{"Yes": "Y", "No": "N", "Partial Yes": "P", "No MA": "M"}
	for _, r := range rows {
		for _, worst := range []string{"a", "b"} { // the split items, answered for one kind of study
			codes := map[string]string{}
			for id, a := range r.Answers {
				if id == "9" || id == "11" {
					codes[id+"a"], codes[id+"b"] = "O", "O"
					codes[id+worst] = code[a]
				} else {
					codes[id] = code[a]
				}
			}
			e, err := find(t, "amstar2").Evaluate(answers(codes), instrument.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if string(e.Overall.Risk) != r.Rating || e.Scores[0].Value != r.Critical || e.Scores[1].Value != r.Weak {
				t.Errorf("%s: %s with %d and %d, want %s with %d and %d", r.Desc, e.Overall.Risk, e.Scores[0].Value, e.Scores[1].Value, r.Rating, r.Critical, r.Weak)
			}
		}
	}
}

func score(e instrument.Evaluation, name string) instrument.Score {
	for _, s := range e.Scores {
		if s.Name == name {
			return s
		}
	}
	return instrument.Score{Value: -99}
}

func TestNewcastleOttawa(t *testing.T) {
	var rows []struct {
		S     int    `json:"selection"`
		C     int    `json:"comparability"`
		O     int    `json:"outcome"`
		Total int    `json:"total"`
		AHRQ  string `json:"ahrq"`
	}
	robOracle(t, "nos", &rows)
	for _, id := range []string{"nos-cohort", "nos-casecontrol"} {
		p := find(t, id)
		for _, r := range rows {
			left := map[string]int{"S": r.S, "C": r.C, "O": r.O}
			codes := map[string]string{}
			for _, it := range p.Items {
				for _, c := range it.Codes {
					starred := it.Points[c] > 0
					if starred == (left[it.Domain] > 0) {
						codes[it.ID] = c
						break
					}
				}
				left[it.Domain]--
			}
			e, err := p.Evaluate(answers(codes), instrument.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if string(e.Overall.Risk) != r.AHRQ || score(e, "total").Value != r.Total || score(e, "sC").Value != r.C {
				t.Errorf("%s %d %d %d: %s with %d stars, want %s with %d", id, r.S, r.C, r.O, e.Overall.Risk, score(e, "total").Value, r.AHRQ, r.Total)
			}
		}
	}
}

func TestJadad(t *testing.T) {
	var rows []struct {
		Randomised  bool   `json:"randomised"`
		RandMethod  string `json:"rand_method"`
		DoubleBlind bool   `json:"double_blind"`
		BlindMethod string `json:"blind_method"`
		Withdrawals bool   `json:"withdrawals"`
		Score       int    `json:"score"`
	}
	robOracle(t, "jadad", &rows)
	yn := map[bool]string{true: "Y", false: "N"}
	how := map[string]string{"appropriate": "A", "inappropriate": "I", "not described": "ND"}
	p := find(t, "jadad")
	for _, r := range rows {
		e, err := p.Evaluate(answers(map[string]string{"1": yn[r.Randomised], "1a": how[r.RandMethod],
			"2": yn[r.DoubleBlind], "2a": how[r.BlindMethod], "3": yn[r.Withdrawals]}), instrument.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := score(e, "total").Value; got != r.Score {
			t.Errorf("%+v: %d", r, got)
		}
	}
	if len(rows) != 72 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestPEDro(t *testing.T) {
	var rows []struct {
		Items []bool `json:"items"`
		Score int    `json:"score"`
		Band  string `json:"band"`
	}
	robOracle(t, "pedro", &rows)
	p := find(t, "pedro")
	for _, r := range rows {
		codes := map[string]string{}
		for i, yes := range r.Items {
			codes[p.Items[i].ID] = map[bool]string{true: "Y", false: "N"}[yes]
		}
		e, err := p.Evaluate(answers(codes), instrument.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if score(e, "total").Value != r.Score || string(e.Overall.Risk) != r.Band {
			t.Errorf("%v: %d %s, want %d %s", r.Items, score(e, "total").Value, e.Overall.Risk, r.Score, r.Band)
		}
	}
}

func TestQUADAS2(t *testing.T) {
	var rows []struct {
		Signalling []string `json:"signalling"`
		Suggested  string   `json:"suggested"`
	}
	robOracle(t, "quadas2", &rows)
	p := find(t, "quadas2")
	good := map[string]string{"1.1": "Y", "1.2": "Y", "1.3": "Y", "2.1": "Y", "2.2": "NA", "3.1": "Y", "3.2": "Y",
		"4.1": "Y", "4.2": "Y", "4.3": "Y", "4.4": "Y", "A1": "high", "A2": "low", "A3": "unclear"}
	for _, r := range rows {
		codes := map[string]string{}
		for id, c := range good {
			codes[id] = c
		}
		for i, c := range r.Signalling {
			codes[[]string{"1.1", "1.2", "1.3"}[i]] = c
		}
		e, err := p.Evaluate(answers(codes), instrument.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d1, _ := e.Domain("D1")
		want := corpus.Risk("low")
		if r.Suggested != "low" {
			want = instrument.AtRisk
		}
		if string(d1.Risk) != r.Suggested || e.Overall.Risk != want {
			t.Errorf("%v: %s, overall %s; want %s, %s", r.Signalling, d1.Risk, e.Overall.Risk, r.Suggested, want)
		}
		if a, _ := e.Domain("A1"); a.Risk != corpus.RiskHigh {
			t.Errorf("applicability %q", a.Risk)
		}
	}
}

func TestAGREE2(t *testing.T) {
	var rows []struct {
		Scores   [][]int `json:"scores"`
		Obtained int     `json:"obtained"`
		Max      int     `json:"max"`
		Min      int     `json:"min"`
		Scaled   float64 `json:"scaled"`
		Percent  int     `json:"percent_rounded"`
	}
	robOracle(t, "agree2", &rows)
	p := find(t, "agree2")
	domain := map[int]string{3: "D1", 8: "D3", 2: "D6"}
	for _, r := range rows {
		var raters []map[string]corpus.Answer
		d := domain[len(r.Scores[0])]
		for _, scores := range r.Scores {
			codes := map[string]string{}
			for _, it := range p.Items {
				if it.Domain == d && len(codes) < len(scores) {
					codes[it.ID] = strconv.Itoa(scores[len(codes)])
				}
			}
			raters = append(raters, answers(codes))
		}
		scaled, err := instrument.Scaled(p, raters)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range scaled {
			if s.Name != d+"%" {
				continue
			}
			if s.Value != r.Obtained || s.Max != r.Max || s.Min != r.Min || math.Abs(*s.Percent-100*r.Scaled) > 1e-9 || int(math.Round(*s.Percent)) != r.Percent {
				t.Errorf("%v: %+v %.2f, want %+v", r.Scores, s, *s.Percent, r)
			}
		}
	}
}
