package claims

import (
	"regexp"
	"strconv"
	"strings"
)

// follow is a length of time in text.
var follow = regexp.MustCompile(`(?i)\b([0-9]+(?:\.[0-9]+)?|one|two|three|four|five|six|twelve)[\s-]*(day|week|month|year)s?\b`)

var smallNumbers = map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12}

var weeksOf = map[string]float64{"day": 1.0 / 7, "week": 1, "month": 52.18 / 12, "year": 52.18}

// span is a range of weeks.
type span struct{ low, high float64 }

// spanOf reads the time that text is about. Short is up to three months, long
// twelve months or more, as reviews of back pain draw the line: Furlan AD, et
// al. Spine 2015;40:1660–1673 [M].
func spanOf(text string) (span, bool) {
	text = strings.ToLower(text)
	if all := follow.FindAllStringSubmatch(text, -1); len(all) > 0 {
		longest := 0.0
		for _, m := range all {
			n, err := strconv.ParseFloat(m[1], 64)
			if err != nil {
				n = smallNumbers[m[1]]
			}
			longest = max(longest, n*weeksOf[m[2]])
		}
		return span{longest, longest}, longest > 0
	}
	const quarter, year = 13, 52
	switch {
	case strings.Contains(text, "long"), strings.Contains(text, "lasting"), strings.Contains(text, "permanent"):
		return span{year, 1e6}, true
	case strings.Contains(text, "short"), strings.Contains(text, "immediate"):
		return span{0, quarter}, true
	case strings.Contains(text, "intermediate"), strings.Contains(text, "medium"):
		return span{quarter, year}, true
	}
	return span{}, false
}

// times compares the time of a claim with the follow-up of a study: different
// when the one is more than twice the other. A claim without a time is not
// compared.
func times(claim, study string) Match {
	a, ok := spanOf(claim)
	b, known := spanOf(study)
	switch {
	case !ok || !known:
		return Unknown
	case a.low > 2*b.high || b.low > 2*a.high:
		return Different
	case a.high < 0.9*b.low || b.high < 0.9*a.low: // 52 weeks and one year are the same
		return Partly
	}
	return Same
}
