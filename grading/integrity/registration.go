package integrity

import (
	"fmt"
	"slices"
	"strings"
)

// registeredPlay is the share by which a reported sample size may differ from
// the registered one before it is worth a finding; default chosen here.
const registeredPlay = 0.10

// Registered is what a registry says of a trial.
type Registered struct {
	Name    string   // the trial's number: "NCT00000611"; may be empty
	People  *int     // how many people it names, nil when it names none
	Actual  bool     // they were enrolled; false: that many are planned
	Primary []string // the primary outcomes, each with its time points
}

// registry names the registry entry at the beginning of a sentence.
func (r Registered) registry() string {
	if r.Name == "" {
		return "The registry"
	}
	return "The registry (" + r.Name + ")"
}

// Reported is what a report says of the same trial.
type Reported struct {
	Title, Abstract string
	People          *int   // the size of the trial, nil when it does not say
	Level           string // what People is: "randomised"; may be empty
	Others          []int  // its numbers of people at other levels
	Quote           string // the words People was read from, empty when a person gave it
	Span            Span
}

// CheckRegistration compares what was registered with what is reported: the
// number of people, and the wording and time of the primary outcomes. What
// one of the two does not say is not compared.
func CheckRegistration(reg Registered, rep Reported) ([]Finding, error) {
	var found []Finding
	if reg.People != nil && rep.People != nil && *reg.People > 0 {
		f, err := CheckRegisteredSize(reg, *rep.People, rep.Level, rep.Others...)
		if err != nil {
			return nil, err
		}
		if f != nil {
			found = append(found, f.At(rep.Quote, rep.Span))
		}
	}
	passages := primaryPassages(rep)
	reported := make([]string, len(passages))
	for i, p := range passages {
		reported[i] = p.text
	}
	for _, f := range []*Finding{CheckRegisteredOutcome(reg.Primary, reported), checkRegisteredTime(reg.Primary, reported)} {
		if f != nil {
			found = append(found, f.At(passages[0].text, passages[0].span))
		}
	}
	return found, nil
}

// CheckRegisteredSize compares the registered with the reported number of
// people and returns nil when they are within ten per cent. A number that the
// report gives at another level (others) may be the one the registry means.
// People who were enrolled give a Check, people who were planned a Note.
func CheckRegisteredSize(reg Registered, reported int, level string, others ...int) (*Finding, error) {
	if reg.People == nil || *reg.People < 1 || reported < 0 {
		return nil, inputError("a comparison of registered and of %d reported people", reported)
	}
	registered := *reg.People
	if withinPlay(registered, reported) || reg.Actual && slices.ContainsFunc(others, func(n int) bool { return withinPlay(registered, n) }) {
		return nil, nil
	}
	diff := float64(reported-registered) / float64(registered)
	word, share := "more", diff
	if diff < 0 {
		word, share = "fewer", -diff
	}
	state, weight := "planned", Note
	if reg.Actual {
		state, weight = "enrolled", Check
	}
	statement := fmt.Sprintf("%s has %d people %s; the report has %d%s, %s %% %s. Please check.", reg.registry(), registered, state, reported, levelWord(level), show(100*share, 0), word)
	sign := strings.Replace(show(100*diff, 1), "-", "−", 1)
	return newFinding(RegisteredN, weight, statement, fmt.Sprintf("(%d − %d)/%d = %s %%, more than ±%.0f %%", reported, registered, registered, sign, 100*registeredPlay)), nil
}

func levelWord(level string) string {
	if level == "" {
		return ""
	}
	return " " + level
}

// withinPlay reports whether a reported number is within the play of a registered one.
func withinPlay(registered, reported int) bool {
	diff := float64(reported-registered) / float64(registered)
	return diff <= registeredPlay && diff >= -registeredPlay
}

// CheckRegisteredOutcome compares the wording of the registered primary
// outcomes with the reported ones. It looks at words only, so it returns a
// note and asks a person to compare; nil when every registered outcome shares
// half of its telling words with a reported one, or half of those of the
// reported one.
func CheckRegisteredOutcome(registered, reported []string) *Finding {
	if len(registered) == 0 || len(reported) == 0 {
		return nil
	}
	var missing []string
	for _, r := range registered {
		if len(outcomeWords(r)) > 0 && !slices.ContainsFunc(reported, func(s string) bool { return sameOutcome(r, s) }) {
			missing = append(missing, strings.Join(strings.Fields(r), " "))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return newFinding(RegisteredOut, Note,
		fmt.Sprintf("The reported primary outcome shares few words with what was registered as primary: %q. Please compare the two.", strings.Join(missing, "; ")),
		fmt.Sprintf("registered: %s; reported: %s", strings.Join(registered, "; "), strings.Join(reported, "; ")))
}

// checkRegisteredTime compares the time points of outcomes that share their
// words: a note when both name times and none is the same within ten per cent.
func checkRegisteredTime(registered, reported []string) *Finding {
	for _, r := range registered {
		planned := timesOf(r)
		if len(planned) == 0 {
			continue
		}
		for _, s := range reported {
			told := timesOf(s)
			if len(told) == 0 || !sameOutcome(r, s) || sameTime(planned, told) {
				continue
			}
			return newFinding(RegisteredOut, Note,
				fmt.Sprintf("The primary outcome was registered for %s; the report names it at %s. Please compare the two.", timeWords(planned), timeWords(told)),
				fmt.Sprintf("registered: %s; reported: %s", r, s))
		}
	}
	return nil
}
