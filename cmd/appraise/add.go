package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
	"appraise/corpus/ingest"
)

// manualFlags are the flags of add --manual.
type manualFlags struct {
	on                                                         bool
	title, authors, journal, published, doi, pmid, kind        string
	volume, issue, pages, abstract, summary, id, registrations string
	types, tags                                                []string
}

func newAdd(o *options) *cobra.Command {
	var m manualFlags
	cmd := &cobra.Command{
		Use:   "add FILE...",
		Short: "Add studies from files of references, or by hand",
		Long: `Add studies from exports of databases and reference managers.

The format is told by the content: ` + formatNames() + `. The same
DOI or PMID is the same report: adding a file again adds nothing; a changed
record fills what was empty and shows where it differs. Damaged entries are
reported by file and line while the rest goes in (exit status 3).

With --manual one study is added by flags, or from a JSON object on standard
input.`,
		Example: `  appraise add pubmed.nbib embase.ris
  zcat export.ris.gz | appraise add -
  appraise add --manual --title 'Aspirin in …' --authors 'Smith J; Doe A' --published 2024
  appraise add --manual < study.json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if m.on == (len(args) > 0) {
				return fmt.Errorf("%w: add takes files, or --manual without files", corpus.ErrInvalid)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if m.on {
				return o.addManual(cmd, m)
			}
			return o.addFiles(cmd, args)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&m.on, "manual", false, "add one study by hand")
	f.StringVar(&m.id, "id", "", "key for the study (else made from author, year and title)")
	f.StringVar(&m.title, "title", "", "title")
	f.StringVar(&m.authors, "authors", "", "authors: 'Prasad KSM; Gregson BA; =Name of a body'")
	f.StringVar(&m.journal, "journal", "", "journal")
	f.StringVar(&m.published, "published", "", "date: 2012, 2012-01 or 2012-01-15")
	f.StringVar(&m.volume, "volume", "", "volume")
	f.StringVar(&m.issue, "issue", "", "issue")
	f.StringVar(&m.pages, "pages", "", "pages")
	f.StringVar(&m.doi, "doi", "", "DOI")
	f.StringVar(&m.pmid, "pmid", "", "PMID")
	f.StringVar(&m.registrations, "trial", "", "number in a trial registry")
	f.StringVar(&m.kind, "kind", "article", "kind of publication")
	f.StringVar(&m.abstract, "abstract", "", "abstract, in the words of the paper")
	f.StringVar(&m.summary, "summary", "", "summary, in your own words")
	f.StringSliceVar(&m.types, "type", nil, "publication type as in PubMed (may be repeated)")
	f.StringSliceVar(&m.tags, "tag", nil, "tag (may be repeated)")
	return o.changes(cmd)
}

func formatNames() string {
	var names []string
	for _, f := range ingest.Formats() {
		if f.CanRead {
			names = append(names, f.Title)
		}
	}
	return strings.Join(names, ", ")
}

func (o *options) addFiles(cmd *cobra.Command, args []string) error {
	inputs := make([]app.Input, len(args))
	for i, name := range args {
		in, err := o.input(name)
		if err != nil {
			return err
		}
		inputs[i] = in
	}
	a, err := o.open(cmd.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	bar := o.progress("adding", "records")
	done, err := a.Add(cmd.Context(), inputs, app.AddOptions{
		Problem:  func(err error) { bar.clear(); fmt.Fprintln(o.err, oneLine(err)) },
		Progress: bar.at,
		Indexed:  bar.phase("indexing", "studies"),
	})
	bar.close()
	if err != nil {
		return err
	}
	if err := o.printAdded(done); err != nil {
		return err
	}
	if done.LeftOut > 0 {
		return status(exitInput)
	}
	return nil
}

// input turns an argument of add into something to read. What looks like an
// identifier instead of a file gets its own answer.
func (o *options) input(name string) (app.Input, error) {
	if name == "-" {
		return app.Input{Name: "stdin", Open: func() (io.ReadCloser, error) { return io.NopCloser(o.in), nil }}, nil
	}
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		return app.Input{}, fmt.Errorf("adding %s: %w: it is a folder; name the files in it", name, corpus.ErrInvalid)
	}
	if err != nil {
		if isIdentifier(name) {
			return app.Input{}, fmt.Errorf("%w: %s is an identifier, not a file, and appraise does not fetch from the network; export the record (PubMed: Send to, Citation manager) and add the file, or use: appraise add --manual", corpus.ErrInvalid, name)
		}
		return app.Input{}, fmt.Errorf("adding %s: %w", name, err)
	}
	return app.Input{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }}, nil
}

func isIdentifier(s string) bool {
	if _, err := corpus.ParseDOI(s); err == nil {
		return true
	}
	if _, err := corpus.ParsePMID(s); err == nil {
		return true
	}
	_, err := corpus.ParseRegistration(s)
	return err == nil
}

// maxShown is how many studies or differences a report of an import names.
const maxShown = 10

func (o *options) printAdded(done app.Added) error {
	if o.json {
		return o.printJSON(done)
	}
	verb := "Added"
	if o.dryRun {
		verb = "Would add"
	}
	o.say("%s %s; %d filled in, %d known already, %d left out (%d records read).", verb, count(len(done.Studies), "study", "studies"), len(done.Updated), done.Known, done.LeftOut, done.Read)
	if done.Continued {
		o.say("An interrupted import was continued.")
	}
	for i, id := range done.Studies {
		if i == maxShown {
			o.say("  … and %d more", len(done.Studies)-maxShown)
			break
		}
		o.say("  %s", id)
	}
	for _, k := range done.KeptApart {
		o.wrap("  ", k)
	}
	shown := 0
	for _, d := range done.Differences {
		for _, diff := range d.Diffs {
			if shown++; shown > maxShown {
				o.say("  … and more differences; appraise show --records STUDY has them all")
				return nil
			}
			o.item("  "+string(d.Study)+" differs: ", diff.String()+" ("+d.Where+")")
		}
	}
	return nil
}

// count says a number with the right form of its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func (o *options) addManual(cmd *cobra.Command, m manualFlags) error {
	var man app.Manual
	var err error
	if m.title == "" && m.doi == "" && m.pmid == "" {
		err = readJSON(o.in, "the study on standard input", &man)
	} else {
		man, err = m.study()
	}
	if err != nil {
		return err
	}
	a, err := o.open(cmd.Context())
	if err != nil {
		return err
	}
	defer a.Close()
	id, err := a.AddManual(cmd.Context(), man)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(map[string]string{"id": string(id)})
	}
	o.say("%s %s.", verbDone(o.dryRun, "Would add", "Added"), id)
	return nil
}

// study builds the study that the flags describe.
func (m manualFlags) study() (app.Manual, error) {
	man := app.Manual{ID: m.id, Summary: m.summary, Tags: m.tags}
	it := &man.Item
	*it = corpus.Item{Kind: corpus.Kind(m.kind), Title: m.title, Abstract: m.abstract, Journal: m.journal, Volume: m.volume, Issue: m.issue, Pages: m.pages, Authors: app.ParseAuthors(m.authors), PublicationTypes: m.types}
	var err error
	if m.published != "" {
		if it.Published, err = corpus.ParseDate(m.published); err != nil {
			return man, err
		}
	}
	if m.doi != "" {
		if it.DOI, err = corpus.ParseDOI(m.doi); err != nil {
			return man, err
		}
	}
	if m.pmid != "" {
		if it.PMID, err = corpus.ParsePMID(m.pmid); err != nil {
			return man, err
		}
	}
	if m.registrations != "" {
		r, err := corpus.ParseRegistration(m.registrations)
		if err != nil {
			return man, err
		}
		it.Registrations = []corpus.Registration{r}
	}
	return man, nil
}
