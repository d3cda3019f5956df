// Package forest lays out the plots of a review: the forest plot with its
// risk-of-bias columns, the funnel plot, the traffic light and the weighted
// summary of risk of bias. Numbers go in, shapes come out; see package figure.
//
// The conventions are those of RevMan and metafor: rows in the order given,
// squares whose area is proportional to the weight, a diamond for the pooled
// estimate that is not scaled by weight, the prediction interval as a bar in
// a row of its own so that it is not read as the confidence interval,
// intervals that leave the axis end in an arrow, and ratios on a log axis.
package forest
