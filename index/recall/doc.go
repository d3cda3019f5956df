// Package recall measures how good a ranked list is against judgements of
// relevance: what of the relevant was found, how early, and how much work a
// reader is spared.
package recall
