package doctor

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
)

var numberRules = []rule{
	{Defect{"doi-form", "DOI that is not in its form", Fault,
		"A DOI is 10., the number of its registrant, a slash and a name. This one is not, or carries the end of a web address (/full, .pdf), or its beginning twice. Joins with status lists and other databases go by the DOI and would miss this report.", true},
		badDOI},
	{Defect{"doi-unread", "DOI that could not be read", Fault,
		"The source gave something as the DOI that is none; it was kept beside the record, and the report has no DOI. Where it is the address of a page at the publisher that ends with the DOI, the fix takes it from there.", true},
		unreadDOI},
	{Defect{"pages-reversed", "Pages that run backwards", Fault,
		"The last page comes before the first. Usually digits are missing or two numbers were swapped.", false},
		reversedPages},
	{Defect{"issn-check", "ISSN with a wrong check digit", Fault,
		"The last digit of an ISSN is computed from the others (ISO 3297). It does not fit, so a digit is wrong.", false},
		badISSN},
	{Defect{"isbn-check", "ISBN with a wrong check digit", Fault,
		"The last digit of an ISBN is computed from the others (ISO 2108). It does not fit, so a digit is wrong.", false},
		badISBN},
}

var (
	webTail    = regexp.MustCompile(`(/(full|abstract|pdf|epdf|fulltext|meta|summary|references)|\.full|\.pdf|\.abstract)$`)
	doubledDOI = regexp.MustCompile(`^10\.[0-9]{4,9}/+((https?:/*)?((dx\.)?doi\.org/|doi:)?10\.[0-9]{4,9}/)`)
)

func badDOI(s Subject) []hit {
	d := string(s.Item.DOI)
	if d == "" {
		return nil
	}
	h := hit{field: "doi", value: d}
	norm, err := corpus.ParseDOI(d)
	set := func(want corpus.DOI) func(*corpus.Item) { return func(it *corpus.Item) { it.DOI = want } }
	switch {
	case err != nil:
		h.says, h.suggestion = "it is not a DOI", "compare it with the publication"
	case string(norm) != d:
		h.says, h.suggestion, h.fix = "it is not in the usual form", string(norm), set(norm)
	case doubledDOI.MatchString(d):
		m := doubledDOI.FindStringSubmatchIndex(d)
		rest := d[m[2]:]
		h.says, h.suggestion = "its beginning is there twice", rest[strings.Index(rest, "10."):]
	case webTail.MatchString(d):
		bare := webTail.ReplaceAllString(d, "")
		h.says, h.suggestion = "the end of a web address is part of it", bare
		if want, err := corpus.ParseDOI(bare); err == nil {
			h.fix = set(want)
		}
	default:
		return nil
	}
	return []hit{h}
}

// doiTags are names under which formats carry a DOI.
var doiTags = []string{"doi", "do", "di", "lid", "aid"}

// address is the address of a page that ends with a DOI.
var address = regexp.MustCompile(`^https?://[^\s?#]+/10\.[0-9]{4,9}/[^\s?#]+$`)

func unreadDOI(s Subject) []hit {
	if s.Item.DOI != "" {
		return nil
	}
	for _, x := range s.Item.Extra {
		if slices.Contains(doiTags, strings.ToLower(x.Name)) && x.Value != "" && !strings.Contains(strings.ToLower(x.Value), "[pii]") {
			h := hit{field: "doi", value: x.Value, says: "what was given as the DOI is none", suggestion: "appraise edit STUDY --set doi=…"}
			if d := field.FindDOI(x.Value); d != "" {
				h.suggestion = "appraise edit STUDY --set doi=" + string(d)
				if address.MatchString(x.Value) {
					h.fix = func(it *corpus.Item) { it.DOI = d }
				}
			}
			return []hit{h}
		}
	}
	return nil
}

var pageNumber = regexp.MustCompile(`^([A-Za-z]*)([0-9]{1,9})([A-Za-z]*)$`)

func reversedPages(s Subject) []hit {
	first, last := field.SplitPages(s.Item.Pages)
	a, b := pageNumber.FindStringSubmatch(first), pageNumber.FindStringSubmatch(last)
	if a == nil || b == nil || a[1] != b[1] || a[3] != b[3] {
		return nil
	}
	from, errFrom := strconv.Atoi(a[2])
	to, errTo := strconv.Atoi(b[2])
	if errFrom != nil || errTo != nil || from <= to {
		return nil
	}
	return []hit{{field: "pages", value: s.Item.Pages, says: fmt.Sprintf("page %d comes before page %d", to, from), suggestion: "compare them with the publication"}}
}

func badISSN(s Subject) []hit {
	var out []hit
	for _, n := range s.Item.ISSN {
		if !field.ValidISSN(n) {
			out = append(out, hit{field: "issn", value: n, says: "the check digit does not fit", suggestion: "compare it with the journal"})
		}
	}
	return out
}

func badISBN(s Subject) []hit {
	var out []hit
	for _, n := range s.Item.ISBN {
		if !validISBN(n) {
			out = append(out, hit{field: "isbn", value: n, says: "the check digit does not fit", suggestion: "compare it with the book"})
		}
	}
	return out
}

// validISBN computes the check digit of an ISBN of 10 or 13 digits.
func validISBN(s string) bool {
	bare := strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '–' {
			return -1
		}
		return r
	}, strings.ToUpper(s))
	sum := 0
	for i, c := range []byte(bare) {
		digit := int(c - '0')
		switch {
		case c == 'X' && len(bare) == 10 && i == 9:
			digit = 10
		case c < '0' || c > '9':
			return false
		}
		if len(bare) == 10 {
			sum += (10 - i) * digit
		} else {
			sum += digit * (1 + 2*(i%2))
		}
	}
	return len(bare) == 10 && sum%11 == 0 || len(bare) == 13 && sum%10 == 0
}
