package endnote

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"

	"appraise/corpus"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// tags lists the signs of refer with the names that EndNote's XML has.
var tags = []struct {
	sign byte
	name string
}{
	{'0', "ref-type"}, {'A', "author"}, {'E', "secondary-author"}, {'T', "title"}, {'J', "full-title"}, {'B', "secondary-title"},
	{'S', "tertiary-title"}, {'O', "abbr-1"}, {'D', "year"}, {'8', "date"}, {'V', "volume"}, {'N', "number"}, {'P', "pages"},
	{'7', "edition"}, {'I', "publisher"}, {'C', "pub-location"}, {'@', "isbn"}, {'R', "electronic-resource-num"}, {'M', "accession-num"},
	{'K', "keyword"}, {'X', "abstract"}, {'Z', "notes"}, {'G', "language"}, {'+', "auth-address"}, {'~', "remote-database-name"},
	{'U', "url"}, {'>', "pdf-url"}, {'[', "access-date"}, {'9', "work-type"}, {'(', "orig-pub"}, {'2', "custom2"}, {'$', "custom5"},
	{']', "custom6"}, {'=', "custom7"}, {'F', "label"},
}

// pmidMark stands before a PMID in the research notes.
const pmidMark = "PMID: "

// tagged turns a tagged entry into a reference.
func tagged(fields []tagline.Field) ref {
	var f ref
	for _, x := range fields {
		v := markup.Block(x.Value)
		name := ""
		for _, t := range tags {
			if t.sign == x.Tag[1] {
				name = t.name
			}
		}
		switch name {
		case "abstract", "notes":
			v = markup.Block(tagline.Unwrap(x.Value))
		case "keyword", "auth-address", "url", "pdf-url", "author":
		default:
			v = markup.Text(x.Value)
		}
		id, isPMID := strings.CutPrefix(v, pmidMark)
		switch {
		case v == "":
		case x.Tag == "%<" && isPMID:
			f.add("pubmed", id)
		case name == "author":
			for _, one := range strings.Split(v, "\n") {
				f.add(name, one)
			}
		case name == "" || name == "label" || name == "ref-type" && f.one(name) != "":
			if v != f.one("title") || x.Tag != "%!" {
				f.extra = append(f.extra, corpus.Tag{Name: x.Tag, Value: v})
			}
		default:
			f.add(name, v)
		}
	}
	return f
}

func writeTagged(w io.Writer, items iter.Seq[corpus.Item]) error {
	out := bufio.NewWriter(w)
	for it := range items {
		for _, f := range fieldsOf(it) {
			line(out, f)
		}
		fmt.Fprint(out, "\r\n")
	}
	return out.Flush()
}

// fieldsOf returns the fields that an item is written with.
func fieldsOf(it corpus.Item) []tagline.Field {
	var out []tagline.Field
	add := func(tag, value string) {
		if tag == "" {
			return
		}
		value = markup.Escape(value)
		if strings.ContainsRune(value, '\n') && tagline.Unwrap(value) != value {
			value = strings.ReplaceAll(value, "\n", "\n\n") // not to be taken for wrapped text
		}
		out = append(out, tagline.Field{Tag: tag, Value: value})
	}
	f := refOf(it)
	for _, v := range f.values {
		if v.name != "pubmed" {
			add(sign(v.name), v.text)
		}
	}
	if id := f.one("pubmed"); id != "" {
		add("%<", pmidMark+id)
	}
	for _, x := range f.extra {
		add(sign(x.Name), x.Value)
	}
	return out
}

// sign returns the tag of a kept value, "" where there is none.
func sign(name string) string {
	if isTag([]byte(name+" ")) != 0 && len(name) == 2 {
		return name
	}
	for _, t := range tags {
		if t.name == name {
			return "%" + string(t.sign)
		}
	}
	return ""
}

// line writes one field; its further lines are indented where they could be
// taken for tags.
func line(out *bufio.Writer, f tagline.Field) {
	lines := strings.Split(f.Value, "\n")
	for i, l := range lines {
		if i > 0 && isTag([]byte(l)) != 0 {
			lines[i] = " " + l
		}
	}
	fmt.Fprintf(out, "%s %s\r\n", f.Tag, strings.Join(lines, "\r\n"))
}
