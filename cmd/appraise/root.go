package main

import (
	"context"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
)

// version of the program; importers have versions of their own.
const version = "0.1.0"

// options are the flags every command has, and the streams.
type options struct {
	library string
	as      string
	json    bool
	dryRun  bool
	noColor bool
	quiet   bool

	in       io.Reader
	out, err io.Writer
	started  bool // flags and arguments were accepted
	now      func() time.Time
}

// run is the program without the process.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	written := &output{w: out}
	o := &options{in: in, out: written, err: errs, now: clock()}
	root := newRoot(o)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(written)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	if unwritten := written.failure(); unwritten != nil {
		err = unwritten
	}
	return o.exit(ctx, err)
}

// clock is the time of day, or the moment that SOURCE_DATE_EPOCH fixes.
func clock() func() time.Time {
	if at, ok := sourceDate(os.Getenv("SOURCE_DATE_EPOCH")); ok {
		return func() time.Time { return at }
	}
	return time.Now
}

const longHelp = `appraise keeps a library of studies and tells what they are worth.

It reads from each study how many people were studied and by what design,
checks whether the printed numbers agree, records judgements of risk of bias
and of the certainty of evidence, and prints briefings for clinicians in which
every sentence and number can be traced. Rules propose, people decide.`

const exitHelp = `
Exit status: 0 done (a search without hits too) · 1 findings, or a check failed
2 wrong usage · 3 input not readable, or not all of it · 4 no such thing
5 library locked, damaged, too new or not writable · 130 interrupted
`

func newRoot(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:           "appraise",
		Short:         "Track and grade the evidence behind what is written about health",
		Long:          longHelp,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Example: `  appraise demo                      see it all on an example
  appraise init                      make a library here
  appraise add pubmed.nbib           add studies
  appraise search 'inversion AND surgery'
  appraise brief inversion -o inversion.pdf`,
		PersistentPreRun: func(*cobra.Command, []string) { o.started = true },
	}
	f := cmd.PersistentFlags()
	f.StringVar(&o.library, "library", "", "folder of the library (else $"+app.LibraryEnv+", else the nearest one above)")
	f.StringVar(&o.as, "as", "", "name to record with changes (else $"+app.UserEnv+", else the login name)")
	f.BoolVar(&o.json, "json", false, "print one JSON document")
	f.BoolVar(&o.noColor, "no-color", false, "no colour (NO_COLOR does the same)")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "no progress and no advice")
	cmd.SetHelpTemplate(cmd.HelpTemplate() + exitHelp)
	cmd.CompletionOptions.HiddenDefaultCmd = true
	groups(cmd, o)
	cmd.InitDefaultHelpCmd()
	if help, _, err := cmd.Find([]string{"help"}); err == nil {
		help.Args = func(cmd *cobra.Command, args []string) error {
			_, _, err := cmd.Root().Find(args)
			return err
		}
	}
	return cmd
}

// commands lists what the program can do, in the order help shows it.
var commands = []struct {
	group, title string
	make         []func(*options) *cobra.Command
}{
	{"start", "Start", []func(*options) *cobra.Command{newDemo, newInit, newAdd}},
	{"studies", "Studies", []func(*options) *cobra.Command{newSearch, newList, newShow, newEdit, newRemove, newDedupe, newMerge, newLink, newSplit, newNotices, newCited, newAttach}},
	{"strategies", "Searches", []func(*options) *cobra.Command{newSearches, newLint, newTranslate, newMesh, newEval}},
	{"judge", "Judge", []func(*options) *cobra.Command{newGrade, newCheck, newAssess, newAgreement, newRiskTable, newResult, newQuestion, newClaim, newArticle, newMatrix}},
	{"report", "Report", []func(*options) *cobra.Command{newBrief, newDiff, newCite, newStatus}},
	{"library", "Library", []func(*options) *cobra.Command{newLog, newUndo, newVerify, newDoctor, newBackup, newRestore, newMan}},
	{"files", "Files (no library needed)", []func(*options) *cobra.Command{newExtract, newMeta, newConvert, newExport}},
}

func groups(root *cobra.Command, o *options) {
	for _, g := range commands {
		root.AddGroup(&cobra.Group{ID: g.group, Title: g.title + ":"})
		for _, mk := range g.make {
			c := mk(o)
			c.GroupID = g.group
			root.AddCommand(c)
		}
	}
}

// changes gives a command that changes the library its --dry-run flag.
func (o *options) changes(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "show what would change, change nothing")
	return cmd
}

// open opens the library the flags mean.
func (o *options) open(ctx context.Context) (*app.App, error) {
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	dir, err := app.Find(o.library, os.Getenv(app.LibraryEnv), cwd)
	if err != nil {
		return nil, err
	}
	return o.openDir(ctx, dir)
}

func (o *options) openDir(ctx context.Context, dir string) (*app.App, error) {
	a, err := app.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	a.Now, a.DryRun = o.now, o.dryRun
	for _, name := range []string{os.Getenv(app.UserEnv), o.as} {
		if name != "" {
			a.Who = name
		}
	}
	return a, nil
}
