package effect

// Formula identifies the method a number came from. It is stored with the
// number and does not change between versions.
type Formula string

// Source tells a reader what a [Formula] is.
type Source struct {
	Formula Formula
	Name    string // as a methods line prints it
	Paper   string // where it was published
}

// Source returns name and paper of a formula, and false if it is unknown.
func (f Formula) Source() (Source, bool) {
	for _, s := range sources {
		if s.Formula == f {
			return s, true
		}
	}
	return Source{}, false
}

// Sources returns all formulas of this package.
func Sources() []Source { return append([]Source(nil), sources...) }

// Single proportions.
const (
	ByWilson             Formula = "proportion.wilson"
	ByWilsonCC           Formula = "proportion.wilson-cc"
	ByClopperPearson     Formula = "proportion.clopper-pearson"
	ByJeffreys           Formula = "proportion.jeffreys"
	ByAgrestiCoull       Formula = "proportion.agresti-coull"
	ByWaldProportion     Formula = "proportion.wald"
	BySingleRaw          Formula = "proportion.raw"
	BySingleLog          Formula = "proportion.log"
	BySingleLogit        Formula = "proportion.logit"
	BySingleArcsine      Formula = "proportion.arcsine"
	BySingleFreemanTukey Formula = "proportion.freeman-tukey"
)

// Two proportions.
const (
	ByNewcombe              Formula = "rd.newcombe10"
	ByWaldDifference        Formula = "rd.wald"
	ByWaldDifferenceHaldane Formula = "rd.wald-corrected"
	ByMiettinenNurminen     Formula = "rd.miettinen-nurminen"
	ByArcsineDifference     Formula = "as.delta"
	ByCrudeRatio            Formula = "rr.crude"
	ByKatz                  Formula = "rr.katz"
	ByKatzHaldane           Formula = "rr.katz-haldane"
	ByWoolf                 Formula = "or.woolf"
	ByHaldane               Formula = "or.haldane"
	ByConditional           Formula = "or.conditional"
	ByPeto                  Formula = "or.peto"
	ByRelativeReduction     Formula = "rrr.from-ratio"
	ByAbsoluteReduction     Formula = "arr.difference"
	ByFisher                Formula = "test.fisher"
	ByFisherMidP            Formula = "test.fisher-midp"
	ByChiSquare             Formula = "test.chi2"
	ByChiSquareYates        Formula = "test.chi2-yates"
)

// Numbers needed to treat and absolute effects.
const (
	ByNeededRR   Formula = "nnt.from-rr"
	ByNeededOR   Formula = "nnt.from-or"
	ByFurukawa   Formula = "nnt.from-smd"
	ByAbsoluteRR Formula = "absolute.rr"
	ByAbsoluteOR Formula = "absolute.or"
	ByAbsoluteHR Formula = "absolute.hr"
	ByAbsoluteRD Formula = "absolute.rd"
)

// Means.
const (
	ByWelch          Formula = "md.welch"
	ByPooledT        Formula = "md.pooled"
	ByMeanDifference Formula = "md.normal"
	ByHedgesExact    Formula = "smd.hedges"
	ByHedgesRevMan   Formula = "smd.hedges-revman"
	ByHedgesUnbiased Formula = "smd.hedges-ub"
	ByHedgesFromT    Formula = "smd.from-t"
	ByCohenD         Formula = "smd.cohen"
	ByCohenDFromT    Formula = "smd.cohen-from-t"
	ByBonett         Formula = "smd.bonett"
	ByRatioOfMeans   Formula = "rom.delta"
)

// Rates, hazards, correlations.
const (
	ByRateRatio        Formula = "irr.log"
	ByRateRatioHaldane Formula = "irr.log-corrected"
	ByRateDifference   Formula = "ird.poisson"
	ByLogRank          Formula = "hr.o-e"
	ByFisherZ          Formula = "cor.fisher-z"
	ByCorrelation      Formula = "cor.raw"
)

// Diagnostic accuracy.
const (
	BySimel          Formula = "dx.simel"
	ByDiagnosticOdds Formula = "dx.dor"
	ByYouden         Formula = "dx.youden"
	ByPostTest       Formula = "dx.post-test"
)

// Conversions.
const (
	ByPrintedInterval  Formula = "convert.se-from-ci"
	ByPrintedP         Formula = "convert.ci-from-p"
	ByPrintedPApprox   Formula = "convert.ci-from-p-approx"
	BySEFromCI         Formula = "convert.se-from-ci-difference"
	BySDFromSE         Formula = "convert.sd-from-se"
	BySDFromCIZ        Formula = "convert.sd-from-ci-z"
	BySDFromCIT        Formula = "convert.sd-from-ci-t"
	ByTFromP           Formula = "convert.t-from-p"
	BySEFromT          Formula = "convert.se-from-t"
	BySDFromDifference Formula = "convert.sd-from-se-difference"
	BySDOfChange       Formula = "convert.sd-of-change"
	ByCombineGroups    Formula = "convert.combine-groups"
	ByWanQuartiles     Formula = "convert.wan-c3"
	ByWanRange         Formula = "convert.wan-c1"
	ByWanFive          Formula = "convert.wan-c2"
	ByChinn            Formula = "convert.smd-lnor"
	ByZhangYu          Formula = "convert.or-to-rr"
	ByUnitsFromSMD     Formula = "convert.smd-to-units"
	ByEValue           Formula = "convert.e-value"
)
