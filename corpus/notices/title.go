package notices

import (
	"regexp"

	"appraise/corpus"
)

// titles lists how titles say what became of a publication, as publishers,
// PubMed, Web of Science and Cochrane write them. The first that fits counts.
// "Retraction of" and "correction of" are things surgeons do, so these need
// the quoted title behind them.
var titles = []struct {
	form *regexp.Regexp
	typ  corpus.NoticeType
}{
	{regexp.MustCompile(`(?i)^\W*(?:editorial |article |partial |full |complete |abstract |official )?(?:retractions?|expression of concern|withdrawal|removal)(?: note| notice| statement| announcement)?\s*(?::|\.\s|\.$|$|to\b|[-–—]\s)`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)^\W*(?:retraction|withdrawal)(?: note| notice)? (?:of|for)\s*(?:["“”'‘’«]|.{3,60}?\bet al\b)`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)^\W*(?:retraction|withdrawal)(?: note| notice) (?:of|for)\b`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)^\W*(?:editorial |official )?(?:retraction|withdrawal) of (?:an? |the |this |two |three |published |original |previous )*(?:papers?|articles?|publications?|abstracts?|manuscripts?)\b`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)^\W*(?:notice|statement|announcement|note|letter) of (?:partial )?(?:retraction|withdrawal|concern|redundant publication|duplicate publication)\b`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)(?::|--|[–—])\s*(?:a )?(?:partial |full )?retraction\s*\.?$`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)^\W*(?:editorial |publisher['’]?s |editors?['’]? )?(?:expression of (?:editorial )?concern|note of concern)\b`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)^\W*(?:author |publisher |publisher['’]?s )?(?:erratum|errata|corrigendum|corrigenda|addendum)\s*(?::|\.|$|to\b|for\b|[-–—]\s)`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)^\W*(?:author |publisher |publisher['’]?s )?(?:correction|correction notice)\s*(?::|\.|$|to:|to ["“”'‘’«]|[-–—]\s)`), corpus.IsNotice},
	{regexp.MustCompile(`(?i)^\W*(?:this article has been |article )?retracted(?: article| paper| chapter| and replaced)?\s*[:.\])–—-]`), corpus.Retracted},
	{regexp.MustCompile(`(?i)[(\[]\s*retracted(?: article| paper| chapter| publication)?\s*(?:[.,;)\]]|\. see\b)`), corpus.Retracted},
	{regexp.MustCompile(`(?i)^\W*(?:temporary removal|article removed|removed|withdrawn(?: article| paper)?)\s*[:.\])–—-]`), corpus.Withdrawn},
	{regexp.MustCompile(`(?i)[(\[]\s*withdrawn(?: article| paper| publication)?\s*(?:[.,;)\]]|\. see\b)`), corpus.Withdrawn},
}

// TitleSays returns what a title says of its own publication, or "". A title
// is a hint; where sources with dates exist they go before it.
func TitleSays(title string) corpus.NoticeType {
	for _, t := range titles {
		if t.form.MatchString(title) {
			return t.typ
		}
	}
	return ""
}
