package app

import (
	"errors"

	"appraise/index/query"
)

// Translated is a search written for another system.
type Translated struct {
	From  query.Syntax `json:"-"`
	To    string       `json:"to"`
	Text  string       `json:"text"`
	Notes []NotCarried `json:"notes"`
}

// NotCarried is a part of a search that another system cannot say as it was.
type NotCarried struct {
	Line    int    `json:"line,omitempty"` // of the original, from 1; absent when there is only one
	Column  int    `json:"column"`         // in characters, from 1
	Lost    bool   `json:"lost"`           // left out; otherwise it finds more or less than it did
	Message string `json:"message"`
	Term    string `json:"term,omitempty"` // the first part concerned
	Count   int    `json:"count"`          // how many parts are concerned
}

// Translate writes a query or strategy for another system. Everything that
// does not mean there what it means here has a note.
func Translate(text string, from query.Syntax, to query.Target) (Translated, error) {
	s, err := query.ParseStrategy(text, from)
	if err != nil {
		return Translated{}, err
	}
	out := Translated{From: s.Lines[0].Syntax, To: to.String(), Notes: []NotCarried{}}
	for _, l := range s.Notes {
		if l.Level == query.Error {
			r := remarkOn(text, l)
			out.Notes = append(out.Notes, NotCarried{Line: r.Line, Column: r.Column, Message: r.Message + " (" + r.Suggestion + ")", Count: 1})
		}
	}
	var notes []query.Note
	if n := s.Single(); n != nil {
		out.Text, notes = query.Translate(n, to)
	} else {
		out.Text, notes = s.Translate(to)
	}
	for _, n := range notes {
		r := remarkOn(text, query.Lint{Line: n.Line, Pos: n.Pos})
		out.Notes = append(out.Notes, NotCarried{Line: r.Line, Column: r.Column, Lost: n.Lost, Message: n.Message, Term: n.Term, Count: n.Count})
	}
	return out, nil
}

// PlaceOf finds the place in text that an error about a search speaks of.
func PlaceOf(text string, err error) (Place, bool) {
	if e, ok := errors.AsType[*query.SyntaxError](err); ok {
		return PlaceIn(text, e.Line, e.Pos), true
	}
	if e, ok := errors.AsType[*query.LimitError](err); ok {
		return PlaceIn(text, e.Line, e.Pos), true
	}
	return Place{}, false
}
