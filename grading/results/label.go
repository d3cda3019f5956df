package results

import "strings"

// known holds the words of the arms that the caller knows. Labels read from a
// text can be long and loose ("either intravenous flecainide"), so that a word
// names an arm by itself only when the label has no more than two words that
// say something.
type known struct {
	arms  []Arm
	words map[string]int  // word of one label only → arm, -1 when of several
	alone map[string]bool // words that name their arm without "group"
}

// common are words of labels that tell no arm from another, beside those that
// the lexicon knows.
var common = map[string]bool{"plus": true, "treatment": true, "therapy": true, "received": true, "either": true, "alone": true, "standard": true, "dose": true,
	"high": true, "low": true, "treated": true, "study": true, "trial": true, "comparing": true, "without": true, "early": true, "daily": true, "regimen": true, "weekly": true}

func newKnown(arms []Arm) known {
	k := known{arms: arms, words: map[string]int{}, alone: map[string]bool{}}
	for i, a := range arms {
		words := labelWords(a.Label)
		telling := 0
		for _, w := range words {
			if e := lexicon[w]; common[w] || e.flags != 0 && !e.is(wControl|wLetter) || e.value != 0 {
				if w != "treatment" || len(arms) != 2 {
					continue
				}
			}
			telling++
			if j, ok := k.words[w]; ok && j != i {
				k.words[w] = -1
			} else {
				k.words[w] = i
			}
		}
		for _, w := range words {
			if _, ok := k.words[w]; ok && telling <= 2 && len(w) >= 4 && w != "treatment" {
				k.alone[w] = true
			}
		}
	}
	return k
}

// labelWords splits a label into words, in lower case.
func labelWords(label string) []string {
	return strings.FieldsFunc(strings.ToLower(label), func(c rune) bool { return strings.ContainsRune(" -/+,().:;", c) })
}

// arm returns the known arm that the words name, or -1.
func (k known) arm(words string) int {
	if len(k.words) == 0 {
		return -1
	}
	found := -1
	for _, w := range labelWords(words) {
		if i, ok := k.words[w]; ok && i >= 0 {
			if found >= 0 && found != i {
				return -1
			}
			found = i
		}
	}
	return found
}

// label is a group named in a sentence.
type label struct {
	text        string
	arm         int // of the known arms, -1 when none
	first, last int
	weak        bool // words after "with", "on": no group is said
}

// readLabels finds the groups that a sentence names, in order.
func (r *reader) readLabels(from, to int) {
	for i := from; i < to; i++ {
		switch {
		case r.isWord(i, wGroup):
			i = r.groupLabel(i, from, to)
		case r.says(i, "treated") && r.isSign(i-1, "-") && !r.isWord(i+1, wGroup):
			if first := r.nameStart(i, from); first < i-1 {
				r.addLabel(first, i, false)
			}
		case r.isWord(i, wControl) && !r.isWord(i+1, wGroup) && !r.isWord(i+2, wGroup):
			if r.controlOf(i) {
				continue
			}
			if !r.isSign(i+1, "-") || !r.says(i+2, "controlled") && !r.says(i+2, "treated") {
				r.addLabel(i, i, false)
			}
		case r.says(i, "usual") || r.says(i, "standard") || r.says(i, "routine"):
			if (r.says(i+1, "care") || r.says(i+1, "treatment") || r.says(i+1, "therapy")) && !r.isWord(i+2, wGroup) {
				r.addLabel(i, i+1, false)
				i++
			}
		case len(r.known.words) > 0 && r.toks[i].kind == word && !r.groupAhead(i):
			if w := r.quote(i, i); r.known.alone[strings.ToLower(w)] && r.known.arm(w) >= 0 {
				r.addLabel(i, i, false)
			}
		}
	}
	r.codeLabels(to)
}

// controlOf reports that the word at token i is the control of something and
// no group: "local control", "control of bleeding", "the control rate".
func (r *reader) controlOf(i int) bool {
	if !r.says(i, "control") {
		return false
	}
	for _, w := range [...]string{"of", "rate", "rates"} {
		if r.says(i+1, w) {
			return true
		}
	}
	for _, w := range [...]string{"local", "locoregional", "regional", "tumor", "tumour", "disease", "symptom", "pain", "pressure", "glycemic", "glycaemic", "glucose", "seizure", "weight",
		"asthma", "infection", "motor", "birth", "quality", "cancer", "diabetes", "rhythm", "rate", "complete", "good", "better"} {
		if r.says(i-1, w) {
			return true
		}
	}
	return false
}

// groupAhead reports "group" within three words, so that the words together
// are one label.
func (r *reader) groupAhead(i int) bool {
	for k := i + 1; k <= i+3; k++ {
		if r.isWord(k, wGroup) {
			return true
		}
		if r.at(k).kind != word || r.isWord(k, wStop) {
			return false
		}
	}
	return false
}

// groupLabel reads the name around the word "group" or "arm" at token i and
// returns the last token it used.
func (r *reader) groupLabel(i, from, to int) int {
	if n := i + 1; n < to && (r.isWord(n, wLetter) && r.upper(n) || r.whole(n) && r.toks[n].value >= 1 && r.toks[n].value <= 9 && !r.isSign(n+1, "%/([") && !r.isWord(n+1, wPeople) && !r.says(n+1, "of") || r.says(n, "one") || r.says(n, "two")) {
		r.addLabel(i, n, false)
		for k := n + 1; k+1 < to && (r.isSign(k, ",") || r.says(k, "and") || r.isWord(k, wVersus)); k += 2 { // "groups A and B"
			if r.isSign(k, ",") && r.says(k+1, "and") {
				k++
			}
			if !(r.isWord(k+1, wLetter) && r.upper(k+1)) && !(r.whole(k+1) && r.toks[k+1].value <= 9 && !r.isSign(k+2, "%/")) {
				break
			}
			r.addLabel(k+1, k+1, false)
			n = k + 1
		}
		return n
	}
	first := r.nameStart(i, from)
	if first == i {
		return i
	}
	if k := first - 1; k > from && (r.says(k, "and") || r.says(k, "or") || r.isWord(k, wVersus) && !r.says(k, "than") || r.isSign(k, ".") && r.isWord(k-1, wVersus)) {
		if r.isSign(k, ".") {
			k--
		}
		if r.says(i, "groups") || r.says(i, "arms") || r.isWord(k, wVersus) {
			r.listLabels(k, from)
		}
	}
	r.addLabel(first, i, r.says(i, "recipients") || r.says(i, "cohort"))
	return i
}

// nameStart goes back from a group word over the words of its name.
func (r *reader) nameStart(i, from int) int {
	k := i
	for n := 0; n < 5 && k > from; n++ {
		t := r.at(k - 1)
		switch {
		case t.kind == word && !t.entry.is(wStop), t.isSign("-/+'&#") && !r.toks[k].spaced, t.kind == number && t.decimals == 0 && (!t.spaced || r.isSign(k-2, "-#") || r.isWord(k, wGroup) && r.at(k-2).kind == word && !r.isWord(k-2, wStop)):
			k--
			continue
		}
		break
	}
	for k < i && (r.toks[k].kind == symbol || r.says(k, "study")) {
		k++
	}
	return k
}

// listLabels reads the names before "and" in "the inversion, exercise and
// control groups"; k is the token of "and".
func (r *reader) listLabels(k, from int) {
	first := r.nameStart(k, from)
	if first == k {
		return
	}
	if r.isSign(first-1, ",") && first-1 > from && !r.isNumber(first-2) {
		r.listLabels(first-1, max(from, first-12))
	}
	r.addLabel(first, k-1, false)
}

// codeLabels reads "61% (OM20)" and "94.3% (letrozole) and 91.4% (placebo)":
// words alone in brackets after a number of an arm. Small letters need two such
// brackets in the sentence.
func (r *reader) codeLabels(to int) {
	var found []label
	for _, it := range r.items {
		k := it.last + 1
		if !r.isSign(k, "([") || k+2 >= to {
			continue
		}
		end := k + 1
		for n := 0; n < 4 && (r.at(end).kind == word && !r.isWord(end, wP|wCI|wSD|wSE|wRange|wUnit|wTime|wVersus|wRespectively) || r.isSign(end, "-+/")); n++ {
			end++
		}
		if end > k+1 && r.isSign(end, ")]") && r.at(k+1).kind == word && !r.says(k+1, "not") && !r.says(k+1, "ns") {
			found = append(found, label{first: k + 1, last: end - 1})
		}
	}
	for _, l := range found {
		if len(found) >= 2 || r.upper(l.first) {
			r.insertLabel(l)
		}
	}
}

func (r *reader) addLabel(first, last int, weak bool) {
	if n := len(r.labels); n > 0 && r.labels[n-1].last >= first {
		return
	}
	r.insertLabel(label{first: first, last: last, weak: weak})
}

// insertLabel keeps labels in the order of the text.
func (r *reader) insertLabel(l label) {
	l.text = strings.Join(strings.Fields(r.quote(l.first, l.last)), " ")
	l.arm = r.known.arm(l.text)
	if !strings.HasPrefix(strings.ToLower(l.text), "group") && l.last > l.first {
		for _, tail := range [...]string{" groups", " arms", " group", " arm"} {
			l.text = strings.TrimSuffix(l.text, tail)
		}
	}
	if l.arm >= 0 {
		l.text = r.known.arms[l.arm].Label
	}
	at := len(r.labels)
	for at > 0 && r.labels[at-1].first > l.first {
		at--
	}
	r.labels = append(r.labels, label{})
	copy(r.labels[at+1:], r.labels[at:])
	r.labels[at] = l
}
