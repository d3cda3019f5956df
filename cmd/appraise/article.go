package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newArticle(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "article",
		Short:   "Check what an article claims against the library",
		Example: "  appraise article check draft.docx\n  appraise article check draft.md --format html > draft.html",
	}
	cmd.AddCommand(o.newArticleCheck())
	return cmd
}

// articleRun is one run of article check.
type articleRun struct {
	format, previous, published string
	about                       app.Reviewing
}

func (o *options) newArticleCheck() *cobra.Command {
	var run articleRun
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: "Find the claims of a draft, the sources it names, and what the evidence carries",
		Long: `Read an article (.txt, .md, .html, .docx), find the sentences worth checking, the
sources they name, the studies that may bear on them, words that are stronger
than the certainty of the evidence, and numbers of people that are not those
randomised. Studies are proposed; a person links them (appraise claim add).

--previous takes the JSON of an earlier run and shows only what changed since.
Exit status 1 when something asks for a look.`,
		Example: `  appraise article check draft.txt
  appraise article check draft.docx --format json > first.json
  appraise article check draft2.docx --previous first.json
  appraise article check draft.md --format claimreview --url https://example.org/check --article https://example.org/draft --author 'The desk'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.json {
				run.format = "json"
			}
			if err := run.check(); err != nil {
				return err
			}
			in, err := o.input(args[0])
			if err != nil {
				return err
			}
			return o.withApp(cmd, func(a *app.App) error { return o.checkArticle(cmd, a, in, run) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&run.format, "format", "text", join(app.ArticleFormats, ", "))
	f.StringVar(&run.previous, "previous", "", "JSON of an earlier run; only what changed is shown")
	f.StringVar(&run.about.URL, "url", "", "address of the review (claimreview)")
	f.StringVar(&run.about.Article, "article", "", "address of the article (claimreview)")
	f.StringVar(&run.published, "published", "", "day on which the article was published (claimreview)")
	f.StringVar(&run.about.Author, "author", "", "who reviews: a desk or an institution (claimreview)")
	f.StringVar(&run.about.AuthorURL, "author-url", "", "address of who reviews (claimreview)")
	return cmd
}

// check refuses a run that could not be printed.
func (r *articleRun) check() error {
	if !slices.Contains(app.ArticleFormats, r.format) {
		return fmt.Errorf("%w: format %q is none of %s", corpus.ErrInvalid, r.format, strings.Join(app.ArticleFormats, ", "))
	}
	if r.published != "" {
		var err error
		if r.about.Published, err = corpus.ParseDate(r.published); err != nil {
			return err
		}
	}
	if r.format == "claimreview" {
		return r.about.Check()
	}
	return nil
}

func (o *options) checkArticle(cmd *cobra.Command, a *app.App, in app.Input, run articleRun) error {
	run.about.Version, run.about.At = version, app.Day(o.now())
	c, err := a.CheckArticle(cmd.Context(), in)
	if err != nil {
		return err
	}
	if run.previous != "" {
		before, err := o.input(run.previous)
		if err != nil {
			return err
		}
		old, err := app.ReadArticleCheck(before)
		if err != nil {
			return err
		}
		c = c.Since(old)
	}
	if run.format == "text" {
		o.printArticle(c)
	} else if err := app.WriteArticle(o.out, c, run.format, run.about); err != nil {
		return err
	}
	if c.Findings() > 0 {
		return status(exitFindings)
	}
	return nil
}

func (o *options) printArticle(c app.ArticleCheck) {
	o.wrap("", c.Summary())
	for _, n := range c.Notes {
		o.item("! ", n)
	}
	for _, x := range c.Citations {
		to := string(x.Study)
		if to == "" {
			to = "not in the library"
		}
		o.item(fmt.Sprintf("  source, line %d: ", x.Line), fmt.Sprintf("“%s” → %s (%s)", x.Text, to, x.Why))
	}
	said := map[string]bool{} // what is the same for several sentences is said once
	for _, s := range c.Sentences {
		o.say("")
		o.item(o.style(bold, fmt.Sprintf("line %d  ", s.Line)), "“"+s.Text+"”")
		o.wrap("  ", s.Sentence)
		for _, f := range s.Findings {
			o.printArticleFinding(f, said)
		}
		for _, r := range s.Reasons {
			o.item("  · ", string(r.Code)+": "+r.Text)
		}
		o.printProposals(s.Proposals)
	}
	for _, g := range c.Gone {
		o.item("gone  ", "“"+g+"”")
	}
	if len(c.Sentences) > 0 {
		o.note("Studies are only proposed; tie one to a sentence with: appraise claim add 'TEXT' --link STUDY=supports")
	}
}

func (o *options) printArticleFinding(f app.ArticleFinding, said map[string]bool) {
	line := f.Rule
	if f.Words != "" {
		line += " “" + f.Words + "”"
	}
	if !said[f.Rule+f.Text] {
		line += ": " + f.Text
	}
	o.item("  ! ", line)
	if f.Suggestion != "" && !said[f.Rule+f.Suggestion] {
		o.item("    → ", f.Suggestion)
	}
	said[f.Rule+f.Text], said[f.Rule+f.Suggestion] = true, true
}

// printProposals names the studies that the article cites or somebody linked,
// a line each, and those that only share words with it in one line.
func (o *options) printProposals(list []app.Proposal) {
	var words []string
	for _, p := range list {
		switch {
		case !p.ByWords():
			o.item("  – ", fmt.Sprintf("%s (%s), certainty %s", p.Study, p.Why, p.Certainty))
		case p.Certainty != corpus.Unrated:
			words = append(words, fmt.Sprintf("%s (certainty %s)", p.Study, p.Certainty))
		default:
			words = append(words, string(p.Study))
		}
	}
	if len(words) > 0 {
		o.item("  ? ", "may bear on it: "+strings.Join(words, ", "))
	}
}
