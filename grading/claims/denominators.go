package claims

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"appraise/corpus"
)

// headcount finds how many people a sentence says there were: "26 people",
// "26-patient trial", "n = 26", "only looked at 26 adult patients".
var headcount = regexp.MustCompile(`(?i)\b([0-9]{1,3}(?:[, \x{2009}\x{202f}][0-9]{3})+|[0-9]+|` + tens + `(?:[- ]` + ones + `)?|` + ones + `)[\s\x{2010}\x{2011}-]+((?:[a-z]+[\s-]+){0,2}?)(people|persons?|patients?|participants?|subjects?|adults?|women|men|children|volunteers?|individuals?)\b` +
	`|\bn\s*=\s*([0-9]+)\b`)

const (
	tens = `(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)`
	ones = `(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)`
)

// share is what stands before a number that is no head count: "10 of 26
// people", "1 in 20 people", "per 1000 people".
var share = regexp.MustCompile(`(?i)(?:(?:[0-9]|one|two|three|four|five|half)\s*(?:\([^)]*\)\s*)?(?:of|out\s+of|in|/)\s*(?:the\s+|every\s+)?|\bper\s+|\bevery\s+|\baged?\s+|[0-9]\s*[-–—]\s*)$`)

// otherThings are words that stand between a number and people when the number
// counts something else: "12 weeks in adults", "7 trials of women".
var otherThings = map[string]bool{
	"day": true, "days": true, "week": true, "weeks": true, "month": true, "months": true, "year": true, "years": true, "hours": true, "hour": true,
	"minutes": true, "times": true, "points": true, "point": true, "percent": true, "per": true, "cent": true, "mg": true, "ml": true, "kg": true, "mmhg": true,
	"trials": true, "trial": true, "studies": true, "reviews": true, "sessions": true, "old": true, "of": true, "in": true, "with": true, "for": true,
	"among": true, "and": true, "or": true, "to": true, "than": true, "on": true, "by": true, "as": true,
}

func ofOthers(between string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(between), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if otherThings[w] {
			return true
		}
	}
	return false
}

var wordValues = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// HeadCounts returns the numbers of people that a sentence names, in order,
// leaving out shares such as "10 of 13 patients" and rates per 1000.
func HeadCounts(sentence string) []int {
	var out []int
	for _, m := range headcount.FindAllStringSubmatchIndex(sentence, -1) {
		at := 2
		if m[2] < 0 {
			at = 8
		} else if share.MatchString(sentence[:m[0]]) || ofOthers(sentence[m[4]:m[5]]) {
			continue
		}
		// "one patient" and "two women" are hardly ever the size of a study.
		if n := valueOf(sentence[m[at]:m[at+1]]); n > 4 {
			out = append(out, n)
		}
	}
	return out
}

// valueOf reads 2,762 or "twenty-six".
func valueOf(s string) int {
	digits := strings.Map(func(r rune) rune {
		if r == ',' || r == ' ' || r == '\u2009' || r == '\u202f' {
			return -1
		}
		return r
	}, s)
	if n, err := strconv.Atoi(digits); err == nil {
		return n
	}
	n := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '-' || r == ' ' }) {
		n += wordValues[w]
	}
	return n
}

// Denominators compares the numbers of people that a claim names with those
// of the linked studies. A number is right when it is the number randomised in
// one of them (of studies without randomisation: analysed), or the sum over
// all. Otherwise it is told what the number is instead; with several studies a
// number that fits none of them is left alone, for it may be of a part.
func Denominators(in Input) []Reason {
	var out []Reason
	for _, n := range HeadCounts(in.Claim.Text) {
		if fitsOne(n, in.Evidence) {
			continue
		}
		for _, e := range in.Evidence {
			if text := wrongLevel(n, e); text != "" {
				out = append(out, Reason{Denominator, e.Study, text})
			}
		}
		if size, ok := onlySize(in.Evidence); ok && !hasStudy(out, in.Evidence[0].Study) {
			e := in.Evidence[0]
			out = append(out, Reason{Denominator, e.Study, fmt.Sprintf("The claim says %s people; %s has %s.", thousands(n), e.name(), size)})
		}
	}
	return out
}

func hasStudy(list []Reason, id corpus.StudyID) bool {
	for _, r := range list {
		if r.Study == id {
			return true
		}
	}
	return false
}

// fitsOne reports whether n is the size of a study, or of all together.
func fitsOne(n int, list []Evidence) bool {
	sum := 0
	for _, e := range list {
		size, ok := e.people()
		if ok && size == n {
			return true
		}
		sum += size
	}
	return sum == n && n > 0
}

// wrongLevel says at which other level of a study n is right.
func wrongLevel(n int, e Evidence) string {
	size, ok := e.people()
	if !ok {
		return ""
	}
	level := "analysed"
	if e.Randomised != nil && *e.Randomised > 0 {
		level = "randomised"
	}
	switch {
	case e.Enrolled != nil && *e.Enrolled == n:
		return fmt.Sprintf("The claim says %s people; in %s %s were enrolled and %s %s.", thousands(n), e.name(), thousands(n), thousands(size), level)
	case e.Analysed != nil && *e.Analysed == n:
		return fmt.Sprintf("The claim says %s people; in %s %s were analysed of %s %s.", thousands(n), e.name(), thousands(n), thousands(size), level)
	}
	return ""
}

// onlySize says how many people are in the only linked study.
func onlySize(list []Evidence) (string, bool) {
	if len(list) != 1 {
		return "", false
	}
	size, ok := list[0].people()
	return thousands(size), ok
}
