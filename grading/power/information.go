package power

import (
	"math"

	"appraise/grading/effect"
)

// Information is an optimal information size: the participants that one
// adequately powered trial would need, to which GRADE compares what a body of
// evidence has.
type Information struct {
	Formula Formula
	Total   int     // both arms, each rounded up
	Exact   float64 // both arms, as computed
	Events  float64 // expected events in Total; 0 for continuous outcomes
}

// Share returns what part of the information size n participants are.
func (i Information) Share(n int) float64 { return float64(n) / float64(i.Total) }

// RelativeRiskReduction is the modest effect an information size is computed
// for when nobody states another: never the observed one.
const RelativeRiskReduction = 0.25

// InformationSize returns the optimal information size of a dichotomous
// outcome at a control risk, for a relative risk reduction (below 0 for an
// increase), two-sided alpha and power.
//
// Guyatt GH, Oxman AD, Kunz R, et al. J Clin Epidemiol 2011;64:1283–1293.
func InformationSize(control, reduction, alpha, power float64) (Information, error) {
	if err := inside("control risk", control); err != nil {
		return Information{}, err
	}
	treated := control * (1 - reduction)
	if reduction == 0 || !(treated > 0 && treated < 1) {
		return Information{}, inputError("relative risk reduction", reduction, "one other than 0 that leaves a risk between 0 and 1")
	}
	s, err := Risks{P1: control, P2: treated, Alpha: alpha}.SampleSize(power)
	if err != nil {
		return Information{}, err
	}
	i := Information{Formula: ByInformation, Total: s.Total(), Exact: s.N1 + s.N2}
	arm := float64(i.Total) / 2
	i.Events = arm*control + arm*treated
	return i, nil
}

// InformationSizeMeans returns the optimal information size of a continuous
// outcome for a standardised mean difference, by the noncentral t distribution.
func InformationSizeMeans(smd, alpha, power float64) (Information, error) {
	s, err := Means{Difference: smd, SD: 1, Alpha: alpha}.SampleSize(power)
	if err != nil {
		return Information{}, err
	}
	return Information{Formula: ByInformationContinuous, Total: s.Total(), Exact: s.N1 + s.N2}, nil
}

// Adjusted inflates the size for heterogeneity, i2 from 0 to below 1, as trial
// sequential analysis does.
//
// Wetterslev J, Thorlund K, Brok J, Gluud C. BMC Med Res Methodol 2009;9:86.
func (i Information) Adjusted(i2 float64) (Information, error) {
	if !(i2 >= 0 && i2 < 1) {
		return Information{}, inputError("I²", i2, "a number from 0 to below 1")
	}
	if !(i.Exact > 0 && i.Exact/(1-i2) <= maxSize) {
		return Information{}, &effect.UndefinedError{Quantity: "information size", Because: "it is 0 or beyond any body of evidence"}
	}
	factor := 1 / (1 - i2)
	adjusted := Information{Formula: ByInformationAdjusted, Exact: i.Exact * factor}
	adjusted.Total = 2 * roundUp(adjusted.Exact/2)
	if i.Total > 0 && i.Events > 0 {
		adjusted.Events = i.Events * float64(adjusted.Total) / float64(i.Total)
	}
	if !(math.Abs(adjusted.Events) <= math.MaxFloat64) {
		adjusted.Events = 0
	}
	return adjusted, nil
}
