package query

import (
	"regexp"
	"strings"
)

// ovidLimit is a limit by name, with what it means in terms of the tree.
type ovidLimit struct {
	name string
	make func(at Span) Node
}

func limitHeading(names ...string) func(Span) Node {
	return func(at Span) Node {
		var out []Node
		for _, n := range names {
			out = append(out, &Heading{At: at, Name: n})
		}
		return orAll(out)
	}
}

func limitExploded(name string) func(Span) Node {
	return func(at Span) Node { return &Heading{At: at, Name: name, Explode: true} }
}

func limitType(name string) func(Span) Node {
	return func(at Span) Node { return &Term{At: at, Fields: SetOf(PublicationType), Text: name} }
}

func limitFilter(name string) func(Span) Node {
	return func(at Span) Node { return &Term{At: at, Fields: SetOf(Filter), Text: name} }
}

// ovidLimits lists the limits that can be read, besides "... language", dates
// and "(a and b)". Age groups are check tags, as PubMed's filters use them.
var ovidLimits = []ovidLimit{
	{"humans", limitHeading("Humans")}, {"human", limitHeading("Humans")}, {"animals", limitHeading("Animals")}, {"animal", limitHeading("Animals")},
	{"male", limitHeading("Male")}, {"female", limitHeading("Female")}, {"pregnancy", limitHeading("Pregnancy")},
	{"abstracts", func(at Span) Node { return &Has{at, Abstract} }}, {"full text", limitFilter("full text")}, {"in process", limitFilter("in process")},
	{"medline", limitFilter("medline")}, {"in data review", limitFilter("in data review")}, {"publisher", limitFilter("publisher")}, {"pubmed not medline", limitFilter("pubmed not medline")},
	{"all infant (birth to 23 months)", limitExploded("Infant")}, {"newborn infant (birth to 1 month)", limitHeading("Infant, Newborn")},
	{"infant (1 to 23 months)", limitHeading("Infant")}, {"preschool child (2 to 5 years)", limitHeading("Child, Preschool")},
	{"child (6 to 12 years)", limitHeading("Child")}, {"adolescent (13 to 18 years)", limitHeading("Adolescent")},
	{"all child (0 to 18 years)", limitHeading("Infant", "Infant, Newborn", "Child, Preschool", "Child", "Adolescent")},
	{"young adult (19 to 24 years)", limitHeading("Young Adult")}, {"adult (19 to 44 years)", limitHeading("Adult")},
	{"young adult and adult (19-24 and 19-44)", limitHeading("Young Adult", "Adult")}, {"middle age (45 to 64 years)", limitHeading("Middle Aged")},
	{"middle aged (45 plus years)", limitHeading("Middle Aged", "Aged", "Aged, 80 and over")},
	{"all aged (65 and over)", limitHeading("Aged", "Aged, 80 and over")}, {"aged (80 and over)", limitHeading("Aged, 80 and over")},
	{"all adult (19 plus years)", limitHeading("Young Adult", "Adult", "Middle Aged", "Aged", "Aged, 80 and over")},
	{"review articles", limitType("Review")}, {"review", limitType("Review")}, {"journal article", limitType("Journal Article")},
	{"randomized controlled trial", limitType("Randomized Controlled Trial")}, {"controlled clinical trial", limitType("Controlled Clinical Trial")},
	{"clinical trial", limitType("Clinical Trial")}, {"clinical trial, all", limitType("Clinical Trial")}, {"meta analysis", limitType("Meta-Analysis")},
	{"meta-analysis", limitType("Meta-Analysis")}, {"systematic review", limitType("Systematic Review")}, {"systematic reviews", limitType("Systematic Review")},
	{"clinical trial, phase i", limitType("Clinical Trial, Phase I")}, {"clinical trial, phase ii", limitType("Clinical Trial, Phase II")},
	{"clinical trial, phase iii", limitType("Clinical Trial, Phase III")}, {"clinical trial, phase iv", limitType("Clinical Trial, Phase IV")},
	{"case reports", limitType("Case Reports")}, {"comparative study", limitType("Comparative Study")}, {"evaluation study", limitType("Evaluation Study")}, {"evaluation studies", limitType("Evaluation Study")},
	{"multicenter study", limitType("Multicenter Study")}, {"observational study", limitType("Observational Study")}, {"practice guideline", limitType("Practice Guideline")}, {"guideline", limitType("Guideline")},
	{"letter", limitType("Letter")}, {"editorial", limitType("Editorial")}, {"comment", limitType("Comment")}, {"news", limitType("News")},
	{"validation study", limitType("Validation Study")}, {"validation studies", limitType("Validation Study")}, {"pragmatic clinical trial", limitType("Pragmatic Clinical Trial")},
}

var (
	limitDateRE = regexp.MustCompile(`^(?i)([a-z]{2})\s*=\s*["“”″]?\s*([0-9/.\-–: a-z]*?)\s*["“”″]?$`)
	limitFullRE = regexp.MustCompile(`^([0-9]{4,8})(?:\s*[-–:]\s*([0-9]{4,8}|[a-zA-Z]+)?)?$`)
)

// limit reads "limit 6 to yr="2010-Current"" and "limit 6 to (english
// language and humans)": what stands before "to", and the limits.
func (p *ovidParser) limit(m []int) (Node, error) {
	offset := m[4]
	inner := &ovidParser{leaves: p.leaves, lex: ovidLexer{src: p.lex.src[:m[3]], line: p.line, at: m[2]}, line: p.line, labels: p.labels, hits: -1}
	n, err := inner.parseFrom()
	if err != nil {
		return nil, err
	}
	p.leaves = inner.leaves
	limits := strings.TrimSpace(p.lex.src[offset:m[5]])
	limits = p.takeHits(limits)
	for strings.HasPrefix(limits, "(") && closesAtEnd(limits) {
		limits = strings.TrimSpace(limits[1 : len(limits)-1])
	}
	for _, part := range splitLimits(limits) {
		l, err := p.oneLimit(part, p.span(offset, m[5]))
		if err != nil {
			return nil, err
		}
		if err := p.counted(l); err != nil {
			return nil, err
		}
		n = join("AND", n, l)
	}
	return n, nil
}

var limitHitsRE = regexp.MustCompile(`\s+\((\d[\d,]*)\)$`)

func (p *ovidParser) takeHits(text string) string {
	m := limitHitsRE.FindStringSubmatchIndex(text)
	if m == nil || m[3]-m[2] > 15 {
		return text
	}
	p.hits, _ = smallNumber(strings.ReplaceAll(text[m[2]:m[3]], ",", ""))
	return strings.TrimSpace(text[:m[0]])
}

// closesAtEnd reports whether the parenthesis that opens s closes at its end.
func closesAtEnd(s string) bool {
	depth := 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i == len(s)-1
			}
		}
	}
	return false
}

// splitLimits cuts at "and" outside of parentheses and quotation marks; the
// name of a limit may have an "and" of its own.
func splitLimits(s string) []string {
	var out []string
	words := strings.Fields(s)
	depth, quoted := 0, false
	var part []string
	for i, w := range words {
		if strings.EqualFold(w, "and") && depth == 0 && !quoted && !namesLimit(strings.Join(append(part[:len(part):len(part)], words[i:min(len(words), i+8)]...), " ")) {
			out = append(out, strings.Join(part, " "))
			part = nil
			continue
		}
		for _, c := range w {
			switch {
			case c == '"' || isCurlyQuote(c):
				quoted = !quoted
			case c == '(':
				depth++
			case c == ')':
				depth--
			}
		}
		part = append(part, w)
	}
	return append(out, strings.Join(part, " "))
}

// namesLimit reports whether text begins with the name of a limit that has an
// "and" in it.
func namesLimit(text string) bool {
	low := strings.ToLower(strings.Trim(text, `"“”`))
	for _, l := range ovidLimits {
		if strings.Contains(l.name, " and ") && strings.HasPrefix(low, l.name) && !strings.HasPrefix(l.name, "all aged") {
			return true
		}
	}
	return false
}

// oneLimit makes a node of one limit.
func (p *ovidParser) oneLimit(text string, at Span) (Node, error) {
	if m := limitDateRE.FindStringSubmatch(text); m != nil {
		return p.limitDate(m[1], m[2], text, at)
	}
	name := strings.ToLower(strings.TrimSpace(strings.Map(dropQuotes, text)))
	for strings.HasPrefix(name, "(") && closesAtEnd(name) {
		name = strings.TrimSpace(name[1 : len(name)-1])
	}
	if lang, ok := strings.CutPrefix(name, "lg="); ok {
		name = lang + " language"
	}
	for _, l := range ovidLimits {
		if l.name == name {
			return l.make(at), nil
		}
	}
	if base, _, ok := strings.Cut(name, " ("); ok {
		for _, l := range ovidLimits {
			if b, _, _ := strings.Cut(l.name, " ("); b == base {
				return l.make(at), nil
			}
		}
	}
	if parts := strings.Split(name, " or "); len(parts) > 1 {
		return p.anyLimit(parts, at)
	}
	if lang, ok := strings.CutSuffix(name, " language"); ok || isLanguage(name) {
		return &Term{At: at, Fields: SetOf(Language), Text: lang}, nil
	}
	if strings.HasPrefix(name, "last ") || strings.Contains(name, "current") && !strings.Contains(name, "=") {
		return nil, &SyntaxError{p.line, at.Start, "the limit " + quoteShort(text) + " depends on the day it is run", `write the years, as in limit 6 to yr="2010-Current"`}
	}
	return nil, &SyntaxError{p.line, at.Start, "unknown limit " + quoteShort(text), `known are languages, humans, age groups, publication types, abstracts and dates as in yr="2010-Current"`}
}

func (p *ovidParser) anyLimit(parts []string, at Span) (Node, error) {
	var out []Node
	for _, part := range parts {
		n, err := p.oneLimit(part, at)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return orAll(out), nil
}

// isLanguage knows the languages that MEDLINE limits name most; any other is
// read when "language" is written behind it.
func isLanguage(name string) bool {
	switch name {
	case "english", "french", "german", "spanish", "italian", "portuguese", "dutch", "chinese", "japanese", "russian", "danish", "norwegian", "swedish", "finnish", "polish", "turkish", "korean":
		return true
	}
	return false
}

// limitDate reads yr="2010 -Current" and ed=20100101-20151231.
func (p *ovidParser) limitDate(code, value, text string, at Span) (Node, error) {
	t, unknown := ovidTag(code, at)
	m := limitFullRE.FindStringSubmatch(strings.TrimSpace(value))
	if unknown != "" || len(t.fields.List()) != 1 || t.fields.List()[0].Kind() != KindDate || m == nil {
		return nil, &SyntaxError{p.line, at.Start, "unknown limit " + quoteShort(text), `write yr="2010-Current" or ed=20100101-20151231`}
	}
	n := &DateRange{At: at, Fields: t.fields}
	var err error
	if n.From, err = ParseDate(m[1]); err == nil {
		switch {
		case m[2] != "":
			n.To, err = ParseDate(m[2])
		case !strings.ContainsAny(value, "-–:"):
			n.To = n.From
		}
	}
	if err != nil {
		return nil, &SyntaxError{p.line, at.Start, err.Error(), ""}
	}
	if !n.To.IsZero() && n.From.First() > n.To.Last() {
		return nil, &SyntaxError{p.line, at.Start, "the range " + quoteShort(text) + " ends before it begins", ""}
	}
	return p.bounded(n)
}

var (
	ovidCommandRE = regexp.MustCompile(`^\s*(?i:remove duplicates from|from)\s+(\d+)\s*(?i:keep\s+[\d\s,\-]+)?\s*$`)
	descriptorRE  = regexp.MustCompile(`^\s*(?i:mesh descriptor):?\s*\[?([^\]]+?)\]?\s*(?i:(explode all trees|this term only))?\s*$`)
)

// command reads "remove duplicates from 12" and "from 12 keep 1-20", which
// choose among what a line finds. The choice cannot be repeated; the line can.
func (p *ovidParser) command(m []int) (Node, error) {
	at := p.span(m[2], m[3])
	p.note(at, CodeIgnored, Warning, quoteShort(strings.TrimSpace(p.lex.src))+" is read as the line itself", "what was kept or removed by hand cannot be found by a search")
	n := &LineRef{at, p.lex.src[m[2]:m[3]]}
	return n, p.counted(n)
}

// descriptor reads "MeSH descriptor: [Back Pain] explode all trees", which is
// how the Cochrane Library prints headings.
func (p *ovidParser) descriptor(m []string) (Node, error) {
	t := untagged()
	t.fields = SetOf(MeSH)
	t.nofam = true
	t.noexp = !strings.EqualFold(m[2], "explode all trees")
	return p.leaf(&raw{At: p.span(0, len(p.lex.src)), Text: m[1]}, t)
}
