// Package design reads the design of a study from its publication types,
// headings, title and abstract, with the words that decided.
//
// The rules are those of the specification's section D2, negatives first: what
// is no report of a trial (notices, animals, protocols, guidelines, reviews) is
// set apart before the question "randomised or not" is asked. That question is
// answered by adding the log-odds of the cues in trialCues, each group of cues
// counted once; the sum, and every cue in it, can be seen in the spans. All
// other designs need words that name them.
//
// What a database indexed outranks the text and has confidence A. A design
// that the text names has B. C is inferred from what was done, or contradicted:
// then Conflicts says by what. A study whose design is not said stays unknown.
//
// The cues are phrases in a small notation, see pattern.go. They were written
// from the vocabulary of reporting guidelines and search filters and from
// PubMed records set aside for that; they name no journal, author or topic.
package design
