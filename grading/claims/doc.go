// Package claims says what the graded evidence makes of a sentence somebody
// wrote, on what that rests, and what falls with it.
//
// [Judge] looks at every study that is linked to a claim: the stance of the
// link, the certainty of the body of evidence behind it (graded elsewhere and
// given by the caller), whether its population, treatment, comparison, outcome
// and time are those of the claim, whether it was retracted, and whether it is
// counted already. Studies that were retracted or withdrawn, or are notices,
// count for nothing; an expression of concern costs one level; a trial and the
// review containing it count once, and so do studies of the same data; a study
// that may be in a review is not counted beside it; about
// safety and harm, a study that is silent on harms says nothing. Of what is
// left, the best certainty on each side goes into this table, where the first
// row that fits decides. Direct means that no element of PICO differs.
//
// # Decision table
//
//   - no-statement: the claim has no text, or is an opinion or a question → not checkable
//   - no-study: no study is linked → not checkable
//   - nothing-left: every linked study was retracted or withdrawn, is a notice, or is silent on what is claimed → uncertain
//   - mentions-unrated: studies only mention it and nobody has rated their certainty → not checkable
//   - mentions: studies only mention it → uncertain
//   - ungraded: studies support or contradict it and nobody has rated their certainty → uncertain
//   - out-of-scope: only indirect evidence is rated; it supports it with moderate or high certainty and nothing indirect is as certain against it → misleading
//   - indirect: only indirect evidence is rated → uncertain
//   - mixed-for: direct evidence on both sides, that for it two levels more certain → probably supported
//   - mixed-against: direct evidence on both sides, that against it two levels more certain → probably not supported
//   - mixed: direct evidence on both sides, less than two levels apart → uncertain
//   - against-high: direct evidence only against it, high certainty → contradicted
//   - against-moderate: direct evidence only against it, moderate certainty → probably not supported
//   - for-high: direct evidence only for it, high certainty, directness known, no unrated study against it → supported
//   - for-high-unsure: direct evidence only for it, high certainty, but directness is not known or an unrated study is against it → probably supported
//   - for-moderate: direct evidence only for it, moderate certainty → probably supported
//   - low: direct evidence on one side, low or very low certainty → uncertain
//
// No row leads to "supported" without a body of high certainty: no graded
// support, no "supported". A person may overrule the table with a rationale;
// both verdicts are kept. The table is a rule of this program, built on the
// wording of GRADE (high: is, moderate: probably, low: may, very low: very
// uncertain); it is not part of GRADE.
//
// [Falls] and [LeaveOneOut] tell what becomes of a claim when a study falls,
// [NewMatrix] sets claims against studies, [Denominators] checks numbers of
// people. [Graph] carries a change to everything that rests on it.
// [Sentences] and [CheckWorthy] cut an article into sentences and find those
// that claim something.
package claims
