package citations

import (
	"iter"
	"regexp"
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
)

// Build makes the graph of a library. Two reports with the same identifier
// stay two; citations go to the first of them.
func Build(works iter.Seq[Work]) *Graph {
	b := &builder{Graph: &Graph{at: map[corpus.ReportID]int{}}, ids: map[string]int{}, words: map[string]int{}}
	var lists [][]reference
	var froms []int
	for w := range works {
		i, ok := b.report(w)
		if !ok {
			continue
		}
		if list := References(w.Item); len(list) > 0 {
			b.stats.WithList++
			lists, froms = append(lists, references(list)), append(froms, i)
		}
	}
	b.match = NewMatcher(b.items)
	b.items = nil
	// Citations with several identifiers first: they tell which identifiers
	// belong together, whatever list comes first.
	for _, list := range lists {
		for _, c := range list {
			if len(c.ids) > 1 {
				b.external(c)
			}
		}
	}
	for k, list := range lists {
		b.list(froms[k], list)
	}
	for from, to := range b.cites {
		for _, i := range to {
			b.citedBy[i] = append(b.citedBy[i], from)
		}
	}
	return b.Graph
}

// builder is a graph while it is built.
type builder struct {
	*Graph
	items []Work
	ids   map[string]int // identifier with its kind → node
	words map[string]int // words of a citation without identifier → node
	match *Matcher
}

func (b *builder) node(n Node) int {
	b.nodes = append(b.nodes, n)
	b.cites = append(b.cites, nil)
	b.citedBy = append(b.citedBy, nil)
	return len(b.nodes) - 1
}

// report adds one report; a second one of the same id is left out.
func (b *builder) report(w Work) (int, bool) {
	if _, again := b.at[w.Report]; again || w.Report == "" {
		return 0, false
	}
	it := w.Item
	n := Node{Report: w.Report, DOI: it.DOI, PMID: it.PMID, PMCID: it.PMCID, OpenAlex: openAlexOf(it), Text: it.Title}
	if d, err := corpus.ParseDOI(string(it.DOI)); err == nil {
		n.DOI = d // entered by hand, it may have capitals
	}
	i := b.node(n)
	b.at[w.Report] = i
	b.items = append(b.items, w)
	for _, id := range n.ids() {
		if _, taken := b.ids[id]; !taken {
			b.ids[id] = i
		}
	}
	b.stats.Reports++
	return i, true
}

// ids returns the identifiers with their kinds, the most telling first.
func (n Node) ids() []string {
	var out []string
	for _, p := range [][2]string{{"doi:", string(n.DOI)}, {"pmid:", string(n.PMID)}, {"pmcid:", string(n.PMCID)}, {"openalex:", n.OpenAlex}} {
		if p[1] != "" {
			out = append(out, p[0]+p[1])
		}
	}
	return out
}

var openAlexForm = regexp.MustCompile(`(?i)^\s*(?:https?://(?:api\.)?openalex\.org/(?:works/)?)?(W[0-9]{2,12})\s*$`)

// openAlexID reads W2741809807, with or without its address.
func openAlexID(s string) string {
	if len(s) > 80 {
		return ""
	}
	if m := openAlexForm.FindStringSubmatch(s); m != nil {
		return strings.ToUpper(m[1])
	}
	return ""
}

func openAlexOf(it corpus.Item) string {
	if strings.EqualFold(it.Database, "OpenAlex") {
		if id := openAlexID(it.Accession); id != "" {
			return id
		}
	}
	for _, u := range it.URLs {
		if id := openAlexID(u); id != "" && strings.Contains(u, "/") {
			return id
		}
	}
	return ""
}

// reference is a citation, the node it would be, and that node's identifiers.
type reference struct {
	corpus.Citation
	node Node
	ids  []string
}

func references(list []corpus.Citation) []reference {
	out := make([]reference, len(list))
	for i, c := range list {
		n := cited(c)
		out[i] = reference{c, n, n.ids()}
	}
	return out
}

// cited is a citation as a node of its own.
func cited(c corpus.Citation) Node {
	n := Node{Text: strings.Join(strings.Fields(c.Text), " ")}
	if c.DOI != "" {
		if d, err := corpus.ParseDOI(string(c.DOI)); err == nil {
			n.DOI = d
		}
	}
	if p, err := corpus.ParsePMID(string(c.PMID)); err == nil {
		n.PMID = p
	}
	if p, err := corpus.ParsePMCID(string(c.PMCID)); err == nil {
		n.PMCID = p
	}
	if id := openAlexID(n.Text); id != "" {
		n.OpenAlex, n.Text = id, ""
	}
	if n.DOI == "" {
		n.DOI = field.FindDOI(n.Text)
	}
	return n
}

// external finds or makes the node of a citation with identifiers, and gives
// it those that it had not. An identifier of another node stays there, and a
// report that has a DOI of its own does not take on another one.
func (b *builder) external(c reference) int {
	at := -1
	for _, id := range c.ids {
		if i, ok := b.ids[id]; ok {
			at = i
			break
		}
	}
	if at < 0 {
		at = b.node(c.node)
	}
	have := &b.nodes[at]
	for _, id := range c.ids {
		if _, taken := b.ids[id]; !taken && have.take(id) {
			b.ids[id] = at
		}
	}
	if have.Text == "" {
		have.Text = c.node.Text
	}
	return at
}

// take gives a node an identifier of a kind that it lacks, or has already.
func (n *Node) take(id string) bool {
	kind, value, _ := strings.Cut(id, ":")
	switch kind {
	case "doi":
		return fill(&n.DOI, corpus.DOI(value))
	case "pmid":
		return fill(&n.PMID, corpus.PMID(value))
	case "pmcid":
		return fill(&n.PMCID, corpus.PMCID(value))
	}
	return fill(&n.OpenAlex, value)
}

// fill sets an empty value; true when it now is v.
func fill[T ~string](into *T, v T) bool {
	if *into == "" {
		*into = v
	}
	return *into == v
}

// list joins the citations of one report.
func (b *builder) list(from int, list []reference) {
	seen := make(map[int]bool, len(list))
	for _, c := range list {
		b.stats.References++
		to, m, ok := b.find(from, c)
		switch {
		case !ok:
			b.stats.Empty++
			continue
		case to == from:
			b.stats.Itself++
			continue
		case seen[to]:
			b.stats.Repeated++
			continue
		}
		seen[to] = true
		b.cites[from] = append(b.cites[from], to)
		if b.nodes[to].InLibrary() {
			b.stats.Inside++
		}
		if m != nil {
			b.stats.ByWords++
			b.byWords = append(b.byWords, Link{b.nodes[from].Report, b.nodes[to], m})
		}
	}
}

// find returns the node of one citation, by identifier or else by words.
func (b *builder) find(from int, c reference) (int, *Match, bool) {
	if len(c.ids) == 0 {
		return b.wording(c)
	}
	to := b.external(c)
	b.conflict(from, to, c)
	// The identifiers are not in the library. A report without an identifier
	// of their kind may still be meant.
	if !b.nodes[to].InLibrary() {
		if m, ok := b.match.Find(c.Text); ok && b.lacks(m.Report, c.node) {
			return b.at[m.Report], &m, true
		}
	}
	return to, nil, true
}

// wording returns the node of a citation that has words alone.
func (b *builder) wording(c reference) (int, *Match, bool) {
	if c.node.Text == "" {
		return 0, nil, false
	}
	if m, ok := b.match.Find(c.node.Text); ok {
		return b.at[m.Report], &m, true
	}
	key := strings.ToLower(c.node.Text)
	to, ok := b.words[key]
	if !ok {
		to = b.node(c.node)
		b.words[key] = to
	}
	return to, nil, true
}

// lacks reports whether a report has none of the kinds of identifier that a
// citation has, so that nothing speaks against them being the same.
func (b *builder) lacks(id corpus.ReportID, n Node) bool {
	have := b.nodes[b.at[id]]
	return (have.DOI == "" || n.DOI == "") && (have.PMID == "" || n.PMID == "") && (have.PMCID == "" || n.PMCID == "")
}

// conflict notes a citation of which another identifier names another report.
func (b *builder) conflict(from, to int, c reference) {
	for _, id := range c.ids {
		if i, ok := b.ids[id]; ok && i != to && b.nodes[i].InLibrary() {
			b.conflicts = append(b.conflicts, Conflict{b.nodes[from].Report, c.Citation, b.nodes[i].Report})
			return
		}
	}
}
