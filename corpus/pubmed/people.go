package pubmed

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
)

// authors reads an AuthorList; that of type editors goes to the editors.
func (rd *reader) authors(attrs string) {
	into := &rd.item.Authors
	if markup.Attr(attrs, "Type") == "editors" {
		into = &rd.item.Editors
	}
	rd.x.Children(func(name, attrs string) {
		if name != "Author" || markup.Attr(attrs, "ValidYN") == "N" {
			return
		}
		if a := rd.person(); a != (corpus.Author{}) {
			*into = append(*into, a)
		}
	})
}

func (rd *reader) person() corpus.Author {
	var a corpus.Author
	initials := ""
	rd.x.Children(func(name, attrs string) {
		switch name {
		case "LastName":
			a.Family = rd.text()
		case "ForeName", "FirstName":
			a.Given = rd.text()
		case "Initials":
			initials = rd.text()
		case "Suffix":
			a.Suffix = rd.text()
		case "CollectiveName":
			a.Collective = rd.text()
		case "Identifier":
			if id := rd.text(); markup.Attr(attrs, "Source") == "ORCID" {
				a.ORCID = orcid(id)
			}
		case "AffiliationInfo":
			rd.x.Children(func(name, _ string) {
				if name == "Affiliation" {
					rd.item.Affiliations = append(rd.item.Affiliations, rd.text())
				}
			})
		case "Affiliation":
			rd.item.Affiliations = append(rd.item.Affiliations, rd.text())
		}
	})
	if a.Given == "" {
		a.Given = initials
	}
	if a.Collective != "" {
		a.Family, a.Given, a.Suffix = "", "", ""
	}
	return a
}

// orcid reads an ORCID with or without its address and hyphens.
func orcid(s string) string {
	s = strings.ReplaceAll(s[strings.LastIndexByte(s, '/')+1:], "-", "")
	if len(s) != 16 {
		return ""
	}
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}

// heading reads one MeshHeading.
func (rd *reader) heading() {
	var h corpus.Heading
	rd.x.Children(func(name, attrs string) {
		major := markup.Attr(attrs, "MajorTopicYN") == "Y"
		switch name {
		case "DescriptorName":
			h.UI, h.Major = markup.Attr(attrs, "UI"), major
			h.Descriptor = rd.text()
		case "QualifierName":
			h.Qualifiers = append(h.Qualifiers, corpus.Qualifier{Name: rd.text(), Major: major})
		}
	})
	if h.Descriptor != "" {
		rd.item.MeSH = append(rd.item.MeSH, h)
	}
}

// date reads the parts of a date. What they do not hold (a season, a range) is
// kept as extra.
func (rd *reader) date() corpus.Date {
	var d corpus.Date
	rd.x.Children(func(name, _ string) {
		v := rd.text()
		var err error
		switch name {
		case "Year":
			var year corpus.Date
			if year, err = field.Date(v); err == nil {
				d.Year = year.Year
			}
		case "Month":
			d.Month = field.Month(v)
		case "Day":
			if day, err := field.Date("2000/01/" + v); err == nil {
				d.Day = day.Day
			}
		case "Season":
			rd.extra("Season", v)
		case "MedlineDate":
			d, err = field.Date(v)
			rd.extra("MedlineDate", v)
		}
		if err != nil {
			rd.problems = append(rd.problems, err)
		}
	})
	if d.Year == 0 {
		return corpus.Date{}
	}
	if d.Month == 0 {
		d.Day = 0
	}
	return d
}
