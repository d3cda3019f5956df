package app

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/reports/checks"
)

// ArticleFormats lists the forms an article check is written in.
var ArticleFormats = []string{"text", "html", "md", "json", "sarif", "junit", "claimreview"}

// Since leaves only what changed since an earlier run on the same article.
func (c ArticleCheck) Since(before ArticleCheck) ArticleCheck {
	old := map[string]ArticleSentence{}
	for _, s := range before.Sentences {
		old[pinHash(s.Text)] = s
	}
	now := map[string]bool{}
	var left []ArticleSentence
	for _, s := range c.Sentences {
		h := pinHash(s.Text)
		now[h] = true
		if o, ok := old[h]; ok && sameJudgement(o, s) {
			c.Unchanged++
			continue
		}
		left = append(left, s)
	}
	for _, s := range before.Sentences {
		if !now[pinHash(s.Text)] {
			c.Gone = append(c.Gone, s.Text)
		}
	}
	c.Sentences = append([]ArticleSentence{}, left...)
	c.Citations = slices.DeleteFunc(slices.Clone(c.Citations), func(x ArticleCitation) bool {
		return slices.ContainsFunc(before.Citations, func(y ArticleCitation) bool { return x.Text == y.Text && x.Study == y.Study })
	})
	return c
}

func sameJudgement(a, b ArticleSentence) bool {
	if a.Verdict != b.Verdict || a.Certainty != b.Certainty || a.Claim != b.Claim {
		return false
	}
	return slices.EqualFunc(a.Findings, b.Findings, func(x, y ArticleFinding) bool { return x.ID == y.ID && x.Text == y.Text }) &&
		slices.EqualFunc(a.Proposals, b.Proposals, func(x, y Proposal) bool {
			return x.Study == y.Study && x.Certainty == y.Certainty && slices.Equal(x.Notices, y.Notices)
		})
}

// Findings counts what asks for a look.
func (c ArticleCheck) Findings() int {
	n := 0
	for _, s := range c.Sentences {
		for _, f := range s.Findings {
			if f.Level != "note" {
				n++
			}
		}
	}
	return n
}

// ReadArticleCheck reads what an earlier run wrote as JSON.
func ReadArticleCheck(in Input) (ArticleCheck, error) {
	r, err := in.Open()
	if err != nil {
		return ArticleCheck{}, fmt.Errorf("reading %s: %w", in.Name, err)
	}
	defer r.Close()
	var c ArticleCheck
	if err := json.NewDecoder(io.LimitReader(r, maxArticle)).Decode(&c); err != nil {
		return c, &corpus.ParseError{Source: in.Name, Err: fmt.Errorf("%w: it is not what article check --format json writes: %w", corpus.ErrInvalid, err)}
	}
	if c.partial() {
		return c, &corpus.ParseError{Source: in.Name, Err: fmt.Errorf("%w: it holds only what changed between two runs; take the JSON of a run without --previous", corpus.ErrInvalid)}
	}
	return c, nil
}

// WriteArticle writes an article check in one of ArticleFormats but text.
func WriteArticle(w io.Writer, c ArticleCheck, format string, about Reviewing) error {
	switch format {
	case "json":
		return writeJSON(w, c)
	case "html":
		return articlePage.Execute(w, c.page())
	case "md":
		return articleMarkdown(w, c)
	case "sarif":
		var rules []checks.Rule
		for _, r := range ArticleRules {
			rules = append(rules, checks.Rule{ID: slug(r.ID), Title: r.ID, Help: r.Help})
		}
		return checks.SARIF(w, Program, about.Version, rules, articleItems(c))
	case "junit":
		return checks.JUnit(w, Program+" article check", []string{c.File}, articleItems(c))
	case "claimreview":
		return writeJSON(w, claimReviews(c, about))
	}
	return fmt.Errorf("%w: format %q is none of %s", corpus.ErrInvalid, format, strings.Join(ArticleFormats, ", "))
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w) // escapes <, > and &, so that it may stand in a page
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// line is the finding and what to do about it.
func (f ArticleFinding) line() string {
	if f.Suggestion == "" {
		return f.Text
	}
	return strings.TrimSuffix(f.Text, ".") + ". Instead: " + f.Suggestion
}

func articleItems(c ArticleCheck) []checks.Item {
	var items []checks.Item
	for _, s := range c.Sentences {
		for _, f := range s.Findings {
			items = append(items, checks.Item{About: c.File, Line: s.Line, Rule: slug(f.Rule), Level: f.Level, Text: f.line(), Quote: s.Text, ID: f.ID})
		}
	}
	return items
}

// mdEscape keeps what an article says from being read as Markdown or HTML.
var mdEscape = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`, "\n", " ", "\r", " ")

func articleMarkdown(w io.Writer, c ArticleCheck) error {
	var b strings.Builder
	esc := mdEscape.Replace
	fmt.Fprintf(&b, "# Claims in %s\n\n%s\n", esc(c.File), esc(c.Summary()))
	for _, s := range c.Sentences {
		fmt.Fprintf(&b, "\n## Line %d: %s\n\n> %s\n\n%s\n\n", s.Line, s.Verdict, esc(s.Text), esc(s.Sentence))
		for _, f := range s.Findings {
			fmt.Fprintf(&b, "- **%s**: %s\n", esc(f.Rule), esc(f.line()))
		}
		for _, r := range s.Reasons {
			fmt.Fprintf(&b, "- %s: %s\n", esc(string(r.Code)), esc(r.Text))
		}
		n := newNote(s)
		for _, p := range n.Sources {
			fmt.Fprintf(&b, "- %s (%s), certainty %s\n", esc(p.Label), esc(p.Why), p.Certainty)
		}
		if len(n.Words) > 0 {
			labels := make([]string, len(n.Words))
			for i, p := range n.Words {
				labels[i] = esc(p.Label)
			}
			fmt.Fprintf(&b, "- %s: %s\n", n.Told(), strings.Join(labels, "; "))
		}
	}
	if len(c.Gone) > 0 {
		b.WriteString("\n## Not there any more\n\n")
		for _, g := range c.Gone {
			fmt.Fprintf(&b, "- %s\n", esc(g))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// partial reports whether only what changed since an earlier run is left.
func (c ArticleCheck) partial() bool { return c.Unchanged > 0 || len(c.Gone) > 0 }

// Summary says in a sentence how much of an article was covered.
func (c ArticleCheck) Summary() string {
	v := c.Coverage
	text := fmt.Sprintf("%d of %d sentences are worth checking. Among them, claims of the library: %d; with a source that is named: %d; that studies may bear on: %d; that rated evidence bears on: %d. Sources named: %d, of them %d in the library.",
		v.Worthy, v.Sentences, v.Recorded, v.Cited, v.Matched, v.Rated, v.Sources, v.Known)
	if !c.partial() {
		return text + fmt.Sprintf(" Things to look at: %d.", c.Findings())
	}
	return text + fmt.Sprintf(" Since the previous run: %d new or judged anew, %d unchanged and left out, %d gone. Things to look at in what is new: %d.", len(c.Sentences), c.Unchanged, len(c.Gone), c.Findings())
}
