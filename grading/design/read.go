package design

import "slices"

// Read classifies a study. What is indexed outranks what is written; where
// they disagree the confidence is C and Conflicts says so. The zero Design
// (with empty Spans) means that the design is not known.
func Read(t Text) Design {
	e := collect(t.Title, t.Abstract)
	v := e.decide()
	d := Design{Design: v.design, Confidence: v.confidence, Spans: v.spans, Conflicts: v.conflicts, Flags: e.flags()}
	if in, ok := indexed(t, v, e); ok {
		d = in.over(v, d)
	}
	if e.has(gSecondary) && isTrial(d.Design) {
		d.flag("secondary analysis")
	}
	for _, f := range statusFlags(t) {
		d.flag(f)
	}
	if d.Spans == nil {
		d.Spans = []Span{}
	}
	return d
}

// flags lists what else is said, in the order of the table.
func (e *evidence) flags() []string {
	if !e.has(gFlag) {
		return nil
	}
	var seen [64]bool
	base := len(lexicon.cues) - len(flagCues)
	for _, h := range e.hits {
		if lexicon.cues[h.cue].group == gFlag {
			seen[int(h.cue)-base] = true
		}
	}
	var out []string
	for i, c := range flagCues {
		if seen[i] {
			out = append(out, c.says)
		}
	}
	return out
}

func (d *Design) flag(f string) {
	if !slices.Contains(d.Flags, f) {
		d.Flags = append(d.Flags, f)
	}
}

// isTrial reports whether the design allocates people at random, or nearly.
func isTrial(n Name) bool {
	return n == RCT || n == ClusterRCT || n == CrossoverRCT || n == QuasiRCT
}
