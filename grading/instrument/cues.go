package instrument

import (
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
)

// Cue is a sentence worth reading before a question is answered. It is never
// an answer: a sentence on sealed envelopes may say that there were none.
type Cue struct {
	Quote corpus.Quote `json:"quote"` // the sentence; its place is left to the caller
	Start int          `json:"start"` // bytes of the sentence in the text
	End   int          `json:"end"`
	Words string       `json:"words"`          // what was noticed
	Kind  string       `json:"kind"`           // what the words are about: "sequence", "blinding", …
	Weak  bool         `json:"weak,omitempty"` // a label such as "double-blind", which does not say who was blinded
}

// lexicon is one list of words about one matter.
type lexicon struct {
	kind  string
	items []string // questions of RoB 2 that ask for it
	words *regexp.Regexp
	weak  *regexp.Regexp // words that name the matter and say little; may be nil
}

// lexicons lists the words by which reports of trials speak of what RoB 2
// asks. They come from the methods literature, not from any set of papers.
var lexicons = []lexicon{
	{"sequence", []string{"1.1"}, cue(
		`(?:computer|software|electronically|web)[- ]?(?:based |assisted )?generated`, `computer[- ](?:based )?(?:random\w*|generat\w*)`, `random(?:isation|ization)?[- ]numbers?\b`,
		`pseudo-?random`, `(?:tables?|lists?|sequence|generator) of random`, `random(?:isation|ization)? (?:list|schedule|sequence|code|scheme|table|plan)s?`,
		`random(?:ly)? (?:generated|permuted|varying|varied|ordered)`, `(?:random |random )?allocation sequence`, `(?:permuted|random|fixed|variable|balanced)[- ]blocks?`,
		`block(?:ed)? (?:random\w+|sizes?|lengths?|allocation)`, `(?:in|with|by) blocks? of`, `blocks of (?:\d+|two|four|six|eight|ten|twenty)`, `minimi[sz]ation`,
		`toss(?:ing)?(?: of)? (?:a )?coin|coin[- ](?:toss|flip)\w*`, `draw(?:ing|n)? (?:of )?lots|lottery|shuffl\w+|dice`, `interactive (?:voice|web)(?:[- ](?:or|and|/) ?(?:web|voice))?[- ]?(?:based )?response`, `\bI[VWX]RS\b`,
		`(?:assigned|allocated|alternat\w+|randomi[sz]ed) (?:alternately|by (?:date of birth|birth ?date|day of|hospital number|record number|odd))`, `quasi-?random\w*`, `seed(?: number)? \d+`), nil},
	{"concealment", []string{"1.2"}, cue(
		`(?:allocation|randomi[sz]ation|assignment|sequence)\b[^.]{0,60}\b(?:conceal\w+|hidden)`, `conceal\w+[^.]{0,40}\b(?:allocation|randomi[sz]ation|assignment|sequence)`, `(?:was|were) concealed`,
		`(?:opaque|sealed|unsealed|transparent|stapled)[^.]{0,40}envelopes?`, `envelopes?[^.]{0,40}(?:opaque|sealed)`, `(?:sequentially|consecutively)[- ]numbered`, `numbered (?:sequentially|consecutively)`, `numbered (?:containers?|packs?|bottles?|kits?|envelopes?)`,
		`central(?:ly|i[sz]ed)?[- ](?:randomi[sz]\w+|allocat\w+|assign\w+|telephone|web|computer|location|office)`, `(?:telephone|web|internet|online|phone)[- ]?(?:based)?,? ?(?:central )?(?:randomi[sz]ation|allocation|system)`,
		`randomi[sz]ation (?:service|centre|center|office|hotline)`, `interactive (?:voice|web)[- ]?(?:or web )?response`, `\bI[VWX]RS\b`,
		`pharmac(?:y|ist|ists)[- ](?:controlled|held|dispensed|prepared)`, `(?:dispensed|prepared|held|kept|allocated) by (?:the |a |an )?(?:\w+ )?pharmac\w+`, `pharmac\w+ (?:personnel|staff)`,
		`(?:code|list|sequence|allocation)[^.]{0,40}(?:known only|not (?:known|revealed|disclosed|accessible|available))`, `open (?:random\w* )?(?:list|schedule|allocation)`), nil},
	{"baseline", []string{"1.3"}, cue(
		`baseline (?:characteristics|demographics|differences?|imbalances?|data|variables)`, `(?:similar|comparable|balanced|imbalanced|well[- ]matched) (?:at|in|for) baseline`, `groups (?:were|did) (?:similar|comparable|not differ|well balanced)`), nil},
	{"blinding", []string{"2.1", "2.2", "4.3"}, cue(
		`(?:was|were|is|are|be|been|being|remain\w*|kept|stayed)(?: \w+)? (?:un)?(?:blind|mask)(?:ed|ing)?\b`, `(?:blind|mask)(?:ed)? (?:to|for|from|until|conditions|manner|fashion|way|assess\w*|evaluat\w*|observ\w*|rater\w*|review\w*|investigator\w*|reader\w*|outcome)`,
		`(?:ensure|maintain|preserve|no|without|of|for|success of|break\w*) (?:the )?(?:blinding|masking)\b`, `(?:un|not |was |were )aware of[^.]{0,60}(?:treatment|allocation|assignment|group|intervention|randomi[sz]ation)`, `(?:not|no \w+) (?:made )?aware`,
		`(?:did|do|does|could) not (?:know|have access|distinguish)`, `(?:observer|assessor|investigator|rater|evaluator|patient|participant|subject)s?[- ](?:blind|mask)\w*`, `\bsham\b`), cue(
		`(?:double|single|triple|fully)[- ](?:blind|mask)\w*`, `\b(?:un)?(?:blind|mask)(?:ed|ing)\b`, `open[- ]label(?:led|ed)?`,
		`(?:indistinguishable|identical)[^.]{0,40}(?:appearance|taste|packag\w+|placebo|look\w*|colou?r)`, `(?:match(?:ing|ed)|identical|indistinguishable) (?:placebo|tablets?|capsules?)`, `placebo[- ]controlled`)},
	{"analysis", []string{"2.6", "2.7"}, cue(
		`intent(?:ion)?[- ]to[- ]treat`, `\bm?ITT\b`, `per[- ]protocol`, `as[- ]treated`, `completers?\b`, `(?:all|every) (?:randomi[sz]ed|patients|participants|subjects)[^.]{0,40}\b(?:includ|analy[sz])\w+`,
		`(?:full|modified) analysis (?:set|population)`, `analy[sz]ed (?:in|according to) (?:the|their) (?:group|randomi[sz]ed|assigned|allocat)\w*`), nil},
	{"missing", []string{"3.1", "3.2", "3.3", "3.4"}, cue(
		`lost to follow[- ]?up|loss(?:es)? to follow[- ]?up`, `with(?:drew|drawn|drawals?)\b`, `dropp?(?:ed)?[- ]?outs?\b|dropped out`, `missing (?:data|values?|outcomes?)`, `multiple imputation|imputed|imputation`,
		`last observation carried forward|\bLOCF\b`, `discontinu(?:ed|ation)`, `(?:did not|failed to) complete`, `complete(?:d)? (?:the )?follow[- ]?up`), nil},
	{"measurement", []string{"4.1", "4.2", "4.4", "4.5"}, cue(
		`validated (?:\w+ )?(?:scale|questionnaire|instrument|score|tool|measure)s?`, `self[- ](?:report\w*|administered|rated|completed)`, `adjudicat\w+`, `visual analogue?`, `(?:regist(?:ry|er)|medical records?|hospital records?)[- ](?:derived|based|data)`,
		`(?:independent|central(?:ly)?)[^.]{0,20}(?:assess|read|evaluat|review)\w+`), nil},
	{"reporting", []string{"5.1", "5.2", "5.3"}, cue(
		`\bNCT ?\d{8}\b`, `\bISRCTN ?\d+`, `\bACTRN ?\d+`, `\bEudraCT\b`, `\bChiCTR[-\w]*\d`, `\bUMIN\d+`, `regist(?:ered|ration)[^.]{0,60}(?:trial|clinicaltrials|registry|number)`, `(?:trial|study) protocol`,
		`statistical analysis plan`, `pre-?specified|prespecified|a priori`, `post[- ]hoc`, `primary (?:outcome|end[- ]?point) (?:was|were) changed`), nil},
}

// cue joins forms into one expression that looks at whole words in any case.
func cue(forms ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:\b|^)(?:` + strings.Join(forms, "|") + `)`)
}

// Cues returns the sentences of the text that bear on a question, in order;
// those with no more than a label are marked weak.
// Packs other than those of RoB 2 have no lexicon and give none.
func (p Pack) Cues(item, text string) []Cue {
	if !strings.HasPrefix(p.ID, "rob2") {
		return nil
	}
	var out []Cue
	for _, l := range lexicons {
		if slices.Contains(l.items, item) {
			out = append(out, l.sentences(text)...)
		}
	}
	return out
}

func (l lexicon) sentences(text string) []Cue {
	var out []Cue
	for _, s := range sentences(text) {
		sentence := text[s[0]:s[1]]
		at, weak := l.words.FindStringIndex(sentence), false
		if at == nil && l.weak != nil {
			at, weak = l.weak.FindStringIndex(sentence), true
		}
		if at != nil {
			out = append(out, Cue{Quote: corpus.Quote{Text: sentence}, Start: s[0], End: s[1], Words: sentence[at[0]:at[1]], Kind: l.kind, Weak: weak})
		}
	}
	return out
}

// stop ends a sentence: a full stop, question or exclamation mark before a
// blank, or an empty line.
var stop = regexp.MustCompile(`[.!?]["”)\]]*\s+|\n\s*\n`)

// short are abbreviations whose full stop ends nothing.
var short = regexp.MustCompile(`(?i)\b(?:e\.g|i\.e|vs|et al|fig|ref|dr|prof|no|approx|ca|inc|ltd|co|st|resp)\.$`)

// sentences returns the spans of sentences, without the blanks around them.
func sentences(text string) [][2]int {
	var out [][2]int
	from := 0
	add := func(to int) {
		part := text[from:to]
		lead := len(part) - len(strings.TrimLeft(part, " \t\r\n"))
		if trimmed := strings.TrimSpace(part); trimmed != "" {
			out = append(out, [2]int{from + lead, from + lead + len(trimmed)})
		}
		from = to
	}
	for _, at := range stop.FindAllStringIndex(text, -1) {
		if !short.MatchString(strings.TrimSpace(text[from:at[1]])) {
			add(at[1])
		}
	}
	add(len(text))
	return out
}

// Available reads what the counts suggest for question 3.1: "PY?" when at
// least 95 % of the people randomised have a result in every arm, else "N?".
// The question mark is part of it: a person answers. ok is false when a count
// is missing. The bound is a default of this program.
func Available(arms []corpus.Arm) (suggestion string, ok bool) {
	if len(arms) == 0 {
		return "", false
	}
	suggestion = "PY?"
	for _, a := range arms {
		if a.N == nil || a.Randomised == nil || *a.Randomised <= 0 || *a.N < 0 || *a.N > *a.Randomised {
			return "", false
		}
		if float64(*a.N) < 0.95*float64(*a.Randomised) {
			suggestion = "N?"
		}
	}
	return suggestion, true
}
