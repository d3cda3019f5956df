package app

import (
	"fmt"
	"html/template"
	"path/filepath"
	"regexp"
	"strings"

	"appraise/corpus"
	"appraise/grading/claims"
)

// articleView is an article with notes at its sentences, ready for the page.
type articleView struct {
	ArticleCheck
	Title      string
	Partial    bool // only what changed since the previous run
	Paragraphs []articleParagraph
}

type articleParagraph struct {
	Pieces []articlePiece
	Notes  []articleNote
}

// articlePiece is a stretch of text; N is the number of its note, 0 without.
type articlePiece struct {
	Text, Level string
	N           int
}

// articleNote is what is said at one sentence.
type articleNote struct {
	ArticleSentence
	Level   string
	Rated   bool
	Sources []Proposal // cited, or linked by a person
	Words   []Proposal // found by words alone
}

// page lays the notes beside the text they belong to. Of a second run it shows
// the paragraphs that changed.
func (c ArticleCheck) page() articleView {
	v := articleView{ArticleCheck: c, Title: filepath.Base(c.File), Partial: c.partial()}
	left := c.Sentences
	for _, at := range paragraphs(c.text) {
		var own []ArticleSentence
		for len(left) > 0 && left[0].Start < at[1] {
			own, left = append(own, left[0]), left[1:]
		}
		if v.Partial && len(own) == 0 {
			continue
		}
		v.Paragraphs = append(v.Paragraphs, newParagraph(c.text, at, own))
	}
	for _, s := range left { // the text is not at hand: the sentences alone
		v.Paragraphs = append(v.Paragraphs, articleParagraph{[]articlePiece{{s.Text, s.level(), s.N}}, []articleNote{newNote(s)}})
	}
	return v
}

func newParagraph(text string, at [2]int, own []ArticleSentence) articleParagraph {
	var p articleParagraph
	from := at[0]
	for _, s := range own {
		if s.Start < from || s.End > at[1] {
			continue
		}
		p.Pieces = append(p.Pieces, articlePiece{Text: text[from:s.Start]}, articlePiece{s.Text, s.level(), s.N})
		p.Notes = append(p.Notes, newNote(s))
		from = s.End
	}
	p.Pieces = append(p.Pieces, articlePiece{Text: text[from:at[1]]})
	return p
}

func newNote(s ArticleSentence) articleNote {
	n := articleNote{ArticleSentence: s, Level: s.level(), Rated: s.Certainty != corpus.Unrated}
	for _, p := range s.Proposals {
		if p.ByWords() {
			n.Words = append(n.Words, p)
		} else {
			n.Sources = append(n.Sources, p)
		}
	}
	return n
}

// level is the gravest level of the findings, "plain" without any.
func (s ArticleSentence) level() string {
	for _, l := range []string{"inconsistent", "check", "note"} {
		for _, f := range s.Findings {
			if f.Level == l {
				return l
			}
		}
	}
	return "plain"
}

// Told counts what may bear on a sentence.
func (n articleNote) Told() string {
	if len(n.Words) == 1 {
		return "1 study may bear on it"
	}
	return fmt.Sprintf("%d studies may bear on it", len(n.Words))
}

// Checkable reports whether the verdict says more than that nobody linked a
// study.
func (n articleNote) Checkable() bool { return n.Verdict != claims.NotCheckable || n.Claim != "" }

var blankLines = regexp.MustCompile(`\n[ \t]*\n\s*`)

// paragraphs returns where the paragraphs of a text stand.
func paragraphs(text string) [][2]int {
	var out [][2]int
	from := 0
	add := func(to int) {
		if strings.TrimSpace(text[from:to]) != "" {
			out = append(out, [2]int{from, to})
		}
	}
	for _, m := range blankLines.FindAllStringIndex(text, -1) {
		add(m[0])
		from = m[1]
	}
	add(len(text))
	return out
}

// articlePage is an annotated page without a script that stands alone.
var articlePage = template.Must(template.New("article").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Claims in {{.Title}}</title>
<style>
body{font:17px/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff;overflow-wrap:anywhere}
h1,h2,aside,.about,.legend{font-family:system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.3}
h2{font-size:1.1rem;margin-top:2rem}
.about,.legend{font-size:.9rem;color:#444}
.text{white-space:pre-line;margin:1.2rem 0 .4rem}
mark{background:none;color:inherit;border-bottom:2px dotted #8a8f98}
mark.note{border-bottom:2px dashed #5b6470;background:#f2f4f7}
mark.check{border-bottom:2px solid #b45309;background:#fdf3e1}
mark.inconsistent{border-bottom:3px double #b91c1c;background:#fdeaea}
sup{line-height:0}
sup a{text-decoration:none;color:#0b5cad;font:bold .75rem system-ui,sans-serif;padding:0 .15em}
aside{font-size:.88rem;line-height:1.45;border-left:4px solid #c9ced6;margin:.4rem 0 .6rem 1rem;padding:.1rem 0 .1rem .8rem}
aside.check{border-color:#b45309}
aside.inconsistent{border-color:#b91c1c}
aside p{margin:.15rem 0}
aside ul{margin:.15rem 0;padding-left:1.1rem}
.back{font-weight:bold;color:#0b5cad;text-decoration:none}
.verdict{font-weight:bold}
.dim,summary{color:#555}
summary{cursor:pointer}
@media print{details{display:none}}
</style>
</head>
<body>
<h1>Claims in {{.Title}}</h1>
<p class="about">{{.Summary}}</p>
<p class="legend"><mark class="inconsistent">A number that does not fit</mark> · <mark class="check">words or a source to look at</mark> · <mark class="note">a remark</mark> · <mark>worth checking, nothing found</mark>. Studies found by words are only proposed.{{if .Partial}} Only paragraphs that changed are shown.{{end}}</p>
{{range .Notes}}<p class="about">{{.}}</p>
{{end}}{{range .Paragraphs}}<p class="text">{{range .Pieces}}{{if .N}}<mark class="{{.Level}}" id="s{{.N}}">{{.Text}}</mark><sup><a href="#n{{.N}}">{{.N}}</a></sup>{{else}}{{.Text}}{{end}}{{end}}</p>
{{range .Notes}}<aside class="{{.Level}}" id="n{{.N}}">
<p><a class="back" href="#s{{.N}}">{{.N}}</a> {{if .Checkable}}<span class="verdict">{{.Sentence}}</span>{{else}}<span class="dim">{{.Sentence}}</span>{{end}}{{if .Claim}} Claim {{.Claim}} of the library.{{end}}</p>
{{if or .Findings .Reasons .Sources}}<ul>
{{range .Findings}}<li><strong>{{.Rule}}</strong>{{if .Words}} “{{.Words}}”{{end}}: {{.Text}}{{if .Suggestion}} <em>→ {{.Suggestion}}</em>{{end}}</li>
{{end}}{{range .Reasons}}<li>{{.Code}}: {{.Text}}</li>
{{end}}{{range .Sources}}<li>{{.Label}} ({{.Why}}), certainty {{.Certainty}}</li>
{{end}}</ul>
{{end}}{{if .Words}}<details><summary>{{.Told}}</summary><ul>
{{range .Words}}<li>{{.Label}} ({{.Why}}), certainty {{.Certainty}}{{range .Notices}}; {{.}}{{end}}</li>
{{end}}</ul></details>
{{end}}</aside>
{{end}}{{end}}{{if .Gone}}<h2>Not there any more</h2>
<ul>{{range .Gone}}<li>{{.}}</li>{{end}}</ul>
{{end}}</body>
</html>
`))
