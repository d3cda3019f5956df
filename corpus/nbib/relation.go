package nbib

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// relations are the tags that tie an entry to another, in PubMed's words.
var relations = map[string]string{
	"CIN": "CommentIn", "CON": "CommentOn", "EIN": "ErratumIn", "EFR": "ErratumFor", "ECI": "ExpressionOfConcernIn",
	"ECF": "ExpressionOfConcernFor", "RIN": "RetractionIn", "ROF": "RetractionOf", "CRI": "CorrectedandRepublishedIn",
	"CRF": "CorrectedandRepublishedFrom", "RPI": "RepublishedIn", "RPF": "RepublishedFrom", "UIN": "UpdateIn", "UOF": "UpdateOf",
	"SPIN": "SummaryForPatientsIn", "ORI": "OriginalReportIn", "PRIN": "PartialRetractionIn", "PROF": "PartialRetractionOf",
	"RRI": "RetractedandRepublishedIn", "RRF": "RetractedandRepublishedFrom", "DDIN": "AssociatedDataset", "DRIN": "AssociatedPublication",
}

// relation reads "Trials. 2013;14:5. PMID: 23394309. doi: 10.1234/x".
func (rd *reader) relation(f tagline.Field) bool {
	kind, ok := relations[f.Tag]
	if !ok {
		return false
	}
	text := markup.Text(f.Value)
	if text == "" {
		return true
	}
	r := corpus.Relation{Type: kind, Text: text, DOI: field.FindDOI(text)}
	if at := strings.LastIndex(text, "PMID: "); at >= 0 {
		id := strings.TrimRight(firstWord(text[at+len("PMID: "):]), ".;,")
		if p, err := corpus.ParsePMID(id); err == nil {
			r.PMID = p
		}
	}
	rd.item.Relations = append(rd.item.Relations, r)
	return true
}
