package html_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/reports"
	"appraise/reports/html"
	"appraise/reports/testkit"
)

// attacks are texts that turn into a program where a page lets them out of
// their place: out of text, out of an attribute, out of a comment, a style or
// a title, as an address, as a picture, in other spellings.
var attacks = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`, `<svg/onload=alert(1)//`, `<iframe src=javascript:alert(1)>`,
	`"><script>alert(1)</script>`, `' onmouseover='alert(1)`, `" onfocus="alert(1)" autofocus="`, `\"><img src=x>`, `javascript:alert(1)`, `JaVaScRiPt:alert(1)`, "java\tscript:alert(1)", "\x01javascript:alert(1)",
	`data:text/html,<script>alert(1)</script>`, `vbscript:msgbox(1)`, `</title><script>alert(1)</script>`, `</style><script>alert(1)</script>`, `</svg><script>alert(1)</script>`, `</desc><foreignObject><body onload=alert(1)>`,
	`--><script>alert(1)</script>`, `]]><script>alert(1)</script>`, `{{.}} {{printf "%s" .}}`, `<a href="javascript:alert(1)">x</a>`, `<base href="https://evil.example/">`, `<meta http-equiv=refresh content="0;url=https://evil.example/">`,
	`<form action=https://evil.example><input name=a>`, `<style>*{background:url(https://evil.example)}</style>`, `<link rel=stylesheet href=https://evil.example>`, `<object data=x>`, `<embed src=x>`, `<math><mtext><script>alert(1)</script>`,
	`<template><script>alert(1)</script></template>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, "<scr\x00ipt>alert(1)</scr\x00ipt>", `&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;`, "\u2028<script>", "\u202etxet desrever\u2066", "＜script＞alert(1)", "+ADw-script+AD4-",
	`<details open ontoggle=alert(1)>`, `<video><source onerror=alert(1)>`, `<x id=ref-1 tabindex=1 onfocus=alert(1)>`, `expression(alert(1))`, `https://evil.example/"onclick="alert(1)`,
}

// allowed are the elements a document is made of.
var allowed = strings.Fields("html head meta title style body main section header footer h1 h2 h3 p span strong em sup br wbr a ul ol li dl dt dd div table colgroup col thead tbody tr th td details summary figure svg desc line polygon rect circle text path")

// TestHostileTextStaysText puts every attack into every text of every
// document: what comes out has only our elements, no handler, and no address
// but of the web, of this page or of the logo.
func TestHostileTextStaysText(t *testing.T) {
	mine := map[string]bool{}
	for _, name := range allowed {
		mine[name] = true
	}
	for _, attack := range attacks {
		in := testkit.Inversion()
		in.Claims[0].Claim.Source = corpus.Place{Title: "An article", URL: attack, Date: corpus.Date{Year: 2024}}
		if n := testkit.Poison(&in, attack); n < 150 {
			t.Fatalf("only %d texts were reached", n)
		}
		docs, err := testkit.Documents(in)
		if err != nil {
			t.Fatalf("%q: %v", attack, err)
		}
		for kind, b := range docs {
			var out bytes.Buffer
			if err := html.Write(&out, b); err != nil {
				t.Fatalf("%s with %q: %v", kind, attack, err)
			}
			if i := strings.IndexAny(out.String(), "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"); i >= 0 {
				t.Errorf("%s with %q turns the direction of what follows", kind, attack)
			}
			d := reader(out.String())
			for {
				tok, err := d.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("%s with %q: %v", kind, attack, err)
				}
				if e, ok := tok.(xml.StartElement); ok {
					if !mine[e.Name.Local] {
						t.Errorf("%s with %q has an element %s", kind, attack, e.Name.Local)
					}
					harmless(t, kind+" with "+attack, e)
				}
			}
		}
	}
}

// harmless checks the attributes of an element.
func harmless(t *testing.T, where string, e xml.StartElement) {
	t.Helper()
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), a.Value
		switch {
		case strings.HasPrefix(name, "on"), name == "src", name == "srcdoc", name == "action", name == "formaction", name == "background":
			t.Errorf("%s: <%s> has %s=%q", where, e.Name.Local, name, value)
		case name == "href" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "https://") && !strings.HasPrefix(value, "http://"):
			t.Errorf("%s: a link goes to %q", where, value)
		case name == "style" && strings.ContainsAny(value, "()\\;{}"):
			t.Errorf("%s: <%s> has the style %q", where, e.Name.Local, value)
		case name == "http-equiv" && value != "Content-Security-Policy":
			t.Errorf("%s: the page declares %s", where, value)
		}
	}
}

func reader(page string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, append([]string{"wbr"}, xml.HTMLAutoClose...), xml.HTMLEntity
	return d
}

// TestReadByEar holds what a screen reader needs, for every document: a
// language, one first heading and no level left out, heads of tables with
// their direction, names for pictures and for regions that scroll.
func TestReadByEar(t *testing.T) {
	for name, in := range map[string]reports.Input{"inversion": testkit.Inversion(), "made": testkit.Made(12, 4), "none": testkit.Made(0, 0)} {
		docs, err := testkit.Documents(in)
		if err != nil {
			t.Fatal(err)
		}
		for kind, b := range docs {
			var out bytes.Buffer
			if err := html.Write(&out, b); err != nil {
				t.Fatal(err)
			}
			byEar(t, kind+" of "+name, out.String())
		}
	}
}

func byEar(t *testing.T, where, page string) {
	t.Helper()
	level, h1, mains, titles := 0, 0, 0, 0
	inFigure := false
	d := reader(page)
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		if e, ok := tok.(xml.EndElement); ok && e.Name.Local == "figure" {
			inFigure = false
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		has := map[string]string{}
		for _, a := range e.Attr {
			has[a.Name.Local] = a.Value
		}
		switch e.Name.Local {
		case "html":
			if has["lang"] == "" {
				t.Errorf("%s has no language", where)
			}
		case "main":
			mains++
		case "title":
			titles++
		case "figure":
			inFigure = true
		case "h1", "h2", "h3":
			now := int(e.Name.Local[1] - '0')
			if now > level+1 {
				t.Errorf("%s: a heading of level %d comes after one of %d", where, now, level)
			}
			if level = now; now == 1 {
				h1++
			}
		case "th":
			if has["scope"] == "" {
				t.Errorf("%s: the head of a table has no scope", where)
			}
		case "svg":
			if inFigure && (has["role"] != "img" || has["aria-labelledby"] == "") {
				t.Errorf("%s: a figure has no words", where)
			}
		case "img":
			if has["alt"] == "" {
				t.Errorf("%s: a picture has no words", where)
			}
		}
		if has["role"] == "region" && (has["aria-label"] == "" || has["tabindex"] != "0") {
			t.Errorf("%s: a region that scrolls has no name or cannot be reached by key", where)
		}
	}
	if h1 != 1 || mains != 1 || titles == 0 {
		t.Errorf("%s: %d first headings, %d main parts, %d titles", where, h1, mains, titles)
	}
}
