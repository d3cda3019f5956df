package reports

// every calls f for each sentence in turn and stops at the first error.
func every(f func(*Sentence) error, ss ...*Sentence) error {
	for _, s := range ss {
		if !s.Empty() {
			if err := f(s); err != nil {
				return err
			}
		}
	}
	return nil
}

func pointers(ss []Sentence) []*Sentence {
	out := make([]*Sentence, len(ss))
	for i := range ss {
		out[i] = &ss[i]
	}
	return out
}

func (h *Head) each(f func(*Sentence) error) error { return every(f, &h.Searched, &h.Question) }

func (b *BottomLine) each(f func(*Sentence) error) error {
	list := append(pointers(b.Text), &b.Label)
	for i := range b.Facts {
		list = append(list, &b.Facts[i].Text)
	}
	return every(f, list...)
}

func parts(ps []Part) []*Sentence {
	out := make([]*Sentence, len(ps))
	for i := range ps {
		out[i] = &ps[i].Text
	}
	return out
}

func (p *PICO) each(f func(*Sentence) error) error  { return every(f, parts(p.Parts)...) }
func (p *Pairs) each(f func(*Sentence) error) error { return every(f, parts(p.Rows)...) }

func (s *Section) each(f func(*Sentence) error) error {
	return every(f, append(pointers(s.Text), pointers(s.Items)...)...)
}

func (t *Findings) each(f func(*Sentence) error) error {
	var list []*Sentence
	for i := range t.Rows {
		r := &t.Rows[i]
		list = append(list, &r.Outcome, &r.Evidence, &r.Gap)
		for _, c := range []*Cell{&r.Relative, &r.Without, &r.With, &r.Difference} {
			list = append(list, &c.Main, &c.Sub)
		}
		list = append(list, &r.Label, &r.Happens)
	}
	for i := range t.Notes {
		list = append(list, &t.Notes[i].Text)
	}
	return every(f, append(list, pointers(t.Explain)...)...)
}

func (p *Forest) each(f func(*Sentence) error) error { return every(f, pointers(p.Notes)...) }

func (p *Plot) each(f func(*Sentence) error) error { return every(f, pointers(p.Notes)...) }

func (i *Icons) each(f func(*Sentence) error) error {
	return every(f, &i.Labels[0], &i.Counts[0], &i.Labels[1], &i.Counts[1], &i.Caption)
}

func (w *Flow) each(f func(*Sentence) error) error { return every(f, &w.Note) }

func (r *References) each(f func(*Sentence) error) error {
	var list []*Sentence
	for i := range r.Items {
		list = append(list, &r.Items[i].Note)
	}
	return every(f, list...)
}

func (t *Table) each(f func(*Sentence) error) error {
	var list []*Sentence
	for i := range t.Rows {
		list = append(list, pointers(t.Rows[i])...)
	}
	return every(f, append(list, pointers(t.Notes)...)...)
}

// Sentences lists everything the document says, in reading order.
func (b Briefing) Sentences() []Sentence {
	var out []Sentence
	for _, block := range b.Blocks {
		_ = block.each(func(s *Sentence) error { out = append(out, *s); return nil })
	}
	return out
}
