package integrity

// Kind names a check. It is part of a finding's identity and of JSON, so a
// name is never reused for something else.
type Kind string

// The checks.
const (
	Percent       Kind = "percent"            // percentage v count and denominator
	PercentArm    Kind = "percent-arm"        // percentage without denominator v arm sizes
	Categories    Kind = "categories"         // categories v total
	Flow          Kind = "participant-flow"   // enrolled → randomised → analysed
	Loss          Kind = "participant-loss"   // share not analysed, unequal loss
	CitedLevel    Kind = "cited-level"        // text uses another level's number
	GRIMCheck     Kind = "grim"               // mean of whole numbers
	GRIMMERCheck  Kind = "grimmer"            // mean and SD of whole numbers
	Feasibility   Kind = "scale-feasibility"  // mean and SD within a scale
	PValue        Kind = "p-value"            // p v test statistic
	PCounts       Kind = "p-counts"           // p v 2×2 table
	EstimateCI    Kind = "estimate-interval"  // estimate v its interval
	CIP           Kind = "interval-p"         // interval v p
	EffectCounts  Kind = "effect-counts"      // RR, OR, RD v counts
	ISquared      Kind = "i2-q"               // I² v Q
	SDorSE        Kind = "sd-se"              // SD that may be a standard error
	ScaleRange    Kind = "scale-range"        // value outside a scale's range
	RegisteredN   Kind = "registered-size"    // registered v reported sample size
	RegisteredOut Kind = "registered-outcome" // registered v reported primary outcome
	Baseline      Kind = "baseline"           // baseline balance, context only
	Allocation    Kind = "allocation"         // arm sizes v allocation ratio
	Impossible    Kind = "impossible-value"   // SD of zero, growing numbers over time
	Repeated      Kind = "repeated-rows"      // identical rows of a table
	LastDigits    Kind = "last-digits"        // terminal digits
)

// misread is the first innocent reason of every finding.
const misread = "the number or its place was read wrongly, by this program or by a person"

// sources cited by more than one check.
const (
	sourceRounding = "exact arithmetic; a printed value stands for all values within half a unit of its last digit"
	sourceCONSORT  = "CONSORT 2010, item 13 (participant flow): Schulz KF et al. BMJ 2010;340:c332"
	sourceAltman   = "Altman DG, Bland JM. BMJ 2011;343:d2304"
	sourceStatchk  = "Nuijten MB et al. Behav Res Methods 2016;48:1205-1226"
)

// Info is what all findings of one kind have in common.
type Info struct {
	Kind     Kind
	Title    string   // what is compared, for lists
	Innocent []string // reasons that need no error of substance
	Resolve  string
	Sources  []string
}

// kinds is the whole list of checks, in the order they are documented.
var kinds = [...]Info{
	{Percent, "percentage and counts", []string{"some people have missing data, so the denominator is smaller", "another denominator was meant (per protocol, a subgroup, eyes, events)", "rounding in two steps", "a weighted, adjusted or Kaplan-Meier percentage", "a typing error in one digit"},
		"Look up the counts in the results table or the flow diagram and see which denominator was used.", []string{sourceRounding}},
	{PercentArm, "percentage without denominator and arm sizes", []string{"outcome data are missing for some people and the percentage leaves them out", "the percentage is of a subgroup or of those followed up", "rounding in two steps", "a typing error in one digit"},
		"Look for the flow diagram or the results table: how many people of that arm have this outcome recorded? Ask the authors if it is not there.", []string{sourceRounding, sourceCONSORT}},
	{Categories, "categories and their total", []string{"a category with few people was left out", "categories overlap", "some people have no value", "percentages were adjusted to look tidy"},
		"Look at the table: do the categories overlap, and is there a row for missing values?", []string{sourceRounding}},
	{Flow, "participant flow", []string{"the numbers belong to different stages or time points", "people were replaced or joined a later stage", "clusters or eyes were counted, not people", "one arm is not described in the abstract"},
		"Put the numbers beside the flow diagram of the report.", []string{sourceCONSORT}},
	{Loss, "losses after randomisation", []string{"an analysis of completers was planned", "losses were for reasons unrelated to treatment", "the outcome was measured in part of the people by design"},
		"Read the flow diagram for the reasons of loss in each arm, and whether missing outcomes were imputed.", []string{sourceCONSORT}},
	{CitedLevel, "which number the text calls the size of the study", []string{"the writer means recruitment, not randomisation", "the number is of another study"},
		"Use the number randomised for the size of a trial, and the number analysed for a result.", []string{sourceCONSORT}},
	{GRIMCheck, "mean of whole numbers", []string{"some answers are missing, so n is smaller", "the score is not a whole number (weighted items, imputed values, half points)", "the mean is of several items", "the mean is adjusted", "rounding in two steps", "a typing error in one digit"},
		"Find n for this variable and how the scale is scored.", []string{"Brown NJL, Heathers JAJ. Soc Psychol Personal Sci 2017;8:363-369"}},
	{GRIMMERCheck, "mean and SD of whole numbers", []string{"some answers are missing, so n is smaller", "the score is not a whole number", "the SD uses n instead of n - 1", "a standard error is printed as SD", "the values are adjusted or imputed", "a typing error in one digit"},
		"Find n for this variable, how the scale is scored, and whether SD or SE is printed.", []string{"Anaya J. PeerJ Preprints 2016;4:e2400v1"}},
	{Feasibility, "mean and SD within a scale", []string{"the scale was scored or rescaled differently", "some answers are missing, so n is smaller", "a standard error is printed as SD", "the values are adjusted or imputed", "a typing error in one digit"},
		"Find how the scale is scored, its range, and n for this variable.", []string{"exact enumeration; compare Heathers JA et al. PeerJ Preprints 2018;6:e26968v1"}},
	{PValue, "p-value and test statistic", []string{"the test was one-sided", "a correction for several tests or for sphericity was made", "degrees of freedom were rounded or are of another model", "a typing error in one digit", "the p-value belongs to another test in the sentence"},
		"Look for the test in the methods: one-sided or corrected?", []string{sourceStatchk}},
	{PCounts, "p-value and counts", []string{"the p-value is adjusted or from a survival model", "another test was used", "the same people were compared with themselves (paired data)", "some people are missing from the counts"},
		"Look for the test in the methods and the counts in the results table.", []string{"Fisher's exact test and Pearson's χ² with and without continuity correction"}},
	{EstimateCI, "estimate and its interval", []string{"an exact, profile-likelihood, bootstrap or Bayesian interval need not be symmetric", "estimate and interval come from different models", "a minus sign was lost in print", "a typing error in one digit"},
		"Compare with the results table, and look for the method of the interval.", []string{sourceAltman}},
	{CIP, "interval and p-value", []string{"the p-value comes from another test (log-rank, Fisher, permutation) or another model", "the test was one-sided or of non-inferiority", "p was corrected for several outcomes", "the interval is exact, profile-likelihood or bootstrap", "a typing error in one digit"},
		"Compare with the results table, and look in the methods for the test behind the p-value.", []string{sourceAltman}},
	{EffectCounts, "effect and counts", []string{"the estimate is adjusted, stratified or from a survival model", "the counts are of another time point or population", "missing outcomes were imputed", "the groups are compared the other way round"},
		"Look for the model in the methods, and for a crude estimate in the results table.", []string{"Cochrane Handbook for Systematic Reviews, chapter 6"}},
	{ISquared, "I² and Q", []string{"I² comes from the model's variance between studies and not from Q", "Q or I² was rounded early", "another subgroup or analysis is meant"},
		"Look at the forest plot for Q, its degrees of freedom and I².", []string{"Higgins JPT, Thompson SG. Stat Med 2002;21:1539-1558"}},
	{SDorSE, "standard deviation or standard error", []string{"a standard error is printed as a standard deviation", "the groups truly differ by that much", "the values are change scores or on a log scale"},
		"See whether the methods say SD or SE, and compare with the SD of the same measure elsewhere.", []string{"Cochrane Handbook for Systematic Reviews, section 6.5.2"}},
	{ScaleRange, "value and the scale's range", []string{"another version or scoring of the scale was used", "the value is a percentage change or a sum over several scales", "a typing error in one digit"},
		"Find the version and the range of the scale in the methods.", []string{"range of the scale as listed with the scale"}},
	{RegisteredN, "registered and reported sample size", []string{"the registry shows the target and the report the people reached", "recruitment was stopped early or extended with a reason", "the report covers part of the registered trial"},
		"Read the registry's history and the report's account of the sample size.", []string{"CONSORT 2010, items 7a and 14b"}},
	{RegisteredOut, "registered and reported primary outcome", []string{"the same outcome in other words", "the outcome was changed before the data were seen, with a dated amendment", "the report covers a secondary question"},
		"Compare the registry's entry at the start of the trial with the report, with time point and measure.", []string{"CONSORT 2010, item 6b"}},
	{Baseline, "baseline balance", []string{"stratified allocation or minimisation makes arms more alike", "few people or few variables", "correlated variables count as one", "a standard error is printed as SD", "a typing error"},
		"Use as context only. Look at the method of allocation and whether SD or SE is printed.", []string{"Carlisle JB. Anaesthesia 2017;72:944-952", "Bolland MJ et al. J Clin Epidemiol, on rounding and independence (abstract read)"}},
	{Allocation, "arm sizes and allocation ratio", []string{"blocks, strata or clusters were allocated, not single people", "the trial was stopped between blocks", "the ratio was changed on the way", "one arm counts analysed and not randomised people"},
		"Look for the planned ratio and the block size in the methods.", []string{"exact binomial test"}},
	{Impossible, "values that cannot occur", []string{"all people have the same value by design", "people came back after a missed visit", "the numbers are of different outcomes", "a typing error"},
		"Compare with the table of the report.", []string{sourceRounding}},
	{Repeated, "identical rows", []string{"one row was copied into the data twice when entering it", "two labels for the same variable", "few people and coarse rounding make equal rows likely"},
		"Compare both rows with the table of the report.", []string{"INSPECT-SR, checks of results (Wilkinson J et al.); wording not verified here"}},
	{LastDigits, "last printed digits", []string{"people who measure prefer round numbers", "an instrument that reads in steps", "a small number of distinct values"},
		"Use as context only. Ask how the values were measured.", []string{"χ² test of equal digit frequencies"}},
}

// Kinds lists the checks with what their findings say besides the numbers.
func Kinds() []Info { return append([]Info(nil), kinds[:]...) }

func (k Kind) info() Info {
	for _, info := range kinds {
		if info.Kind == k {
			return info
		}
	}
	return Info{Kind: k}
}
