// Package corpus holds the words of the program as plain types, without I/O.
//
//   - Record: one entry as one source gave it, kept raw. Never edited.
//   - Report: one publication, merged from one or more records.
//   - Study: one investigation, told in one or more reports. What is graded.
//   - Notice: a dated assertion that a report was retracted, corrected, … and
//     by whom it is asserted. Not knowing is never "clean".
//   - Fact and Result: what a person or a rule took out of a study, with the
//     quote it came from.
//   - Appraisal: answers to an instrument's signalling questions; the proposed
//     judgement and the decided one.
//   - Question: PICO, outcomes, and which studies are in or out with the reason.
//   - Decision: a person's GRADE judgement on one domain of one outcome.
//   - Claim and Link: a sentence somebody wrote, and the study it rests on.
//   - Event: one change of the library, with what was before and after.
//
// Two rules follow. Facts are stored, conclusions are computed: a person's
// judgement is a fact, a pooled estimate or a certainty is a conclusion. And
// the zero value of an optional number is a nil pointer, so that "not
// reported" is never mistaken for 0.
//
// Formats that read and write items live in the folders below this one.
package corpus
