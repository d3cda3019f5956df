package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

// target is where and in which format entries are written.
type target struct {
	format, out string
	bom         bool
}

func (t *target) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&t.format, "to", "", "format: "+strings.Join(app.WritableFormats(), " ")+" (else by the ending of OUT)")
	f.StringVarP(&t.out, "output", "o", "-", "file to write (- is standard output)")
	f.BoolVar(&t.bom, "bom", false, "begin a table with a byte order mark, as Excel wants it")
}

// settle finds the format that is meant.
func (t *target) settle() error {
	want := t.format
	if want == "" {
		want = filepath.Ext(t.out)
	}
	if want == "" {
		return fmt.Errorf("%w: name the format with --to: %s", corpus.ErrInvalid, strings.Join(app.WritableFormats(), " "))
	}
	var err error
	if t.format, err = app.ParseFormat(want); err != nil {
		return err
	}
	if t.bom && t.format != "csv" && t.format != "tsv" {
		return fmt.Errorf("%w: --bom is for csv and tsv, not for %s", corpus.ErrInvalid, t.format)
	}
	return nil
}

// utf8Mark is the byte order mark in UTF-8.
const utf8Mark = "\xef\xbb\xbf"

// write calls f with what is to be written to. A file is there whole or not
// at all.
func (o *options) write(t target, f func(io.Writer) (app.Converted, error)) (app.Converted, error) {
	whole := func(w io.Writer) (app.Converted, error) {
		buf := bufio.NewWriterSize(w, 64<<10)
		if t.bom {
			if _, err := buf.WriteString(utf8Mark); err != nil {
				return app.Converted{}, err
			}
		}
		done, err := f(buf)
		if err != nil {
			return done, err
		}
		return done, buf.Flush()
	}
	if t.out == "-" {
		return whole(o.out)
	}
	return app.WriteFile(t.out, func(file *os.File) (app.Converted, error) { return whole(file) })
}

// tell says what was written, and what was not.
func (o *options) tell(t target, verb string, done app.Converted) error {
	o.tellLost(done)
	switch {
	case o.json && t.out != "-":
		if err := o.printJSON(done); err != nil {
			return err
		}
	default:
		o.note("%s %s, %d left out.", verb, count(done.Written, "entry", "entries"), done.LeftOut)
	}
	if done.LeftOut > 0 {
		return status(exitInput)
	}
	return nil
}

// tellLost says what the format had no place for: fields one by one, kept tags
// of the sources together.
func (o *options) tellLost(done app.Converted) {
	var tags []string
	for _, name := range slices.Sorted(maps.Keys(done.NoPlace)) {
		if tag, ok := strings.CutPrefix(name, app.ExtraPrefix); ok {
			tags = append(tags, tag)
			continue
		}
		o.note("%s has no place for %s: %s", done.Format, name, count(done.NoPlace[name], "entry", "entries"))
	}
	if len(tags) > 0 {
		more := ""
		if len(tags) > maxShown {
			more = fmt.Sprintf(", … (%d more)", len(tags)-maxShown)
		}
		o.note("%s has no place for %s that sources gave beside: %s%s", done.Format, count(len(tags), "tag", "tags"), strings.Join(tags[:min(len(tags), maxShown)], ", "), more)
	}
}

func newConvert(o *options) *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "convert IN... --to FORMAT [-o OUT]",
		Short: "Convert files of references, without a library",
		Long: `Write the entries of files in another format. The format read is told by the
content: ` + formatNames() + `.
Written are: ` + strings.Join(app.WritableFormats(), ", ") + `.

Nothing is merged or put right. Entries that cannot be read are named by file
and line (exit status 3); what the format has no place for is counted. Cells of
tables that a spreadsheet would take for a formula get an apostrophe in front,
and reading takes exactly that one off.`,
		Example: `  appraise convert embase.ris pubmed.nbib --to csv -o all.csv
  appraise convert export.bib -o export.ris
  zcat pubmed.xml.gz | appraise convert - --to jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := t.settle(); err != nil {
				return err
			}
			inputs, err := o.files("converting", args)
			if err != nil {
				return err
			}
			done, err := o.write(t, func(w io.Writer) (app.Converted, error) {
				return app.Convert(cmd.Context(), w, t.format, inputs, func(err error) { fmt.Fprintln(o.err, oneLine(err)) })
			})
			if err != nil {
				return err
			}
			return o.tell(t, "Converted", done)
		},
	}
	t.flags(cmd)
	return cmd
}

// files turns arguments into things to read; all are looked at before the
// first is read.
func (o *options) files(doing string, names []string) ([]app.Input, error) {
	out := make([]app.Input, len(names))
	for i, name := range names {
		if name == "-" {
			out[i] = app.Input{Name: "stdin", Open: func() (io.ReadCloser, error) { return io.NopCloser(o.in), nil }}
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", doing, name, err)
		}
		if info.IsDir() {
			return nil, fmt.Errorf("%s %s: %w: it is a folder; name the files in it", doing, name, corpus.ErrInvalid)
		}
		out[i] = app.Input{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }}
	}
	return out, nil
}
