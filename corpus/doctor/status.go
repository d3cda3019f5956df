package doctor

import (
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
)

// grave are the notices after which nothing should rest on a report unseen.
var grave = []corpus.NoticeType{corpus.Retracted, corpus.RetractedRepublished, corpus.Withdrawn, corpus.ExpressionOfConcern}

var statusRules = []rule{
	{Defect{"retracted-used", "Retracted but used", Fault,
		"A question includes this study, or a claim rests on it, although it was retracted or withdrawn, or an expression of concern was published. It may be right to keep it (a review may report it as retracted), but somebody has to have decided that.", false},
		retractedUsed},
	{Defect{"title-says-retracted", "Title says retracted, no notice on record", Fault,
		"The title begins with RETRACTED or WITHDRAWN, as publishers and PubMed mark such articles, but the library holds no notice about it, so lists, searches and reports would show nothing.", false},
		titleSaysRetracted},
}

func retractedUsed(s Subject) []hit {
	for _, n := range grave {
		if slices.Contains(s.Notices, n) && len(s.Used) > 0 {
			return []hit{{value: string(n), says: "used by " + strings.Join(s.Used, ", "),
				suggestion: "take it out where it is used (appraise question exclude), or record why it stays"}}
		}
	}
	return nil
}

var retractedTitle = regexp.MustCompile(`(?i)^\W*(retracted|withdrawn|retracted article|withdrawn article)\s*(\]|\)|:|–|—| -)`)

func titleSaysRetracted(s Subject) []hit {
	known := slices.ContainsFunc(s.Notices, func(n corpus.NoticeType) bool { return slices.Contains(grave, n) || n == corpus.IsNotice })
	if known || !retractedTitle.MatchString(s.Item.Title) {
		return nil
	}
	return []hit{{field: "title", value: s.Item.Title, says: "the title says that it was retracted or withdrawn, no notice does",
		suggestion: "look it up, then: appraise notices add STUDY --type retracted --date … --source …"}}
}
