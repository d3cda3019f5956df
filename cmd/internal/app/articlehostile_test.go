package app_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

// hostile are words that a page must show and never obey.
var hostile = []string{
	`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`, `<mml:math href=javascript:alert(1)>x</mml:math>`,
	`<a href="javascript:alert(1)">x</a>`, `"><script>alert(1)</script>`, `' onmouseover='alert(1)`, `</style><script>alert(1)</script>`, `</title><script>alert(1)</script>`,
	`<iframe srcdoc="<script>alert(1)</script>"></iframe>`, `<b onclick=alert(1)>x</b>`, `{{.Title}}`, `{{html "x"}}`, `<!--><script>alert(1)</script>-->`, `<![CDATA[<script>alert(1)</script>]]>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;img src=x onerror=alert(1)&#62;`, `<scr<script>ipt>alert(1)</scr</script>ipt>`, "<img\nsrc=x\nonerror=alert(1)>", `<IMG SRC=JaVaScRiPt:alert(1)>`,
	`[x](javascript:alert(1))`, `![x](https://example.org/x.png)`, "`<script>`", `<mark class=hit onmouseover=alert(1)>surgery</mark>`, `<base href=//example.org>`, `<meta http-equiv=refresh content=0>`,
	`<link rel=stylesheet href=//example.org/x.css>`, `<form action=//example.org><input autofocus onfocus=alert(1)>`, `<details open ontoggle=alert(1)>`, `<style>@import '//example.org'</style>`,
	`\u003cscript\u003ealert(1)`, `]]><script>alert(1)</script>`, `javascript:alert(1)`, `data:text/html,<script>alert(1)</script>`,
}

// ownTags is every tag that the page itself is made of.
var ownTags = regexp.MustCompile(`^(?:!doctype html|html lang="en"|/?(?:html|head|body|title|style|h1|h2|p|mark|sup|ul|li|strong|em|aside|span|details|summary|a)` +
	`|meta charset="utf-8"|meta http-equiv="Content-Security-Policy" content="[^"<>]*"|meta name="viewport" content="[^"<>]*"|p class="(?:about|legend|text)"` +
	`|mark class="(?:plain|note|check|inconsistent)"(?: id="s[0-9]+")?|a href="#n[0-9]+"|a class="back" href="#s[0-9]+"|aside class="(?:plain|note|check|inconsistent)" id="n[0-9]+"|span class="(?:verdict|dim)")$`)

var anyTag = regexp.MustCompile(`<([^>]*)>?`)

// hostileApp is the demo library with a study, a notice and a claim of hostile
// words.
func hostileApp(t *testing.T) *app.App {
	t.Helper()
	a := demoApp(t)
	for i, w := range hostile {
		m := app.Manual{Summary: w, Item: corpus.Item{
			Title: "Inversion therapy and surgery " + w, Abstract: "Inversion therapy lowered the need for surgery. " + w, Journal: "Journal " + w,
			Published: corpus.Date{Year: 1990}, Authors: []corpus.Author{{Family: "Odd" + w, Given: "A"}}, URLs: []string{w},
		}}
		id, err := a.AddManual(t.Context(), m)
		if err != nil {
			t.Fatalf("adding %q: %v", w, err)
		}
		if i%4 == 0 {
			if _, err := a.AddNotice(t.Context(), id, corpus.Notice{Type: corpus.Corrected, Source: w, Reason: w}); err != nil {
				t.Fatal(err)
			}
		}
		if i%5 == 0 {
			c := corpus.Claim{Text: sentenceWith(w), Source: corpus.Place{Title: w, URL: w, At: w}, Links: []corpus.Link{{Study: id, Stance: corpus.Mentions, Note: w}}}
			if _, err := a.AddClaim(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
	}
	return a
}

func sentenceWith(w string) string {
	return "Inversion therapy is proven to reduce surgery in 26 patients by 50% " + strings.Join(strings.Fields(w), " ") + " in this trial of 1990."
}

// drafts is the same article with hostile words in each form that is read.
func drafts(t *testing.T) map[string]string {
	t.Helper()
	var plain, page, word strings.Builder
	word.WriteString(`<w:document xmlns:w="x"><w:body>`)
	for _, w := range hostile {
		s := sentenceWith(w)
		fmt.Fprintf(&plain, "%s\n\n%s\n\n", s, w)
		fmt.Fprintf(&page, "<p>%s</p><p>%s</p>\n", html.EscapeString(s), s)
		word.WriteString("<w:p><w:r><w:t>")
		if err := xml.EscapeText(&word, []byte(s)); err != nil {
			t.Fatal(err)
		}
		word.WriteString("</w:t></w:r></w:p>")
	}
	word.WriteString("</w:body></w:document>")
	return map[string]string{
		"a.txt": plain.String(), "a.md": plain.String(), "a.html": "<!doctype html><html><body>" + page.String() + "</body></html>",
		"a.docx": docx(t, map[string]string{"word/document.xml": word.String()}), `"><script>alert(1)</script>.txt`: plain.String(),
	}
}

// TestHostileArticle shows hostile words from articles, studies, notices,
// addresses and file names in every form of output: a page is made of its own
// tags alone, Markdown has no tags and no links, the others parse.
func TestHostileArticle(t *testing.T) {
	a := hostileApp(t)
	for name, content := range drafts(t) {
		c, err := a.CheckArticle(t.Context(), input(name, content))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(c.Sentences) < len(hostile)/2 {
			t.Errorf("%s: only %d sentences", name, len(c.Sentences))
		}
		first := c
		first.Sentences = slices.Clone(c.Sentences[:3])
		for run, c := range map[string]app.ArticleCheck{"first": c, "second": c.Since(first), "all gone": (app.ArticleCheck{}).Since(c)} {
			for _, format := range app.ArticleFormats[1:] {
				var out bytes.Buffer
				about := app.Reviewing{Version: "1", URL: "https://example.org/r", Author: hostile[0], AuthorURL: "https://example.org", Article: "https://example.org/a"}
				if err := app.WriteArticle(&out, c, format, about); err != nil {
					t.Fatalf("%s as %s: %v", name, format, err)
				}
				if bad := unsafe(format, out.String()); bad != "" {
					t.Errorf("%s, %s run, as %s: %s", name, run, format, bad)
				}
			}
		}
	}
}

// unsafe says what in an output could be obeyed or does not parse.
func unsafe(format, out string) string {
	switch format {
	case "html":
		for _, m := range anyTag.FindAllStringSubmatch(out, -1) {
			if !ownTags.MatchString(m[1]) {
				return fmt.Sprintf("the tag %q is none of the page", m[0])
			}
		}
	case "md":
		if i := strings.IndexAny(out, "<"); i >= 0 {
			return fmt.Sprintf("a tag: %.60q", out[i:])
		}
		if strings.Contains(strings.ReplaceAll(out, `\]`, ""), "](") {
			return "a link"
		}
	case "junit":
		d := xml.NewDecoder(strings.NewReader(out))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				return ""
			}
			if err != nil {
				return err.Error()
			}
			if el, ok := tok.(xml.StartElement); ok && !strings.HasPrefix(el.Name.Local, "test") && el.Name.Local != "failure" && el.Name.Local != "skipped" && el.Name.Local != "system-out" {
				return "the element " + el.Name.Local
			}
		}
	default:
		if !json.Valid([]byte(out)) {
			return "no JSON"
		}
		if format != "sarif" && strings.Contains(out, "<") { // JSON-LD stands in pages
			return "a bare <"
		}
	}
	return ""
}
