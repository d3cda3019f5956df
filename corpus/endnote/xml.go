package endnote

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/markup"
	"appraise/corpus/xmlscan"
)

// xmlReader reads one record.
type xmlReader struct {
	x   xmlscan.Scanner
	ref ref
}

// groups are elements whose children are values, with the name that the
// children get; "" where they keep theirs.
var groups = map[string]string{
	"contributors": "", "titles": "", "periodical": "", "dates": "", "pub-dates": "", "urls": "", "keywords": "",
	"authors": "author", "secondary-authors": "secondary-author", "tertiary-authors": "tertiary-author",
	"subsidiary-authors": "subsidiary-author", "translated-authors": "translated-author", "related-urls": "url", "web-urls": "url",
	"text-urls": "url", "pdf-urls": "pdf-url",
}

// plainNames are the values that have a place in an item.
var plainNames = []string{
	"author", "secondary-author", "title", "secondary-title", "tertiary-title", "alt-title", "full-title", "abbr-1", "pages", "volume",
	"number", "issue", "edition", "keyword", "year", "date", "pub-location", "publisher", "isbn", "accession-num",
	"electronic-resource-num", "abstract", "notes", "url", "pdf-url", "auth-address", "orig-pub", "custom2", "custom5", "custom6",
	"custom7", "language", "remote-database-name", "work-type", "access-date", "rec-number",
}

// skipped are elements about EndNote itself.
var skipped = map[string]bool{"database": true, "source-app": true, "alt-periodical": true, "contributors-list": true}

func (rd *xmlReader) member(name, attrs string) {
	switch as, group := groups[name]; {
	case group:
		rd.x.Children(func(child, attrs string) {
			if as != "" {
				rd.leaf(as)
				return
			}
			rd.member(child, attrs)
		})
	case name == "ref-type":
		rd.refType(attrs)
	case name == "foreign-keys":
		rd.x.Children(func(_, attrs string) {
			if v := text(rd.x.Inner()); markup.Attr(attrs, "app") == "pubmed" {
				rd.ref.add("pubmed", v)
			}
		})
	case skipped[name]:
	default:
		rd.leaf(name)
	}
}

// leaf takes a value; one without a place is kept as extra.
func (rd *xmlReader) leaf(name string) {
	v := text(rd.x.Inner())
	switch name {
	case "abstract", "notes", "auth-address", "keyword", "url", "pdf-url":
	default:
		v = markup.Clean(v)
	}
	if slices.Contains(plainNames, name) {
		rd.ref.add(name, v)
	} else if v != "" && !(name == "short-title" && v == rd.ref.one("title")) {
		rd.ref.extra = append(rd.ref.extra, corpus.Tag{Name: name, Value: v})
	}
}

// refType reads the type by its name, or by its number.
func (rd *xmlReader) refType(attrs string) {
	number := strings.TrimSpace(text(rd.x.Inner()))
	name := markup.Clean(markup.Attr(attrs, "name"))
	if name == "" {
		name = older[number]
		for _, t := range types {
			if t.number == number {
				name = t.name
			}
		}
	}
	rd.ref.add("ref-type", name)
}

// raised finds pieces of text that are set high or low.
var raised = regexp.MustCompile(`(?s)<style[^>]*face="[^"]*(super|sub)script[^"]*"[^>]*>(.*?)</style>`)

// text joins the pieces of a value, whose styles are dropped but for those that
// change numbers.
func text(inner string) string {
	if strings.Contains(inner, "script") {
		inner = raised.ReplaceAllStringFunc(inner, func(m string) string {
			parts := raised.FindStringSubmatch(m)
			tag := map[string]string{"super": "sup", "sub": "sub"}[parts[1]]
			return "<" + tag + ">" + parts[2] + "</" + tag + ">"
		})
	}
	return markup.XMLBlock(inner)
}

// leafName is the form of names that can stand as elements.
var leafName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// parents tells in which element a value stands.
var parents = map[string][2]string{
	"author": {"contributors", "authors"}, "secondary-author": {"contributors", "secondary-authors"},
	"title": {"titles", ""}, "secondary-title": {"titles", ""}, "tertiary-title": {"titles", ""}, "alt-title": {"titles", ""},
	"full-title": {"periodical", ""}, "abbr-1": {"periodical", ""}, "keyword": {"keywords", ""}, "year": {"dates", ""},
	"date": {"dates", "pub-dates"}, "url": {"urls", "related-urls"}, "pdf-url": {"urls", "pdf-urls"},
}

func writeXML(w io.Writer, items iter.Seq[corpus.Item]) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, `<?xml version="1.0" encoding="UTF-8"?>`, "\n<xml><records>\n")
	for it := range items {
		f := refOf(it)
		writeRecord(out, f)
	}
	fmt.Fprint(out, "</records></xml>\n")
	return out.Flush()
}

func writeRecord(out *bufio.Writer, f ref) {
	name := f.one("ref-type")
	number := "13"
	for _, t := range types {
		if t.name == name {
			number = t.number
		}
	}
	fmt.Fprintf(out, "<record>\n<ref-type name=\"%s\">%s</ref-type>\n", escape(name), number)
	var open [2]string
	shut := func(to [2]string) {
		if open[1] != "" && open != to {
			fmt.Fprintf(out, "</%s>", open[1])
		}
		if open[0] != "" && open[0] != to[0] {
			fmt.Fprintf(out, "</%s>\n", open[0])
		}
		if to[0] != "" && open[0] != to[0] {
			fmt.Fprintf(out, "<%s>", to[0])
		}
		if to[1] != "" && open != to {
			fmt.Fprintf(out, "<%s>", to[1])
		}
		open = to
	}
	for _, v := range f.values {
		element := v.name
		switch v.name {
		case "ref-type":
			continue
		case "pubmed":
			shut([2]string{})
			fmt.Fprintf(out, "<foreign-keys><key app=\"pubmed\">%s</key></foreign-keys>\n", escape(v.text))
			continue
		case "secondary-author":
			element = "author"
		case "pdf-url":
			element = "url"
		}
		shut(parents[v.name])
		fmt.Fprintf(out, "<%s>%s</%s>", element, escape(v.text), element)
		if open[0] == "" {
			fmt.Fprint(out, "\n")
		}
	}
	shut([2]string{})
	for _, x := range f.extra {
		if leafName.MatchString(x.Name) {
			writeExtra(out, x)
		}
	}
	fmt.Fprint(out, "</record>\n")
}

// writeExtra writes a kept value where it was read.
func writeExtra(out *bufio.Writer, x corpus.Tag) {
	before, after := "", ""
	if p := parents[x.Name]; p[0] != "" {
		before, after = "<"+p[0]+">", "</"+p[0]+">"
		if p[1] != "" {
			before, after = before+"<"+p[1]+">", "</"+p[1]+">"+after
		}
	}
	fmt.Fprintf(out, "%s<%s>%s</%s>%s\n", before, x.Name, escape(x.Value), x.Name, after)
}

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return strings.ReplaceAll(b.String(), "&#xA;", "\n")
}
