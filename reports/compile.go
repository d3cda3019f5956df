package reports

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/grading"
)

// Compile makes the clinician's briefing of the question: the answer, the
// summary of findings, harms, what is not known, and what it all rests on.
func Compile(in Input) (Briefing, error) {
	c := newCompiler(in)
	c.add(c.head(), c.bottomLine(), c.pico(), c.findings())
	c.add(c.harms(), c.applicability(), c.unknown())
	for _, f := range c.forests(2) {
		c.add(f)
	}
	c.add(c.riskOfBias(), c.icons(), c.flow(), c.checks(), c.otherEvidence(), c.claims(), c.notices(), c.search(), c.about(), c.references(), c.glossary())
	return c.finish("briefing")
}

// compiler holds what the blocks share while a document is put together.
type compiler struct {
	in     Input
	q      corpus.Question
	style  style
	blocks []Block
	order  []corpus.StudyID // studies in order of first citation
	known  *numbers
	faults []string
	full   bool // every outcome, however many
}

func newCompiler(in Input) *compiler {
	return &compiler{in: in, q: in.Assessment.Question, style: style{ama: strings.EqualFold(string(in.House.Numbers), string(AMA))}, known: collectNumbers(in)}
}

// add appends the blocks that have something to say.
func (c *compiler) add(blocks ...Block) {
	for _, b := range blocks {
		if b != nil {
			c.blocks = append(c.blocks, b)
		}
	}
}

// fail notes what a final document must not have.
func (c *compiler) fail(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// ErrUnsupported is wrapped by every refusal of Compile.
var ErrUnsupported = errors.New("the document cannot be traced back to the library")

// finish checks every sentence and closes the document.
func (c *compiler) finish(document string) (Briefing, error) {
	b := Briefing{
		Document: document, ID: c.q.ID, Title: first(c.in.House.Title, c.q.Title, c.q.Text, c.q.ID), Subject: c.q.Text, Authors: c.authors(),
		Lang: first(c.in.House.Lang, "en-GB"), At: c.in.At.UTC(), Program: c.in.Program, Library: c.in.Library, House: c.in.House,
		Footer: c.footer(document), Draft: c.in.Draft, Blocks: c.blocks,
	}
	for _, word := range []string{c.q.PICO.Intervention, c.q.PICO.Population} {
		if word != "" {
			b.Keywords = append(b.Keywords, word)
		}
	}
	for _, block := range b.Blocks {
		if sup := supportOf(block); sup != nil {
			if fault := c.unsupported(*sup); fault != "" {
				c.fail("%s, %q: %s", block.Kind(), shorten(block.Heading(), 80), fault)
			}
		}
		_ = block.each(func(s *Sentence) error {
			if s.Fault != "" { // noted when it was made
				return nil
			}
			if fault := c.fault(*s); fault != "" {
				s.Fault = fault
				c.fail("%s, %q: %s", block.Kind(), shorten(s.Text(), 80), fault)
			}
			return nil
		})
	}
	b.Evidence = c.evidence(b)
	b.Warning = c.warning(b)
	b.Faults = c.faults
	if len(c.faults) > 0 && !c.in.Draft {
		return Briefing{}, fmt.Errorf("%w: %s", ErrUnsupported, strings.Join(c.faults, "; "))
	}
	return b, nil
}

// fault says why a sentence may not be printed, or "".
func (c *compiler) fault(s Sentence) string {
	if fault := c.unsupported(s.Support); fault != "" {
		return fault
	}
	for _, n := range numbersIn(s.Text()) {
		if !c.known.has(n) {
			return fmt.Sprintf("the number %s is not in the library", n)
		}
	}
	return ""
}

// unsupported says what is wrong with a support, or "".
func (c *compiler) unsupported(s Support) string {
	if s.Empty() {
		return "it rests on nothing in the library"
	}
	for _, id := range s.Studies {
		if _, ok := c.in.Studies[id]; !ok {
			return fmt.Sprintf("it rests on %s, which is not in the library", id)
		}
	}
	return ""
}

// supportOf returns what a figure rests on; nil for blocks of sentences.
func supportOf(block Block) *Support {
	switch k := block.(type) {
	case *Forest:
		return &k.Support
	case *Icons:
		return &k.Support
	case *Flow:
		return &k.Support
	case *Plot:
		return &k.Support
	}
	return nil
}

// warning is what every page has to say about examples.
func (c *compiler) warning(b Briefing) string {
	for _, e := range b.Evidence {
		if e.Example {
			return "Rests on example decisions that show how the program works. Not for clinical use."
		}
	}
	return ""
}

func shorten(s string, n int) string {
	rs := []rune(s)
	if len(rs) <= n {
		return s
	}
	return string(rs[:n]) + "…"
}

func (c *compiler) authors() []string {
	if len(c.in.House.Authors) > 0 {
		return c.in.House.Authors
	}
	return c.q.Authors
}

// footer names the document and the state of the library on every page.
func (c *compiler) footer(document string) string {
	parts := []string{upperFirst(document) + " " + c.q.ID}
	if c.q.Version != "" {
		parts = append(parts, "version "+c.q.Version)
	}
	if !c.in.At.IsZero() {
		parts = append(parts, c.in.At.UTC().Format("2 January 2006"))
	}
	if c.in.Program != "" {
		parts = append(parts, c.in.Program)
	}
	if h := c.in.Library.Hash; h != "" {
		if len(h) > 12 {
			h = h[:6] + "…" + h[len(h)-6:]
		}
		parts = append(parts, "library "+h)
	}
	return strings.Join(parts, " · ")
}

// source returns what is known of a study; an empty one when nothing is.
func (c *compiler) source(id corpus.StudyID) Source { return c.in.Studies[id] }

// label is how a study is called in running text.
func (c *compiler) label(id corpus.StudyID) string {
	s := c.source(id)
	if s.Label != "" && s.Label != string(id) {
		return s.Label
	}
	if len(s.Item.Registrations) > 0 && len(s.Item.Authors) == 0 {
		return string(s.Item.Registrations[0])
	}
	name := first(s.Item.FirstAuthor(), shorten(s.Item.Title, 40), string(id))
	if s.Item.Published.Year > 0 {
		return fmt.Sprintf("%s %d", name, s.Item.Published.Year)
	}
	return name
}

// ref numbers a study in order of first citation.
func (c *compiler) ref(id corpus.StudyID) int {
	if i := slices.Index(c.order, id); i >= 0 {
		return i + 1
	}
	c.order = append(c.order, id)
	return len(c.order)
}

func (c *compiler) refs(ids []corpus.StudyID) []int {
	var out []int
	for _, id := range ids {
		if _, ok := c.in.Studies[id]; ok {
			out = append(out, c.ref(id))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// longestMark is how many letters a mark may have in running text.
const longestMark = 24

// unverified is the mark of what has not been checked at its source.
func (c *compiler) unverified(ids ...corpus.StudyID) string {
	for _, id := range ids {
		if v := c.source(id).Verified; len(v) > longestMark {
			return "not fully checked at the source" // what it is stands with the reference
		} else if v != "" && v != "verified" {
			return v
		}
	}
	return ""
}

// onQuestion is the support of what the question's record says.
func (c *compiler) onQuestion() Support { return Support{Question: c.q.ID} }

// onMethod is the support of what the program says about its own working.
func (c *compiler) onMethod() Support {
	return Support{Library: first(c.in.Library.Hash, c.in.Library.Name, "method")}
}

// direct lists the studies that answer the question itself.
func (c *compiler) direct() []corpus.StudyID {
	var out []corpus.StudyID
	for _, m := range c.q.Members {
		if m.In && (m.Role == "" || m.Role == "direct") {
			out = append(out, m.Study)
		}
	}
	return out
}

func studiesOf(o grading.Outcome) []corpus.StudyID {
	var out []corpus.StudyID
	for _, s := range o.Studies {
		if s.Effect != nil {
			out = append(out, s.Study)
		}
	}
	return out
}

// onOutcome is everything an outcome's certainty and effect rest on.
func onOutcome(o grading.Outcome) Support {
	var s Support
	for _, st := range o.Studies {
		s.Studies = union(s.Studies, []corpus.StudyID{st.Study})
		if st.Result.ID != "" {
			s.Results = union(s.Results, []string{st.Result.ID})
		}
		if st.Appraisal != "" {
			s.Appraisals = union(s.Appraisals, []string{st.Appraisal})
		}
	}
	for _, st := range o.Skipped {
		s.Studies = union(s.Studies, []corpus.StudyID{st.Study})
	}
	for _, step := range o.Steps {
		if step.Decision != nil && step.Decision.ID != "" {
			s.Decisions = union(s.Decisions, []string{step.Decision.ID})
		}
	}
	return s
}
