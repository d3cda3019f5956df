// Package samplesize reads how many people a study counted out of its title
// and abstract, and says where each number stands.
//
// [Read] is a pure function of the text. It finds the levels of a participant
// flow (screened, eligible, enrolled, randomised, received, completed,
// analysed), the arms, units that are not people (eyes, limbs, practices) and,
// for reviews, the number of studies and of participants, which are never
// mixed with the n of a single study. Every number comes with the words it was
// read from and their byte offsets. When no number in the text can be defended
// as a count of people, n stays empty: it is never zero and never a guess.
//
// The confidence says how the number was found:
//
//	A  a stated total with an enrolment or randomisation verb of its own, or
//	   a total that the arms add up to
//	B  a stated total with weaker words: "included", "a trial in 40 women",
//	   "assigned" without chance, "N = 128", "a total of", a planned number
//	C  unclear: a sum of arms or groups without a stated total, people analysed
//	   or treated, people sent to one group, providers of care, or the only
//	   count of people that the text has
//	D  nothing found, n is empty
//
// [Resolve] puts structured sources (a person's entry, a registry) in their
// order of trust before the text and shows where they disagree.
//
// The passes are: scan (bytes to tokens that keep their offsets, number words
// and thousands joined), count (which numbers can be people at all), mention
// (a number with its noun), role (what the sentence says happened to them),
// arms, and choose. Each looks at a bounded window, so that the work grows
// linearly with the text.
package samplesize
