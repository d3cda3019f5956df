package samplesize

import "strings"

// class is a set of things a word can be.
type class uint64

const (
	person      class = 1 << iota // counts of these are counts of people
	weakPerson                    // people, but often a subgroup or a provider of care
	sexWord                       // people by sex: confirm a total, never an arm
	bodyUnit                      // eyes, knees: units that are not people
	cluster                       // practices, schools
	study                         // trials, articles
	group                         // arms, groups
	timeUnit                      // weeks, years
	measure                       // mg, points, sessions: the number counts something else
	beforeNot                     // a number after this word is a label or a value: "phase 3"
	month                         // January
	randomise                     // randomised, randomisation
	randomly                      // the adverb
	assign                        // assigned, allocated
	enrol                         // enrolled, recruited
	include                       // included, studied
	receive                       // received, treated
	complete                      // completed
	analyse                       // analysed, evaluable
	screen                        // screened, invited
	eligible                      // eligible
	outcome                       // died, responded, withdrew: an event, not a sample
	be                            // were, was, been
	modal                         // will, should: planned
	prep                          // of, in, among
	approx                        // approximately, total, only
	rest                          // other, remaining: part of a whole
	relative                      // who, which
	joiner                        // and, or, versus
	determiner                    // the, these
	studyNoun                     // study, sample, cohort: "a cohort of 40"
	design                        // controlled, phase: after "randomised" makes it an adjective
	verbStop                      // other verbs that end a noun phrase
	numWord                       // two, twenty, hundred
	arm                           // placebo, control, intervention
	percentWord                   // percent
	versus                        // vs, versus
	planned                       // planned, target, required
	abbrev                        // a full stop after this does not end a sentence
	each                          // each, per
	animal                        // rats: not people
	valueNoun                     // mean, score: "a mean of 12" is a value
)

// words is the whole vocabulary of the rules, by class. A word may stand in
// several rows.
var words = []struct {
	class class
	list  string
}{
	{person, `patient patients inpatient inpatients outpatient outpatients participant participants subject subjects
		volunteer volunteers individual individuals adult adults child children infant infants neonate neonates newborn newborns
		toddlers preschoolers schoolchildren women woman men man people person persons boy boys girl girls adolescent adolescents
		teenagers youth youths student students pupils resident residents veteran veterans survivor survivors recipients
		pregnancies mothers fathers parents caregivers carers respondents latinas latinos hispanics caucasians athletes workers
		employees smokers users drinkers carriers donors clients consumers inmates prisoners soldiers recruits elders seniors
		twins siblings relatives spouses partners attendees enrollees entrants probands members beneficiaries runners players
		teachers parturients primiparas primigravidae gravidas citizens refugees farmers firefighters applicants volunteers
		diabetics asthmatics hypertensives females males female male patienten sufferers babies graduates commuters drivers
		officers trainees professionals inhabitants insomniacs alcoholics speakers listeners`},
	{weakPerson, `dyads couples families households pairs cases controls case control responders nonresponders nurses physicians doctors clinicians surgeons
		practitioners midwives therapists pharmacists dentists staff providers deliveries births`},
	{sexWord, `women woman men man males females male female boys girls`},
	{bodyUnit, `eyes eye knees knee hips hip limbs limb legs  shoulders ears ear teeth tooth hands feet wrists ankles
		elbows breasts kidneys implants embryos oocytes lesions ulcers wounds tumors tumours nodes fractures joints 
		vertebrae nails warts grafts quadrants`},
	{cluster, `clusters cluster practices villages schools hospitals wards clinics sites centres centers centre center
		institutions classes classrooms communities facilities units pharmacies homes neighbourhoods neighborhoods districts
		municipalities counties factories worksites departments offices kindergartens counties churches salons departments
		laboratories restaurants stores shops supermarkets canteens prisons countries cities states regions provinces continents areas teams`},
	{study, `trials trial studies study rcts articles papers reviews publications records reports abstracts citations
		databases cohorts comparisons experiments experiment references datasets registries surveys`},
	{group, `groups group arms arm subgroups cohort treatments regimens conditions strata stages phases steps`},
	{timeUnit, `year years yr yrs month months mo week weeks wk wks day days hour hours hr hrs h minute minutes min mins
		second seconds sec s decade decades nights trimesters semesters periods quarters fortnight d y am pm season seasons
		gestation postpartum`},
	{measure, `mg g kg ml l dl mm cm m km mcg ug ng pg µg μg iu units unit point points time times fold sessions session visits
		visit doses dose cycles cycle courses course mmhg kcal kj hz degrees degree items item levels level questions outcomes
		outcome samples sample specimens specimen biopsies events event deaths death recurrences relapses fractions fraction
		gy cgy mbq mci mmol nmol µmol μmol mol pmol meq bpm kpa mv ma watts steps tablets tablet capsules drops puffs
		cigarettes drinks servings portions genes gene proteins snps variants alleles markers domains scales subscales
		injections infusions procedures operations interviews questionnaires surveys calls lines rows columns pages episodes
		attempts occasions  variables factors parameters measurements observations readings assessments images scans
		mammograms examinations tests mets metres meters  inches pounds lbs thirds third quarter fifths fifth tenths
		percentiles percentile quartiles tertiles quintiles log dollars euros usd eur   isolates strains cells
		copies samples sets types subtypes categories reasons themes topics modules lessons exercises repetitions reps
		grams milligrams litres liters cups components criteria endpoints adverse complications complication toxicities
		hospitalizations hospitalisations admissions infections scores score ratio way vials bottles devices
		 strategies interventions options programs programmes surgeries  pieces  u mu ppm mw j khz mhz
		rpm lux cfu pfu`},
	{beforeNot, `aged age ages phase stage stages grade grades week weeks day days month months year years yr visit level levels
		version no number type types table figure fig chapter section step cycle cycles dose group arm cohort vitamin
		interleukin score scores mean median sd se sem ci average covid hdrs iqr range ranged ranging p hr  rr t f r q z
		beta alpha kappa hour hours minute minutes bmi power schedule part item items question class category criterion
		course courses protocol formula swog nsabp gbg abcsg eortc ecog isrctn nct igf her il dsm icd sf  ratio hazard
		odds  quartile tertile quintile gravidity parity gestation lot isbn pmid doi vol volume issue percentile t1 t2
		factor mutation codon exon chromosome polymorphism tnm cd hpv h1n1 ki  wave tier line lines
		until date version2 timepoint`},
	{month, `january february march april may june july august september october november december jan feb mar apr jun jul aug
		sep sept oct nov dec spring summer autumn winter fall`},
	{randomise, `randomised randomized randomise randomize randomizes randomises randomising randomizing randomisation
		randomization randomisations randomizations`},
	{randomly, `randomly`},
	{assign, `assigned allocated allotted divided distributed allocation assignment assign allocate separated split
		subdivided grouped assigning allocating stratified placed`},
	{enrol, `enrolled enroled enrol enroll enrolls enrolment enrollment enrolling recruited recruit recruiting recruitment
		recruits accrued accrual accruing accrue entered enter entering registered participated participate participating
		participation consented joined took registration agreed`},
	{include, `included include includes inclusion studied comprised comprises comprising comprise involved involves involving
		involve investigated selected surveyed examined chosen tested followed monitored participates identified consisted
		consists consist admitted queried reviewed interviewed observed hospitalized hospitalised`},
	{receive, `received receive receiving receives treated underwent undergoing undergo given administered operated injected
		started initiated supplemented got treatment exposed offered continued begun began commenced `},
	{complete, `completed completing complete finished completers`},
	{analyse, `analysed analyzed analysable analyzable evaluable assessable evaluated assessed available analysis analyses
		evaluation measured compared assessing analyzing analysing assess evaluate valuable contributed provided`},
	{screen, `screened approached invited contacted screening`},
	{eligible, `eligible`},
	{outcome, `died dead die dying experienced experiencing experience developed develop developing relapsed relapse responded
		responding achieved achieving reported reporting discontinued discontinuing discontinue withdrew withdrawn withdraw
		dropped excluded refused declined progressed required requiring needed suffered lost failed showed had has have
		presented demonstrated improved crossed stopped ceased missed survived recurred exhibited attained obtained
		developed violated became converted opted needing preferred expressed chose used alive positive`},
	{be, `were was been being is are be`},
	{modal, `will would should shall may can must could need`},
	{prep, `of in on among amongst from with for by at to into within between during after before over under without via
		through until since  across per as than onto against following`},
	{approx, `approximately about around nearly roughly almost total some only exactly overall at least more than up all
		altogether circa ca first initial final estimated just of the a an our  these those consecutive`},
	{rest, `other others another remaining further additional remainder rest`},
	{relative, `who whom which that whose where when while whereas although because if but however`},
	{joiner, `and or versus vs v nor plus compared`},
	{determiner, `the these those this that a an our their all both each its his her`},
	{studyNoun, `studies trials study trial sample cohort series population survey analysis data experiment dataset group pilot rct
		investigation comparison database registry randomisation randomization enrolment enrollment recruitment inclusion
		accrual participation set project program programme evaluation subsample substudy subset total number size`},
	{design, `controlled trial trials study studies clinical double phase placebo crossover cross open prospective multicenter
		multicentre single parallel design pilot blind blinded comparative treatment evidence multi feasibility rct
		experiment equivalence noninferiority non multinational international multicentric investigation experimental cohort
		intervention interventional pragmatic factorial phase2 phase3 comparison research triple two three
		sham active head wait waitlist discontinuation withdrawal data pre superiority adaptive order sequence fashion manner`},
	{verbStop, `do did does found find show shows compare compares comparing measure using use based according led made make
		occurred remained reduced increased decreased resulted yielded seen shown gave give aims aimed conducted performed
		carried undertaken described describe present presented collected scored rated wore took went came met agreed signed
		refused stated indicated revealed planned expected needed scheduled there we it they he she this then thus also not
		respectively`},
	{arm, `placebo control controls intervention experimental treatment treated sham comparator comparison usual standard
		waitlist waiting active observation group arm groups arms randomised randomized assigned allocated randomly received
		receive versus vs each compared between`},
	{animal, `rats rat mice mouse dogs rabbits piglets piglet swine calves cattle lambs ewes sows chickens hens broilers macaques rodents gerbils ferrets pigs sheep monkeys animals goats cows horses cats hamsters guinea zebrafish
		larvae cadavers manikins phantoms plants`},
	{percentWord, `percent percentage pct percentages cent`},
	{versus, `versus vs v`},
	{planned, `planned plan planning target targeted intended anticipated projected sample`},
	{abbrev, `vs v eg ie approx etc al no fig figs dr mr mrs ms st ca cf resp incl inc dept vol i e g n`},
	{valueNoun, `mean median average age ages score scores level levels dose doses ratio hazard odds power sd range interval
		duration bmi cutoff threshold minimum maximum rate rates sensitivity specificity weight height`},
	{each, `each per apiece every both`},
}

// numerals are the number words. Values from 100 up multiply what stands
// before them.
var numerals = map[string]int32{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
	"seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1_000, "million": 1_000_000,
}

// entry is what the lexicon knows of one word.
type entry struct {
	class class
	value int32 // of a number word
}

// lexicon is words and numerals by word. It is read only.
var lexicon = buildLexicon()

func buildLexicon() map[string]entry {
	m := make(map[string]entry, 1500)
	for _, row := range words {
		for _, w := range strings.Fields(row.list) {
			e := m[w]
			e.class |= row.class
			m[w] = e
		}
	}
	for w, v := range numerals {
		e := m[w]
		e.class |= numWord
		e.value = v
		m[w] = e
	}
	return m
}
