package index

import (
	"slices"
	"strings"

	"appraise/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// value returns the documents with a whole value.
func (e *evaluator) value(n *query.Term) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, f := range n.Fields.List() {
		want := f.Normalize(n.Text)
		tag := string([]byte{byte(f)})
		var err error
		switch {
		case n.Prefix:
			err = e.scan(fieldValues, tag+want, n.Text+"*", func(_ []byte, at uint64) error {
				if err := e.budget.expand(n.Text + "*"); err != nil {
					return err
				}
				return e.addValue(out, at)
			})
		case f.Kind() == query.KindName && !n.Exact && want != "":
			err = e.scan(fieldValues, tag+want, n.Text, func(term []byte, at uint64) error {
				if !query.NameMatches(string(term[1:]), want, false) {
					return nil
				}
				return e.addValue(out, at)
			})
		case f.Kind() == query.KindName && want == "":
		default:
			err = e.addTerm(out, fieldValues, tag+want)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// has returns the documents that have something in a field.
func (e *evaluator) has(f query.Field) (*roaring.Bitmap, error) {
	fields := []query.Field{f}
	if f.Kind() == query.KindText {
		fields = query.SetOf(f).Atoms().List()
	}
	out := roaring.New()
	for _, f := range fields {
		if err := e.addTerm(out, fieldValues, hasTerm(f)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (e *evaluator) dates(n *query.DateRange) *roaring.Bitmap {
	out := roaring.New()
	if !n.Fields.Has(query.PublicationDate) {
		return out
	}
	from, to := int32(0), int32(1<<31-1)
	if !n.From.IsZero() {
		from = int32(n.From.First())
	}
	if !n.To.IsZero() {
		to = int32(n.To.Last())
	}
	for doc, r := range e.p.rows {
		if r == noRow {
			continue
		}
		if day := e.g.rows.date(r); day != 0 && day >= from && day <= to {
			out.Add(uint32(doc))
		}
	}
	return out
}

func (e *evaluator) numbers(n *query.NumberRange) *roaring.Bitmap {
	out := roaring.New()
	if !n.Fields.Has(query.SampleSize) {
		return out
	}
	for doc, r := range e.p.rows {
		if r == noRow {
			continue
		}
		if size := e.g.rows.size(r); size >= 0 && float64(size) >= n.From && float64(size) <= n.To {
			out.Add(uint32(doc))
		}
	}
	return out
}

// heading returns the documents with a subject heading.
func (e *evaluator) heading(n *query.Heading) (*roaring.Bitmap, error) {
	name := query.Fold(n.Name)
	prefix := prefixHeading
	if n.Major {
		prefix = prefixMajor
	}
	out := roaring.New()
	var err error
	if name == "" {
		err = e.anyHeading(out, n, prefix)
	} else {
		err = e.namedHeading(out, n, name, prefix)
	}
	return out, err
}

// anyHeading finds a subheading of whatever heading, or any heading at all.
func (e *evaluator) anyHeading(out *roaring.Bitmap, n *query.Heading, prefix string) error {
	if len(n.Subheadings) == 0 {
		f := query.MeSH
		if n.Major {
			f = query.MajorHeading
		}
		return e.addTerm(out, fieldValues, hasTerm(f))
	}
	for _, sub := range n.AllSubheadings() {
		if err := e.addTerm(out, fieldValues, prefix+subMark+sub); err != nil {
			return err
		}
	}
	return nil
}

func (e *evaluator) namedHeading(out *roaring.Bitmap, n *query.Heading, name, prefix string) error {
	add := func(name string) error {
		if len(n.Subheadings) == 0 {
			return e.addTerm(out, fieldValues, prefix+name)
		}
		for _, sub := range n.AllSubheadings() {
			if err := e.addTerm(out, fieldValues, prefix+name+subMark+sub); err != nil {
				return err
			}
		}
		return nil
	}
	if err := add(name); err != nil {
		return err
	}
	if n.Prefix {
		return e.scan(fieldValues, prefixHeading+name, n.Name+"*", func(term []byte, _ uint64) error {
			if strings.Contains(string(term), subMark) {
				return nil
			}
			if err := e.budget.expand(n.Name + "*"); err != nil {
				return err
			}
			return add(string(term[1:]))
		})
	}
	if !n.Explode {
		return nil
	}
	return e.explode(out, n, name, add)
}

// explode adds the narrower headings. The documents that merely have one are
// found by the tree numbers above theirs; subheadings and stars need the
// names of the narrower headings.
func (e *evaluator) explode(out *roaring.Bitmap, n *query.Heading, name string, add func(string) error) error {
	if e.headings != nil {
		for _, narrower := range e.headings.Below(name) {
			if err := add(narrower); err != nil {
				return err
			}
		}
	}
	trees, err := e.treesOf(name)
	if err != nil || len(trees) == 0 {
		return err
	}
	if len(n.Subheadings) == 0 && !n.Major {
		for _, t := range trees {
			if err := e.addTerm(out, fieldValues, prefixTree+t); err != nil {
				return err
			}
		}
		return nil
	}
	return e.scan(fieldValues, prefixTreesOf, n.Name, func(term []byte, _ uint64) error {
		narrower, numbers, _ := strings.Cut(string(term[1:]), subMark)
		for _, own := range strings.Fields(numbers) {
			for _, t := range trees {
				if query.UnderTree(own, t) {
					return add(narrower)
				}
			}
		}
		return nil
	})
}

// treesOf looks a heading up in all segments: a narrower heading may be in
// another one than the heading itself.
func (e *evaluator) treesOf(name string) ([]string, error) {
	var out []string
	for _, p := range e.g.segments {
		err := e.segment(p).scan(fieldValues, prefixTreesOf+name+subMark, name, func(term []byte, _ uint64) error {
			_, numbers, _ := strings.Cut(string(term[1:]), subMark)
			out = append(out, strings.Fields(numbers)...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
