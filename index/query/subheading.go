package query

import (
	"slices"
	"strings"
)

// Subheadings lists the MeSH subheadings (qualifiers) with the two-letter
// abbreviations of MEDLINE, in alphabetical order of the abbreviation; the
// last ones are no longer used for indexing but occur in older strategies.
var Subheadings = [...]struct{ Code, Name string }{
	{"aa", "analogs & derivatives"}, {"ab", "abnormalities"}, {"ad", "administration & dosage"}, {"ae", "adverse effects"},
	{"ag", "agonists"}, {"ah", "anatomy & histology"}, {"ai", "antagonists & inhibitors"}, {"an", "analysis"},
	{"bi", "biosynthesis"}, {"bl", "blood"}, {"bs", "blood supply"}, {"cf", "cerebrospinal fluid"},
	{"ch", "chemistry"}, {"ci", "chemically induced"}, {"cl", "classification"}, {"cn", "congenital"},
	{"co", "complications"}, {"cs", "chemical synthesis"}, {"ct", "contraindications"}, {"cy", "cytology"},
	{"de", "drug effects"}, {"df", "deficiency"}, {"dg", "diagnostic imaging"}, {"dh", "diet therapy"},
	{"di", "diagnosis"}, {"du", "diagnostic use"}, {"dt", "drug therapy"}, {"ec", "economics"},
	{"ed", "education"}, {"eh", "ethnology"}, {"em", "embryology"}, {"en", "enzymology"},
	{"ep", "epidemiology"}, {"es", "ethics"}, {"et", "etiology"}, {"ge", "genetics"},
	{"gd", "growth & development"}, {"hi", "history"}, {"im", "immunology"}, {"in", "injuries"},
	{"ip", "isolation & purification"}, {"ir", "innervation"}, {"is", "instrumentation"}, {"lj", "legislation & jurisprudence"},
	{"me", "metabolism"}, {"mi", "microbiology"}, {"mo", "mortality"}, {"mt", "methods"},
	{"nu", "nursing"}, {"og", "organization & administration"}, {"pa", "pathology"}, {"pc", "prevention & control"},
	{"pd", "pharmacology"}, {"ph", "physiology"}, {"pk", "pharmacokinetics"}, {"po", "poisoning"},
	{"pp", "physiopathology"}, {"ps", "parasitology"}, {"px", "psychology"}, {"re", "radiation effects"},
	{"rh", "rehabilitation"}, {"rt", "radiotherapy"}, {"sc", "secondary"}, {"sd", "supply & distribution"},
	{"sn", "statistics & numerical data"}, {"st", "standards"}, {"su", "surgery"}, {"td", "trends"},
	{"th", "therapy"}, {"tm", "transmission"}, {"to", "toxicity"}, {"tr", "transplantation"},
	{"tu", "therapeutic use"}, {"ul", "ultrastructure"}, {"ur", "urine"}, {"ut", "utilization"},
	{"ve", "veterinary"}, {"vi", "virology"},
	{"ma", "manpower"}, {"ra", "radiography"}, {"ri", "radionuclide imaging"}, {"se", "secretion"}, {"us", "ultrasonography"},
}

// subheadingName finds a subheading by code or name and returns its full name.
func subheadingName(s string) (string, bool) {
	key := strings.ToLower(strings.Join(strings.Fields(s), " "))
	folded := Fold(strings.ReplaceAll(key, " and ", " "))
	switch folded {
	case "pathophysiology":
		return "physiopathology", true
	case "aetiology":
		return "etiology", true
	case "organization":
		return "organization & administration", true
	}
	for _, q := range Subheadings {
		if key == q.Code || folded == Fold(q.Name) {
			return q.Name, true
		}
	}
	return "", false
}

// subheadingCode returns the two letters of a subheading, or its name when it
// has none.
func subheadingCode(name string) string {
	for _, q := range Subheadings {
		if q.Name == name {
			return q.Code
		}
	}
	return name
}

// SubheadingUnder reports whether subheading name is narrower than top in the
// hierarchy of MeSH subheadings, which Ovid's .xs. and PubMed's [sh] explode.
func SubheadingUnder(name, top string) bool {
	for _, g := range subheadingGroups {
		if g.top != top {
			continue
		}
		for _, n := range g.narrower {
			if n == name || SubheadingUnder(name, n) {
				return true
			}
		}
	}
	return false
}

// subheadingGroups is NLM's table of subheading families, from memory [M]:
// unverified against the current edition.
var subheadingGroups = [...]struct {
	top      string
	narrower []string
}{
	{"analysis", []string{"blood", "cerebrospinal fluid", "isolation & purification", "urine"}},
	{"anatomy & histology", []string{"blood supply", "cytology", "embryology", "innervation", "pathology", "ultrastructure"}},
	{"blood supply", []string{}},
	{"chemistry", []string{"agonists", "analogs & derivatives", "antagonists & inhibitors", "chemical synthesis"}},
	{"complications", []string{"secondary"}},
	{"cytology", []string{"pathology", "ultrastructure"}},
	{"diagnosis", []string{"diagnostic imaging", "pathology", "radiography", "radionuclide imaging", "ultrasonography"}},
	{"embryology", []string{"abnormalities"}},
	{"epidemiology", []string{"ethnology", "mortality"}},
	{"etiology", []string{"chemically induced", "complications", "congenital", "embryology", "genetics", "immunology", "microbiology", "parasitology", "transmission", "virology"}},
	{"metabolism", []string{"biosynthesis", "blood", "cerebrospinal fluid", "deficiency", "enzymology", "pharmacokinetics", "urine"}},
	{"microbiology", []string{"virology"}},
	{"organization & administration", []string{"economics", "legislation & jurisprudence", "manpower", "standards", "supply & distribution", "trends", "utilization"}},
	{"pharmacology", []string{"administration & dosage", "adverse effects", "agonists", "antagonists & inhibitors", "contraindications", "diagnostic use", "pharmacokinetics"}},
	{"adverse effects", []string{"poisoning", "toxicity"}},
	{"physiology", []string{"genetics", "growth & development", "immunology", "metabolism", "physiopathology", "secretion"}},
	{"statistics & numerical data", []string{"epidemiology", "ethnology", "mortality", "supply & distribution", "utilization"}},
	{"therapeutic use", []string{"administration & dosage", "adverse effects", "contraindications", "poisoning"}},
	{"therapy", []string{"diet therapy", "drug therapy", "nursing", "prevention & control", "radiotherapy", "rehabilitation", "surgery", "transplantation"}},
}

// AllSubheadings returns the subheadings that h finds: its own and, with
// Families, those grouped under them.
func (h *Heading) AllSubheadings() []string {
	if !h.Families {
		return h.Subheadings
	}
	out := slices.Clone(h.Subheadings)
	for _, q := range Subheadings {
		if slices.ContainsFunc(h.Subheadings, func(top string) bool { return SubheadingUnder(q.Name, top) }) && !slices.Contains(out, q.Name) {
			out = append(out, q.Name)
		}
	}
	return out
}
