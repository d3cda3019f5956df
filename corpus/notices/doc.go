// Package notices reads who says that a publication was retracted, corrected,
// withdrawn or put under an expression of concern, ties what is said to the
// reports of a library, and tells how each report stands.
//
// Three kinds of source are read: the table of Retraction Watch, works of
// Crossref, and records whose relations, publication types or titles say so
// (PubMed foremost). Each becomes an [Assertion]: about which identifiers, of
// which type, from when, by whom. No source is right alone, so assertions are
// never folded into one: [Resolve] tells the state that follows from all of
// them and where they disagree.
//
// Three rules hold everywhere. An assertion is joined to a report by an exact
// DOI or PMID and by nothing else, never by an empty or made-up one. A
// correction is not a retraction. And a report without notices has the state
// "none known", which is not "clean".
package notices
