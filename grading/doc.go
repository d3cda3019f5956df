// Package grading rates how certain a body of evidence is, by GRADE: for each
// outcome of a question it gathers the results of the included studies, pools
// them or takes the single one, and goes through the five reasons to rate
// down and the three to rate up. Each step carries the numbers it looked at,
// what the rule suggests and what a person decided; a decision counts against
// the suggestion only with a rationale, and is marked stale when what it was
// made on has changed.
//
// [Evaluate] is a pure function: the same input gives the same assessment.
// The Suggest functions are the rules by themselves.
package grading
