package integrity

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A timePoint is a time as printed, and in days.
type timePoint struct {
	text string
	days float64
}

// unitDays is how many days a unit of time has; months and years on average.
var unitDays = map[string]float64{"hour": 1.0 / 24, "day": 1, "week": 7, "month": 365.25 / 12, "year": 365.25}

const (
	timeNumber = `(?:\d{1,3}(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)`
	timeList   = timeNumber + `(?:(?:\s*,\s*|\s*/\s*)?(?:\s*(?:and|or|&)\s*)?` + timeNumber + `)*`
)

// Times are printed as "6 and 12 months", "12-week", or "week 12".
var (
	timeAfterRE  = regexp.MustCompile(`(?i)\b(` + timeList + `)[\s-]*(hour|day|week|month|year)s?\b`)
	timeBeforeRE = regexp.MustCompile(`(?i)\b(hour|day|week|month|year)s?\s+(` + timeList + `)\b`)
	timeNumberRE = regexp.MustCompile(`(?i)` + timeNumber)
	// a span of time is no time point
	timeVagueRE = regexp.MustCompile(`(?i)\b(?:up to|through|throughout|until|within|during|over|average|approximately|completion|discharge|between|from)\b`)
)

// mostTimes is how many times of an outcome are looked at.
const mostTimes = 40

// timesOf reads the time points of an outcome; none when it names a span of
// time or anything else that no other wording can be held against.
func timesOf(s string) []timePoint {
	if timeVagueRE.MatchString(s) {
		return nil
	}
	var out []timePoint
	for _, m := range timeAfterRE.FindAllStringSubmatch(s, mostTimes) {
		out = append(out, timePoints(m[1], strings.ToLower(m[2]))...)
	}
	for _, m := range timeBeforeRE.FindAllStringSubmatch(s, mostTimes) {
		out = append(out, timePoints(m[2], strings.ToLower(m[1]))...)
	}
	return out[:min(len(out), mostTimes)]
}

func timePoints(list, unit string) []timePoint {
	var out []timePoint
	for _, n := range timeNumberRE.FindAllString(list, -1) {
		v, err := strconv.ParseFloat(n, 64)
		if err != nil {
			v = float64(slices.Index(numberWords[:], strings.ToLower(n)))
		}
		if v <= 0 {
			continue
		}
		text := n + " " + unit
		if v != 1 {
			text += "s"
		}
		out = append(out, timePoint{text, v * unitDays[unit]})
	}
	return out
}

// sameTime reports whether two lists have a time in common, within ten per
// cent: twelve weeks are three months.
func sameTime(a, b []timePoint) bool {
	for _, x := range a {
		for _, y := range b {
			if math.Abs(x.days-y.days) <= registeredPlay*max(x.days, y.days) {
				return true
			}
		}
	}
	return false
}

func timeWords(list []timePoint) string {
	words := make([]string, 0, len(list))
	for _, t := range list {
		if !slices.Contains(words, t.text) {
			words = append(words, t.text)
		}
	}
	return strings.Join(words, ", ")
}
