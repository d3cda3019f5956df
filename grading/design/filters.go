package design

// Filter is a published search filter, kept as a saved search in the syntax of
// PubMed. A filter finds records worth reading; it decides nothing.
type Filter struct {
	Name   string // how it is called on the command line
	Title  string
	Source string // where it was published, and how it performed there
	PubMed string
}

// Filters are the filters that ship with the program. The strings are those of
// the published filters; the performance is of the named sample and not
// re-measured here. The SIGN filters are written for Ovid and are named in the
// help only.
var Filters = []Filter{
	{
		Name:   "rct-sensitive",
		Title:  "Randomised trials, sensitivity-maximizing",
		Source: "Cochrane Highly Sensitive Search Strategy 2008, PubMed format (Cochrane Handbook, technical supplement to chapter 4); sensitivity 0.96, precision 0.14 on 27 617 records (Glanville 2020, J Med Libr Assoc 108:556)",
		PubMed: `(randomized controlled trial[pt] OR controlled clinical trial[pt] OR randomized[tiab] OR placebo[tiab] OR drug therapy[sh] OR randomly[tiab] OR trial[tiab] OR groups[tiab]) NOT (animals[mh] NOT humans[mh])`,
	},
	{
		Name:   "rct-balanced",
		Title:  "Randomised trials, sensitivity- and precision-maximizing",
		Source: "Cochrane Highly Sensitive Search Strategy 2008, PubMed format (Cochrane Handbook, technical supplement to chapter 4)",
		PubMed: `(randomized controlled trial[pt] OR controlled clinical trial[pt] OR randomized[tiab] OR placebo[tiab] OR clinical trials as topic[mesh:noexp] OR randomly[tiab] OR trial[ti]) NOT (animals[mh] NOT humans[mh])`,
	},
	{
		Name:   "therapy-narrow",
		Title:  "Therapy, narrow",
		Source: "McMaster Clinical Queries; sensitivity 93 %, specificity 97 %, precision 54 % on Clinical Hedges (PMC3168323, table 3)",
		PubMed: `(randomized controlled trial[pt] OR (randomized[tiab] AND controlled[tiab] AND trial[tiab]))`,
	},
	{
		Name:   "therapy-broad",
		Title:  "Therapy, broad",
		Source: "McMaster Clinical Queries; sensitivity 98.9 %, specificity 78.8 %, precision 13.5 % on Clinical Hedges (PMC3168323, table 3)",
		PubMed: `((clinical[tiab] AND trial[tiab]) OR clinical trials as topic[mh] OR clinical trial[pt] OR random*[tiab] OR random allocation[mh] OR therapeutic use[sh])`,
	},
}
