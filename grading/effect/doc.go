// Package effect turns what one study counted or measured into effect
// measures with confidence intervals: risks, rates, means, hazards,
// correlations and diagnostic accuracy, and the conversions between them.
//
// Every function names its method. An [Interval], an [Estimate], a [Test] and
// a [Derived] value carry a [Formula], and [Formula.Source] gives the name and
// the paper, so that a report can say how each number came about.
//
// Ratios live on the log scale inside ([Estimate]) and are converted once,
// for display ([Interval]).
//
// # Defaults
//
//	single proportion     Wilson                      [Proportion]
//	risk difference       Newcombe, method 10         [RiskDifference]
//	risk ratio            Katz, log                   [RiskRatio]
//	odds ratio            Woolf; Haldane if a cell is 0  [OddsRatio]
//	mean difference       Welch                       [MeanDifference]
//	standardised mean     Hedges g, exact correction  [HedgesG]
//
// # Numbers that do not exist
//
// No function returns NaN or an infinity. Input outside the range a formula
// accepts gives an [*InputError]; a quantity the data do not define gives an
// [*UndefinedError]. A confidence limit without bound, as the upper limit of
// an odds ratio when one arm had no event, is the constant [Unbounded].
package effect
