package dedupe_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"appraise/corpus"
	"appraise/corpus/dedupe"
)

// library makes up a collection of n records in the way several databases give
// them: about a third are copies, damaged as exports damage. gold tells which
// publication each record is of. Some publications are companions: parts,
// errata, protocols, yearly reports, meeting abstracts.
func library(seed uint64, n int) (records []dedupe.Record, gold map[string]int) {
	m := maker{r: rand.New(rand.NewPCG(seed, 1))}
	m.words = m.vocabulary(6000, 4, 11)
	m.names = m.vocabulary(3000, 4, 9)
	for range max(40, n/200) {
		m.venues = append(m.venues, m.venue())
	}
	gold = make(map[string]int)
	for publication := 0; len(records) < n; publication++ {
		it := m.item()
		if publication%7 == 3 && len(records) > 0 {
			it = m.companion(records[len(records)-1].Item)
		}
		for range m.copies() {
			id := fmt.Sprintf("r%06d", len(records))
			gold[id] = publication
			records = append(records, dedupe.Record{ID: id, Item: m.copyOf(it)})
		}
	}
	m.r.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	return records, gold
}

type maker struct {
	r      *rand.Rand
	words  []string
	names  []string
	venues []string
	serial int
}

func (m *maker) vocabulary(n, shortest, longest int) []string {
	syllables := []string{"ka", "re", "mo", "ti", "lu", "san", "der", "pho", "lin", "gra", "ves", "tor", "bi", "nal", "ox", "cy", "pe", "ria", "mus", "dol"}
	seen := make(map[string]bool)
	var out []string
	for len(out) < n {
		var b strings.Builder
		for length := shortest + m.r.IntN(longest-shortest+1); b.Len() < length; {
			b.WriteString(syllables[m.r.IntN(len(syllables))])
		}
		if w := b.String(); !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// word draws from the vocabulary as language does: few words often.
func (m *maker) word() string {
	u := m.r.Float64()
	return m.words[int(float64(len(m.words))*u*u*u)]
}

func (m *maker) phrase(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = m.word()
	}
	return strings.Join(out, " ")
}

func (m *maker) venue() string {
	return []string{"Journal of ", "Annals of ", "Archives of ", "International Review of "}[m.r.IntN(4)] + upperFirst(m.word()) + " and " + upperFirst(m.word())
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (m *maker) item() corpus.Item {
	m.serial++
	page := 1 + m.r.IntN(1800)
	it := corpus.Item{
		Kind: corpus.KindArticle, Title: upperFirst(m.phrase(5 + m.r.IntN(9))), Journal: m.venues[m.r.IntN(len(m.venues))],
		Published: corpus.Date{Year: 1995 + m.r.IntN(30)}, Issue: fmt.Sprint(1 + m.r.IntN(12)), Pages: fmt.Sprintf("%d-%d", page, page+1+m.r.IntN(12)),
		DOI: corpus.DOI(fmt.Sprintf("10.5555/made.up.%d", m.serial)), PMID: corpus.PMID(fmt.Sprint(10000000 + m.serial)),
		Abstract: "BACKGROUND: " + upperFirst(m.phrase(60+m.r.IntN(120))) + ".",
	}
	it.Volume = fmt.Sprint(it.Published.Year - 1980)
	for range 1 + m.r.IntN(8) {
		it.Authors = append(it.Authors, corpus.Author{
			Family: upperFirst(m.names[m.r.IntN(len(m.names))]), Given: upperFirst(m.names[m.r.IntN(len(m.names))]) + " " + string(rune('A'+m.r.IntN(26))),
		})
	}
	return it
}

// companion makes another publication that resembles it.
func (m *maker) companion(it corpus.Item) corpus.Item {
	other := m.item()
	other.Authors, other.Journal, other.Published = it.Authors, it.Journal, it.Published
	switch m.r.IntN(6) {
	case 0:
		other.Title, other.Abstract = it.Title+": Part II", it.Abstract
	case 1:
		other.Title, other.Abstract = "Erratum: "+it.Title, ""
	case 2:
		other.Title = it.Title + ": study protocol"
	case 3:
		other.Title = it.Title // a yearly report
		other.Published.Year++
		other.Volume += "1"
	case 4:
		other.Title, other.Abstract, other.Kind = it.Title, it.Abstract, corpus.KindAbstract
		other.Pages = "S12"
	case 5:
		other.Title = strings.Replace(it.Title, " ", " "+m.word()+" "+m.word()+" ", 1)
	}
	return other
}

func (m *maker) copies() int {
	switch u := m.r.Float64(); {
	case u < 0.70:
		return 1
	case u < 0.88:
		return 2
	case u < 0.96:
		return 3
	}
	return 5
}

func (m *maker) often(share float64) bool { return m.r.Float64() < share }

// copyOf is the item as one database would export it.
func (m *maker) copyOf(it corpus.Item) corpus.Item {
	it.Authors = append([]corpus.Author(nil), it.Authors...)
	if m.often(0.5) {
		it.DOI = ""
	}
	if m.often(0.6) {
		it.PMID = ""
	}
	if m.often(0.4) {
		it.Abstract = ""
	} else if m.often(0.2) {
		it.Abstract = it.Abstract[:len(it.Abstract)*2/3]
	}
	switch m.r.IntN(8) {
	case 0:
		it.Title = strings.ToUpper(it.Title)
	case 1:
		it.Title += "."
	case 2:
		it.Title = "[" + it.Title + "]. [French]"
	case 3:
		it.Title = m.slip(it.Title)
	}
	if m.often(0.5) {
		for i := range it.Authors {
			it.Authors[i].Given = it.Authors[i].Initials()
		}
	}
	if m.often(0.1) && len(it.Authors) > 3 {
		it.Authors = it.Authors[:3]
	}
	if m.often(0.4) {
		it.Journal = abbreviated(it.Journal)
	}
	if first, last, ok := strings.Cut(it.Pages, "-"); ok && m.often(0.3) && len(first) == len(last) {
		it.Pages = first + "-" + last
	} else if m.often(0.2) {
		it.Pages = first
	}
	if m.often(0.3) {
		it.Issue = ""
	}
	if m.often(0.05) {
		it.Volume, it.Issue, it.Pages = "", "", ""
	}
	return it
}

// slip mistypes one letter.
func (m *maker) slip(s string) string {
	b := []byte(s)
	for range 20 {
		if i := 2 + m.r.IntN(max(1, len(b)-3)); i+1 < len(b) && b[i] != ' ' && b[i-1] != ' ' && b[i+1] != ' ' {
			b[i], b[i+1] = b[i+1], b[i]
			break
		}
	}
	return string(b)
}

func abbreviated(name string) string {
	var out []string
	for _, w := range strings.Fields(name) {
		switch {
		case w == "of" || w == "and":
		case w == "Journal":
			out = append(out, "J")
		case len(w) > 5:
			out = append(out, w[:4]+".")
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}
