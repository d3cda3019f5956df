// Package trialgov reads studies of ClinicalTrials.gov as its API, version 2,
// gives them in JSON: one study, or a page of them ({"studies": […]}).
package trialgov

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/intake"
	"appraise/corpus/jsonfile"
	"appraise/corpus/markup"
)

// Format is the name of the format in records.
const Format = "trialgov"

// Version says which rules read a record. 1: first.
const Version = "trialgov/1"

// Read yields the studies of a file.
func Read(r io.Reader, source string) iter.Seq2[corpus.Record, error] {
	return intake.Read(r, source, Format, Version, func(text io.Reader, sink *intake.Sink) error {
		return jsonfile.Each(text, sink, []string{"studies"}, func(raw []byte, line int) error { return record(raw, line, sink) })
	})
}

// study is what is taken of a registered study.
type study struct {
	Protocol struct {
		Identification struct {
			NCT      string `json:"nctId"`
			Brief    string `json:"briefTitle"`
			Official string `json:"officialTitle"`
			Acronym  string `json:"acronym"`
			Org      struct {
				ID string `json:"id"`
			} `json:"orgStudyIdInfo"`
			Secondary []struct {
				ID   string `json:"id"`
				Type string `json:"type"`
			} `json:"secondaryIdInfos"`
		} `json:"identificationModule"`
		Status struct {
			Overall    string `json:"overallStatus"`
			WhyStopped string `json:"whyStopped"`
			Start      day    `json:"startDateStruct"`
			Completion day    `json:"completionDateStruct"`
			Posted     day    `json:"studyFirstPostDateStruct"`
			Updated    day    `json:"lastUpdatePostDateStruct"`
			Results    day    `json:"resultsFirstPostDateStruct"`
		} `json:"statusModule"`
		Sponsors struct {
			Lead struct {
				Name string `json:"name"`
			} `json:"leadSponsor"`
			Collaborators []struct {
				Name string `json:"name"`
			} `json:"collaborators"`
		} `json:"sponsorCollaboratorsModule"`
		Description struct {
			Brief    string `json:"briefSummary"`
			Detailed string `json:"detailedDescription"`
		} `json:"descriptionModule"`
		Conditions struct {
			Conditions []string `json:"conditions"`
			Keywords   []string `json:"keywords"`
		} `json:"conditionsModule"`
		Design struct {
			Type   string   `json:"studyType"`
			Phases []string `json:"phases"`
			Info   struct {
				Allocation string `json:"allocation"`
				Model      string `json:"interventionModel"`
				Purpose    string `json:"primaryPurpose"`
				Masking    struct {
					Masking string `json:"masking"`
				} `json:"maskingInfo"`
			} `json:"designInfo"`
			Enrollment struct {
				Count *int   `json:"count"`
				Type  string `json:"type"`
			} `json:"enrollmentInfo"`
		} `json:"designModule"`
		Arms struct {
			Interventions []struct {
				Type string `json:"type"`
				Name string `json:"name"`
			} `json:"interventions"`
		} `json:"armsInterventionsModule"`
		Outcomes struct {
			Primary []struct {
				Measure string `json:"measure"`
				Frame   string `json:"timeFrame"`
			} `json:"primaryOutcomes"`
		} `json:"outcomesModule"`
		References struct {
			References []struct {
				PMID     string `json:"pmid"`
				Type     string `json:"type"`
				Citation string `json:"citation"`
			} `json:"references"`
		} `json:"referencesModule"`
	} `json:"protocolSection"`
	HasResults bool `json:"hasResults"`
}

// day is a date of the registry.
type day struct {
	Date string `json:"date"`
}

func record(raw []byte, line int, sink *intake.Sink) error {
	var s study
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	if s.Protocol.Identification.NCT == "" && s.Protocol.Identification.Brief == "" {
		return errors.New("the study has neither number nor title")
	}
	it, problems := s.item()
	for _, p := range problems {
		sink.Kept(line, p)
	}
	sink.Record(line, string(raw), s.Protocol.Identification.NCT, it)
	return nil
}

// item turns a study into an item.
func (s *study) item() (corpus.Item, []error) {
	var problems []error
	p := s.Protocol
	it := corpus.Item{
		Kind: corpus.KindRegistry, Title: markup.Clean(p.Identification.Official), Abstract: s.summary(), Database: "ClinicalTrials.gov",
		Accession: p.Identification.NCT, Enrolled: p.Design.Enrollment.Count, EnrolledType: p.Design.Enrollment.Type,
		Keywords: field.AddOnce(nil, append(slices.Clone(p.Conditions.Conditions), p.Conditions.Keywords...)...),
	}
	if it.Enrolled != nil && *it.Enrolled < 0 {
		problems = append(problems, errors.New("the number of people enrolled is negative"))
		it.Enrolled = nil
	}
	if it.Title == "" {
		it.Title = markup.Clean(p.Identification.Brief)
	} else {
		s.extra(&it, "briefTitle", p.Identification.Brief)
	}
	if sponsor := markup.Clean(p.Sponsors.Lead.Name); sponsor != "" {
		it.Authors = []corpus.Author{{Collective: sponsor}}
	}
	for _, c := range p.Sponsors.Collaborators {
		it.Funding = field.AddOnce(it.Funding, markup.Clean(c.Name))
	}
	for _, i := range p.Arms.Interventions {
		it.Substances = field.AddOnce(it.Substances, markup.Clean(i.Name))
	}
	s.numbers(&it)
	var err error
	for _, d := range []day{p.Status.Posted, p.Status.Start} {
		if it.Published, err = field.Date(d.Date); err != nil {
			problems = append(problems, err)
		}
		if it.Published.Year > 0 {
			break
		}
	}
	s.details(&it)
	s.references(&it)
	return it, problems
}

// summary joins the descriptions and the primary outcomes as labelled sections.
func (s *study) summary() string {
	var parts []string
	add := func(label, text string) {
		if text = markup.CleanBlock(text); text != "" {
			parts = append(parts, label+": "+text)
		}
	}
	add("SUMMARY", s.Protocol.Description.Brief)
	add("DESCRIPTION", s.Protocol.Description.Detailed)
	for _, o := range s.Protocol.Outcomes.Primary {
		add("PRIMARY OUTCOME", strings.TrimSuffix(o.Measure+" ("+o.Frame+")", " ()"))
	}
	return strings.Join(parts, "\n")
}

// numbers reads the study's own number and those in other registries.
func (s *study) numbers(it *corpus.Item) {
	id := s.Protocol.Identification
	add := func(name, number string) {
		r, ok := field.Registration(markup.Clean(number))
		switch {
		case ok && !slices.Contains(it.Registrations, r):
			it.Registrations = append(it.Registrations, r)
		case !ok:
			s.extra(it, name, number)
		}
	}
	add("nctId", id.NCT)
	add("orgStudyId", id.Org.ID)
	for _, x := range id.Secondary {
		add("secondaryId", x.ID)
	}
	if id.NCT != "" {
		it.URLs = []string{"https://clinicaltrials.gov/study/" + id.NCT}
	}
}

func (s *study) extra(it *corpus.Item, name, value string) {
	if v := markup.Clean(value); v != "" {
		it.Extra = append(it.Extra, corpus.Tag{Name: name, Value: v})
	}
}

// details keeps what has no field of its own under the registry's names.
func (s *study) details(it *corpus.Item) {
	p := s.Protocol
	for _, x := range []struct{ name, value string }{
		{"acronym", p.Identification.Acronym}, {"overallStatus", p.Status.Overall}, {"whyStopped", p.Status.WhyStopped},
		{"startDate", p.Status.Start.Date}, {"completionDate", p.Status.Completion.Date}, {"lastUpdatePostDate", p.Status.Updated.Date},
		{"resultsFirstPostDate", p.Status.Results.Date}, {"studyType", p.Design.Type}, {"phases", strings.Join(p.Design.Phases, ", ")},
		{"allocation", p.Design.Info.Allocation}, {"interventionModel", p.Design.Info.Model}, {"primaryPurpose", p.Design.Info.Purpose},
		{"masking", p.Design.Info.Masking.Masking},
	} {
		s.extra(it, x.name, x.value)
	}
	if s.HasResults {
		s.extra(it, "hasResults", "true")
	}
}

// references reads publications: of results as relations, others as cited.
func (s *study) references(it *corpus.Item) {
	for _, r := range s.Protocol.References.References {
		pmid, _ := corpus.ParsePMID(r.PMID)
		text := markup.Clean(r.Citation)
		switch r.Type {
		case "RESULT", "DERIVED":
			it.Relations = append(it.Relations, corpus.Relation{Type: map[string]string{"RESULT": "ResultsIn", "DERIVED": "ReportedIn"}[r.Type], Text: text, PMID: pmid, DOI: field.FindDOI(text)})
		default:
			it.References = append(it.References, corpus.Citation{Text: text, PMID: pmid, DOI: field.FindDOI(text)})
		}
	}
}
