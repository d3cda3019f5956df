package dedupe

// JaroWinkler returns the similarity of two strings from 0 to 1, rune by rune,
// raised for a common prefix of up to four (scale 0.1). Two empty strings are
// equal.
//
// Jaro MA. J Am Stat Assoc 1989;84:414–420. doi:10.1080/01621459.1989.10478785;
// Winkler 1990 (package comment).
func JaroWinkler(a, b string) float64 {
	if a == b {
		return 1
	}
	x, y := []rune(a), []rune(b)
	j := jaro(x, y)
	prefix := 0
	for prefix < min(len(x), len(y), 4) && x[prefix] == y[prefix] {
		prefix++
	}
	return j + 0.1*float64(prefix)*(1-j)
}

func jaro(x, y []rune) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	reach := max(max(len(x), len(y))/2-1, 0)
	usedX, usedY := make([]bool, len(x)), make([]bool, len(y))
	matches := 0
	for i := range x {
		for j := max(0, i-reach); j < min(len(y), i+reach+1); j++ {
			if !usedY[j] && x[i] == y[j] {
				usedX[i], usedY[j] = true, true
				matches++
				break
			}
		}
	}
	if matches == 0 {
		return 0
	}
	crossed, j := 0, 0
	for i := range x {
		if !usedX[i] {
			continue
		}
		for !usedY[j] {
			j++
		}
		if x[i] != y[j] {
			crossed++
		}
		j++
	}
	m := float64(matches)
	return (m/float64(len(x)) + m/float64(len(y)) + (m-float64(crossed)/2)/m) / 3
}

// Distance counts the insertions, deletions, replacements and swaps of
// neighbours that turn a into b (optimal string alignment), and gives up above
// limit: then it returns limit+1.
//
// Damerau FJ. Commun ACM 1964;7:171–176. doi:10.1145/363958.363994
func Distance(a, b string, limit int) int {
	if a == b {
		return 0
	}
	if isASCII(a) && isASCII(b) && max(len(a), len(b))-min(len(a), len(b)) > limit {
		return limit + 1
	}
	x, y := []rune(a), []rune(b)
	if max(len(x), len(y))-min(len(x), len(y)) > limit {
		return limit + 1
	}
	rows := make([]int, 3*(len(y)+1))
	two, one, row := rows[:len(y)+1], rows[len(y)+1:2*(len(y)+1)], rows[2*(len(y)+1):]
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		best := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, one[j]+1, one[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
			best = min(best, row[j])
		}
		if best > limit {
			return limit + 1
		}
		two, one, row = one, row, two
	}
	return min(one[len(y)], limit+1)
}

// common counts the members that two sorted lists share.
func common[T ~uint32 | ~uint64 | ~string](a, b []T) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// isSubsequence reports whether the runes of short stand in long in order.
func isSubsequence(short, long string) bool {
	rest := []rune(short)
	for _, r := range long {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}
