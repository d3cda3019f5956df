package integrity

// wordFlag marks what a word can mean to the patterns below.
type wordFlag uint32

const (
	wAbbreviation wordFlag = 1 << iota // a full stop after it does not end the sentence
	wUnit                              // a number before it is no count of people
	wNumberWord                        // two, three, …
	wVersus
	wGroup      // the sentence speaks of arms
	wCI         // "CI"
	wConfidence // "confidence", "credible"
	wInterval
	wCredible
	wOneSided    // one-sided, non-inferiority
	wOtherMethod // exact, bootstrap, Bayesian
	wSurvival    // Kaplan–Meier, weighted, adjusted: percentages that are not counts
	wAdjusted    // adjusted, imputed: means and effects that counts do not give
	wGrade       // grade 3/4, type 1/2: a fraction that is none
	wLink        // words that may stand between an estimate and its interval
	wF
	wStatistic // t, z, r, chi, Q
	wP
	wSD
	wSE
	wPerson // patients, women, participants
	wHedge  // about, nearly
	wFor
	wScale
	wChange // reduction, increase
	wArticle
	wSum // a count that is one part of several
)

// effectKind is the measure a word or pair of words names.
type effectKind uint8

const (
	effectNone effectKind = iota
	effectRR
	effectOR
	effectHR
	effectOtherRatio // rate, incidence, prevalence ratio
	effectRD
	effectMean  // mean difference, SMD
	effectHead  // first word of a pair: odds, hazard, risk, rate, relative, mean
	effectRatio // second word: ratio
	effectRisk  // second word of "relative risk"
	effectDiff  // "difference"
)

// entry is what the lexicon says of a word.
type entry struct {
	flags  wordFlag
	effect effectKind
	value  int8 // of a number word
}

func (e entry) is(f wordFlag) bool { return e.flags&f != 0 }

// lexicon is the whole list of words that the patterns know, in lower case.
var lexicon = buildLexicon()

// wordLists gives each meaning its words.
var wordLists = [...]struct {
	flag  wordFlag
	words []string
}{
	{wAbbreviation, []string{"vs", "v", "p", "no", "approx", "ca", "al", "resp", "e", "i", "g", "eg", "ie", "incl", "etc", "d", "f", "fig", "st", "dr", "n", "s"}},
	{wUnit, []string{"mg", "g", "kg", "ml", "l", "dl", "mmol", "mm", "cm", "m", "km", "mcg", "ug", "iu", "u", "hz", "khz", "mhz", "gy", "kcal", "kj", "mmhg", "ng", "pg", "nmol", "umol", "mosm", "bpm", "mv", "ms", "s", "sec", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "day", "days", "week", "weeks", "wk", "wks", "month", "months", "mo", "year", "years", "yr", "yrs", "decade", "decades", "time", "times", "fold", "percent", "per", "point", "points", "degrees", "x"}},
	{wVersus, []string{"vs", "versus", "v", "compared", "than", "against", "whereas", "while"}},
	{wGroup, []string{"group", "groups", "arm", "arms", "placebo", "control", "controls", "treatment", "treated", "intervention", "assigned", "randomized", "randomised", "allocated", "respectively", "received", "receiving", "given", "recipients", "vs", "versus", "compared"}},
	{wCI, []string{"ci", "cis", "ci95"}},
	{wConfidence, []string{"confidence"}},
	{wInterval, []string{"interval", "intervals", "limits"}},
	{wCredible, []string{"credible", "cri", "crl", "credibility", "hpd"}},
	{wOneSided, []string{"onesided", "onetailed", "tailed", "sided", "noninferiority", "noninferior", "inferiority", "inferior", "directional", "equivalence"}},
	{wOtherMethod, []string{"exact", "bootstrap", "bootstrapped", "bootstrapping", "bayesian", "credible", "cri", "permutation", "profile", "jackknife", "posterior", "range", "iqr", "interquartile", "quartile", "quartiles", "bonferroni"}},
	{wSurvival, []string{"kaplan", "actuarial", "cumulative", "weighted", "adjusted", "standardized", "standardised", "estimated", "survival", "modelled", "modeled", "imputed", "projected", "annual", "incidence", "wilcoxon", "mcnemar", "paired", "logrank", "rank", "table"}},
	{wAdjusted, []string{"adjusted", "adjusting", "adjustment", "controlling", "multivariate", "multivariable", "imputed", "imputation", "stratified", "weighted", "logistic", "regression", "cox", "matched", "least", "ls", "marginal", "covariates", "covariate", "pooled", "meta"}},
	{wGrade, []string{"grade", "grades", "stage", "stages", "type", "types", "class", "hpv", "ctc", "nyha", "asa", "level", "levels", "serotype", "serotypes", "genotype", "genotypes", "phase", "category", "categories", "score", "scores", "ratio", "ratios", "day", "days", "week", "weeks", "month", "months", "cd", "hr", "bp", "mmhg", "her", "il", "cdk", "erk", "smad", "ca", "levels", "line", "exon", "exons", "ecog", "toxicity", "lines", "quartile", "tertile", "tertiles", "quartiles", "quintile", "quintiles", "step", "steps", "ldl", "titer", "titre", "dilution", "acuity", "vision", "snellen", "dose", "doses"}},
	{wLink, []string{"and", "with", "a", "an", "the", "at", "of", "was", "is", "were", "from", "between", "ranging", "range", "corresponding", "having", "estimated"}},
	{wF, []string{"f"}},
	{wStatistic, []string{"t", "z", "r", "chi", "chi2", "q", "f", "x2"}},
	{wP, []string{"p"}},
	{wSD, []string{"sd", "deviation", "deviations", "stdev", "std"}},
	{wSE, []string{"se", "sem", "ses", "s.e.m"}},
	{wPerson, []string{"patients", "patient", "people", "persons", "person", "participants", "participant", "subjects", "subject", "women", "men", "children", "infants", "adults", "individuals", "volunteers", "neonates", "newborns", "pregnancies", "girls", "boys", "adolescents", "students", "males", "females", "cases", "survivors", "mothers", "couples", "residents", "smokers", "workers", "veterans", "recipients", "responders", "completers", "athletes", "deaths", "events", "relapses", "recurrences", "episodes", "cycles", "eyes", "knees", "hips", "lesions", "teeth", "implants", "samples", "isolates", "tumors", "tumours", "trials", "studies", "hospitals", "practices", "physicians", "nurses"}},
	{wHedge, []string{"about", "approximately", "nearly", "almost", "around", "roughly", "over", "circa", "some", "under", "up"}},
	{wFor, []string{"for", "by", "trend", "interaction", "heterogeneity", "after", "log", "corrected", "adjusted", "using", "superiority", "noninferiority", "across", "overall"}},
	{wChange, []string{"reduction", "reductions", "decrease", "increase", "improvement", "decline", "lower", "higher", "greater", "efficacy", "effectiveness", "relative", "excess", "attributable"}},
	{wArticle, []string{"the", "these", "those", "all", "a", "total", "our", "only", "evaluable", "eligible", "assessable", "randomized", "randomised", "enrolled", "treated"}},
	{wSum, []string{"plus", "other", "additional", "further", "another", "remaining", "rest", "more"}},
}

// effectWords names the measures of effect. "or" is read as the measure only
// in capitals, which the reader checks.
var effectWords = map[string]effectKind{
	"or": effectOR, "ors": effectOR, "aor": effectOR, "rr": effectRR, "rrs": effectRR, "arr": effectNone, "hr": effectHR, "hrs": effectHR, "ahr": effectHR, "shr": effectHR,
	"irr": effectOtherRatio, "pr": effectOtherRatio, "apr": effectOtherRatio, "rd": effectRD, "ard": effectRD,
	"md": effectMean, "wmd": effectMean, "smd": effectMean, "smds": effectMean,
	"odds": effectHead, "hazard": effectHead, "hazards": effectHead, "risk": effectHead, "rate": effectHead, "relative": effectHead, "mean": effectHead, "prevalence": effectHead,
	"ratio": effectRatio, "ratios": effectRatio, "difference": effectDiff, "differences": effectDiff,
}

var numberWords = [...]string{1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
	11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty",
	30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 101: "thousand"}

// buildLexicon joins the lists; it runs once, when the package is loaded, and
// nothing changes the result.
func buildLexicon() map[string]entry {
	m := map[string]entry{}
	for _, list := range wordLists {
		for _, w := range list.words {
			e := m[w]
			e.flags |= list.flag
			m[w] = e
		}
	}
	for w, effect := range effectWords {
		e := m[w]
		e.effect = effect
		m[w] = e
	}
	for v, w := range numberWords {
		if w != "" {
			e := m[w]
			e.flags |= wNumberWord
			e.value = int8(v)
			m[w] = e
		}
	}
	for _, s := range scales {
		for _, name := range s.Names {
			first, _, _ := cutSpace(name)
			e := m[first]
			e.flags |= wScale
			m[first] = e
		}
	}
	return m
}

func cutSpace(s string) (first, rest string, more bool) {
	for i := range len(s) {
		if s[i] == ' ' {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}
