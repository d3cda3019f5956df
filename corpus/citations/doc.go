// Package citations says who cites whom: from the reference lists that records
// carry (PubMed XML, JATS, Crossref, OpenAlex, BibTeX and others, read by the
// packages beside this one) it builds a graph over the reports of a library
// and over the works that only their lists name.
//
// [Build] joins a citation to a work by DOI, PMID, PMCID or OpenAlex id and,
// where a list gives words alone, by [Matcher]: title, year and first author
// together, or not at all. What could not be joined stays a work of its own
// and is counted. [Graph.Backward] and [Graph.Forward] list what seeds cite
// and what cites them, each with the seeds that produced it; [Graph.CoCited]
// and [Graph.Coupled] find neighbours; [Graph.Citing] finds who cites a work
// that was retracted.
//
// Everything is computed from the input in its order, without chance, in time
// that grows with the number of references.
package citations
