package results

// insidePhrases reads "2 patients assigned letrozole (1.1%)" and "five given
// placebo (7%)": the treatment between the count and its percentage.
func (r *reader) insidePhrases(items []item, out []*label) bool {
	for i, it := range items {
		out[i] = nil
		for k := it.first + 1; k < it.last && k < it.first+5; k++ {
			if !r.says(k, "assigned") && !r.says(k, "given") && !r.says(k, "receiving") && !r.says(k, "on") && !r.says(k, "taking") {
				continue
			}
			first := k + 1
			if r.says(first, "to") {
				first++
			}
			last := first
			for last < it.last && (r.at(last).kind == word && !r.isWord(last, wStop) || r.isSign(last, "-/+")) {
				last++
			}
			if last > first && r.isSign(last, "([") {
				out[i] = &label{text: r.quote(first, last-1), arm: r.known.arm(r.quote(first, last-1)), first: first, last: last - 1}
			}
			break
		}
	}
	return distinct(out)
}

// codesBefore reads "(I = 14.8% vs. II = 19.0%)" and "TIPS: 4.1; EVL: 3.6":
// a short name before each number.
func (r *reader) codesBefore(items []item) ([]*label, bool) {
	out := make([]*label, len(items))
	for i, it := range items {
		k := it.first - 2
		if len(items) < 2 || k < 0 || !r.isSign(it.first-1, "=:") || r.at(k).kind != word || !r.upper(k) || r.toks[k].end-r.toks[k].start > 8 || r.isWord(k, wP|wCI|wSD|wSE|wMean|wMedian|wMeasureWord|wUnit) || r.says(k, "n") || r.says(k, "m") {
			return nil, false
		}
		out[i] = &label{text: r.quote(k, k), arm: r.known.arm(r.quote(k, k)), first: k, last: k}
	}
	return out, distinct(out)
}

// pairBefore reads "(irbesartan versus amlodipine, 80% versus 88%)": the two
// names as a pair right before the numbers.
func (r *reader) pairBefore(items []item, from int) ([]*label, bool) {
	if len(items) != 2 || items[1].first-items[0].last > 4 || !r.isSign(items[0].first-1, ",:") {
		return nil, false
	}
	end := items[0].first - 1
	k := end
	for n := 0; n < 4 && k > from && !r.isWord(k-1, wVersus) && (r.at(k-1).kind == word && !r.isWord(k-1, wStop) || r.isSign(k-1, "-+/")); n++ {
		k--
	}
	v := k - 1
	if r.isSign(v, ".") {
		v--
	}
	if k == end || !r.isWord(v, wVersus) {
		return nil, false
	}
	j := v
	for n := 0; n < 4 && j > from && (r.at(j-1).kind == word && !r.isWord(j-1, wStop) || r.isSign(j-1, "-+/")); n++ {
		j--
	}
	if j == v || !r.isSign(j-1, "([;:,") {
		return nil, false
	}
	return []*label{{text: r.quote(j, v-1), arm: r.known.arm(r.quote(j, v-1)), first: j, last: v - 1}, {text: r.quote(k, end-1), arm: r.known.arm(r.quote(k, end-1)), first: k, last: end - 1}}, true
}

// weakAfter reads "55% with the combination versus 42% with monotherapy" and
// "44% combination vs 54% exemestane": the words right after each number of a
// comparison. Such arms make a proposal of confidence C.
func (r *reader) weakAfter(items []item, to int) ([]*label, bool) {
	if len(items) < 2 {
		return nil, false
	}
	if !r.linkedByVersus(items) && !r.ledAfter(items) {
		return nil, false
	}
	out := make([]*label, len(items))
	for k, it := range items {
		end := to
		if k+1 < len(items) {
			end = items[k+1].first
		}
		l, ok := r.phraseAfter(it.last+1, end)
		if !ok {
			return nil, false
		}
		out[k] = &l
	}
	return out, distinct(out)
}

// linkedByVersus reports "versus" somewhere between the items.
func (r *reader) linkedByVersus(items []item) bool {
	return r.versusAmong(items[0].last, items[len(items)-1].first)
}

// ledAfter reports a preposition behind the last item: "30% on lisinopril".
func (r *reader) ledAfter(items []item) bool {
	k := items[len(items)-1].last + 1
	if r.says(k, "of") {
		k += 2
	} else if r.isWord(k, wPeople) {
		k++
	}
	return r.isWord(k, wPrep) && !r.says(k, "of")
}

// phraseAfter reads a name of one to four words after a preposition, or bare
// before "versus".
func (r *reader) phraseAfter(k, end int) (l label, ok bool) {
	if r.says(k, "of") && r.isWord(k+1, wPeople) {
		k += 2
	} else if r.isWord(k, wPeople) {
		k++
	}
	lead := r.says(k, "with") || r.says(k, "for") || r.says(k, "on") || r.isWord(k, wPrep) && (r.says(k, "receiving") || r.says(k, "after") || r.says(k, "taking") || r.says(k, "given"))
	if lead {
		k++
	}
	if r.says(k, "the") || r.says(k, "a") {
		k++
	}
	first := k
	for n := 0; n < 4 && k < end && (r.at(k).kind == word && !r.isWord(k, wStop|wVerb|wP|wUnit) || r.isSign(k, "-/+") && !r.at(k).spaced || r.isNumber(k) && k > first && !r.at(k).spaced); n++ {
		k++
	}
	last := k - 1
	if r.says(k, "only") || r.says(k, "alone") {
		k++
	}
	if last < first || !lead && !(k < end && (r.isWord(k, wVersus) || r.says(k, "and")) || k >= end-1 || r.isSign(k, ").,;(")) {
		return l, false
	}
	l = label{first: first, last: last, weak: true}
	l.text = r.quote(first, last)
	if l.arm = r.known.arm(l.text); l.arm >= 0 {
		l.text = r.known.arms[l.arm].Label
	}
	return l, true
}
