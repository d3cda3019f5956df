package instrument

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
)

// overall proposes the judgement on the whole.
func (r *run) overall() {
	o := r.pack.Overall
	r.out.Overall = Proposal{ID: "overall", Name: "Overall", Human: o.Note, Missing: r.out.Missing}
	switch {
	case o.Rule == "worst":
		r.worst()
	case o.Rule == "bands" && len(r.out.Missing) == 0:
		if then, path, ok := r.first(o.Bands); ok {
			r.out.Overall.Risk, r.out.Overall.Path = corpus.Risk(then), arrow(path, then)
		}
	}
	if c := o.Confirm; c != nil && r.out.Overall.Risk == c.Judgement && r.times(c.Judgement) >= c.Times {
		r.out.Confirm = c.Ask
		if next := slices.Index(o.Scale, c.Judgement) + 1; r.raise && next < len(o.Scale) {
			r.out.Overall.Risk = o.Scale[next]
			r.out.Overall.Path = arrow(r.out.Overall.Path+", raised as set beforehand", string(o.Scale[next]))
		}
	}
}

// times counts the domains with the judgement.
func (r *run) times(risk corpus.Risk) int {
	n := 0
	for _, d := range r.out.Domains {
		if r.inForce(d) == risk {
			n++
		}
	}
	return n
}

// worst takes the worst judgement of the domains. A domain that is not judged
// yet leaves the whole open, unless another one has the worst judgement
// already.
func (r *run) worst() {
	scale := r.pack.Overall.Scale
	var found corpus.Risk
	var where []string
	open := false
	for _, d := range r.out.Domains {
		def, _ := r.pack.Domain(d.ID)
		risk := r.inForce(d)
		if shown, ok := r.pack.Overall.Shown[risk]; ok {
			risk = shown
		}
		switch {
		case def.Apart || def.Gate && risk == "":
		case risk == "":
			open = open || r.stopped == ""
		case risk == found:
			where = append(where, d.ID)
		case worse(scale, risk, found):
			found, where = risk, []string{d.ID}
		}
	}
	if found == "" || open && found != scale[len(scale)-1] {
		return
	}
	r.out.Overall.Risk = found
	r.out.Overall.Path = arrow(fmt.Sprintf("%s %s", strings.Join(where, ", "), found), string(found))
	if len(where) == r.judged() && slices.Index(scale, found) == 0 {
		r.out.Overall.Path = arrow("all domains "+string(found), string(found))
	}
}

// judged counts the domains that enter the overall judgement.
func (r *run) judged() int {
	n := 0
	for _, d := range r.out.Domains {
		def, _ := r.pack.Domain(d.ID)
		if !def.Apart && !def.Gate {
			n++
		}
	}
	return n
}
