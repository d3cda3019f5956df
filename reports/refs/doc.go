// Package refs writes references in the two styles medical readers expect:
// AMA (AMA Manual of Style, 11th edition) and Vancouver as the National
// Library of Medicine prints it (Citing Medicine).
//
// A reference is a list of runs, so that a page can set the journal in
// italics and link the DOI. Nothing is invented: a part the item does not
// have is left out together with its punctuation.
package refs
