// Package query is the search language: what a search means, how it is
// written, and how it is checked and carried over to other systems. It does
// no searching of its own but for Match, which defines the meaning of every
// Boolean search record by record; the index has to find the same sets.
//
// Parse reads one query in PubMed syntax, ParseOvid one line in Ovid syntax,
// ParseStrategy a whole strategy in either. All give the same tree of Nodes.
// String writes a tree in the canonical form, from which Parse gives the same
// tree again; nothing is lost, because the canonical form is PubMed syntax
// with the extensions marked + below. Check remarks on a search, Translate
// writes it for other systems and says what could not be carried over.
// Tokens cuts texts into words, for queries and the index alike.
//
// # PubMed syntax
//
//	back pain                        both words; words only are a question to be ranked (Plain)
//	"back pain"                      a phrase
//	back pain[tiab]                  with a tag, words are a phrase
//	back-pain                        so is a hyphenated word
//	surg*                            truncation, behind four letters or more
//	"heart fail*"[ti]                truncation in a phrase
//	a AND b OR c NOT d               from left to right, without precedence: ((a AND b) OR c) NOT d
//	a AND (b OR c)                   parentheses first
//	(a OR b)[tiab]                 + one tag for a group
//	pain[ti,ab]                    + several fields
//	"back pain"[tiab:~3]             both words with at most 3 words between, in any order
//	(a NEAR/3 (b OR "c d"))[ti]    + proximity of groups and phrases: at most 2 words between
//	(a NEXT/3 b)                   + the same in order; NEXT is NEXT/1, directly behind
//	colo?r, wom#n, node*2          + none or one character, exactly one, up to two at the end
//	back pain[mh]                    subject heading with the narrower ones; [mh:noexp] without
//	back pain[majr]                  as a major topic; [majr:noexp]
//	back pain/surgery[mh]            with a subheading, by name or two letters; and its family
//	back pain/su[mh:subnoexp]      + without the family
//	surgery[sh]                      a subheading of any heading, with its family; [sh:noexp]
//	smith j[au], "smith j"[au]       smith ja is found by the first only; also [1au], [lastau]
//	2010:2020[dp]                    a range of dates; 2012/01/01:3000[dp] has no end
//	"2012"[dp] : "2015"[dp]          the same as PubMed prints it
//	hasabstract                      records with an abstract; has:n and so on +
//	all[sb]                          every record
//	#1 AND #2                        earlier lines or saved searches (LineRef, Resolve)
//	rct[design], 20:100[n], >=50[n]  this program's own fields
//	design:rct, title:"back pain"  + name:value for every field
//	year:2010..2020, n:20.., n:..50 + ranges open at an end
//
// Fields is the whole list of tags. An unknown tag is an error; PubMed drops
// it and searches something else. Operators are upper case; a lower-case one
// is a word, except behind a tag, parenthesis, quotation or line number,
// where it cannot be one.
//
// # Ovid syntax
//
//	exp Back Pain/                   heading with the narrower ones; without exp, the heading alone
//	*Back Pain/                      as a major topic
//	Back Pain/su, th [Surgery]       with any of the subheadings; remarks stand in brackets
//	dt.fs. tu.xs.                    subheadings of any heading; .xs. with the family
//	pain.ti,ab,kf.                   words in fields; the last point may be missing
//	(pain or ache).tw.               one suffix for a group; .tw. is .ti,ab.
//	low back pain.ti.                words in a row are a phrase
//	pain                             without a suffix .mp. is searched
//	pain$ pain* pain:                truncation; pain$3 up to three characters
//	colo?r wom#n                     none or one character; exactly one
//	a adj b                          directly behind each other in order
//	a adj3 b                         at most 2 words between, in any order; adj1 is beside
//	3 and (4 or 5)                   line numbers; #3 as well
//	or/1-5,8 and/1,3                 many lines at once
//	limit 6 to yr="2010-Current"     also ed=20100101-20151231
//	limit 6 to (english and humans)  languages, humans, age groups, publication types, abstracts
//	exp animals/ not humans/ (1234)  a count at the end is read into Line.Hits
//
// Unquoted headings may have an "and" in them: exp Wounds and Injuries/.
// Operators of different kinds are read from left to right. What is not known
// is an error with line and position.
//
// # Strategies
//
// Lines are numbered by their place, unless they bring labels that run on: 1.
// 2. 3., #1 #2, S1 S2, 1a 1b 2, A. B. A label may stand on a line of its own
// or with a title, above its search. Lines that begin with an operator, or
// stand in an open parenthesis, go on from the line before. Titles and
// [remarks] are kept as Line.Comment. Auto looks at each line for tags or
// suffixes and takes the syntax of most lines where there is neither.
//
// # Words and places
//
// Tokens gives the rules of cutting and folding words. A record has text
// fields, each a row of sections; positions run on within a section and leave
// a gap of SectionGap between sections, more than any proximity reaches
// (MaxNear). Phrases and proximity are found within one field only. An index
// that keeps title and abstract in one row puts the same gap between them.
//
// # Limits
//
// A query has at most MaxBytes bytes, MaxTerms terms and MaxDepth levels of
// parentheses, in a strategy each line; Options.Limits changes that. Larger
// ones are refused with a *LimitError. Reading takes time in proportion to
// the text.
package query
