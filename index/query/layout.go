package query

import (
	"regexp"
	"slices"
	"strings"
)

// layoutLine is one search of a text, before it is parsed.
type layoutLine struct {
	label   string
	comment string
	text    string
	source  int  // line of the text, from 1
	offset  int  // byte offset of text in that line
	refs    bool // only labels and operators
}

// laidOut is a text cut into searches.
type laidOut struct {
	lines  []layoutLine
	labels []string // labels that are not plain numbers
	notes  []Lint

	longest int  // bytes up to which lines are joined
	bare    bool // labels combine lines without a #
}

// textLine is one line of the text as it stands.
type textLine struct {
	text   string // trimmed
	source int
	offset int // bytes trimmed at its left
	depth  int // parentheses it opens, less those it closes
	label  string
	rest   string // text behind the label
	cut    int    // length of the label
}

// countColumnRE finds the count of hits in a column of its own.
var countColumnRE = regexp.MustCompile(`\t\s*(\d[\d,]*)$`)

// layout cuts a text into searches and finds out how they are called. Lines
// are not joined beyond the given number of bytes. With bare, a line of labels
// and operators combines lines without any # before the labels.
func layout(text string, longest int, bare bool) laidOut {
	var in []textLine
	ebsco := ebscoRefsRE.MatchString(text)
	for i, t := range strings.Split(lineEnds.Replace(text), "\n") {
		trimmed := strings.TrimLeft(t, " \t\u00a0\ufeff")
		if strings.TrimSpace(trimmed) != "" {
			if ebsco {
				trimmed = ebscoLabelRE.ReplaceAllString(trimmed, "#$1")
			}
			in = append(in, textLine{text: strings.TrimRight(trimmed, " \t\u00a0"), source: i + 1, offset: len(t) - len(trimmed)})
		}
	}
	for i := range in {
		in[i].depth = depth(in[i].text)
	}
	if labelled(in) {
		return layLabelled(in, longest, bare)
	}
	return layPlain(in, longest)
}

// lineEnds makes one of all ways to end a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// EBSCO numbers lines S1, S2; a text that combines them so has such numbers.
var (
	ebscoLabelRE = regexp.MustCompile(`\bS(\d{1,3})\b`)
	ebscoRefsRE  = regexp.MustCompile(`\bS\d{1,3}\)?\s+(?i:and|or|not)\s+\(?S\d{1,3}\b`)
)

// layPlain numbers the searches from 1. A line that begins with an operator
// goes on from the line before, and so does one inside of a parenthesis.
func layPlain(in []textLine, longest int) laidOut {
	out := laidOut{longest: longest}
	comment := ""
	for i, t := range in {
		if last := len(out.lines) - 1; last >= 0 && out.joins(last, in[i:]) {
			out.lines[last].text += " " + t.text
			continue
		}
		if isRemark(t.text) {
			comment = strings.TrimPrefix(comment+"; "+remarkText(t.text), "; ")
			continue
		}
		out.lines = append(out.lines, layoutLine{label: itoa(len(out.lines) + 1), comment: comment, text: t.text, source: t.source, offset: t.offset})
		comment = ""
	}
	if comment != "" {
		out.lines = append(out.lines, layoutLine{comment: comment, source: in[len(in)-1].source})
	}
	return out
}

var goesOnRE = regexp.MustCompile(`^(?i)(and|or|not)(\s+[^\s]|\s*\(|$)`)

// goesOn reports whether a line begins with an operator that joins it to the
// line before; or/1-5 and OR 1-14 are searches of their own.
func goesOn(text string) bool {
	return goesOnRE.MatchString(text) && !ovidListRE.MatchString(text)
}

var endsOpenRE = regexp.MustCompile(`(?i)(\s(and|or|not|adj\d*)|[,(])$`)

// unfinished reports whether a line has to go on: a parenthesis is open, or
// an operator stands at its end.
func unfinished(text string) bool { return depth(text) > 0 || endsOpenRE.MatchString(text) }

// joins reports whether the first of the lines that follow goes on from line
// last. An open parenthesis is waited for only if it is closed further down;
// otherwise it is a slip of the pen, and every line stands for itself.
func (out *laidOut) joins(last int, in []textLine) bool {
	before := out.lines[last].text
	if len(before) > out.longest {
		return false
	}
	if goesOn(in[0].text) {
		return true
	}
	open := depth(before)
	if open <= 0 {
		return endsOpenRE.MatchString(before) && lineSyntax(before) != Ovid
	}
	for i := range in {
		if in[i].label != "" {
			return false
		}
		if open += in[i].depth; open <= 0 {
			return true
		}
	}
	return false
}

// depth counts the parentheses that are open at the end of text.
func depth(text string) int {
	open, quoted := 0, false
	for _, r := range text {
		switch {
		case r == '"' || isCurlyQuote(r):
			quoted = !quoted
		case quoted:
		case r == '(':
			open++
		case r == ')':
			open--
		}
	}
	return open
}

// isRemark reports whether a line is a comment in brackets, or a title that
// ends with a colon.
func isRemark(text string) bool {
	if text[0] == '[' && strings.IndexByte(text, ']') == len(text)-1 {
		return true
	}
	return strings.HasSuffix(text, ":") && strings.Contains(text, " ") && lineSyntax(text) == Auto && !strings.ContainsAny(text, "()")
}

func remarkText(text string) string {
	if text[0] == '[' {
		return strings.TrimSpace(strings.Trim(text, "[]"))
	}
	return strings.TrimSpace(strings.TrimSuffix(text, ":"))
}

// layLabelled follows the labels of a text. A label alone, or with a title,
// belongs to the search on the next line; other lines without a label go on
// from the line before or are titles.
func layLabelled(in []textLine, longest int, bare bool) laidOut {
	out := laidOut{longest: longest, bare: bare}
	for _, t := range in {
		if t.label != "" {
			out.labels = append(out.labels, t.label)
		}
	}
	next := 1
	for i, t := range in {
		if t.label != "" {
			if n, _ := splitLabel(t.label); n >= next {
				next = n + 1
			}
			out.addLabelled(in, i)
			continue
		}
		out.addUnlabelled(in[i:], &next)
	}
	out.labels = slices.DeleteFunc(out.labels, func(l string) bool { return strings.Trim(l, "0123456789") == "" })
	out.joinTitles()
	return out
}

// joinTitles makes lines that are titles only the comment of the search below
// them; what stands below the last search stays a line without a search.
func (out *laidOut) joinTitles() {
	var lines []layoutLine
	title := ""
	for _, l := range out.lines {
		comment := l.comment
		if l.text == "" && l.label != "" {
			comment = strings.TrimSpace(l.label + " " + comment)
		}
		if title != "" && comment != "" {
			title += "; "
		}
		title += comment
		if l.text == "" {
			continue
		}
		l.comment, title = title, ""
		lines = append(lines, l)
	}
	if title != "" {
		lines = append(lines, layoutLine{comment: title, source: out.lines[len(out.lines)-1].source})
	}
	out.lines = lines
}

// addLabelled adds line i, which has a label.
func (out *laidOut) addLabelled(in []textLine, i int) {
	t := in[i]
	l := layoutLine{label: t.label, source: t.source}
	switch {
	case t.rest == "":
	case out.isRefs(t.rest):
		l.text, l.refs = t.rest, true
	case i+1 < len(in) && lineSyntax(t.rest) == Auto && !unfinished(t.rest) && (in[i+1].label == "" && !isRemark(in[i+1].text) && hasSyntax(in[i+1].text) && !goesOn(in[i+1].text) || in[i+1].label != "" && in[i+1].rest == ""):
		l.comment = t.rest
	default:
		l.text = t.rest
	}
	l.offset = t.offset + t.cut
	out.lines = append(out.lines, l)
}

// addUnlabelled adds the first of the lines, which has no label.
func (out *laidOut) addUnlabelled(in []textLine, next *int) {
	t := in[0]
	last := len(out.lines) - 1
	if title, rest, ok := strings.Cut(t.text, ":"); ok && out.isRefs(strings.TrimSpace(rest)) {
		text := strings.TrimSpace(rest)
		out.lines = append(out.lines, layoutLine{label: itoa(*next), comment: title, text: text, refs: true, source: t.source, offset: t.offset + strings.LastIndex(t.text, text)})
		*next++
		return
	}
	switch {
	case last >= 0 && out.lines[last].label != "" && out.lines[last].text == "" && !isRemark(t.text):
		out.lines[last].text, out.lines[last].source, out.lines[last].offset = t.text, t.source, t.offset
		out.lines[last].refs = out.isRefs(t.text)
	case last >= 0 && out.lines[last].text != "" && !isRemark(t.text) && out.joins(last, in):
		out.lines[last].text += " " + t.text
	case out.isRefs(t.text), hasSyntax(t.text) && !isRemark(t.text):
		out.lines = append(out.lines, layoutLine{label: itoa(*next), text: t.text, refs: out.isRefs(t.text), source: t.source, offset: t.offset})
		*next++
	default:
		if !isRemark(t.text) {
			out.notes = append(out.notes, Lint{Pos: t.offset, Line: t.source, Code: CodeTitle, Level: Info, Message: quoteShort(t.text) + " is read as a title, not as a search", Suggestion: "give it a number if it is a search"})
		}
		out.lines = append(out.lines, layoutLine{comment: remarkText(t.text), source: t.source})
	}
}

// isRefs reports whether text combines labels only, two of them at least.
func (out *laidOut) isRefs(text string) bool {
	if !out.bare {
		return false
	}
	words := strings.Fields(strings.ToLower(strings.NewReplacer("(", " ", ")", " ", "#", "").Replace(text)))
	refs, operators := 0, 0
	for _, w := range words {
		switch {
		case w == "and" || w == "or" || w == "not":
			operators++
		case slices.Contains(out.labels, w):
			refs++
		default:
			return false
		}
	}
	return refs > 1 && operators >= refs-1
}
