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

// calledRE finds saved:NAME and filter:NAME at the beginning of a word. In the
// syntax of Ovid a colon behind a word is a truncation; then no name follows.
var calledRE = regexp.MustCompile(`(^|[\s(])(saved|filter):([A-Za-z][A-Za-z0-9_-]*)`)

// ovidRE and pubmedRE find what only one of the syntaxes has.
var (
	ovidRE   = regexp.MustCompile(`\.(ti|ab|tw|mp|kf|kw|sh|pt|fs|af|hw)\b|[A-Za-z]/(\s|$|\))|\badj\d*\b|\bor/\d`)
	pubmedRE = regexp.MustCompile(`\[[A-Za-z][A-Za-z /:-]*\]`)
)

// callsAsTags writes saved:NAME and filter:NAME as the syntax of a strategy
// has it, NAME.sb. or NAME[sb], with every place where it was. It returns what
// has to be put back in texts that are shown.
func callsAsTags(text string, syntax query.Syntax) (string, *strings.Replacer) {
	after := "[sb]"
	if syntax == query.Ovid || syntax == query.Auto && len(ovidRE.FindAllString(text, -1)) > len(pubmedRE.FindAllString(text, -1)) {
		after = ".sb."
	}
	var back []string
	text = calledRE.ReplaceAllStringFunc(text, func(m string) string {
		f := calledRE.FindStringSubmatch(m)
		before := strings.Repeat(" ", max(0, len(f[2])+1-len(after)))
		back = append(back, before+f[3]+after, f[2]+":"+f[3], f[3]+after, f[2]+":"+f[3])
		return f[1] + before + f[3] + after
	})
	return text, strings.NewReplacer(back...)
}

// parseStrategy reads a strategy whose lines may call saved searches and
// filters.
func parseStrategy(text string, syntax query.Syntax) (*query.Strategy, error) {
	tagged, back := callsAsTags(text, syntax)
	s, err := query.ParseStrategy(tagged, syntax)
	if err != nil {
		return s, err
	}
	for i := range s.Lines {
		s.Lines[i].Text = back.Replace(s.Lines[i].Text)
	}
	return s, nil
}
