// Package power answers whether a study, or a body of studies, was large
// enough: sample size and power for assumed effects, the smallest detectable
// effect, the optimal information size of GRADE, the precision that a size
// buys, and how fragile a result is.
//
// Effects are assumed, never observed: power computed from the observed effect
// is only the p value in another dress, and no function here offers it. For a
// finished study ask for the smallest effect it could detect
// ([DetectableRisks], [DetectableMean]) or the width of its interval
// ([HalfWidthRiskDifference]).
//
// Tests are two-sided unless a name says otherwise; alpha is the two-sided
// error. Every [Size] and [Power] names its method, as the methods differ by
// several people per arm. Errors are those of package effect: *InputError and
// *UndefinedError. No function returns NaN or an infinity.
package power
