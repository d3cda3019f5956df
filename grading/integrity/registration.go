package integrity

import (
	"fmt"
	"strings"
	"unicode"
)

// registeredPlay is the share by which a reported sample size may differ from
// the registered one before it is worth a note; default chosen here.
const registeredPlay = 0.10

// CheckRegisteredSize compares the registered with the reported number of
// people randomised and returns nil when they are within ten per cent.
func CheckRegisteredSize(registered, reported int) (*Finding, error) {
	if registered < 1 || reported < 0 {
		return nil, inputError("registered %d and reported %d people", registered, reported)
	}
	diff := float64(reported-registered) / float64(registered)
	if diff <= registeredPlay && diff >= -registeredPlay {
		return nil, nil
	}
	word := "more"
	if diff < 0 {
		word, diff = "fewer", -diff
	}
	return newFinding(RegisteredN, Note, fmt.Sprintf("The registry names %d people; the report has %d, %s %% %s.", registered, reported, show(100*diff, 0), word),
		fmt.Sprintf("%d/%d", reported, registered)), nil
}

// CheckRegisteredOutcome compares the wording of the registered primary
// outcomes with the reported ones. It looks at words only, so it returns a
// note and asks a person to compare; nil when every registered outcome shares
// at least half of its content words with a reported one.
func CheckRegisteredOutcome(registered, reported []string) *Finding {
	if len(registered) == 0 || len(reported) == 0 {
		return nil
	}
	var missing []string
	for _, r := range registered {
		want := contentWords(r)
		best := 0.0
		for _, s := range reported {
			best = max(best, shared(want, contentWords(s)))
		}
		if best < 0.5 && len(want) > 0 {
			missing = append(missing, strings.Join(strings.Fields(r), " "))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return newFinding(RegisteredOut, Note,
		fmt.Sprintf("The reported primary outcome shares few words with what was registered: %q. Please compare the two.", strings.Join(missing, "; ")),
		fmt.Sprintf("registered: %s; reported: %s", strings.Join(registered, "; "), strings.Join(reported, "; ")))
}

// stopWords carry no meaning for comparing outcomes.
const stopWords = " a an and as at by change for from in is measured measure of on or outcome primary score scores the to using weeks week months month days day with "

func contentWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !strings.Contains(stopWords, " "+w+" ") && strings.Trim(w, "0123456789") != "" {
			out = append(out, strings.TrimSuffix(w, "s"))
		}
	}
	return out
}

// shared is the part of want that occurs in got.
func shared(want, got []string) float64 {
	n := 0
	for _, w := range want {
		for _, g := range got {
			if w == g {
				n++
				break
			}
		}
	}
	return float64(n) / float64(max(len(want), 1))
}
