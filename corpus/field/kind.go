package field

import (
	"strings"

	"appraise/corpus"
)

// kinds lists publication types that decide the kind of an item, strongest
// first; the type is compared without regard to case.
var kinds = []struct {
	name string
	kind corpus.Kind
}{
	{"practice guideline", corpus.KindGuideline}, {"guideline", corpus.KindGuideline}, {"preprint", corpus.KindPreprint},
	{"meeting abstract", corpus.KindAbstract}, {"conference abstract", corpus.KindAbstract},
	{"proceedings paper", corpus.KindConference}, {"conference paper", corpus.KindConference},
	{"conference proceeding", corpus.KindConference}, {"congress", corpus.KindConference}, {"congresses", corpus.KindConference},
	{"dataset", corpus.KindDataset}, {"patent", corpus.KindPatent}, {"technical report", corpus.KindTechReport},
	{"reports - research", corpus.KindTechReport}, {"academic dissertation", corpus.KindThesis},
	{"dissertations/theses", corpus.KindThesis}, {"newspaper article", corpus.KindNews}, {"news", corpus.KindNews},
	{"book chapter", corpus.KindChapter}, {"book", corpus.KindBook}, {"trial registry record", corpus.KindRegistry},
	{"clinical trial protocol", corpus.KindArticle}, {"journal article", corpus.KindArticle}, {"article", corpus.KindArticle},
}

// KindOf returns the kind that publication types tell, or "".
func KindOf(types []string) corpus.Kind {
	for _, k := range kinds {
		for _, t := range types {
			if strings.EqualFold(t, k.name) {
				return k.kind
			}
		}
	}
	return ""
}
