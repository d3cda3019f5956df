package claims

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// Weighed is one linked study after it was looked at.
type Weighed struct {
	Study      corpus.StudyID   `json:"study"`
	Stance     corpus.Stance    `json:"stance"`
	Certainty  corpus.Certainty `json:"certainty"` // of its body, after notices
	Counted    bool             `json:"counted"`
	Perhaps    bool             `json:"perhaps,omitempty"` // counts for the verdict, but not beside a review that may hold it
	Indirect   bool             `json:"indirect"`
	Directness Directness       `json:"directness"`
}

// Result is the verdict on a claim and everything it rests on.
type Result struct {
	Claim     string           `json:"claim"`
	Verdict   Verdict          `json:"verdict"`  // in force: Decided where a person decided, else Computed
	Computed  Verdict          `json:"computed"` // by the table
	Row       string           `json:"row"`      // code of the row that decided
	Certainty corpus.Certainty `json:"certainty"`
	Decided   *corpus.Overrule `json:"decided,omitempty"`
	Sentence  string           `json:"sentence"`
	Rests     string           `json:"rests"`             // "one 24-person trial"
	Perhaps   int              `json:"perhaps,omitempty"` // studies not in Rests because they may be in one of it
	Reasons   []Reason         `json:"reasons"`
	Weighed   []Weighed        `json:"weighed"`
}

// Has reports whether one of the reasons has the code.
func (r Result) Has(c Code) bool {
	return slices.ContainsFunc(r.Reasons, func(x Reason) bool { return x.Code == c })
}

// unstated are kinds of claim that no study can bear on.
var unstated = []string{"opinion", "question"}

// aboutHarm are kinds of claim that a study which is silent on harms cannot
// bear on.
var aboutHarm = []string{"safety", "harm"}

// Judge computes the verdict on a claim. It is a function of its input alone.
func Judge(in Input) Result {
	j := &judging{in: in, aside: map[int]Reason{}}
	j.setAside()
	w := j.weigh()
	row := decide(w)
	r := Result{Claim: in.Claim.ID, Computed: row.Verdict, Verdict: row.Verdict, Row: row.Code, Certainty: certaintyOf(w), Weighed: j.weighed}
	r.Rests, r.Perhaps = j.rests()
	j.notes(w)
	r.Reasons = j.reasons
	r.overrule(in.Claim.Verdict)
	r.Sentence = r.sentence(row)
	return r
}

// judging is one claim on its way to a verdict.
type judging struct {
	in      Input
	aside   map[int]Reason // by place in in.Evidence
	perhaps map[int]Reason // the same
	weighed []Weighed
	reasons []Reason
}

func (j *judging) say(c Code, e Evidence, format string, args ...any) {
	j.reasons = append(j.reasons, Reason{c, e.Study, fmt.Sprintf(format, args...)})
}

// setAside finds the studies that do not count.
func (j *judging) setAside() {
	list := j.in.Evidence
	for i, e := range list {
		switch {
		case e.fallen():
			j.aside[i] = Reason{FallenStudy, e.Study, fmt.Sprintf("%s %s; it supports nothing.", e.name(), told(e.notice(e.standing())))}
		case e.Harms == HarmsSilent && slices.Contains(aboutHarm, j.in.Claim.Kind) && e.Stance != corpus.Mentions:
			j.aside[i] = Reason{SilentOnHarms, e.Study, fmt.Sprintf("%s does not report harms, so it says nothing about them.", e.name())}
		}
	}
	once(list, j.aside)
	j.perhaps = perhaps(list, j.aside)
}

// told says what a notice asserts: "was retracted (2010-02-06, Retraction Watch)".
func told(n corpus.Notice) string {
	verb := map[corpus.NoticeType]string{
		corpus.Retracted: "was retracted", corpus.RetractedRepublished: "was retracted and republished and has to be read in its new form",
		corpus.Withdrawn: "was withdrawn", corpus.IsNotice: "is itself a notice and no study", corpus.ExpressionOfConcern: "is under an expression of concern",
		corpus.Corrected: "was corrected", corpus.Superseded: "was superseded by a later version", corpus.Reinstated: "was retracted and reinstated",
	}[n.Type]
	if verb == "" {
		verb = "has the notice “" + string(n.Type) + "”"
	}
	var from []string
	for _, s := range []string{n.Date.String(), n.Source} {
		if s != "" {
			from = append(from, s)
		}
	}
	if len(from) == 0 {
		return verb
	}
	return verb + " (" + strings.Join(from, ", ") + ")"
}

// certainty of the body behind e, less what its notices and those of its body
// cost.
func (j *judging) certainty(e Evidence) corpus.Certainty {
	c := e.Certainty
	if c == corpus.Unrated {
		return c
	}
	for _, other := range j.in.Evidence {
		shared := e.Body != "" && e.Body == other.Body || slices.Contains(e.Contains, other.Study)
		if !shared || !other.fallen() || other.Study == e.Study {
			continue
		}
		if less, ok := e.Without[other.Study]; ok {
			c = min(c, less)
		} else {
			c = (c - 1).Clamp()
		}
	}
	if c != corpus.Unrated && e.standing() == corpus.ExpressionOfConcern {
		c = (c - 1).Clamp()
	}
	return c
}

// weigh finds the best certainty on each side.
func (j *judging) weigh() weighed {
	claim := j.in.Claim
	w := weighed{
		statement: strings.TrimSpace(claim.Text) != "" && !slices.Contains(unstated, claim.Kind),
		linked:    len(j.in.Evidence), known: true,
	}
	for i, e := range j.in.Evidence {
		d := Compare(claim.PICO, e.PICO)
		own := claim.Question != "" && e.Body == claim.Question+"/"+claim.Outcome // tied by a person
		v := Weighed{Study: e.Study, Stance: e.Stance, Certainty: j.certainty(e), Directness: d, Indirect: len(d.Indirect()) > 0}
		_, out := j.aside[i]
		_, maybe := j.perhaps[i]
		v.Counted, v.Perhaps = !out, maybe
		j.weighed = append(j.weighed, v)
		if out {
			continue
		}
		w.left++
		w.add(v)
		if e.Stance == corpus.Supports && !v.Indirect && v.Certainty > corpus.Unrated && !d.Known() && !own {
			w.known = false
		}
	}
	return w
}

// add puts one study on its side.
func (w *weighed) add(v Weighed) {
	switch {
	case v.Stance == corpus.Supports && v.Indirect:
		w.sided, w.far = w.sided+1, max(w.far, v.Certainty)
	case v.Stance == corpus.Supports:
		w.sided, w.support = w.sided+1, max(w.support, v.Certainty)
	case v.Stance == corpus.Contradicts && v.Indirect:
		w.sided, w.farOther = w.sided+1, max(w.farOther, v.Certainty)
	case v.Stance == corpus.Contradicts:
		w.sided, w.against = w.sided+1, max(w.against, v.Certainty)
		w.unratedAgainst = w.unratedAgainst || v.Certainty == corpus.Unrated
	default:
		w.mentioned = max(w.mentioned, v.Certainty)
	}
}

// certaintyOf is the certainty that a verdict is printed with: of the direct
// evidence, else of the indirect, else of what mentions the claim.
func certaintyOf(w weighed) corpus.Certainty {
	for _, c := range []corpus.Certainty{max(w.support, w.against), max(w.far, w.farOther), w.mentioned} {
		if c != corpus.Unrated {
			return c
		}
	}
	return corpus.Unrated
}

// rests says on what the verdict rests: the studies that take a side, each
// once, and how many more may be in one of them.
func (j *judging) rests() (text string, more int) {
	var out []Evidence
	seen := map[corpus.StudyID]bool{}
	for i, e := range j.in.Evidence {
		if !j.weighed[i].Counted || e.Stance == corpus.Mentions || seen[e.Study] {
			continue
		}
		seen[e.Study] = true
		if j.weighed[i].Perhaps {
			more++
			continue
		}
		out = append(out, e)
	}
	return Rests(out), more
}

// overrule puts a person's verdict beside the computed one.
func (r *Result) overrule(o *corpus.Overrule) {
	if o == nil {
		return
	}
	v, err := ParseVerdict(o.Verdict)
	switch {
	case err != nil:
		r.Reasons = append(r.Reasons, Reason{Code: NotOverruled, Text: fmt.Sprintf("A person's verdict %q is none that is known; the computed one stands.", o.Verdict)})
	case strings.TrimSpace(o.Rationale) == "":
		r.Reasons = append(r.Reasons, Reason{Code: NotOverruled, Text: fmt.Sprintf("A person's verdict “%s” has no rationale; the computed one stands.", v)})
	default:
		kept := *o
		kept.Verdict = string(v)
		r.Decided, r.Verdict = &kept, v
		by := o.By
		if by == "" {
			by = "a person"
		}
		r.Reasons = append(r.Reasons, Reason{Code: Overruled, Text: fmt.Sprintf("Computed: %s. Decided by %s: %s, because: %s", r.Computed, by, v, o.Rationale)})
	}
}

// sentence says the verdict with its reason.
func (r Result) sentence(row Row) string {
	s := strings.ToUpper(string(r.Verdict[:1])) + string(r.Verdict[1:])
	if r.Decided != nil {
		return s + ": decided by a person; computed was “" + string(r.Computed) + "”, because " + row.When + "."
	}
	if r.Certainty != corpus.Unrated {
		s += " (" + r.Certainty.String() + " certainty)"
	}
	s += ": " + row.When
	if r.Rests != "" {
		s += "; it rests on " + r.Rests
	}
	switch {
	case r.Perhaps == 1:
		s += "; 1 more study may be in it and is not counted"
	case r.Perhaps > 1:
		s += fmt.Sprintf("; %d more studies may be in it and are not counted", r.Perhaps)
	}
	return s + "."
}
