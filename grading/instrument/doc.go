// Package instrument holds the tools by which studies, reviews and guidelines
// are appraised, as data: RoB 2, ROBINS-I, AMSTAR 2, AGREE II, QUADAS-2,
// Newcastle–Ottawa, Jadad, PEDro, JBI and INSPECT-SR, and the packs users
// write themselves.
//
// A [Pack] is one version of one tool. Its questions are given in short words
// of our own; the official texts stay with their owners and are named in
// Source. [Pack.Evaluate] reads answers and proposes judgements with the path
// that led there ("1.2 N → high"); [Pack.Ask] tells what to ask next;
// [Pack.Decide] records what a person concluded and demands a reason where
// that departs from the proposal. No rule answers a question: [Pack.Cues]
// only finds sentences worth quoting.
package instrument
