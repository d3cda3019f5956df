package results

// meaning is a set of things a word can mean to the readers.
type meaning uint64

const (
	wAbbreviation meaning = 1 << iota // a full stop after it does not end the sentence
	wUnit                             // a number before it is a measurement, not a count
	wTime                             // a unit of time
	wPeople
	wVersus
	wAnd
	wGroup
	wLetter // may name a group: "group A"
	wCI
	wConfidence
	wInterval
	wLink // may stand between an estimate and its interval
	wP
	wSD
	wSE
	wMean
	wMedian
	wRange
	wIQR
	wMeasureWord
	wDiff
	wControl // names the comparator by itself
	wStop    // ends the name of a group
	wPrep    // a group may follow
	wVerb    // between an outcome and its numbers
	wRespectively
	wAdjusted
	wFollow
	wAt      // leads a time
	wUp      // not the start of an outcome: fillers
	wNoCount // before a number: no count follows
	wPlanned // of a plan, not a result
)

// measure is an effect measure, or a part of the name of one.
type measure uint8

const (
	noMeasure measure = iota
	mRR
	mOR
	mHR
	mIRR
	mRD
	mMD
	mSMD
	mOther // a ratio that is none of these: prevalence ratio, ratio of means
	partRatio
	partOdds
	partHazard
	partRisk
	partRate
	partRelative
	partAbsolute
	partMean
	partStandardised
	partDifference
	partIncidence
	partEffect
	partSize
	partReduction
	partPrevalence
)

// names of the measures as they are printed in a proposal.
var measureNames = [...]string{mRR: "RR", mOR: "OR", mHR: "HR", mIRR: "IRR", mRD: "RD", mMD: "MD", mSMD: "SMD", mOther: "", partPrevalence: ""}

func (m measure) name() string {
	if int(m) < len(measureNames) {
		return measureNames[m]
	}
	return ""
}

func (m measure) ratio() bool { return m == mRR || m == mOR || m == mHR || m == mIRR || m == mOther }

// entry is what the lexicon says of a word.
type entry struct {
	flags   meaning
	measure measure
	value   int16 // of a number word, with tens and hundreds
}

func (e entry) is(f meaning) bool { return e.flags&f != 0 }

// wordLists gives each meaning its words, in lower case.
var wordLists = [...]struct {
	flag  meaning
	words []string
}{
	{wAbbreviation, []string{"vs", "v", "p", "no", "approx", "ca", "al", "resp", "eg", "ie", "e", "g", "i", "etc", "fig", "st", "dr", "h", "d", "s"}},
	{wUnit, []string{"mg", "g", "kg", "ml", "l", "dl", "mmol", "mm", "cm", "m", "km", "mcg", "ug", "iu", "u", "hz", "khz", "gy", "kcal", "kj", "mmhg", "hg", "ng", "pg", "nmol", "umol", "meq", "msec", "bpm", "mv", "ms", "s", "sec", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours", "day", "days", "week", "weeks", "wk", "wks", "month", "months", "mo", "year", "years", "yr", "yrs", "decades", "times", "fold", "point", "points", "degrees", "beats", "letters", "diopters", "cycles", "sessions", "visits", "doses", "dose", "centers", "centres", "hospitals", "sites", "trials", "studies", "countries", "units", "unit", "cmh2o", "mol", "micrograms", "microg", "x", "million", "percentile"}},
	{wTime, []string{"day", "days", "week", "weeks", "wk", "wks", "month", "months", "mo", "year", "years", "yr", "yrs", "hour", "hours", "h", "hrs", "minutes", "min"}},
	{wPeople, []string{"patients", "patient", "people", "persons", "participants", "participant", "subjects", "women", "men", "children", "infants", "adults", "individuals", "volunteers", "neonates", "newborns", "girls", "boys", "adolescents", "students", "males", "females", "cases", "those", "mothers", "babies", "couples", "residents", "smokers", "eyes", "recipients", "survivors", "pregnancies", "knees", "hips", "teeth", "lesions"}},
	{wVersus, []string{"vs", "versus", "v", "compared", "than", "against", "whereas", "while", "comparing"}},
	{wAnd, []string{"and", "or", "but"}},
	{wGroup, []string{"group", "groups", "arm", "arms", "recipients", "cohort"}},
	{wLetter, []string{"a", "b", "c", "d", "i", "ii", "iii", "iv"}},
	{wCI, []string{"ci", "cis", "ci95", "cri", "cl"}},
	{wConfidence, []string{"confidence", "credible", "credibility"}},
	{wInterval, []string{"interval", "intervals", "limits", "limit"}},
	{wLink, []string{"and", "with", "a", "an", "the", "at", "of", "was", "is", "were", "from", "to", "between", "ranging", "range", "corresponding", "estimated", "be", "by", "equal", "equals", "value", "estimate", "about", "approximately", "being", "two", "sided", "tailed", "for"}},
	{wP, []string{"p"}},
	{wSD, []string{"sd", "sds", "deviation", "deviations", "std", "stdev"}},
	{wSE, []string{"se", "sem", "ses", "sems"}},
	{wMean, []string{"mean", "means", "average", "averaged"}},
	{wMedian, []string{"median", "medians"}},
	{wRange, []string{"range", "ranges", "ranging", "ranged"}},
	{wIQR, []string{"iqr", "interquartile", "quartiles", "quartile", "iqrs"}},
	{wDiff, []string{"difference", "differences", "differed", "reduction", "reductions", "decrease", "decreases", "decreased", "decline", "declined", "increase", "increases", "increased", "improvement", "improved", "change", "changes", "changed", "gain", "loss", "fell", "rose", "reduced", "lowered", "higher", "lower", "greater", "less", "smaller", "effect", "benefit", "efficacy", "advantage"}},
	{wControl, []string{"placebo", "control", "controls", "sham", "vehicle"}},
	{wStop, []string{"in", "the", "of", "and", "to", "with", "for", "on", "at", "by", "from", "was", "were", "is", "are", "had", "have", "has", "both", "each", "either", "all", "this", "that", "than", "versus", "vs", "v", "compared", "among", "between", "whereas", "while", "or", "as", "an", "respectively", "patients", "women", "men", "children", "subjects", "participants", "those", "who", "people", "which", "these", "two", "three", "four", "other", "same", "our", "their", "its", "per", "after", "before", "during", "within", "only", "one", "receiving", "received", "but", "when", "not", "did", "over", "across", "into", "because", "under", "same", "respective", "different", "significantly"}},
	{wPrep, []string{"in", "for", "with", "of", "on", "among", "by", "receiving", "after", "to", "given", "taking", "from", "under", "assigned", "treated", "at", "using", "who", "received", "were"}},
	{wVerb, []string{"was", "were", "is", "are", "occurred", "had", "developed", "experienced", "reported", "achieved", "showed", "reached", "reduced", "decreased", "increased", "improved", "did", "fell", "rose", "died", "healed", "differed", "could", "did", "has", "have", "remained", "completed", "recurred", "responded", "survived", "relapsed", "failed", "resulted", "required", "needed", "underwent", "avoided", "suffered", "became", "stopped", "changed", "declined", "favored", "favoured", "lowered", "produced", "demonstrated", "experienced", "withdrew", "discontinued"}},
	{wRespectively, []string{"respectively", "resp"}},
	{wAdjusted, []string{"adjusted", "adjusting", "multivariate", "multivariable", "adjustment", "aor", "ahr", "arr", "controlling"}},
	{wFollow, []string{"follow", "followup", "followed"}},
	{wAt, []string{"at", "after", "by", "within", "during", "over", "for", "through", "until"}},
	{wUp, []string{"results", "result", "findings", "conclusion", "conclusions", "background", "methods", "objective", "overall", "however", "moreover", "furthermore", "also", "similarly", "finally", "interestingly", "main", "measurements", "outcome", "measures"}},
	{wPlanned, []string{"presumed", "assumed", "assuming", "detect", "hypothesized", "hypothesised", "expected", "anticipated", "power", "powered", "margin", "planned"}},
	{wNoCount, []string{"aged", "age", "grade", "stage", "phase", "week", "day", "month", "year", "score", "type", "class", "version", "table", "figure", "level", "dose", "score", "visit", "cycle", "ci", "mean", "median", "hpv", "over", "every"}},
}

// measureWords name the measures of effect or parts of their names.
var measureWords = map[string]measure{
	"or": mOR, "ors": mOR, "aor": mOR, "rr": mRR, "rrs": mRR, "hr": mHR, "hrs": mHR, "ahr": mHR, "shr": mHR, "irr": mIRR, "rd": mRD, "ard": mRD, "arr": mRD,
	"md": mMD, "wmd": mMD, "smd": mSMD, "ratio": partRatio, "ratios": partRatio, "odds": partOdds, "hazard": partHazard, "hazards": partHazard,
	"risk": partRisk, "risks": partRisk, "rate": partRate, "rates": partRate, "relative": partRelative, "absolute": partAbsolute, "mean": partMean,
	"standardized": partStandardised, "standardised": partStandardised, "standard": partStandardised,
	"difference": partDifference, "differences": partDifference, "incidence": partIncidence, "effect": partEffect, "size": partSize, "sizes": partSize, "reduction": partReduction,
	"prevalence": partPrevalence,
}

var numberWords = map[string]int16{"no": -1, "none": -1, "zero": -1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}

// lexicon joins the lists; it is built once and never changed.
var lexicon = buildLexicon()

func buildLexicon() map[string]entry {
	m := map[string]entry{}
	for _, list := range wordLists {
		for _, w := range list.words {
			e := m[w]
			e.flags |= list.flag
			m[w] = e
		}
	}
	for w, x := range measureWords {
		e := m[w]
		e.measure = x
		e.flags |= wMeasureWord
		m[w] = e
	}
	for w, v := range numberWords {
		e := m[w]
		e.value = v
		m[w] = e
	}
	return m
}
