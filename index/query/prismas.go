package query

// SearchRecord is what has to be reported about a search, by the items of
// PRISMA-S.
//
// Rethlefsen ML, Kirtley S, Waffenschmidt S, et al. PRISMA-S: an extension to
// the PRISMA statement for reporting literature searches in systematic
// reviews. Syst Rev 2021;10:39. doi:10.1186/s13643-020-01542-z
type SearchRecord struct {
	Database      string   // 1: name of the source searched
	Platform      string   // 1, 2: provider, and further sources searched at once there
	Registries    []string // 3: study registries
	Browsed       []string // 4: web sites, tables of contents, other printed or online sources
	Citations     string   // 5: references and citing articles looked through, and how
	Contacts      string   // 6: authors, experts or manufacturers asked
	Other         string   // 7: other methods
	Strategy      []LineRecord
	Limits        []string // 9: dates, languages and other limits, as they stand in the strategy
	LimitReasons  string   // 9: why they were set
	Filters       string   // 10: published filters used, with citation and changes
	PriorWork     string   // 11: strategies of other reviews that were adapted
	Updates       string   // 12: how the search was kept up to date
	Searched      Date     // 13: day of the last search
	PeerReview    string   // 14: who reviewed the strategy, and how
	Total         int      // 15: records found; -1 unknown
	Deduplication string   // 16: how duplicates were found, and with what
}

// LineRecord is one line of the strategy as run (item 8) with its count.
type LineRecord struct {
	Label string
	Text  string
	Hits  int // -1 unknown
}

// Record begins the record of a search: the strategy as it was written, the
// limits in it, and the count of its last line. The caller adds the rest.
func (s *Strategy) Record(database, platform string, searched Date) SearchRecord {
	r := SearchRecord{Database: database, Platform: platform, Searched: searched, Total: -1}
	for i := range s.Lines {
		l := &s.Lines[i]
		if l.Root == nil {
			continue
		}
		r.Strategy = append(r.Strategy, LineRecord{l.Label, l.Text, l.Hits})
		r.Total = l.Hits
		Walk(l.Root, func(n Node) bool {
			switch n := n.(type) {
			case *DateRange, *Has:
				r.Limits = append(r.Limits, String(n))
			case *Term:
				if n.Fields.Has(Language) {
					r.Limits = append(r.Limits, String(n))
				}
			}
			return true
		})
	}
	return r
}

// Missing names the items of PRISMA-S that the record says nothing about, in
// their order. A method that was not used has to be reported as such.
func (r SearchRecord) Missing() []string {
	var out []string
	for _, item := range [...]struct {
		name   string
		filled bool
	}{
		{"1 database name", r.Database != ""},
		{"2 multi-database searching", r.Platform != ""},
		{"3 study registries", len(r.Registries) > 0},
		{"4 online resources and browsing", len(r.Browsed) > 0},
		{"5 citation searching", r.Citations != ""},
		{"6 contacts", r.Contacts != ""},
		{"7 other methods", r.Other != ""},
		{"8 full search strategies", len(r.Strategy) > 0},
		{"9 limits and restrictions", len(r.Limits) == 0 || r.LimitReasons != ""},
		{"10 search filters", r.Filters != ""},
		{"11 prior work", r.PriorWork != ""},
		{"12 updates", r.Updates != ""},
		{"13 dates of searches", !r.Searched.IsZero()},
		{"14 peer review", r.PeerReview != ""},
		{"15 total records", r.Total >= 0},
		{"16 deduplication", r.Deduplication != ""},
	} {
		if !item.filled {
			out = append(out, item.name)
		}
	}
	return out
}
