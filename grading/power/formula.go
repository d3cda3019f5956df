package power

// Formula identifies the method a number came from. It is stored with the
// number and does not change between versions.
type Formula string

// Two proportions.
const (
	ByPooledNormal   Formula = "n.two-prop.pooled"
	ByStrictNormal   Formula = "n.two-prop.pooled-strict"
	ByFleiss         Formula = "n.two-prop.fleiss"
	ByUnpooledNormal Formula = "n.two-prop.unpooled"
	ByArcsine        Formula = "n.two-prop.arcsine"
	ByArcsineStrict  Formula = "n.two-prop.arcsine-strict"
	ByExactFisher    Formula = "power.two-prop.exact-fisher"
	ByExactChiSquare Formula = "power.two-prop.exact-chi2"
)

// Means and correlations.
const (
	ByNoncentralT       Formula = "n.two-means.t"
	ByNoncentralTStrict Formula = "n.two-means.t-strict"
	ByNormalMeans       Formula = "n.two-means.z"
	ByPairedT           Formula = "power.paired.t"
	ByCorrelation       Formula = "n.correlation.t"
	ByCorrelationZ      Formula = "n.correlation.fisher-z"
)

// Other designs.
const (
	BySchoenfeld            Formula = "events.log-rank.schoenfeld"
	ByNonInferiorityRisk    Formula = "n.non-inferiority.risk"
	ByNonInferiorityMean    Formula = "n.non-inferiority.mean"
	ByDesignEffect          Formula = "design-effect.cluster"
	ByDropout               Formula = "n.dropout"
	ByInformation           Formula = "ois.dichotomous"
	ByInformationContinuous Formula = "ois.continuous"
	ByInformationAdjusted   Formula = "ois.heterogeneity-adjusted"
	ByWaldWidth             Formula = "precision.proportion.wald"
	ByWaldDifferenceWidth   Formula = "precision.rd.wald"
	ByMeanWidth             Formula = "precision.md.t"
	ByRuleOfThree           Formula = "precision.no-events"
	ByFragility             Formula = "fragility.index"
	ByReverseFragility      Formula = "fragility.reverse"
)

// Source tells a reader what a [Formula] is.
type Source struct {
	Formula Formula
	Name    string // as a methods line prints it
	Paper   string // where it was published
}

// sources is the whole list of formulas. The formulas were checked against
// numbers computed with R (testdata/oracles/power.csv); volumes and pages of
// the papers are from memory.
var sources = []Source{
	{ByPooledNormal, "normal approximation, variance pooled under no effect", "Fleiss JL, Levin B, Paik MC. Statistical methods for rates and proportions. 3rd ed. 2003"},
	{ByStrictNormal, "normal approximation with both tails", "R, stats::power.prop.test, strict"},
	{ByFleiss, "normal approximation with continuity correction", "Fleiss JL, Tytun A, Ury HK. Biometrics 1980;36:343–346"},
	{ByUnpooledNormal, "normal approximation, variance not pooled", "Chow SC, Shao J, Wang H. Sample size calculations in clinical research. 2nd ed. 2008"},
	{ByArcsine, "arcsine transformation, Cohen's h", "Cohen J. Statistical power analysis. 2nd ed. 1988"},
	{ByArcsineStrict, "arcsine transformation with both tails", "Cohen J. Statistical power analysis. 2nd ed. 1988"},
	{ByExactFisher, "enumeration of all tables, Fisher's exact test", "Bennett BM, Hsu P. Biometrika 1960;47:393–398"},
	{ByExactChiSquare, "enumeration of all tables, chi-square without correction", "Bennett BM, Hsu P. Biometrika 1960;47:393–398"},
	{ByNoncentralT, "noncentral t", "Cohen J. Statistical power analysis. 2nd ed. 1988"},
	{ByNoncentralTStrict, "noncentral t with both tails", "Cohen J. Statistical power analysis. 2nd ed. 1988"},
	{ByNormalMeans, "normal approximation", "2((z_alpha + z_beta)·sd/difference)²"},
	{ByPairedT, "noncentral t, paired", "Cohen J. Statistical power analysis. 2nd ed. 1988"},
	{ByCorrelation, "Fisher's z with the critical r of the t test", "Cohen J. Statistical power analysis. 2nd ed. 1988"},
	{ByCorrelationZ, "Fisher's z", "((z_alpha + z_beta)/atanh r)² + 3"},
	{BySchoenfeld, "events for a log-rank test", "Schoenfeld DA. Biometrika 1981;68:316–319"},
	{ByNonInferiorityRisk, "non-inferiority of a risk, normal approximation", "Blackwelder WC. Control Clin Trials 1982;3:345–353"},
	{ByNonInferiorityMean, "non-inferiority of a mean, normal approximation", "Chow SC, Shao J, Wang H. Sample size calculations in clinical research. 2nd ed. 2008"},
	{ByDesignEffect, "1 + (m - 1)·ICC", "Donner A, Birkett N, Buck C. Am J Epidemiol 1981;114:906–914"},
	{ByDropout, "n/(1 - dropout)", "definition"},
	{ByInformation, "optimal information size, dichotomous", "Guyatt GH, Oxman AD, Kunz R, et al. J Clin Epidemiol 2011;64:1283–1293"},
	{ByInformationContinuous, "optimal information size, continuous", "Guyatt GH, Oxman AD, Kunz R, et al. J Clin Epidemiol 2011;64:1283–1293"},
	{ByInformationAdjusted, "information size over 1 - I²", "Wetterslev J, Thorlund K, Brok J, Gluud C. BMC Med Res Methodol 2009;9:86"},
	{ByWaldWidth, "n for a half-width of a proportion, simple normal", "(z/w)²·p(1 - p)"},
	{ByWaldDifferenceWidth, "half-width of a risk difference, simple normal", "z·√(p1·q1/n1 + p2·q2/n2)"},
	{ByMeanWidth, "half-width of a mean difference, Student's t", "t·sd·√(1/n1 + 1/n2)"},
	{ByRuleOfThree, "upper limit when no event was seen", "Hanley JA, Lippman-Hand A. JAMA 1983;249:1743–1745"},
	{ByFragility, "fragility index", "Walsh M, Srinathan SK, McAuley DF, et al. J Clin Epidemiol 2014;67:622–628"},
	{ByReverseFragility, "reverse fragility index", "Khan MS, Fonarow GC, Friede T, et al. JAMA Netw Open 2020;3:e2012469"},
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
