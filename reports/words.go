package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/reports/forest"
)

// designWords says a design in words: one of it, and several. Names are those
// of package grading/design.
var designWords = map[string][2]string{
	"rct": {"randomised trial", "randomised trials"}, "cluster_rct": {"cluster-randomised trial", "cluster-randomised trials"},
	"crossover_rct": {"crossover trial", "crossover trials"}, "quasi_rct": {"quasi-randomised trial", "quasi-randomised trials"},
	"nonrandomised_trial": {"non-randomised trial", "non-randomised trials"},
	"cohort_prospective":  {"prospective cohort", "prospective cohorts"}, "cohort_retrospective": {"retrospective cohort", "retrospective cohorts"},
	"case_control": {"case-control study", "case-control studies"}, "nested_case_control": {"nested case-control study", "nested case-control studies"},
	"cross_sectional": {"cross-sectional study", "cross-sectional studies"}, "its_before_after": {"before–after study", "before–after studies"},
	"diagnostic_accuracy": {"diagnostic accuracy study", "diagnostic accuracy studies"}, "prediction_model": {"prediction model", "prediction models"},
	"case_series": {"case series", "case series"}, "case_report": {"case report", "case reports"},
	"systematic_review": {"systematic review", "systematic reviews"}, "systematic_review_ma": {"systematic review with meta-analysis", "systematic reviews with meta-analysis"},
	"network_ma": {"network meta-analysis", "network meta-analyses"}, "umbrella_review": {"umbrella review", "umbrella reviews"},
	"narrative_review": {"narrative review", "narrative reviews"}, "guideline": {"guideline", "guidelines"}, "protocol": {"protocol", "protocols"},
	"secondary_analysis": {"secondary analysis", "secondary analyses"}, "qualitative": {"qualitative study", "qualitative studies"},
	"economic": {"economic evaluation", "economic evaluations"}, "registry_record": {"registered trial without a known publication", "registered trials without a known publication"},
}

// DesignWords returns the design in words; a name that is not known is
// returned with its underscores as spaces.
func DesignWords(design string, n int) string {
	if w, ok := designWords[design]; ok {
		if n == 1 {
			return w[0]
		}
		return w[1]
	}
	if design == "" || design == "unknown" {
		return plural(n, "study of unknown design", "studies of unknown design")
	}
	return strings.ReplaceAll(design, "_", " ")
}

// randomised reports whether a design allocates people at random.
func randomised(design string) bool {
	switch design {
	case "rct", "cluster_rct", "crossover_rct", "quasi_rct":
		return true
	}
	return strings.HasPrefix(design, "randomi")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// count writes "1 trial", "2 trials".
func count(n int, one, many string) string { return fmt.Sprintf("%d %s", n, plural(n, one, many)) }

// list joins words as prose does: "a, b and c".
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst lowers the first letter unless the word is an abbreviation.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); n == 0 || unicode.IsUpper(next) || unicode.IsDigit(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// sentenceEnd closes a sentence with a full stop unless it has an end.
func sentenceEnd(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!:") {
		return s
	}
	return s + "."
}

// style writes numbers the way a house wants them.
type style struct{ ama bool }

// measure names an effect before its number: "RR", or "RR," for AMA.
func (s style) measure(name string) string {
	if s.ama {
		return name + ","
	}
	return name
}

// versus writes a comparison of counts: "3/13 v 7/9", or "vs" for AMA.
func (s style) versus(counts string) string {
	if s.ama {
		return strings.ReplaceAll(counts, " v ", " vs ")
	}
	return counts
}

// interval writes "(0.10 to 0.85)" or, for AMA, "(0.10-0.85)"; a negative
// limit always takes "to".
func (s style) interval(lo, hi float64, decimals int) string {
	sep := " to "
	if s.ama && lo >= 0 {
		sep = "-"
	}
	return "(" + number(lo, decimals) + sep + number(hi, decimals) + ")"
}

// p writes a P value as its style wants: three digits below .01, never 0.
func (s style) p(p float64) string {
	var out string
	switch {
	case math.IsNaN(p):
		return ""
	case p < 0.001:
		out = "P < 0.001"
	case p > 0.99:
		out = "P > 0.99"
	case p < 0.01 || (p >= 0.045 && p < 0.055):
		out = "P = " + number(p, 3)
	default:
		out = "P = " + number(p, 2)
	}
	if s.ama {
		out = strings.Replace(out, "0.", ".", 1)
	}
	return out
}

func number(x float64, decimals int) string { return forest.Number(x, decimals) }

// decimalsFor is how many digits an effect is printed with.
func decimalsFor(ratio bool) int {
	if ratio {
		return 2
	}
	return 1
}

// perThousand writes a risk per 1000: whole numbers, two decimals below one.
func perThousand(x float64) string {
	if a := math.Abs(x); a > 0 && a < 1 {
		return number(a, 2)
	}
	return number(math.Abs(math.Round(x)), 0)
}

// difference writes "547 fewer", "12 more" or "0 fewer".
func difference(x float64) string {
	if math.Round(x*100) > 0 {
		return perThousand(x) + " more"
	}
	return perThousand(x) + " fewer"
}

// differenceRange writes "(697 to 117 fewer)" or "(120 fewer to 30 more)".
func differenceRange(lo, hi float64) string {
	a, b := difference(lo), difference(hi)
	if wa, wb := a[strings.LastIndex(a, " "):], b[strings.LastIndex(b, " "):]; wa == wb {
		a = strings.TrimSuffix(a, wa)
	}
	return "(" + a + " to " + b + ")"
}

// dateWords writes 14 October 2025, October 2025 or 2025.
func dateWords(d corpus.Date) string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month < 1 || d.Month > 12:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return monthNames[d.Month] + " " + strconv.Itoa(d.Year)
	}
	return strconv.Itoa(d.Day) + " " + monthNames[d.Month] + " " + strconv.Itoa(d.Year)
}

var monthNames = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// excerpt cuts text after whole sentences, at most limit bytes when there is
// a sentence that short; it tells when something was left out.
func excerpt(text string, limit int) (string, bool) {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= limit {
		return text, false
	}
	end := 0
	for i := 0; i+1 < len(text) && i < limit; i++ {
		if (text[i] == '.' || text[i] == '?' || text[i] == '!') && text[i+1] == ' ' {
			end = i + 1
		}
	}
	if end == 0 {
		if end = strings.Index(text, ". "); end < 0 {
			return text, false
		}
		end++
	}
	return text[:end], true
}
