package instrument

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"appraise/corpus"
)

// Options choose among the readings a tool allows.
type Options struct {
	Effect string // effect of interest; "" for the pack's first

	// Decided holds the judgements people made on domains. The overall
	// judgement is proposed from them where they differ from the algorithm.
	Decided map[string]corpus.Risk

	// Raise proposes the next worse judgement where the tool leaves it to a
	// person whether several lesser concerns add up (RoB 2: two or more
	// domains with some concerns). By default the tool asks.
	Raise bool
}

// Evaluation is what a pack makes of a set of answers.
type Evaluation struct {
	Pack     string     `json:"pack"`
	Version  string     `json:"version"`
	Effect   string     `json:"effect,omitempty"`
	Domains  []Proposal `json:"domains"`
	Overall  Proposal   `json:"overall"`
	Confirm  string     `json:"confirm,omitempty"`  // what the tool leaves to a person
	Missing  []string   `json:"missing,omitempty"`  // questions that are due and not answered
	Warnings []string   `json:"warnings,omitempty"` // answers to questions that were not due, and the like
	Scores   []Score    `json:"scores,omitempty"`
	Stated   string     `json:"stated,omitempty"` // "beta: …"
}

// Proposal is what the algorithm concludes on one domain or on the whole.
type Proposal struct {
	ID      string      `json:"id"`
	Name    string      `json:"name"`
	Risk    corpus.Risk `json:"risk,omitempty"`  // "" when incomplete or left to a person
	Path    string      `json:"path,omitempty"`  // "1.2 N → high"
	Human   string      `json:"human,omitempty"` // what a person must weigh
	Missing []string    `json:"missing,omitempty"`
}

// Complete reports whether every question that is due has its answer.
func (e Evaluation) Complete() bool { return len(e.Missing) == 0 }

// Domain returns the proposal on a domain.
func (e Evaluation) Domain(id string) (Proposal, bool) {
	i := slices.IndexFunc(e.Domains, func(p Proposal) bool { return p.ID == id })
	if i < 0 {
		return Proposal{}, false
	}
	return e.Domains[i], true
}

// run is one evaluation under way.
type run struct {
	pack    Pack
	state   state
	decided map[string]corpus.Risk
	raise   bool
	missing map[string][]string // by domain
	out     Evaluation
	stopped string // the gate that ended the appraisal
}

// Evaluate reads the answers and proposes judgements. Unknown questions and
// answers that the tool does not have are errors; a question that is due and
// has no answer leaves its domain without a judgement; an answer to a question
// that is not due is passed over with a warning.
func (p Pack) Evaluate(answers map[string]corpus.Answer, opt Options) (Evaluation, error) {
	p, err := p.For(opt.Effect)
	if err != nil {
		return Evaluation{}, err
	}
	if err := p.check(answers); err != nil {
		return Evaluation{}, err
	}
	r := &run{pack: p, decided: opt.Decided, raise: opt.Raise, missing: map[string][]string{},
		state: state{codes: map[string]string{}, paths: map[string]string{}},
		out:   Evaluation{Pack: p.ID, Version: p.Version, Stated: p.Stated()}}
	if len(p.Effects) > 0 {
		r.out.Effect = p.Effects[0]
	}
	for _, d := range p.Domains {
		r.ask(d, answers)
		r.judge(d)
	}
	r.count()
	r.score()
	r.overall()
	return r.out, nil
}

func (p Pack) check(answers map[string]corpus.Answer) error {
	ids := make([]string, 0, len(answers))
	for id := range answers {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		it, ok := p.Item(id)
		if !ok {
			return fmt.Errorf("%w: %s has no question %q", corpus.ErrInvalid, p.ID, id)
		}
		code := answers[id].Code
		if code != "" && code != notApplicable && !slices.Contains(it.Codes, code) {
			return fmt.Errorf("%w: %s %s: %q is none of %s", corpus.ErrInvalid, p.ID, id, code, strings.Join(it.Codes, ", "))
		}
	}
	return nil
}

// ask puts the answers to the domain's questions into the state.
func (r *run) ask(d Domain, answers map[string]corpus.Answer) {
	for _, it := range r.pack.Items {
		if it.Domain != d.ID {
			continue
		}
		r.derive(d)
		code := answers[it.ID].Code
		due, _ := r.pack.compiled[it.Ask].holds(r.state)
		if r.stopped != "" {
			due = no
		}
		switch {
		case due == no:
			if code != "" && code != notApplicable {
				r.out.Warnings = append(r.out.Warnings, fmt.Sprintf("%s was answered %s but is not asked here (%s); it counts as NA", it.ID, code, r.reason(it)))
			}
			r.state.codes[it.ID] = notApplicable
		case code == "" || code == notApplicable && !slices.Contains(it.Codes, notApplicable):
			if due == yes {
				r.missing[d.ID] = append(r.missing[d.ID], it.ID)
			}
		default:
			r.state.codes[it.ID] = code
		}
	}
	r.out.Missing = append(r.out.Missing, r.missing[d.ID]...)
}

func (r *run) reason(it Item) string {
	if r.stopped != "" {
		return "domain " + r.stopped + " ended the appraisal"
	}
	return "asked when " + string(it.Ask)
}

// derive runs the tables that only derive a value, as far as the answers
// allow it by now: later questions may depend on the value.
func (r *run) derive(d Domain) {
	for _, t := range d.Tables {
		if _, done := r.state.codes[t.Set]; t.Set == "" || done {
			continue
		}
		if then, path, ok := r.first(t.Rows); ok {
			r.state.codes[t.Set], r.state.paths[t.Set] = then, path
		}
	}
}

// judge runs the tables that give the domain's judgement.
func (r *run) judge(d Domain) {
	r.derive(d)
	if d.Plain {
		return
	}
	out := Proposal{ID: d.ID, Name: d.Name, Human: d.Human, Missing: r.missing[d.ID]}
	if len(out.Missing) == 0 && r.stopped == "" {
		scale := r.pack.Judgements(d.ID)
		for _, t := range d.Tables {
			if t.Set != "" {
				continue
			}
			if then, path, ok := r.first(t.Rows); ok && worse(scale, corpus.Risk(then), out.Risk) {
				out.Risk, out.Path = corpus.Risk(then), arrow(path, then)
			}
		}
		if d.Gate && len(scale) > 0 && out.Risk == scale[len(scale)-1] {
			r.stopped = d.ID
		}
	}
	if d.Warn != nil && r.inForce(out) == d.Warn.Judgement {
		r.out.Warnings = append(r.out.Warnings, d.Warn.Text)
	}
	if risk := r.inForce(out); risk != "" {
		r.state.codes[d.ID], r.state.paths[d.ID] = string(risk), d.ID+" "+string(risk)
	}
	r.out.Domains = append(r.out.Domains, out)
}

// inForce returns what a person decided on the domain, else the proposal.
func (r *run) inForce(p Proposal) corpus.Risk {
	if d := r.decided[p.ID]; d != "" {
		return d
	}
	return p.Risk
}

// first returns what the first row that holds gives. A row left open by a
// missing answer stops the search: a later row must not decide in its place.
func (r *run) first(rows []Row) (then, path string, ok bool) {
	for _, row := range rows {
		got, path := r.pack.compiled[row.When].holds(r.state)
		switch {
		case got == open:
			return "", "", false
		case got == yes && strings.HasPrefix(row.Then, "="):
			id := row.Then[1:]
			code, known := r.state.codes[id]
			return code, joinPath(path, r.state.trace(id, code)), known
		case got == yes:
			return row.Then, path, true
		}
	}
	return "", "", false
}

func joinPath(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}

func arrow(path, then string) string {
	if path == "" {
		return then
	}
	return path + " → " + then
}

// worse reports whether a stands later on the scale than b.
func worse(scale []corpus.Risk, a, b corpus.Risk) bool {
	return slices.Index(scale, a) > slices.Index(scale, b)
}
