package claims

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Worthy is the score from which a sentence is put forward for checking.
const Worthy = 0.5

// sign is one mark by which a sentence is known to claim something, or not to.
type sign struct {
	reason string
	weight float64
	form   *regexp.Regexp
}

// signs is the whole list. Weights were set so that two marks of a claim about
// health make a sentence worth checking and one does not; they are this
// program's.
var signs = []sign{
	{"number", 0.3, regexp.MustCompile(`(?i)\b[0-9][0-9.,]*\s*(?:%|percent|per cent|people|persons|patients|participants|adults|women|men|children|times|fold|points?|mg|g|ml|mmhg|weeks?|months?|days?|trials|studies)\b|\b[0-9][0-9.,]*\s*%|\b(?:half|two[- ]thirds|a third|a quarter|twice|double[sd]?|one in (?:[0-9]+|[a-z]+))\b|\b(?:risk|odds|hazard) ratio|\b(?:confidence interval|p\s*[<=>]\s*0?\.)`)},
	{"comparison", 0.25, regexp.MustCompile(`(?i)\b(?:more|less|fewer|better|worse|higher|lower|greater|safer|larger|smaller|quicker|faster|stronger)\b[^.]{0,60}\bthan\b|\bcompared (?:with|to)\b|\bversus\b|\bvs\.?\s|\bas (?:effective|good|safe|well) as\b|\bsuperior\b|\binferior\b|\bover other\b|\bno (?:difference|better)\b`)},
	{"causal verb", 0.3, regexp.MustCompile(`(?i)\b(?:reduc|lower|decreas|increas|rais|improv|prevent|reliev|caus|eas(?:e|es|ed|ing)\b|worsen|cur(?:e|es|ed|ing)\b|heal(?:s|ed|ing)?\b|treat(?:s|ed|ing)?\b|avoid|protect|boost|help(?:s|ed|ing)?\s+(?:to|with|people|you|patients|those|a|the|reduce|relieve|prevent|ease|improve|treat|manage)\b|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in|contribut|trigger|slow(?:s|ed)\b|affect(?:s|ed)\b|stretch|decompress|compress|inhibit|suppress|stimulat|induc|promot|strengthen|weaken|transmit|spread|infects?\b|infected\b|develops?\b|stop(?:s|ped)?\b|block(?:s|ed|ing)?\b|fight(?:s|ing)?\b|works? (?:against|for|in|by|to)\b|giv(?:e|es|ing) \w+ \w+ immunity|harm(?:s|ed|ful)?\b|kill)[a-z]*`)},
	{"certainty", 0.3, regexp.MustCompile(`(?i)\b(?:prove[nsd]?|shows?|shown|showed|found|finds?|finding|demonstrat[a-z]+|confirm[a-z]*|evidence|conclusive|inconclusive|effective|effectiveness|efficacy|ineffective|safe|safety|unsafe|benefits?|beneficial|suggest(?:s|ed)?|associated with|linked to|tied to|correlat[a-z]+|predict[a-z]*|(?:at|the|higher|lower|highest|lowest|increased) risk|odds|(?:un)?likely|originat[a-z]+|according to|research|scientific|scientists)\b`)},
	{"source", 0.3, regexp.MustCompile(`(?i)\[[0-9,\s–-]+\]|\([A-Z][a-z]+(?: et al\.?)?,? (?:19|20)[0-9]{2}\)|\b(?:study|studies|trials?|review|meta-analys[ei]s|guidelines?|survey|cohort|journal|published)\b|\b(?:19|20)[0-9]{2}\b[^.]{0,40}\b(?:study|trial|review|guideline)`)},
	{"recommendation", 0.3, regexp.MustCompile(`(?i)\b(?:(?:not )?recommend(?:s|ed|ation)?|should(?: not|n['’]t)?|must(?: not|n['’]t)?|contraindicat[a-z]+|unsuitable|advis[a-z]+|avoid|not (?:be )?(?:safe|suitable))\b`)},
	{"health term", 0.2, regexp.MustCompile(`(?i)\b(?:pain|diseas|disorder|syndrome|symptom|surg|therap|treatment|medic|drug|dose|vaccin|infect|virus|coronavir|antivir|viral|bacteri|antibod|respirat|flu\b|influenza|mask|disabil|dement|mental|nutri|diet\b|cancer|tumou?r|diabet|blood|heart|cardi|stroke|hypertens|glaucom|spin(?:e|al)|disc\b|discs\b|muscle|joint|bone|nerve|brain|lung|kidney|liver|skin|eye|ear\b|pregnan|birth|death|mortal|died|die\b|health|hospital|patient|doctor|clinic|injur|fractur|arthrit|asthma|depress|anxiet|sleep|obes|weight|cholesterol|immun|allerg|antibiot|hormon|supplement|vitamin|side effect|adverse|placebo|chronic|acute|sciatica|inflamm|pressure|covid|sars)[a-z]*`)},
}

// spoilers are marks of sentences that claim nothing about health.
var spoilers = []sign{
	{"question", -0.4, regexp.MustCompile(`\?["'”’)]*\s*$`)},
	{"about the page", -1, regexp.MustCompile(`(?i)\b(?:share on|read more|click here|sign up|newsletter|was this helpful|small commission|links on this page|here['’]s our process|fact[- ]check|medically reviewed|last reviewed|cookies?|all rights reserved|table of contents|advertis|brands and products|recommendations we make|in this article)\b`)},
	{"the author speaking", -0.4, regexp.MustCompile(`(?i)\b(?:we (?:include|think|show|look|do|only|may|stand|thoroughly)|our (?:team|readers|process|mission)|we:)`)},
	{"definition", -0.2, regexp.MustCompile(`(?i)\b(?:is where|involves|refers to|is defined as|is a type of)\b`)},
	{"general advice", -0.3, regexp.MustCompile(`(?i)\b(?:advice|supervision|guidance|direction) (?:of|from) (?:a|an|the|their|your|his|her)\b[^.]{0,20}\b(?:doctor|physician|professional|instructor|therapist)|\bunder (?:a|an|the|their|your) (?:doctor|physician)|\b(?:talk|speak) (?:to|with) (?:a|your|their) (?:doctor|physician)`)},
	{"price or shop", -0.3, regexp.MustCompile(`(?i)\b(?:buy online|available (?:to buy )?(?:online|from)|insurance (?:compan|provider)[a-z]*|inexpensive|price|cost of equipment)\b`)},
}

// shortWords is how many words a sentence needs.
const shortWords = 5

// CheckWorthy says how much a sentence claims something about health that
// evidence can bear on, from 0 to 1, and by which marks.
func CheckWorthy(sentence string) (score float64, reasons []string) {
	for _, list := range [][]sign{signs, spoilers} {
		for _, s := range list {
			if s.form.MatchString(sentence) {
				score += s.weight
				reasons = append(reasons, s.reason)
			}
		}
	}
	if utf8.RuneCountInString(sentence) > 0 && len(strings.Fields(sentence)) < shortWords {
		score -= 0.4
		reasons = append(reasons, "very short")
	}
	score = math.Round(100*max(0, min(1, score))) / 100
	return score, reasons
}

// continues finds sentences that go on about the source of the one before.
var continues = regexp.MustCompile(`(?i)^\W*(?:however|but|yet|also|still|though|in addition|furthermore|moreover|overall|in fact|notably)?,?\s*(?:(?:in|of|from) )?(?:this|that|the same|these|those|the|its|their) (?:\w+ )?(?:study|studies|trial|review|guidelines?|researchers|authors|findings?|results?|participants|investigators|team)\b`)

// Continues reports whether a sentence speaks of the study or guideline that
// the sentence before it named ("However, this study only looked at 26
// people"), so that both belong to one citation.
func Continues(sentence string) bool { return continues.MatchString(sentence) }
