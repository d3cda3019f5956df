package design

// group collects cues that say the same thing; only the best of a group
// counts.
type group int

const (
	none group = iota

	// For and against a randomised trial.
	gTitle      // the title says randomised, or trial
	gAllocation // people were randomised
	gNamed      // the abstract calls the study randomised
	gMention    // random allocation is only spoken of
	gBlind
	gPlacebo
	gCrossover
	gTrial // the study calls itself a trial, or controlled
	gEither
	gArms
	gConcurrent
	gITT
	gTreated
	gRetrospective
	gObserved
	gReviewed
	gUncontrolled
	gOther

	// Kinds of trial.
	gCluster
	gPeriods // crossover, as a design
	gQuasi
	gNotRandomised
	gSingleArm

	// What is no study of people.
	gNotice
	gAnimal
	gHuman
	gVitro
	gProtocol
	gPlanned // said in the future tense
	gGuideline
	gOpinion
	gRegistry

	// Reviews.
	gReviewTitle
	gReviewText
	gSearched
	gMeta
	gNetwork
	gUmbrella
	gNarrative

	// Observation.
	gCohort
	gProspective
	gRetro
	gFollowed
	gRecords
	gConsecutive
	gCompared
	gCaseControl
	gNested
	gCrossSection
	gSurvey
	gBeforeAfter
	gAccuracy
	gAccuracyWeak
	gModel
	gModelled
	gSeries
	gReport
	gQualitative
	gEconomic
	gSecondary

	gMask // the words in the passage mean something else
	gFlag
	groups
)

// place says in which field a cue counts.
type place int

const (
	anywhere place = iota
	inTitle
	inAbstract
)

// cue is one line of the tables. The weight is the log-odds for a randomised
// trial; groups that decide otherwise have none.
type cue struct {
	group  group
	where  place
	weight float64
	says   string // what it is read as, shown to the reader; the flag for gFlag
	words  string
}

// classes are words that stand for each other.
var classes = map[string]string{
	"randomised": "randomised randomized randomise randomize randomisation randomization randomizing randomising randomly randomised randomzed rerandomised rerandomized",
	"rised":      "randomised randomized randomzed rerandomised rerandomized",
	"people":     "patients patient participants participant subjects subject women men children infants adults volunteers persons people individuals adolescents neonates newborns girls boys mothers smokers students couples pairs families eyes cases outpatients inpatients physicians nurses residents veterans males females workers pupils athletes households teeth limbs sides knees legs",
	"alloc":      "assigned allocated divided distributed split allotted assignment allocation allocate assign grouped treated given received receive enrolled placed administered entered",
	"study":      "trial study comparison experiment investigation evaluation design protocol fashion manner",
	"studies":    "trials studies",
	"number":     "two three four five six seven eight nine ten several both these",
	"and":        "and or versus vs v with to than compared",
	"animal":     "rat rats mouse mice rabbit rabbits dog dogs canines canine pig pigs piglet piglets porcine swine sheep ovine lamb lambs cats feline hamster hamsters monkey monkeys macaque macaques baboon baboons primate primates guinea rodent rodents murine bovine calves cows cattle horse horses equine zebrafish drosophila chicken chickens chicks hens broiler broilers goat goats ferret ferrets gerbil gerbils frog frogs xenopus elegans bird birds insects",
	"db":         "medline pubmed embase cinahl cochrane psycinfo psychinfo scopus lilacs webofscience cancerlit",
	"be":         "is are was were be been being",
	"need":       "needed need needs warranted required necessary recommended awaited lacking desirable justified underway ongoing await require requires",
	"cluster":    "clusters practices practice villages village schools school hospitals hospital wards ward communities community clinics clinic centres centers nursing households classrooms classes worksites districts towns units pharmacies",
}

// trialCues weigh for and against a randomised trial of people. The weights are
// log-odds, rounded: set from how often a cue stands in records labelled as
// randomised trials and in others, and drawn together where counts are small.
var trialCues = []cue{
	{gTitle, inTitle, 5, "randomised trial in the title", "{rised} ..7 {study} / {study} ..4 {randomised} / {randomised} ..2 controlled"},
	{gTitle, inTitle, 4, "randomised in the title", "{rised} / randomly|rct / random allocation|assignment|order"},
	{gTitle, inTitle, 1.2, "randomised trials in the title", "{rised} ..6 {studies} / rcts"},
	{gTitle, inTitle, 3, "blinded trial in the title", "double blind|masked|blinded|dummy / triple blind|masked|blinded / doubleblind / placebo|sham|vehicle controlled / controlled clinical trial / controlled trial / placebo ..5 {study}"},
	{gTitle, inTitle, 0.6, "trial in the title", "trial / controlled study / cross over / crossover / single blind|masked|blinded / versus placebo / vs placebo / comparative study / ^ comparison of"},

	{gAllocation, inAbstract, 5, "people were randomised", "randomly|random ..2 {alloc} / {alloc} ..3 randomly / {alloc} ..4 at random / {alloc} by|using ..3 {randomised} / {be} ..2 {rised} / we|who|and|then {rised} ..3 {people} / {rised} to|into|in|between|among|for|after|before|either|equally|double / {people} {rised} / {rised} {people} / {rised} # / # ..3 {rised} / random allocation|assignment|order|sequence|treatment / randomised|randomized order|sequence|block|blocks|fashion|manner / {be} ..3 by randomisation|randomization / {people} ..2 by randomisation|randomization / after|before|at|from|since|post randomisation|randomization / randomisation|randomization {be} / randomisation|randomization ratio|list|schedule|code|to|into / ordered randomly"},
	{gAllocation, inAbstract, 1.8, "people were allocated", "{be} ..2 allocated|allotted ..2 to|into / {be} ..2 assigned ..2 to|into / assignment to ..3 treatment|treatments|group|groups"},

	{gNamed, inAbstract, 4.5, "called randomised", "{rised} ..6 {study} / {study} ..3 {be} {rised} / {study} ..2 {rised} / {rised} ..2 controlled / {rised} ..1 double|single|open|parallel|crossover|cross|placebo|blinded|prospective|multicenter|multicentre|comparative|clinical|intervention|interventional"},
	{gNamed, inAbstract, 2.5, "two or more randomised trials", "{number}|#|pooled ..6 {rised} ..5 {studies}"},
	{gMention, inAbstract, 1, "randomised, in passing", "{randomised} / rct / rcts"},

	{gBlind, inAbstract, 2.4, "double-blind", "double blind|blinded|masked|dummy / doubleblind / triple blind|blinded|masked"},
	{gBlind, inAbstract, 1.6, "single-blind", "single blind|blinded|masked / observer|investigator|assessor|evaluator|examiner|rater|patient blind|blinded|masked / blinded|masked {study}"},
	{gPlacebo, inAbstract, 2.4, "placebo-controlled", "placebo|sham|vehicle controlled / placebo ..4 {study} / or ..2 placebo / placebo or / versus|vs placebo / matching placebo / placebo or / on|given|received|receiving|to placebo"},
	{gPlacebo, inAbstract, 1.8, "a group on placebo", "{and} ..3 placebo / placebo {and} / placebo group|groups|arm|recipients|treatment|treated"},
	{gPlacebo, inAbstract, 1, "placebo or sham", "placebo / sham"},
	{gCrossover, inAbstract, 2.2, "crossover", "crossover|cross ..1 {study} / cross over ..2 {study} / crossover|crossed ..3 {study} / crossover / cross over / latin square"},
	{gTrial, inAbstract, 1.6, "controlled trial", "controlled ..3 trial|study|experiment / parallel group|groups|arm|arms / comparative ..2 trial / multicenter|multicentre ..2 trial / intervention trial|study / efficacy ..2 trial / prevention trial"},
	{gTrial, inAbstract, 0.8, "trial", "this|the|our|present|current|clinical|field|feasibility|pilot ..2 trial"},
	{gEither, inAbstract, 1.6, "received either one or the other", "{be} ..2 given|treated ..2 either / received|receive|receiving|to|with either / to receive / received ..8 or / or no treatment|intervention|supplement|supplementation / one of two|three|four ..4 treatments|groups|regimens|interventions|conditions|arms / group # received / on two|three|four|separate|different ..2 occasions / washout"},
	{gArms, inAbstract, 0.9, "compared groups", "treatment|intervention|experimental|study|control|comparison|placebo group|groups|arm|arms|condition|conditions / group a|i|1 ..40 group b|ii|2 / group|groups i|1 / waiting|wait list / usual|standard|routine care / no treatment|intervention"},
	{gConcurrent, inAbstract, 2.2, "treatments compared side by side", "treated|received|given|receiving|underwent|with ..30 group|groups a|i|1 ..30 group|groups b|ii|2 / group|groups a|i|1 ..12 treated|received|given|receiving|underwent ..30 group|groups b|ii|2 / group|groups a|i|1 ..12 treated|received|given|receiving|underwent|with / unsupplemented|untreated ..2 {people}|group|controls / {people} ..2 served as ..2 controls / treatment|intervention|control condition|conditions / between|among|of|both ..2 treatment|intervention groups|arms|conditions / treatment|intervention|experimental|study ..1 {and} ..2 control|comparison|placebo ..1 group|groups|condition|conditions|arm|arms / control|comparison group ..4 received|receiving|given|treated / divided|split|allocated|assigned ..2 into|to two|three|four|# ..3 groups|treatments / alone or in combination"},
	{gITT, inAbstract, 2, "intention to treat", "intention to treat / intent to treat / per protocol ..2 analysis|population"},
	{gTreated, inAbstract, 0.4, "treatment effect", "treated|received|supplemented|supplementation|administered|given|treatment|therapy|effect|efficacy|effectiveness"},

	{gRetrospective, anywhere, -3, "retrospective", "retrospective|retrospectively / chart review / medical|hospital records / case note|notes"},
	{gObserved, anywhere, -2, "observational", "case control|controlled|controls / cross sectional / observational study|studies / cohort study|studies / registry|register|surveillance / population based / case series / case report|reports / survey|questionnaires|surveyed / prevalence / risk factors / relative risks / genotype|genotypes|polymorphism|polymorphisms|mutation|mutations / autopsy|postmortem|necropsy"},
	{gReviewed, anywhere, -4, "review", "this|article reviews / this review / we review|searched / {be} reviewed / literature review|search / review of / systematic review|overview / meta analysis|analyses / editorial|commentary / this article|paper|chapter discusses|describes|reviews|summarizes|considers|examines"},
	{gUncontrolled, anywhere, -1.5, "open trial", "open label|trial|study / pilot|preliminary|feasibility trial|study / phase i|ii|1|2|1b|2a ..3 {study} / dose escalation"},
	{gUncontrolled, anywhere, -2, "not controlled", "uncontrolled|nonrandomized|nonrandomised|nonblind / non randomised|randomized|random / not randomised|randomized / open label extension|follow / single arm / historical controls|control / quasi experimental"},
	{gOther, anywhere, -1, "other study", "sensitivity and|specificity / diagnostic|diagnosis / in vitro / interviews|interviewed / case|cases"},
}

// maskCues are passages whose words must not be counted as cues.
var maskCues = []cue{
	{gMask, anywhere, 0, "", "mendelian {randomised} / random effect|effects|sample|samples|sampling|selection|error|errors|digit|variable|variables|forest|number|numbers|mutagenesis|primer|primers|primed|coil|walk|noise|dot|dots|event|events / randomly selected|chosen|sampled|amplified|distributed|drawn|picked|recruited|occurring|generated|oriented"},
	{gMask, anywhere, 0, "", "{need} ..5 {randomised} ..6 {studies} / {need} ..5 {rised} ..6 {study} / {randomised} ..6 {studies} ..6 {need} / {rised} ..6 trial|study ..5 {need} / future|further|larger|additional|more|ongoing|previous|prior|earlier|large|published|existing|recent|other|few|no|several|available|most|many ..3 {rised} ..5 {studies} / all|from|of ..2 {rised} ..4 {studies} / previous|earlier|prior|original|parent ..2 {rised} ..4 trial|study / future|further|larger|large|additional|subsequent|lack|absence ..5 {rised} ..6 trial|study / should ..8 {rised} ..5 {study}|{studies} / utilizing|utilising a {rised} ..3 trial|study / crossover|cross ..4 {be} ..1 allowed|permitted"},
	{gMask, anywhere, 0, "", "quasi {randomised} / non {randomised} / not {randomised} / pseudo {randomised}"},
	{gMask, anywhere, 0, "", "guideline|guidelines|recommendation|recommendations adherence|compliance|implementation|concordance|concordant / adherence|compliance|implementation|implementing|impact|effect|effects|use|adherent|concordance|following|evaluation|according ..4 guideline|guidelines|recommendations"},
	{gMask, anywhere, 0, "", "previous|prior|recent|earlier|published|existing|another ..2 systematic ..1 review|reviews / previous|prior|recent|earlier|published|existing|another ..2 meta analysis|analyses|analytic"},
	{gMask, anywhere, 0, "", "human|humanized|humanised {animal} / {animal} scratch|bite|bites|allergen|allergy|dander|models|model|epithelium|serum|pox|embryo / animal|animals studies|models|data|experiments"},
	{gMask, anywhere, 0, "", "divided|split|allocated|assigned|separated|grouped|stratified ..8 according|based|depending / divided|split|allocated|assigned|separated|grouped ..6 groups by|on|with|without"},
	{gMask, anywhere, 0, "", "in the case of / worst|best case / case mix|fatality|management|definition|finding|load|basis / case by case"},
}
