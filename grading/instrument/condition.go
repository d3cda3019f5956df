package instrument

import (
	"fmt"
	"slices"
	"strings"
)

// Condition is a sentence about answers in the small language of packs.
//
//	2.1 | 2.2: Y NI; 2.3: N or 2.4: Y
//
// reads "2.1 or 2.2 is Y or NI, and 2.3 is N; or else 2.4 is Y". A colon
// separates questions from the codes that fit. Several questions are joined
// by | (at least one of them) or & (all of them); terms are joined by ";"
// (all of them); "or" separates alternatives. A code that names a class of
// the pack stands for its members. The empty condition always holds.
type Condition string

type term struct {
	items []string
	all   bool // all items must fit, not only one
	codes []string
}

// clauses is a parsed Condition: alternatives of terms that must all hold.
type clauses [][]term

// truth is the logic of Kleene: an unanswered question leaves it open.
type truth int

const (
	no truth = iota
	open
	yes
)

// parse reads a condition and puts the members of classes in their place.
func (c Condition) parse(classes map[string][]string) (clauses, error) {
	text := strings.TrimSpace(string(c))
	if text == "" {
		return nil, nil
	}
	var out clauses
	for _, alternative := range strings.Split(text, " or ") {
		var terms []term
		for _, part := range strings.Split(alternative, ";") {
			t, err := parseTerm(part, classes)
			if err != nil {
				return nil, err
			}
			terms = append(terms, t)
		}
		out = append(out, terms)
	}
	return out, nil
}

func parseTerm(s string, classes map[string][]string) (term, error) {
	left, right, ok := strings.Cut(s, ":")
	if !ok {
		return term{}, fmt.Errorf("%q has no colon between question and answers", strings.TrimSpace(s))
	}
	t := term{all: strings.Contains(left, "&")}
	if t.all && strings.Contains(left, "|") {
		return term{}, fmt.Errorf("%q mixes & and |", strings.TrimSpace(s))
	}
	for _, id := range strings.FieldsFunc(left, func(r rune) bool { return r == '&' || r == '|' }) {
		t.items = append(t.items, strings.TrimSpace(id))
	}
	for _, code := range strings.Fields(right) {
		if members, ok := classes[code]; ok {
			t.codes = append(t.codes, members...)
		} else {
			t.codes = append(t.codes, code)
		}
	}
	if len(t.items) == 0 || slices.Contains(t.items, "") || len(t.codes) == 0 {
		return term{}, fmt.Errorf("%q names no question or no answer", strings.TrimSpace(s))
	}
	return t, nil
}

// items lists the questions and derived values the condition looks at.
func (c clauses) items() []string {
	var out []string
	for _, terms := range c {
		for _, t := range terms {
			out = append(out, t.items...)
		}
	}
	return out
}

// state holds what is known while a pack is evaluated: answers, and values
// that tables derived from them.
type state struct {
	codes map[string]string // "NA" for questions that are not asked
	paths map[string]string // how a derived value came about
}

// holds evaluates the condition. The path names the answers that decided it.
func (c clauses) holds(s state) (truth, string) {
	if len(c) == 0 {
		return yes, ""
	}
	result := no
	for _, terms := range c {
		got, path := allHold(terms, s)
		if got == yes {
			return yes, path
		}
		result = max(result, got)
	}
	return result, ""
}

func allHold(terms []term, s state) (truth, string) {
	result := yes
	var path []string
	for _, t := range terms {
		got, p := t.holds(s)
		result = min(result, got)
		path = append(path, p...)
	}
	return result, strings.Join(path, ", ")
}

func (t term) holds(s state) (truth, []string) {
	result := no
	if t.all {
		result = yes
	}
	var path []string
	for _, id := range t.items {
		got := open
		if code, ok := s.codes[id]; ok {
			got = no
			if slices.Contains(t.codes, code) {
				got = yes
				path = append(path, s.trace(id, code))
			}
		}
		if t.all {
			result = min(result, got)
		} else {
			result = max(result, got)
		}
	}
	return result, path
}

// trace prints one answer, or the answers behind a derived value.
func (s state) trace(id, code string) string {
	if p, ok := s.paths[id]; ok {
		if p == "" {
			return code
		}
		return p
	}
	return id + " " + code
}
