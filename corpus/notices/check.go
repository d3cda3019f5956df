package notices

import (
	"slices"

	"appraise/corpus"
)

// Entry is one line of a list that is checked against sources of notices. Its
// identifiers are as its author wrote them.
type Entry struct {
	ID    string `json:"id"`
	DOI   string `json:"doi"`
	PMID  string `json:"pmid"`
	Title string `json:"title"`
}

// Flag says how one entry of a list stands.
type Flag struct {
	ID            string            `json:"id"`
	Flag          bool              `json:"flag"`  // a notice about it is known by an exact identifier
	State         corpus.NoticeType `json:"state"` // NoneKnown where nothing is known
	Since         corpus.Date       `json:"since,omitzero"`
	Notices       []corpus.Notice   `json:"notices,omitempty"`
	Disagreements []string          `json:"disagreements,omitempty"`
	Doubts        []string          `json:"doubts,omitempty"`     // matches that were not made, and why
	TitleSays     corpus.NoticeType `json:"title_says,omitempty"` // a hint only; never a flag
}

// Check flags the entries of a list about which notices are known. That an
// entry is itself a notice is told in State and is no flag, and so is a title
// that speaks of a retraction. A paper that was reinstated keeps the flag: the
// history is worth knowing, and State says how it ended.
func Check(entries []Entry, assertions []Assertion) []Flag {
	find := indexed(assertions)
	out := make([]Flag, len(entries))
	for i, e := range entries {
		out[i] = flag(e, find, assertions)
	}
	return out
}

func flag(e Entry, find index, assertions []Assertion) Flag {
	t := Target{Report: corpus.ReportID(e.ID)}
	t.DOI, _ = parseDOI(e.DOI)
	t.PMID, _ = corpus.ParsePMID(e.PMID)
	f := Flag{ID: e.ID, TitleSays: TitleSays(e.Title)}
	var doubts []Doubt
	f.Notices, doubts = find.join(t, assertions)
	for _, d := range doubts {
		f.Doubts = append(f.Doubts, d.Why)
	}
	s := Resolve(f.Notices)
	f.State, f.Since, f.Disagreements = s.State, s.Since, s.Disagreements
	f.Flag = slices.ContainsFunc(f.Notices, func(n corpus.Notice) bool { return n.Type != corpus.IsNotice })
	return f
}
