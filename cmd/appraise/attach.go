package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
	"appraise/corpus"
)

func newAttach(o *options) *cobra.Command {
	var list bool
	var remove, report string
	cmd := &cobra.Command{
		Use:   "attach STUDY FILE...",
		Short: "Attach full texts, and search in them",
		Long: `Attach PDF, text or XML files to a study. A file is stored under the SHA-256 of
its bytes; the one you give is only read. Its text is indexed with page numbers.

The text of a PDF comes from pdftotext, a program of poppler; where that is not
installed the file is stored without its text, and the output says so. --remove
takes an attachment off, by its name or the beginning of its hash; the file
itself stays until doctor --fix finds that nothing names it any more.`,
		Example: `  appraise attach prasad2012inversion prasad2012.pdf
  appraise attach prasad2012inversion --list
  appraise attach prasad2012inversion --remove prasad2012.pdf`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case list && remove != "":
				return fmt.Errorf("%w: --list and --remove exclude each other", corpus.ErrInvalid)
			case list && len(args) > 1, remove != "" && len(args) != 1, !list && remove == "" && len(args) < 2:
				return fmt.Errorf("%w: attach takes a study and files; --list at most a study, --remove a study", corpus.ErrInvalid)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			var id corpus.StudyID
			if len(args) > 0 {
				id = corpus.StudyID(args[0])
			}
			return o.withApp(cmd, func(a *app.App) error {
				switch {
				case list:
					return o.attachments(cmd, a, id)
				case remove != "":
					at, err := a.Detach(cmd.Context(), id, remove)
					if err != nil {
						return err
					}
					o.note("Took %s off %s. appraise undo brings it back.", at.Name, at.Study)
					return nil
				}
				return o.attach(cmd, a, id, corpus.ReportID(report), args[1:])
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&list, "list", false, "list the attachments of a study, or of all studies")
	f.StringVar(&remove, "remove", "", "take off the attachment with this name or hash")
	f.StringVar(&report, "report", "", "the report of the study that the files belong to (else the main one)")
	return o.changes(cmd)
}

func (o *options) attach(cmd *cobra.Command, a *app.App, id corpus.StudyID, report corpus.ReportID, names []string) error {
	inputs, err := o.files("attaching", names)
	if err != nil {
		return err
	}
	done, err := a.Attach(cmd.Context(), id, report, inputs)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(done)
	}
	for _, at := range done {
		o.item("Attached to "+string(at.Study)+": ", attachmentLine(at))
	}
	return nil
}

func (o *options) attachments(cmd *cobra.Command, a *app.App, id corpus.StudyID) error {
	all, err := a.Attachments(cmd.Context(), id)
	if err != nil {
		return err
	}
	if o.json {
		return o.printJSON(all)
	}
	for _, at := range all {
		o.item(string(at.Study)+"  ", attachmentLine(at))
	}
	o.note("%s", count(len(all), "attachment", "attachments"))
	return nil
}

// hashDigits is how much of a hash is shown; it is enough to name a file.
const hashDigits = 12

// attachmentLine says what a file is and whether its text can be searched.
func attachmentLine(at corpus.Attachment) string {
	text := "its text can be searched"
	switch {
	case at.NoText != "":
		text = "without its text: " + at.NoText
	case at.Pages > 0:
		text += ", " + count(at.Pages, "page", "pages")
	}
	return fmt.Sprintf("%s (%s, %s, %s…); %s", at.Name, at.MediaType, size(at.Size), at.SHA256[:min(hashDigits, len(at.SHA256))], text)
}

// size says a number of bytes.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return count(int(n), "byte", "bytes")
}
