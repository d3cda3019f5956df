package integrity

// OutcomeScale is one scale of the registry.
type OutcomeScale struct {
	Name        string
	Names       []string // words by which texts call it, in lower case; hyphens as spaces
	Low, High   float64  // the widest range that any usual version has
	Whole       bool     // the total is a whole number
	LowerBetter bool
	MID         float64 // minimal important difference, in points; 0 when none is listed
	RangeSource string
	MIDSource   string // empty when no MID is listed
	Unverified  bool   // range or MID written from memory and not checked at a source
}

// Sources used by several scales.
const (
	byConsensus = "Ostelo RWJG et al. Spine 2008;33:90-94 (consensus; absolute values, or 30 % of baseline; read in summary only)"
	byReview    = "table 1 of PMC7990728, outcome measures in osteoarthritis (read)"
	byItems     = "number of items times the highest answer"
	memory      = "from memory"
)

// scales is the whole registry. Where versions differ, the range is that of
// the widest, so that a value outside it fits none of them. To add a scale,
// add a line here with its source.
var scales = [...]OutcomeScale{
	{"Oswestry Disability Index", []string{"odi", "oswestry disability index", "oswestry"}, 0, 100, false, true, 10, "percentage score of ten items", byConsensus, false},
	{"Roland-Morris Disability Questionnaire", []string{"rmdq", "rdq", "roland morris"}, 0, 24, true, true, 5, byItems + ": 24 x 1", byConsensus, false},
	{"Visual analogue scale", []string{"vas", "visual analogue scale", "visual analog scale"}, 0, 100, false, true, 15, "100 mm line; also given as 0 to 10 cm", byConsensus + "; 1.75 cm in osteoarthritis: " + byReview, false},
	{"Numerical rating scale", []string{"nrs", "numeric rating scale", "numerical rating scale", "nprs"}, 0, 100, true, true, 2, "0 to 10; 0 to 100 in some trials, so the range here is the wider", byConsensus + "; " + byReview, false},
	{"Neck Disability Index", []string{"ndi", "neck disability index"}, 0, 100, false, true, 0, "0 to 50 points or 0 to 100 %", "", true},
	{"SF-36 subscale or summary", []string{"sf 36", "sf36", "short form 36"}, 0, 100, false, false, 0, "0 to 100 per subscale", "", true},
	{"WOMAC", []string{"womac"}, 0, 2400, false, true, 0, "24 items: 0 to 96 (0 to 4 each, " + byReview + "), to 240 (0 to 10) or to 2400 (0 to 100 mm)", "", false},
	{"KOOS", []string{"koos"}, 0, 100, false, false, 0, "0 to 100 per subscale", "", true},
	{"Harris Hip Score", []string{"harris hip score"}, 0, 100, false, false, 0, "0 to 100", "", true},
	{"Constant-Murley score", []string{"constant murley", "constant score"}, 0, 100, false, false, 0, "0 to 100", "", true},
	{"DASH", []string{"quickdash", "dash score"}, 0, 100, false, true, 0, "0 to 100", "", true},
	{"HAQ disability index", []string{"haq", "haq di"}, 0, 3, false, true, 0.22, "0 to 3", memory, true},
	{"DAS28", []string{"das28", "das 28"}, 0, 10, false, true, 1.2, "about 0 to 9.4", memory, true},
	{"BASDAI", []string{"basdai"}, 0, 10, false, true, 0, "0 to 10; 0 to 100 in some trials is not covered by the name", "", true},
	{"PHQ-9", []string{"phq 9", "phq9"}, 0, 27, true, true, 5, byItems + ": 9 x 3", memory + " (Kroenke K. Ann Intern Med 2004)", true},
	{"GAD-7", []string{"gad 7", "gad7"}, 0, 21, true, true, 4, byItems + ": 7 x 3", memory + " (Toussaint A et al. J Affect Disord 2020)", true},
	{"Hamilton depression scale", []string{"ham d", "hamd", "hdrs", "hrsd", "hamilton depression"}, 0, 76, true, true, 3, "17 items 0 to 52; 21 and 24 items are longer", memory + " (NICE CG23)", true},
	{"MADRS", []string{"madrs"}, 0, 60, true, true, 2, byItems + ": 10 x 6", memory, true},
	{"Beck Depression Inventory", []string{"bdi", "bdi ii", "beck depression inventory"}, 0, 63, true, true, 0, byItems + ": 21 x 3", "", false},
	{"MMSE", []string{"mmse", "mini mental"}, 0, 30, true, false, 0, "0 to 30", "", true},
	{"MoCA", []string{"moca", "montreal cognitive assessment"}, 0, 30, true, false, 0, "0 to 30", "", true},
	{"ADAS-cog", []string{"adas cog"}, 0, 90, false, true, 0, "0 to 70 (11 items); longer versions reach 90", "", true},
	{"NIH Stroke Scale", []string{"nihss", "nih stroke scale"}, 0, 42, true, true, 0, "0 to 42", "", true},
	{"Modified Rankin Scale", []string{"modified rankin", "modified rankin scale"}, 0, 6, true, true, 1, "0 to 6", memory, true},
	{"Barthel index", []string{"barthel"}, 0, 100, false, false, 0, "0 to 100; 0 to 20 in an older scoring", "", true},
	{"PANSS total", []string{"panss"}, 7, 210, true, true, 0, "total 30 to 210; subscales start at 7", "", true},
	{"Brief Psychiatric Rating Scale", []string{"bprs"}, 0, 168, true, true, 0, "18 or 24 items", "", true},
	{"Glasgow Coma Scale", []string{"gcs", "glasgow coma scale"}, 3, 15, true, false, 0, "3 to 15", "", true},
	{"Apgar score", []string{"apgar"}, 0, 10, true, false, 0, byItems + ": 5 x 2", "", true},
	{"Ejection fraction", []string{"lvef", "ejection fraction"}, 0, 100, false, false, 0, "a percentage", "", false},
	{"International Prostate Symptom Score", []string{"ipss"}, 0, 35, true, true, 3, byItems + ": 7 x 5", memory, true},
	{"Dermatology Life Quality Index", []string{"dlqi"}, 0, 30, true, true, 4, byItems + ": 10 x 3", memory, true},
	{"PASI", []string{"pasi"}, 0, 72, false, true, 0, "0 to 72", "", true},
	{"Insomnia Severity Index", []string{"insomnia severity index"}, 0, 28, true, true, 6, byItems + ": 7 x 4", memory, true},
	{"Pittsburgh Sleep Quality Index", []string{"psqi"}, 0, 21, true, true, 0, byItems + ": 7 x 3", "", true},
	{"Tampa Scale of Kinesiophobia", []string{"tampa scale", "tsk 17"}, 17, 68, true, true, 0, byItems + ": 17 x 1 to 17 x 4", "", true},
	{"EQ-5D index", []string{"eq 5d index"}, -1, 1, false, false, 0, "below 0 (worse than death) to 1, by country", "", true},
}
