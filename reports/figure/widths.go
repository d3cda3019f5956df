package figure

import "unicode"

// asciiWidths are the widths of the characters from space to ~ in thousandths
// of the type size, as in Helvetica and in the faces made to its measure
// (Arial, Liberation Sans): a browser has one of them.
var asciiWidths = [...]float64{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// otherWidths are those of the signs that plots use.
var otherWidths = map[rune]float64{
	'\u00a0': 278, '–': 556, '—': 1000, '−': 584, '×': 584, '·': 278, '…': 1000, '‘': 222, '’': 222, '“': 333, '”': 333,
	'²': 333, '³': 333, '±': 584, '≤': 549, '≥': 549, '→': 1000, 'τ': 395, 'χ': 525, 'µ': 556,
}

// strongShare is how much wider bold letters are.
const strongShare = 1.06

// Estimate measures text when no font is at hand, by the widths of Helvetica.
func Estimate(words string, size float64, strong bool) float64 {
	w, _ := estimate(words, size, strong)
	return w
}

// estimate also reports whether the width of every character is known.
func estimate(words string, size float64, strong bool) (width float64, known bool) {
	sum, known := 0.0, true
	for _, r := range words {
		w, ok := runeWidth(r)
		sum, known = sum+w, known && ok
	}
	if strong {
		sum *= strongShare
	}
	return sum / 1000 * size * PointMM, known
}

func runeWidth(r rune) (width float64, known bool) {
	if r >= ' ' && int(r-' ') < len(asciiWidths) {
		return asciiWidths[r-' '], true
	}
	if w, ok := otherWidths[r]; ok {
		return w, true
	}
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0, false
	case r >= 0x2E80:
		return 1000, false
	}
	return 556, false
}
