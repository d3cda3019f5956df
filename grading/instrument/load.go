package instrument

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"appraise/corpus"
)

// maxPack is the largest pack file that is read, in bytes.
const maxPack = 4 << 20

// Load reads a pack from JSON and checks it: every name a rule uses must
// exist, every answer must be allowed, conditions may look only at earlier
// questions. The error names the place, as "line 12" for broken JSON or
// "items[3] (2.4)" for broken content.
func Load(r io.Reader) (Pack, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxPack+1))
	if err != nil {
		return Pack{}, fmt.Errorf("reading the pack: %w", err)
	}
	if len(b) > maxPack {
		return Pack{}, fmt.Errorf("%w: the pack is larger than %d bytes", corpus.ErrInvalid, maxPack)
	}
	var p Pack
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		return Pack{}, fmt.Errorf("%w: line %d: %w", corpus.ErrInvalid, errorLine(b, dec, err), err)
	}
	if dec.More() {
		return Pack{}, fmt.Errorf("%w: line %d: more text after the pack", corpus.ErrInvalid, lineAt(b, dec.InputOffset()))
	}
	if err := p.compile(); err != nil {
		return Pack{}, fmt.Errorf("%w: %w", corpus.ErrInvalid, err)
	}
	return p, nil
}

func errorLine(b []byte, dec *json.Decoder, err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return lineAt(b, syntax.Offset)
	case errors.As(err, &kind):
		return lineAt(b, kind.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return lineAt(b, int64(len(b)))
	}
	return lineAt(b, dec.InputOffset())
}

func lineAt(b []byte, offset int64) int {
	return 1 + bytes.Count(b[:max(0, min(offset, int64(len(b))))], []byte("\n"))
}

// checker collects what is wrong with a pack.
type checker struct {
	p     *Pack
	known map[string]bool // questions and derived values seen so far
	errs  []error
}

func (c *checker) add(where, format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("%s: "+format, append([]any{where}, args...)...))
}

// compile parses every condition and checks every name.
func (p *Pack) compile() error {
	p.compiled = map[Condition]clauses{}
	c := &checker{p: p, known: map[string]bool{}}
	c.header()
	c.values()
	c.items()
	c.domains()
	c.overall()
	return errors.Join(c.errs...)
}

func (c *checker) header() {
	p := c.p
	for _, f := range []struct{ name, value string }{
		{"id", p.ID}, {"title", p.Title}, {"version", p.Version}, {"source", p.Source}, {"licence", p.Licence}, {"wording", p.Wording},
	} {
		if f.value == "" {
			c.add(f.name, "is missing")
		}
	}
	if !slices.Contains([]string{"result", "study", "review", "guideline"}, p.AppliesTo) {
		c.add("applies_to", "%q is none of result, study, review, guideline", p.AppliesTo)
	}
	if len(p.Items) == 0 || len(p.Domains) == 0 {
		c.add("items", "a pack needs questions and domains")
	}
	if p.DomCount < 0 || p.DomCount > len(p.Domains) {
		c.add("domain_count", "says %d, but there are %d domains", p.DomCount, len(p.Domains))
	}
	if n := p.countItems(); n != p.ItemCount {
		c.add("item_count", "says %d, but there are %d questions", p.ItemCount, n)
	}
}

// values makes the names of derived values known: a question may depend on
// one that follows from earlier answers of its domain.
func (c *checker) values() {
	for _, d := range c.p.Domains {
		for _, t := range d.Tables {
			if t.Set != "" {
				c.known[t.Set] = true
			}
		}
	}
}

// countItems counts the numbered questions: parts of one question count once,
// and so do the versions for two effects of interest.
func (p Pack) countItems() int {
	seen := map[string]bool{}
	for _, it := range p.Items {
		switch {
		case it.Extra:
		case it.PartOf != "":
			seen[it.PartOf] = true
		default:
			seen[it.ID] = true
		}
	}
	return len(seen)
}

func (c *checker) items() {
	seen := map[[2]string]bool{}
	for i, it := range c.p.Items {
		where := fmt.Sprintf("items[%d] (%s)", i, it.ID)
		switch {
		case it.ID == "" || it.Text == "":
			c.add(where, "id or text is missing")
		case seen[[2]string{it.ID, it.Effect}] || seen[[2]string{it.ID, ""}]:
			c.add(where, "the id is used twice")
		case len(it.Codes) == 0:
			c.add(where, "no answers are allowed")
		}
		if _, ok := c.p.Domain(it.Domain); !ok {
			c.add(where, "domain %q does not exist", it.Domain)
		}
		if it.Effect != "" && !slices.Contains(c.p.Effects, it.Effect) {
			c.add(where, "effect %q does not exist", it.Effect)
		}
		for code := range it.Points {
			if !slices.Contains(it.Codes, code) {
				c.add(where, "points for %q, which is not an answer", code)
			}
		}
		c.condition(where+".ask", it.Ask)
		seen[[2]string{it.ID, it.Effect}], c.known[it.ID] = true, true
	}
}

func (c *checker) domains() {
	seen := map[string]bool{}
	for i, d := range c.p.Domains {
		where := fmt.Sprintf("domains[%d] (%s)", i, d.ID)
		if d.ID == "" || d.Name == "" || seen[d.ID] {
			c.add(where, "id or name is missing, or the id is used twice")
		}
		seen[d.ID] = true
		for j, t := range d.Tables {
			c.table(fmt.Sprintf("%s.tables[%d]", where, j), d, t)
		}
		if d.Warn != nil {
			c.judgement(where+".warn", d, string(d.Warn.Judgement))
		}
		c.known[d.ID] = true
	}
}

func (c *checker) table(where string, d Domain, t Table) {
	if len(t.Rows) == 0 {
		c.add(where, "has no rows")
	}
	for k, r := range t.Rows {
		at := fmt.Sprintf("%s.rows[%d]", where, k)
		c.condition(at, r.When)
		if t.Set == "" {
			c.judgement(at, d, r.Then)
		}
	}
}

func (c *checker) judgement(where string, d Domain, then string) {
	if !slices.Contains(c.p.Judgements(d.ID), corpus.Risk(then)) {
		c.add(where, "%q is not a judgement of the domain", then)
	}
}

func (c *checker) overall() {
	for i, n := range c.p.Counts {
		for _, id := range n.Items {
			if !c.known[id] {
				c.add(fmt.Sprintf("counts[%d] (%s)", i, n.Name), "%q is not a question or value", id)
			}
		}
		c.known[n.Name] = true
	}
	for i, s := range c.p.Scores {
		c.known[s.Name] = true
		if s.Max <= s.Min {
			c.add(fmt.Sprintf("scores[%d] (%s)", i, s.Name), "the largest score must be above the smallest")
		}
		for j, a := range s.Add {
			c.condition(fmt.Sprintf("scores[%d].add[%d]", i, j), a.When)
		}
	}
	o := c.p.Overall
	if !slices.Contains([]string{"worst", "bands", "none"}, o.Rule) {
		c.add("overall.rule", "%q is none of worst, bands, none", o.Rule)
	}
	for i, b := range o.Bands {
		at := fmt.Sprintf("overall.bands[%d]", i)
		c.condition(at, b.When)
		if !slices.Contains(o.Scale, corpus.Risk(b.Then)) {
			c.add(at, "%q is not on the overall scale", b.Then)
		}
	}
	if o.Confirm != nil && !slices.Contains(o.Scale, o.Confirm.Judgement) {
		c.add("overall.confirm", "%q is not on the overall scale", o.Confirm.Judgement)
	}
	for from, to := range o.Shown {
		if !slices.Contains(o.Scale, to) {
			c.add("overall.shown", "%q (for %q) is not on the overall scale", to, from)
		}
	}
}

// condition parses and keeps a condition and checks the names in it.
func (c *checker) condition(where string, text Condition) {
	parsed, err := text.parse(c.p.Classes)
	if err != nil {
		c.add(where, "%v", err)
		return
	}
	for _, id := range parsed.items() {
		if !c.known[id] {
			c.add(where, "%q is not an earlier question or value", id)
		}
	}
	c.p.compiled[text] = parsed
}
