package samplesize

import (
	"fmt"
	"math"
	"slices"
)

// SourceKind says where a structured sample size comes from.
type SourceKind string

// The kinds, in their order of trust. The text stands after FullText when its
// confidence is A, B or C; a planned number is never used as n, it is shown
// as planned.
const (
	Person            SourceKind = "person"             // entered or confirmed by a reviewer
	RegistryActual    SourceKind = "registry actual"    // ClinicalTrials.gov enrollmentInfo, type ACTUAL
	FullText          SourceKind = "full text"          // a flow diagram
	RegistryEstimated SourceKind = "registry estimated" // enrollmentInfo, type ESTIMATED or ANTICIPATED
)

// trust orders the kinds, the most trusted first.
var trust = []SourceKind{Person, RegistryActual, FullText, RegistryEstimated}

// TextName is the name of title and abstract in a [Mismatch].
const TextName = "text"

// Source is a sample size from outside title and abstract. Size.N is its
// number; the levels and arms may be filled in too.
type Source struct {
	Kind SourceKind
	Name string // what to show: "NCT00000611", a reviewer; may be empty
	Size SampleSize
}

func (s Source) title() string {
	if s.Name == "" {
		return string(s.Kind)
	}
	return string(s.Kind) + " (" + s.Name + ")"
}

// Registry makes a source of the enrolment count and type ("ACTUAL",
// "ESTIMATED" or "ANTICIPATED") of a registry record, where ClinicalTrials.gov
// keeps them in protocolSection.designModule.enrollmentInfo.
func Registry(name string, count int, kind string) (Source, error) {
	s := Source{Kind: RegistryActual, Name: name}
	switch kind {
	case "ACTUAL":
	case "ESTIMATED", "ANTICIPATED":
		s.Kind = RegistryEstimated
	default:
		return Source{}, fmt.Errorf("registry record %s: enrolment type %q is neither ACTUAL nor ESTIMATED", name, kind)
	}
	if count < 0 {
		return Source{}, fmt.Errorf("registry record %s: enrolment count %d is negative", name, count)
	}
	if count > 0 {
		s.Size.N = &count
	}
	return s, nil
}

// Mismatch is a number that differs by more than 10 % from the one shown.
type Mismatch struct {
	Shown   string  `json:"shown"` // the source of N
	N       int     `json:"n"`
	Other   string  `json:"other"` // the source of OtherN
	OtherN  int     `json:"other_n"`
	Percent float64 `json:"percent"` // |OtherN - N| in percent of N
	Planned bool    `json:"planned"` // OtherN was a plan, so that a difference may be honest under-recruitment
	Level   string  `json:"level"`   // the level of the other source that equals N, when there is one
}

// String says the mismatch in a sentence.
func (m Mismatch) String() string {
	s := fmt.Sprintf("%s says %d, %s says %d (%.0f %% apart)", m.Shown, m.N, m.Other, m.OtherN, m.Percent)
	if m.Level != "" {
		s += fmt.Sprintf("; %d is the number %s there", m.N, m.Level)
	}
	return s
}

// mismatchShare is the relative difference above which numbers disagree.
const mismatchShare = 0.10

// candidate is one source of n on its way through Resolve; the text has no kind.
type candidate struct {
	name string
	size SampleSize
	kind SourceKind
}

// byTrust lists the sources in their order of trust, with the text before the
// planned numbers.
func byTrust(text SampleSize, sources []Source) []candidate {
	var order []candidate
	for _, k := range trust {
		if k == RegistryEstimated {
			order = append(order, candidate{name: TextName, size: text})
		}
		for _, s := range sources {
			if s.Kind == k {
				order = append(order, candidate{s.title(), s.Size, k})
			}
		}
	}
	return order
}

// Resolve puts the sources in their order of trust before the text (person,
// registry actual, full text, text) and returns the sample size of the most
// trusted one that has a number. What it leaves open is filled in from the
// next. An estimated enrolment is never n, it becomes Planned. Every other
// number that is more than 10 % away from n is returned as a mismatch.
func Resolve(text SampleSize, sources ...Source) (SampleSize, []Mismatch) {
	order := byTrust(text, sources)
	shown := slices.IndexFunc(order, func(c candidate) bool { return c.size.N != nil && c.kind != RegistryEstimated })
	out := text
	if shown >= 0 && order[shown].kind != "" {
		out = order[shown].size
		out.Confidence, out.Source = A, string(order[shown].kind)
		if out.Basis == "" {
			out.Basis = order[shown].name
		}
	}
	var found []Mismatch
	for i, c := range order {
		switch {
		case i == shown:
			continue
		case c.kind == RegistryEstimated:
			out.plan(c.size.N)
		case shown >= 0 || c.kind != "":
			out.fill(c.size)
		}
		if shown < 0 || c.size.N == nil {
			continue
		}
		m := compare(order[shown].name, *out.N, c.name, c.size)
		m.Planned = c.kind == RegistryEstimated
		if m.Percent > 100*mismatchShare {
			found = append(found, m)
		}
	}
	return out.listed(), found
}

// compare measures how far the n of a source is from n, which is above 0.
func compare(shown string, n int, other string, size SampleSize) Mismatch {
	m := Mismatch{Shown: shown, N: n, Other: other, OtherN: *size.N}
	if n > 0 {
		m.Percent = 100 * math.Abs(float64(*size.N-n)) / float64(n)
	}
	for _, l := range [...]struct {
		name string
		n    *int
	}{{"screened", size.Screened}, {"eligible", size.Eligible}, {"enrolled", size.Enrolled}, {"randomised", size.Randomised},
		{"received", size.Received}, {"completed", size.Completed}, {"analysed", size.Analysed}} {
		if l.n != nil && *l.n == n {
			m.Level = l.name
		}
	}
	return m
}

// plan notes a planned number when there is none yet.
func (s *SampleSize) plan(n *int) {
	if s.Planned == nil && n != nil {
		v := *n
		s.Planned = &v
	}
}

// fill takes over levels, arms, units and evidence that s leaves open.
func (s *SampleSize) fill(o SampleSize) {
	for _, p := range [...]struct{ to, from **int }{
		{&s.Screened, &o.Screened}, {&s.Eligible, &o.Eligible}, {&s.Enrolled, &o.Enrolled}, {&s.Randomised, &o.Randomised},
		{&s.Received, &o.Received}, {&s.Completed, &o.Completed}, {&s.Analysed, &o.Analysed},
		{&s.NStudies, &o.NStudies}, {&s.NParticipants, &o.NParticipants}, {&s.Planned, &o.Planned},
	} {
		if *p.to == nil {
			*p.to = *p.from
		}
	}
	if len(s.Arms) == 0 {
		s.Arms = o.Arms
	}
	if len(s.Units) == 0 {
		s.Units = o.Units
	}
	s.Spans = append(s.Spans[:len(s.Spans):len(s.Spans)], o.Spans...)
	s.Notes = append(s.Notes[:len(s.Notes):len(s.Notes)], o.Notes...)
}
