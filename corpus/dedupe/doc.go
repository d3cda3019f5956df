// Package dedupe tells which bibliographic records describe the same
// publication.
//
// Prepare normalises the fields of an item once, Compare weighs two prepared
// items field by field and answers same, review or different, and Find does so
// for a whole collection: blocking proposes pairs, Compare decides them, and
// groups are formed so that no chain of pairs ever joins two records that
// contradict each other. Best merges the items of a group, each field from the
// record that says it best. Fingerprints are keys for the question "is this
// known already?" at import.
//
// The weights are log-odds in bits in the manner of record linkage: how much
// more often a field agrees between records of one publication than between
// records of two.
//
//   - Fellegi IP, Sunter AB. J Am Stat Assoc 1969;64:1183–1210. doi:10.1080/01621459.1969.10501049
//   - Winkler WE. String comparator metrics and enhanced decision rules. Proc Sect Surv Res Methods, Am Stat Assoc 1990:354–359.
//   - Hernández MA, Stolfo SJ. SIGMOD Rec 1995;24(2):127–138. doi:10.1145/568271.223807
//   - Broder AZ. On the resemblance and containment of documents. Proc SEQUENCES 1997:21–29. doi:10.1109/SEQUEN.1997.666900
//
// They are set by hand from what the fields mean (weights.go gives a reason for
// each), not fitted: the few labelled collections would not carry a fit.
//
// The references of this package are given from memory and were not looked up
// again [K].
//
// The law: two records with different DOIs or different PMIDs are never called
// the same by a rule; a person may still merge them. There is one narrow
// exception: DOIs that differ in nothing but a version mark (versionMarks), as
// of a Cochrane review, where title, authors and number are equal and no more
// than a year lies between.
package dedupe
