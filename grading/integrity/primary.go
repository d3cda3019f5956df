package integrity

import (
	"regexp"
	"strings"
)

// A passage is a sentence and its place.
type passage struct {
	text string
	span Span
}

const primaryOutcome = `(?:co-?)?primary(?: and (?:key )?secondary)?(?: (?:efficacy|clinical|composite|study|trial|safety|effectiveness))?(?: outcome)? (?:outcomes?|end[ -]?points?|measures?|variables?)(?: measures?)?|main outcomes?(?: measures?)?`

var (
	// "The primary outcome was …", "PRIMARY OUTCOME MEASURE: …"
	primaryIsRE = regexp.MustCompile(`(?i)\b(?:` + primaryOutcome + `)(?: of (?:the|this|our) (?:study|trial))?\s*(?::|,|-|–|\(|was\b|were\b|is\b|are\b|will be\b|included\b|includes\b|comprised\b|consisted of\b)\s*(\w*)`)
	// "… was the primary outcome"
	isPrimaryRE = regexp.MustCompile(`(?i)\b(?:was|were|is|as|being) (?:the|a|our|its) (?:` + primaryOutcome + `)\b`)
	// where one sentence ends and the next begins
	sentenceEndRE = regexp.MustCompile(`[.!?;]["”)]*\s+["“(]?[\p{Lu}]|\n`)
)

// toldWords come after "the primary outcome was" where a sentence tells what
// became of it and not what it is.
const toldWords = " met achieved reached not similar significantly different lower higher observed analysed analyzed compared available reduced improved seen reported noted calculated worse better increased decreased found superior noninferior positive negative no also comparable unchanged present recorded obtained "

// mostPassages is how many sentences about the primary outcome are looked at.
const mostPassages = 20

// primaryPassages finds the sentences in which a report says what its primary
// outcome is.
func primaryPassages(rep Reported) []passage {
	var out []passage
	for _, field := range [2]struct{ name, text string }{{"title", rep.Title}, {"abstract", rep.Abstract}} {
		for start := 0; start < len(field.text) && len(out) < mostPassages; {
			end := sentenceEnd(field.text, start)
			s := field.text[start:end]
			if lead := len(s) - len(strings.TrimLeft(s, " \n\t")); namesPrimary(s) {
				text := strings.TrimSpace(s)
				out = append(out, passage{text, Span{Field: field.name, Start: start + lead, End: start + lead + len(text)}})
			}
			start = end
		}
	}
	return out
}

func namesPrimary(sentence string) bool {
	if m := primaryIsRE.FindStringSubmatch(sentence); m != nil {
		return m[1] == "" || !strings.Contains(toldWords, " "+strings.ToLower(m[1])+" ")
	}
	return isPrimaryRE.MatchString(sentence)
}

// sentenceEnd is where the sentence that begins at start ends.
func sentenceEnd(text string, start int) int {
	at := sentenceEndRE.FindStringIndex(text[start:])
	if at == nil {
		return len(text)
	}
	return start + at[0] + 1
}
