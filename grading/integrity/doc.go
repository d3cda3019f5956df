// Package integrity asks whether the printed numbers of a study agree with
// each other. It reads numbers as they were printed (trailing zeros matter),
// recomputes what follows from them, and says what does not fit, with the
// arithmetic and with the innocent reasons.
//
// There are two layers. The checks ([CheckPercent], [CheckGRIM], [CheckP],
// [CheckInterval], …) take numbers that somebody read. [Text] finds numbers
// in a title and an abstract and runs the checks on what it found; it leaves
// out what it cannot tie to a denominator, and says how many of the numbers
// it saw it could check.
//
// The reporting rules hold everywhere. A [Finding] never says why numbers
// disagree, only that they do; it lists the innocent reasons, the first of
// which is that the number was read wrongly; it is never summed up per author
// or journal; it never changes a grade; and what was read by a rule and not
// by a person is at most of level [Check].
//
// Rounding. A printed value x with d decimals is compatible with a value v
// when |v − x| ≤ ½·10⁻ᵈ, closed at both ends, so that every usual way of
// rounding a half is accepted. Counts, percentages, means and standard
// deviations are compared with exact integer or rational arithmetic.
package integrity
