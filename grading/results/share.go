package results

import (
	"math"
	"strconv"
)

// shareAt reads events with their denominator or percentage at token i:
// "10/13 (76.9%)", "10 of 13 patients (77%)", "10 patients in the first group
// (77%)", "76.9% (10/13)", "(n = 10, 77%)", "77%".
func (r *reader) shareAt(i, to int) (it item, ok bool) {
	if pct, next, ok := r.percentAt(i); ok {
		it, ok := r.percentFirst(i, next, pct)
		return it, ok && !(it.percentOnly && r.ofChange(i, next))
	}
	x, next, ok := r.count(i)
	if !ok || i > 0 && r.isWord(i-1, wNoCount) {
		return it, false
	}
	it = item{first: i}
	if n, k, ok := r.denominator(next); ok && x <= n {
		it.arm.Events, it.arm.N, it.last = &x, &n, k-1
		r.percentAfter(&it, k, 5)
		r.checkShare(&it)
		return it, it.arm.Percent != "" || r.isSign(next, "/") || r.countedPeople(i, k, n)
	}
	if r.isSign(next, "/%") || r.isSign(next, "-") || r.isWord(next, wUnit) || r.isSign(next, ",") || r.isSign(i-1, "/") {
		return it, false
	}
	it.arm.Events, it.last = &x, next-1
	if !r.percentAfter(&it, next, 7) || it.last >= to {
		return it, false
	}
	if n, k, ok := r.denominator(it.last + 1); ok && n >= x && n > 0 { // "10 (76.9%) of 13"
		it.arm.N, it.last = &n, k-1
	}
	r.checkShare(&it)
	return it, true
}

// countedPeople tells "10 of 13 patients" and "(25 of 59 v seven of 56)" from
// idioms such as "one of four regimens".
func (r *reader) countedPeople(i, k, n int) bool {
	if r.people(k-1, k) {
		return true
	}
	if m := len(r.items); m > 0 && r.items[m-1].arm.N != nil && i-r.items[m-1].last <= 4 {
		return true
	}
	return n >= 5 && r.at(i).kind == number && r.isSign(i-1, "([,") && r.isSign(k, ")],;") || n >= 5 && (r.isWord(k, wVersus) || r.says(k, "in") || r.says(k, "on"))
}

// people reports a noun for people at one of two tokens.
func (r *reader) people(a, b int) bool { return r.isWord(a, wPeople) || r.isWord(b, wPeople) }

// denominator reads "/13", "of 13", "of the 13 patients", "out of 13" at
// token k and returns the token after it.
func (r *reader) denominator(k int) (n, next int, ok bool) {
	if r.isSign(k, "/") {
		if !r.whole(k+1) || r.used[k+1] || r.isSign(k+2, "/") && !r.at(k+2).spaced || r.toks[k+1].value < 2 || r.isWord(k+2, wUnit) {
			return 0, k, false
		}
		return int(r.toks[k+1].value), k + 2, true
	}
	for j := 0; j < 2 && r.isWord(k, wPeople) && !r.says(k, "those"); j++ {
		k++
	}
	if r.says(k, "out") {
		k++
	}
	if !r.says(k, "of") {
		return 0, k, false
	}
	k++
	for j := 0; j < 2 && (r.says(k, "the") || r.says(k, "all") || r.says(k, "these") || r.says(k, "our")); j++ {
		k++
	}
	if !r.isNumber(k) && r.at(k).value <= 0 {
		return 0, k, false
	}
	n, next, ok = r.count(k)
	if !ok || r.isSign(next, "%") || r.isWord(next, wUnit) || n < 2 {
		return 0, k, false
	}
	if r.isWord(next, wPeople) {
		next++
	}
	return n, next, true
}

// percentAfter looks for the percentage of a count: in brackets after at most
// limit words, or right after a comma or "=".
func (r *reader) percentAfter(it *item, k, limit int) bool {
	for words := 0; words <= limit; words++ {
		switch {
		case r.isSign(k, "(["):
			j := k + 1
			for n := 0; n < 3 && (r.isSign(j, "=~") || r.isWord(j, wLink) || r.says(j, "i") || r.says(j, "e")); n++ {
				j++
			}
			pct, next, ok := r.percentAt(j)
			if !ok || r.toks[k].sentence != r.toks[it.first].sentence {
				return false
			}
			if r.says(next, "of") { // "(77% of those treated)"
				next++
				for n := 0; n < 5 && r.at(next).kind == word; n++ {
					next++
				}
			}
			if !r.isSign(next, ")],;") {
				return false
			}
			it.arm.Percent, it.last = pct, next-1
			if r.isSign(next, ")]") {
				it.last = next
			}
			return true
		case words == 0 && (r.isSign(k, ",;=") || r.isSign(k, "-") && r.at(k).spaced):
			if pct, next, ok := r.percentAt(k + 1); ok {
				it.arm.Percent, it.last = pct, next-1
				return true
			}
			return false
		case r.at(k).kind == word && !r.isWord(k, wVersus|wRespectively|wUnit|wP) && r.at(k).value == 0 && !r.says(k, "and"):
			k++
		case r.isSign(k, "-/'#+") && words > 0, r.isNumber(k) && r.isSign(k-1, "#-"):
			k++
		default:
			return false
		}
	}
	return false
}

// percentFirst reads what follows a percentage: "(10/13)", "(10 of 13)",
// "(n = 10)", "of the patients (10/13)", or nothing.
func (r *reader) percentFirst(i, next int, pct string) (it item, ok bool) {
	it = item{first: i, last: next - 1, percentOnly: true}
	it.arm.Percent = pct
	k := next
	for n := 0; n < 5 && r.at(k).kind == word && !r.isWord(k, wVersus|wAnd|wP) && r.at(k).value == 0; n++ {
		k++
	}
	if !r.isSign(k, "([,;") || r.isSign(k, ",;") && k > next {
		return it, true
	}
	j := k + 1
	if r.says(j, "n") && r.isSign(j+1, "=") {
		j += 2
	}
	x, after, isCount := r.count(j)
	if !isCount || r.at(j).kind != number {
		return it, true
	}
	n, end, hasN := r.denominator(after)
	named := j == k+3
	switch {
	case hasN && x <= n:
		it.arm.Events, it.arm.N, it.last = &x, &n, end-1
	case named || r.isWord(after, wPeople) && r.isSign(after+1, ")]"):
		it.arm.Events, it.last = &x, after-1
		if r.isWord(after, wPeople) {
			it.last++
		}
	default:
		return it, true
	}
	it.percentOnly = false
	if r.isSign(it.last+1, ")]") {
		it.last++
	}
	r.checkShare(&it)
	return it, true
}

// ofChange reports a percentage that says by how much something changed, or
// differed, and not how many people: "reduced by 23%", "a 23% reduction".
func (r *reader) ofChange(i, next int) bool {
	if r.isWord(next, wDiff) || r.isWord(next, wPeople) && r.isWord(next+1, wDiff) || r.says(next, "more") || r.says(next, "fewer") {
		return true
	}
	if r.says(i-1, "by") || r.says(i-1, "of") || r.says(i-1, "was") || r.says(i-1, "about") {
		for k := i - 2; k >= i-5 && k >= 0; k-- {
			if r.isWord(k, wDiff) {
				return true
			}
		}
	}
	if r.isSign(i-1, "([") && r.isWord(i-2, wUnit) && r.at(i-3).kind == number {
		return true // "4.2 kg (4.5%)"
	}
	return r.isWord(i-1, wDiff) || r.isSign(i-1, ",=") && r.isWord(i-2, wDiff)
}

// checkShare compares the percentage with events and denominator when all are
// printed; half a unit of the last digit is allowed.
func (r *reader) checkShare(it *item) {
	if it.arm.Percent == "" || it.arm.N == nil || *it.arm.N == 0 {
		return
	}
	it.misfit = !fits(*it.arm.Events, *it.arm.N, it.arm.Percent)
}

// fits reports whether a printed percentage is x of n, rounded in any way.
func fits(x, n int, percent string) bool {
	p, err := strconv.ParseFloat(percent, 64)
	if err != nil || n <= 0 {
		return false
	}
	decimals := 0
	for i := range percent {
		if percent[i] == '.' {
			decimals = len(percent) - i - 1
		}
	}
	return math.Abs(100*float64(x)/float64(n)-p) <= 0.5*math.Pow10(-decimals)+1e-9
}

// trim prints a number without trailing zeros.
func trim(v float64) string { return strconv.FormatFloat(v, 'g', 10, 64) }
