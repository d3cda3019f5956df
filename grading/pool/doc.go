// Package pool is meta-analysis: it turns the results of several studies into
// effects on a common scale and combines them.
//
// The way through it has three steps, and each can be taken alone:
//
//	rows     []Row      what was read from a table, columns named as in metafor
//	effects  []Effect   Effects(rows, measure, zero-cell rule): one y and v a study
//	model    Model      Fit(effects, options): the pooled numbers, nothing else
//
// Pool does all three and adds what a reader needs to judge them: the interval
// on the scale people read, the methods in one line, the studies left out and
// why, and warnings. Ratios are pooled as natural logarithms; Result.Estimate
// is on that analysis scale and Result.Display on the scale of the ratio.
//
// Around the pooled estimate stand Subgroups, Regress, LeaveOneOut,
// Cumulative, Influence, TrimFill and the tests for small-study effects.
//
// Everything here is arithmetic: no input or output, no clock, no randomness.
// Data that cannot be used give a *DataError naming row and column; no NaN
// and no infinity is ever returned without an error.
//
// Not in the package: generalised linear mixed models, multilevel and network
// models, selection models.
package pool
