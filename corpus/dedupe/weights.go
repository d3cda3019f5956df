package dedupe

// weights are the evidence of each field in bits: log2 of how much more often
// the outcome is met between two records of one publication than between two
// records of different publications that blocking brings together. What is
// missing is no evidence.
var weights = struct {
	sharedID   float64
	title      map[titleLevel]float64
	perWord    float64 // the title's evidence is bounded by this for each of its words
	names      map[nameLevel]float64
	year       [4]float64 // by the difference in years; 3 and more in the last
	journal    map[journalLevel]float64
	volume     map[agreement]float64
	issue      map[agreement]float64
	page       map[agreement]float64
	text       map[textLevel]float64
	isbn       float64
	trials     float64
	otherTrial float64
}{
	sharedID: 20, // one in a million by chance, but identifiers are mistyped and stand for whole supplements

	title: map[titleLevel]float64{
		titleEqual:     14, // what is left are series and meeting abstracts
		titleNear:      11, // as equal, and slips are rarer than other titles like it
		titlePrefix:    7,  // dropped subtitles are common, so are follow-up papers with a longer title
		titleContained: 4,
		titleAltered:   -3, // "in adults", "in children": as a rule companions
		titleRelated:   -8,
		titleDifferent: -14,
	},
	perWord: 2.2, // five words of content are enough to be rare

	names: map[nameLevel]float64{
		namesAll:      8,
		namesMost:     5,
		namesSome:     1, // common family names meet by chance within one field
		namesDisjoint: -9,
	},
	year: [4]float64{
		3,  // fifteen to twenty years are usual in one collection
		0,  // online first and in print
		-3, // wrong in one source
		-7,
	},
	journal: map[journalLevel]float64{
		journalSame:      4,
		journalKin:       2,
		journalDifferent: -5,
	},
	volume: map[agreement]float64{agrees: 4, differs: -5},
	issue:  map[agreement]float64{agrees: 1, differs: -1.5}, // often missing, wrong or counted otherwise
	page:   map[agreement]float64{agrees: 7, lastOne: 4, slip: 2, differs: -6},
	text: map[textLevel]float64{
		textSame:      10, // meeting abstract and paper may share it
		textRelated:   2,
		textDifferent: -5, // sources also give other abstracts, in other languages
	},
	isbn:       2,  // all chapters of a book share it
	trials:     2,  // all reports of a trial share it
	otherTrial: -6, // reports of other trials, as a rule
}

// Thresholds of the sum of evidence, in bits. The odds before comparison, of
// the order of one in two to the tenth for pairs from blocking, are contained
// in them.
const (
	sameFrom   = 20.0
	reviewFrom = 12.0
	perScore   = 4.0 // bits per unit of the logistic curve of Score
)
