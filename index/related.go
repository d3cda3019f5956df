package index

import (
	"slices"
	"strings"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// related returns the documents a ranked search finds. Words without a field
// are compared by their stems, and of several written beside each other any
// is enough; everything else is as exact as in a Boolean search.
func (e *evaluator) related(n query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	switch n := n.(type) {
	case *query.Word:
		if n.Fields == 0 && !n.Quoted {
			return e.stemmed(n.Text)
		}
	case *query.Phrase:
		if n.Fields == 0 && !n.Quoted {
			return e.anyWord(n.Words)
		}
	case *query.And:
		if n.Implicit {
			return e.loosely(n.Operands, within)
		}
		for _, c := range n.Operands {
			found, err := e.related(c, within)
			if err != nil {
				return nil, err
			}
			if within != nil {
				found = roaring.And(within, found)
			}
			if within = found; within.IsEmpty() {
				break
			}
		}
		return within, nil
	case *query.Or:
		out := roaring.New()
		for _, c := range n.Operands {
			if w, ok := c.(*query.Word); ok && w.Fields == 0 && !w.Quoted {
				if err := e.addStem(out, w.Text); err != nil {
					return nil, err
				}
				continue
			}
			found, err := e.related(c, within)
			if err != nil {
				return nil, err
			}
			out.Or(found)
		}
		return out, nil
	case *query.Not:
		keep, err := e.related(n.Keep, within)
		if err != nil {
			return nil, err
		}
		drop, err := e.related(n.Drop, keep)
		if err != nil {
			return nil, err
		}
		return roaring.AndNot(keep, drop), nil
	}
	return e.set(n, within)
}

// loosely evaluates words written beside each other: any of the plain words,
// and all of the rest.
func (e *evaluator) loosely(operands []query.Node, within *roaring.Bitmap) (*roaring.Bitmap, error) {
	var loose, strict []query.Node
	for _, c := range operands {
		if query.Plain(c) {
			loose = append(loose, c)
		} else {
			strict = append(strict, c)
		}
	}
	if slices.ContainsFunc(loose, func(n query.Node) bool { return !emptyWord(n) }) {
		loose = slices.DeleteFunc(loose, emptyWord)
	}
	for _, c := range strict {
		found, err := e.related(c, within)
		if err != nil {
			return nil, err
		}
		if within != nil {
			found = roaring.And(within, found)
		}
		within = found
	}
	if len(loose) == 0 {
		return within, nil
	}
	out := roaring.New()
	for _, c := range loose {
		var err error
		switch c := c.(type) {
		case *query.Word:
			err = e.addStem(out, c.Text)
		default:
			var found *roaring.Bitmap
			if found, err = e.related(c, within); err == nil {
				out.Or(found)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if within != nil {
		out.And(within)
	}
	return out, nil
}

// emptyWords say nothing about what a study is about.
const emptyWords = " a an and are as at be been but by can do does for from had has have if in into is it its may not of on or such than that the their then there these they this to was were what when which will with "

func emptyWord(n query.Node) bool {
	w, ok := n.(*query.Word)
	return ok && isEmptyWord(w.Text)
}

func isEmptyWord(word string) bool { return strings.Contains(emptyWords, " "+word+" ") }

func (e *evaluator) anyWord(words []string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, w := range words {
		if err := e.addStem(out, w); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (e *evaluator) stemmed(word string) (*roaring.Bitmap, error) {
	out := roaring.New()
	return out, e.addStem(out, word)
}

func (e *evaluator) addStem(out *roaring.Bitmap, word string) error {
	st := stem(word)
	if err := e.addTerm(out, fieldStem, st); err != nil {
		return err
	}
	return e.addTerm(out, fieldOther, st)
}
