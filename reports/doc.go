// Package reports turns graded evidence into documents. Compile takes
// everything that is known about a question and returns a Briefing: a list
// of blocks of sentences, tables and plots in reading order. Renderers
// (pdf, html, text) only set what the blocks say.
//
// Every sentence carries the ids of what it rests on. Compile refuses a
// sentence that rests on nothing, a number that the Input does not hold, a
// certainty whose footnotes do not account for its levels, and a PRISMA flow
// that does not add up; with Draft set it marks them instead.
//
// The package is pure: no clock, no files, and the same Input gives the same
// Briefing.
package reports
