// Package pdf sets a briefing as a PDF for A4 or Letter. It is the only
// package that knows gofpdf.
//
// A document is laid out in two passes. The first breaks every text into
// lines and measures every block; the second places the blocks on pages and
// draws them, so that nothing is drawn that does not fit. Lines are broken,
// kerned and set here, because gofpdf does neither well. While drawing, the
// content is tagged (headings, lists, tables with their heads, figures with
// a text); after gofpdf has written the file it is rewritten with the
// structure tree, language, metadata and a file identifier.
//
// The same briefing gives the same bytes. No conformance with PDF/UA or
// PDF/A is claimed in a file unless Options.PDFA1b asks for PDF/A-1b.
package pdf
