package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
)

func newBackup(o *options) *cobra.Command {
	var replace bool
	cmd := &cobra.Command{
		Use:   "backup FILE.tar.zst|FILE.tar.gz|DIR",
		Short: "Copy the whole library, also while it is in use",
		Long: `Write a copy of the library as it is at this moment, with all attachments and a
list of their hashes. Others may go on reading and writing. The copy is read
back and checked before it gets its name: every hash, the file's integrity, the
chain of events. Not in it are the index, which restore builds anew, and
subject headings from NLM: import those again (appraise mesh import).

Exit status 1 when the library has faults or an attachment is missing or
changed: the backup is written all the same, and says so.`,
		Example: `  appraise backup ~/backups/back-pain-2026-11-22.tar.zst
  appraise backup --replace /mnt/usb/back-pain.tar.gz
  appraise backup -n x.tar      what would go in`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				m, err := a.Backup(cmd.Context(), args[0], replace)
				if err != nil {
					return err
				}
				if err := o.printManifest(verbDone(o.dryRun, "Would back up", "Backed up"), args[0], m); err != nil {
					return err
				}
				if len(m.Missing) > 0 || len(m.Faults) > m.Open {
					return status(exitFindings)
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&replace, "replace", false, "write over a file of this name, once the new backup is good")
	return o.changes(cmd)
}

func newRestore(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore BACKUP DIR",
		Short: "Make a library from a backup",
		Long: `Put a backup into DIR, which must be empty or not exist. Every file is compared
with the list in the backup; nothing is left in DIR when the backup is not
whole. The index is built anew. --dry-run only checks the backup.`,
		Example: `  appraise restore back-pain-2026-11-22.tar.zst ~/reviews/back-pain
  appraise restore -n back-pain-2026-11-22.tar.zst .`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.dryRun {
				m, err := app.CheckBackup(cmd.Context(), args[0], "")
				if err != nil {
					return err
				}
				return o.printManifest("Whole:", args[0], m)
			}
			bar := o.progress("indexing", "studies")
			m, err := app.Restore(cmd.Context(), args[0], args[1], func(a *app.App) { a.Now = o.now }, bar.at)
			bar.close()
			if err != nil {
				return err
			}
			return o.printManifest("Restored", args[1], m)
		},
	}
	return o.changes(cmd)
}

func verbDone(dry bool, would, did string) string {
	if dry {
		return would
	}
	return did
}

func (o *options) printManifest(verb, what string, m app.Manifest) error {
	if o.json {
		return o.printJSON(m)
	}
	var total int64
	for _, f := range m.Files {
		total += f.Size
	}
	o.say("%s %s: %s, %s, %s, %s, as of %s.", verb, what, count(m.Studies, "study", "studies"), count(m.Events, "event", "events"),
		count(len(m.Files)-1, "attached file", "attached files"), size(total), m.At.Format("2006-01-02 15:04"))
	for _, f := range m.Faults {
		o.item("! ", f)
	}
	for _, f := range m.Missing {
		o.item("! ", fmt.Sprintf("file %s… is not in it: %s", f.SHA256[:hashDigits], f.Why))
	}
	return nil
}
