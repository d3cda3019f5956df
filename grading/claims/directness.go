package claims

import (
	"strings"
	"unicode"

	"appraise/corpus"
)

// Match says how what a study is about fits what a claim is about.
type Match string

// The matches. Different is what GRADE calls indirect.
const (
	Unknown   Match = "unknown"   // missing on one side
	Same      Match = "same"      // the same words
	Narrow    Match = "narrower"  // the study says more than the claim: fewer people, one form of the treatment
	Broad     Match = "broader"   // the claim says more than the study
	Partly    Match = "partly"    // some words in common, others on each side
	Different Match = "different" // no word in common, or opposites
)

// Element compares one element of PICO.
type Element struct {
	Name  string `json:"name"` // population, intervention, comparison, outcome, time
	Claim string `json:"claim,omitempty"`
	Study string `json:"study,omitempty"`
	Match Match  `json:"match"`
}

// Directness puts the PICO of a claim and of a study side by side.
type Directness struct {
	Elements [5]Element `json:"elements"`
}

// Compare compares them word by word. It is a help to the eye: a person who
// knows that two words mean the same writes them the same.
//
// Guyatt GH, Oxman AD, Kunz R, et al. GRADE guidelines 8: indirectness. J Clin
// Epidemiol 2011;64:1303–1310 [M]; the word rules are this program's.
func Compare(claim, study corpus.PICO) Directness {
	return Directness{[5]Element{
		{"population", claim.Population, study.Population, words(claim.Population, study.Population)},
		{"intervention", claim.Intervention, study.Intervention, words(claim.Intervention, study.Intervention)},
		{"comparison", claim.Comparison, study.Comparison, words(claim.Comparison, study.Comparison)},
		{"outcome", claim.Outcome, study.Outcome, words(claim.Outcome, study.Outcome)},
		{"time", claim.Time, study.Time, times(claim.Time, study.Time)},
	}}
}

// Indirect lists the elements that differ.
func (d Directness) Indirect() []Element { return d.with(Different) }

// Narrower lists the elements in which the study is narrower than the claim,
// or only partly the same.
func (d Directness) Narrower() []Element { return append(d.with(Narrow), d.with(Partly)...) }

func (d Directness) with(m Match) []Element {
	var out []Element
	for _, e := range d.Elements {
		if e.Match == m {
			out = append(out, e)
		}
	}
	return out
}

// Known reports whether population, intervention and outcome could be
// compared. A claim need not name a comparison or a time.
func (d Directness) Known() bool {
	return d.Elements[0].Match != Unknown && d.Elements[1].Match != Unknown && d.Elements[3].Match != Unknown
}

// words compares two descriptions.
func words(claim, study string) Match {
	a, b := telling(claim), telling(study)
	if len(a) == 0 || len(b) == 0 {
		return Unknown
	}
	if opposed(a, b) {
		return Different
	}
	common := 0
	for w := range a {
		if b[w] {
			common++
		}
	}
	switch {
	case common == 0 && onlyWho(a):
		return Narrow
	case common == 0 && onlyWho(b):
		return Broad
	case common == 0:
		return Different
	case common == len(a) && common == len(b):
		return Same
	case common == len(a):
		return Narrow
	case common == len(b):
		return Broad
	}
	return Partly
}

// sameWords lists what means the same in health writing; the left is turned
// into the right before words are compared.
var sameWords = [][2]string{
	{"heart attack", "myocardial infarction"}, {"high blood pressure", "hypertension"}, {"cerebrovascular accident", "stroke"},
	{"lumbago", "low back pain"}, {"lower back", "low back"}, {"lumbosacral radicular syndrome", "sciatica"}, {"lumbar radiculopathy", "sciatica"},
	{"mortality", "death"}, {"tumour", "cancer"}, {"tumor", "cancer"}, {"side effect", "adverse event"}, {"adverse effect", "adverse event"},
	{"usual care", "standard care"}, {"physical therapy", "physiotherapy"}, {"operation", "surgery"}, {"type ii", "type 2"}, {"type i", "type 1"},
	{"kids", "children"}, {"older people", "elderly"}, {"older adults", "elderly"}, {"newborns", "neonates"},
}

// plainWords say nothing about who or what is meant.
var plainWords = map[string]bool{
	"a": true, "an": true, "and": true, "any": true, "at": true, "by": true, "for": true, "from": true, "in": true, "of": true, "on": true,
	"or": true, "the": true, "to": true, "with": true, "who": true, "were": true, "was": true, "is": true, "are": true, "be": true, "their": true,
	"people": true, "person": true, "patient": true, "participant": true, "subject": true, "individual": true, "human": true, "having": true,
	"therapy": true, "treatment": true, "use": true, "using": true, "added": true, "plus": true, "rate": true, "risk": true, "level": true,
	"need": true, "after": true, "during": true, "that": true, "which": true, "those": true, "suffering": true, "diagnosed": true,
}

// opposites are words of which a claim and a study that each have one are
// about different things.
var opposites = [][2]string{
	{"acute", "chronic"}, {"children", "adult"}, {"child", "adult"}, {"paediatric", "adult"}, {"pediatric", "adult"}, {"neonate", "adult"},
	{"children", "elderly"}, {"women", "men"}, {"female", "male"}, {"animal", "human"}, {"mice", "adult"}, {"rat", "adult"},
	{"premenopausal", "postmenopausal"}, {"prevention", "cure"}, {"primary", "secondary"}, {"inpatient", "outpatient"}, {"oral", "intravenous"},
	{"specific", "nonspecific"}, {"cervical", "lumbar"}, {"type1", "type2"}, {"neck", "low"}, {"neck", "back"},
}

// whoWords tell whose condition it is, not which.
var whoWords = map[string]bool{
	"adult": true, "children": true, "child": true, "women": true, "men": true, "female": true, "male": true, "elderly": true,
	"adolescent": true, "age": true, "aged": true, "year": true, "old": true, "older": true, "young": true, "community": true, "general": true, "population": true,
}

func onlyWho(ws map[string]bool) bool {
	for w := range ws {
		if !whoWords[w] {
			return false
		}
	}
	return true
}

// hyphens and types keep words together that mean something only together.
var (
	hyphens = strings.NewReplacer("non-", "non", "type-", "type ")
	types   = strings.NewReplacer("type 1", "type1", "type 2", "type2")
)

// telling returns the words that count, in the singular.
func telling(s string) map[string]bool {
	if strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) {
		s = corpus.ASCII(s)
	}
	s = hyphens.Replace(strings.ToLower(s))
	for _, p := range sameWords {
		s = replaceWord(s, p[0], p[1])
	}
	s = types.Replace(s)
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w = singular(w); !plainWords[w] {
			out[w] = true
		}
	}
	return out
}

// replaceWord replaces old where it is not part of another word; a plural s
// may follow it.
func replaceWord(s, old, with string) string {
	for from := 0; ; {
		i := strings.Index(s[from:], old)
		if i < 0 {
			return s
		}
		i += from
		end := i + len(old)
		if end < len(s) && s[end] == 's' {
			end++
		}
		if (i > 0 && isLetter(s[i-1])) || (end < len(s) && isLetter(s[end])) {
			from = i + len(old)
			continue
		}
		s = s[:i] + with + s[end:]
		from = i + len(with)
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 }

// singular takes off the plural of English nouns.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		return w[:len(w)-1]
	}
	return w
}

func opposed(a, b map[string]bool) bool {
	for _, p := range opposites {
		x, y := singular(p[0]), singular(p[1])
		if a[x] && !a[y] && b[y] && !b[x] || a[y] && !a[x] && b[x] && !b[y] {
			return true
		}
	}
	return false
}
