// Package mesh reads the Medical Subject Headings as the National Library of
// Medicine publishes them: the descriptors of a year as XML (desc2026.xml,
// also compressed) or in the ASCII form (d2026.bin). It knows headings by
// their names and entry terms, their tree numbers, and what is below them.
//
// The files are the library's to distribute; this program brings none along.
package mesh
