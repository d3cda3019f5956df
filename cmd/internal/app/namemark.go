package app

import (
	"regexp"
	"slices"
	"strings"

	"appraise/index/query"
)

// marked is a query in which the names of saved searches are written in the
// way that package query reads: sb:NAME.
type marked struct {
	text   string
	shifts []shift
}

// shift says that positions from at on lie by bytes further on than they did
// in what was typed.
type shift struct{ at, by int }

// unshift gives the place of an error as it was typed.
func (m marked) unshift(err error) error {
	switch e := err.(type) {
	case *query.SyntaxError:
		e.Pos = m.typed(e.Pos)
	case *query.LimitError:
		e.Pos = m.typed(e.Pos)
	}
	return err
}

func (m marked) typed(pos int) int {
	for _, s := range slices.Backward(m.shifts) {
		if pos >= s.at {
			return max(pos-s.by, 0)
		}
	}
	return pos
}

// namedRE finds saved:NAME and #NAME at the beginning of a word.
var namedRE = regexp.MustCompile(`(?:^|[\s(])(saved:|#)("[^"]*"|[^\s()\[\]"]*)`)

// mark writes the names of saved searches as package query reads them. A # is
// left alone where it begins no known name; it may stand for a character.
func (n *names) mark(text string) marked {
	var m marked
	at := 0
	quoted := quotedParts(text)
	for _, loc := range namedRE.FindAllStringSubmatchIndex(text, -1) {
		if within(quoted, loc[2]) {
			continue
		}
		name := strings.Trim(text[loc[4]:loc[5]], `"`)
		if text[loc[2]:loc[3]] == "#" && !n.known(name) {
			continue
		}
		m.text += text[at:loc[2]] + "sb:"
		at = loc[3]
		m.shifts = append(m.shifts, shift{len(m.text), len(m.text) - at})
	}
	m.text += text[at:]
	return m
}

func (n *names) known(name string) bool {
	_, saved := n.saved[strings.ToLower(name)]
	_, filter := filterNamed(name)
	return nameRE.MatchString(name) && (saved || filter)
}

// quotedParts returns the ranges between quotation marks.
func quotedParts(text string) [][2]int {
	var out [][2]int
	open := -1
	for i, r := range text {
		if r != '"' && r != '“' && r != '”' {
			continue
		}
		if open < 0 {
			open = i
		} else {
			out = append(out, [2]int{open, i})
			open = -1
		}
	}
	return out
}

func within(parts [][2]int, pos int) bool {
	return slices.ContainsFunc(parts, func(p [2]int) bool { return pos > p[0] && pos < p[1] })
}
