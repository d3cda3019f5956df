package instrument

import (
	"fmt"
	"slices"

	"appraise/corpus"
)

// Judgements of tools that have words of their own.
const (
	RiskLowExcept   corpus.Risk = "low except confounding" // ROBINS-I V2
	CriticallyLow   corpus.Risk = "critically low"         // AMSTAR 2, confidence in a review
	AtRisk          corpus.Risk = "at risk"                // QUADAS-2, any domain not low
	NoConcerns      corpus.Risk = "no concerns"            // INSPECT-SR
	SeriousConcerns corpus.Risk = "serious concerns"       // INSPECT-SR
	NotApplicable   corpus.Risk = "not applicable"         // in tables of other programs, a domain that does not apply
)

// notApplicable is the answer to a question that is not due.
const notApplicable = "NA"

// Pack is one version of one appraisal tool.
type Pack struct {
	ID      string `json:"id"`      // "rob2"
	Title   string `json:"title"`   // "RoB 2, parallel trials"
	Version string `json:"version"` // "2019"
	Source  string `json:"source"`  // the paper that describes the tool
	URL     string `json:"url,omitempty"`
	Licence string `json:"licence"` // of the official text, which is not shipped
	Wording string `json:"wording"` // where our short wording comes from

	// Beta marks packs whose content was not compared with the primary
	// source; reports print "beta" beside them.
	Beta   bool   `json:"beta,omitempty"`
	Notice string `json:"notice,omitempty"` // shown with every use

	AppliesTo string              `json:"applies_to"`        // "result", "study", "review" or "guideline"
	Before    []string            `json:"before,omitempty"`  // what users must settle first
	Effects   []string            `json:"effects,omitempty"` // effects of interest, the usual one first
	Codes     []Code              `json:"codes"`             // answers with their meaning
	Classes   map[string][]string `json:"classes,omitempty"` // codes that rules treat alike
	Scale     []corpus.Risk       `json:"scale"`             // judgements of a domain, best first
	ItemCount int                 `json:"item_count"`        // of the official tool, parts not counted
	DomCount  int                 `json:"domain_count"`      // of the official tool
	Items     []Item              `json:"items"`             //
	Domains   []Domain            `json:"domains"`           //
	Counts    []Count             `json:"counts,omitempty"`  // tallies the overall rule looks at
	Scores    []ScoreRule         `json:"scores,omitempty"`  // for tools that have scores
	Overall   Overall             `json:"overall"`           //
	compiled  map[Condition]clauses
}

// Code is one possible answer.
type Code struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// Item is one question of a tool.
type Item struct {
	ID     string         `json:"id"`
	Domain string         `json:"domain"`
	Text   string         `json:"text"`             // our paraphrase
	Codes  []string       `json:"codes"`            // answers that are allowed
	Labels []Code         `json:"labels,omitempty"` // meaning of answers that differ from the pack's
	Ask    Condition      `json:"ask,omitempty"`    // when the question is due; empty: always
	Effect string         `json:"effect,omitempty"` // only for this effect of interest
	PartOf string         `json:"part_of,omitempty"`
	Points map[string]int `json:"points,omitempty"` // by answer, for tools with scores
	Extra  bool           `json:"extra,omitempty"`  // asked beside the numbered items: not counted
}

// Domain is a group of questions with a judgement.
type Domain struct {
	ID     string        `json:"id"`
	Name   string        `json:"name"`
	Tables []Table       `json:"tables,omitempty"` // none: a person judges
	Scale  []corpus.Risk `json:"scale,omitempty"`  // when it differs from the pack's
	Human  string        `json:"human,omitempty"`  // what a person must weigh
	Gate   bool          `json:"gate,omitempty"`   // the worst judgement here ends the appraisal
	Apart  bool          `json:"apart,omitempty"`  // judged, but not part of the overall judgement
	Plain  bool          `json:"plain,omitempty"`  // groups questions only: no judgement
	Warn   *Warn         `json:"warn,omitempty"`
}

// Warn is said when a domain gets the judgement.
type Warn struct {
	Judgement corpus.Risk `json:"judgement"`
	Text      string      `json:"text"`
}

// Table is a decision table: the first row whose condition holds decides.
// A table with Set derives a value for later tables; every other table gives
// a judgement, and the worst judgement of a domain counts.
type Table struct {
	Set    string `json:"set,omitempty"`
	Effect string `json:"effect,omitempty"`
	Rows   []Row  `json:"rows"`
}

// Row gives Then when its condition holds. "=4.6" takes the answer to 4.6.
type Row struct {
	When Condition `json:"when,omitempty"`
	Then string    `json:"then"`
}

// Count tallies the questions with one of the codes.
type Count struct {
	Name  string   `json:"name"`
	Label string   `json:"label,omitempty"` // shown as a score when given
	Items []string `json:"items,omitempty"` // empty: all
	Codes []string `json:"codes"`
}

// ScoreRule adds up points, of one domain or of all.
type ScoreRule struct {
	Name   string   `json:"name"`
	Label  string   `json:"label"`
	Domain string   `json:"domain,omitempty"`
	Max    int      `json:"max"`
	Min    int      `json:"min,omitempty"`
	Add    []AddRow `json:"add,omitempty"`    // points beside those of the items
	Scaled bool     `json:"scaled,omitempty"` // shown as percent of the range (AGREE II)
}

// AddRow adds points when its condition holds.
type AddRow struct {
	When Condition `json:"when"`
	Add  int       `json:"add"`
}

// Overall says how the overall judgement comes about.
type Overall struct {
	Rule    string        `json:"rule"`              // "worst", "bands", "none"
	Scale   []corpus.Risk `json:"scale,omitempty"`   // best first; the order by which "worst" is found
	Bands   []Row         `json:"bands,omitempty"`   // over counts, scores and domains
	Confirm *Confirm      `json:"confirm,omitempty"` // what the tool leaves to a person
	Note    string        `json:"note,omitempty"`

	// Shown replaces a judgement by the words the tool uses for it overall.
	Shown map[corpus.Risk]corpus.Risk `json:"shown,omitempty"`
}

// Confirm asks a person when the overall judgement is reached and at least
// Times domains share it.
type Confirm struct {
	Judgement corpus.Risk `json:"judgement"`
	Times     int         `json:"times,omitempty"`
	Ask       string      `json:"ask"`
}

// For returns the pack for one effect of interest: questions and tables of
// the other one are left out. The empty effect means the first of Effects.
func (p Pack) For(effect string) (Pack, error) {
	if len(p.Effects) == 0 {
		if effect != "" {
			return Pack{}, fmt.Errorf("%w: %s does not ask for an effect of interest (%q was given)", corpus.ErrInvalid, p.ID, effect)
		}
		return p, nil
	}
	if effect == "" {
		effect = p.Effects[0]
	}
	if !slices.Contains(p.Effects, effect) {
		return Pack{}, fmt.Errorf("%w: %s knows the effects of interest %v, not %q", corpus.ErrInvalid, p.ID, p.Effects, effect)
	}
	out := p
	out.Effects = []string{effect}
	out.Items = nil
	for _, it := range p.Items {
		if it.Effect == "" || it.Effect == effect {
			out.Items = append(out.Items, it)
		}
	}
	out.Domains = slices.Clone(p.Domains)
	for i, d := range out.Domains {
		out.Domains[i].Tables = slices.DeleteFunc(slices.Clone(d.Tables), func(t Table) bool { return t.Effect != "" && t.Effect != effect })
	}
	return out, nil
}

// Item returns the question with the id.
func (p Pack) Item(id string) (Item, bool) {
	i := slices.IndexFunc(p.Items, func(it Item) bool { return it.ID == id })
	if i < 0 {
		return Item{}, false
	}
	return p.Items[i], true
}

// Domain returns the domain with the id.
func (p Pack) Domain(id string) (Domain, bool) {
	i := slices.IndexFunc(p.Domains, func(d Domain) bool { return d.ID == id })
	if i < 0 {
		return Domain{}, false
	}
	return p.Domains[i], true
}

// Judgements returns what can be concluded on a domain, or on the whole for
// "" or "overall", best first.
func (p Pack) Judgements(domain string) []corpus.Risk {
	if domain == "" || domain == "overall" {
		return p.Overall.Scale
	}
	if d, ok := p.Domain(domain); ok && len(d.Scale) > 0 {
		return d.Scale
	}
	return p.Scale
}

// Label returns the meaning of an answer to an item.
func (p Pack) Label(it Item, code string) string {
	for _, c := range slices.Concat(it.Labels, p.Codes) {
		if c.Code == code {
			return c.Label
		}
	}
	return code
}

// Stated returns the note printed beside every use: "beta" and the notice.
func (p Pack) Stated() string {
	switch {
	case p.Beta && p.Notice != "":
		return "beta: " + p.Notice
	case p.Beta:
		return "beta: not compared with the primary source"
	}
	return p.Notice
}
