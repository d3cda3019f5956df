// Package wording says what evidence shows in words as strong as its
// certainty, and finds sentences that say more.
//
// [Say] makes the sentence from certainty, size and direction, after the
// informative statements of GRADE guidelines 26; [Lint] reads somebody's
// sentence and points at words the certainty does not carry.
package wording
