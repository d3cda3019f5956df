// Package results reads what a title and an abstract say was found: events and
// percentages, means and medians per arm, and effect estimates with their
// intervals and p-values.
//
// Everything is a Proposal with the passages it was read from; a person
// confirms, edits or rejects it, and nothing that was not confirmed enters a
// pooled figure. Numbers are taken as printed: a percentage is never turned
// into a count, a count never gets the size of its arm as a denominator, and
// a spread that is not said to be a standard deviation or a standard error
// stays unnamed. An arm that the text does not name stays unlabelled. Notes
// say what was left open and why.
//
// The passes over each field are: scan (bytes to tokens), the number readers
// (interval, estimate, p-value, share, mean and median), the arms and times
// named in the sentence, and assemble, which ties the numbers of one sentence
// together. Each looks at a bounded window, so that the work grows linearly
// with the text.
//
// Confidence: A, a named measure with an interval that holds it, or counts with
// their denominators and percentages that fit; B, stated without one of these;
// C, inferred from the place of the words, unlabelled, or in disagreement.
package results
