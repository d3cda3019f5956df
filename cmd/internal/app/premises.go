package app

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/doctor"
)

// libraryDefects are those of a library's folder and not of a description.
var libraryDefects = []doctor.Defect{
	{Code: "file-missing", Title: "Attachment without its file", Level: doctor.Fault,
		Explanation: "The library names a file that is not in its folder files/. Searching in it fails silently, and a backup cannot hold it. Attach the file again, or take the attachment off."},
	{Code: "file-damaged", Title: "Attached file whose bytes have changed", Level: doctor.Fault,
		Explanation: "A file does not fit its SHA-256 any more: something changed it, or the disk is failing. Attaching the original again repairs it."},
	{Code: "file-unused", Title: "File that nothing names", Level: doctor.Doubt, Fixable: true,
		Explanation: "A file in files/ belongs to no attachment: it was taken off, its study removed, or a command broke off. --fix deletes it. Undoing the removal after that brings the attachment back without its file."},
	{Code: "file-unfinished", Title: "File whose writing broke off", Level: doctor.Fault, Fixable: true,
		Explanation: "A command was ended while it copied a file. What it left is of no use; --fix deletes it when it is older than an hour."},
	{Code: "file-foreign", Title: "File that is not the library's", Level: doctor.Doubt,
		Explanation: "Something that appraise did not put there lies in files/. It is neither used nor backed up; move it elsewhere."},
	{Code: "folder-network", Title: "Library on a network drive", Level: doctor.Doubt,
		Explanation: "SQLite relies on locks and shared memory that network file systems do not give reliably: two people writing at once can damage the library. Keep it on a local disk, and use appraise backup to carry copies."},
	{Code: "folder-synced", Title: "Library in a folder that is synchronised", Level: doctor.Doubt,
		Explanation: "Programs that synchronise folders (Dropbox, OneDrive, iCloud, Nextcloud, …) copy the library file while it is being written and bring back older versions of it. Keep it elsewhere, and put backups into the synchronised folder."},
}

// library looks at the files and the place of the library.
func (w *examination) library(ctx context.Context) error {
	if err := w.premises(); err != nil {
		return err
	}
	bad, err := w.app.badFiles(ctx)
	if err != nil {
		return err
	}
	for _, f := range bad {
		suggestion := "attach the original again"
		if f.code == "file-missing" {
			suggestion += ", or: appraise attach STUDY --remove " + f.at.Name
		}
		w.found(f.code, f.at.Study, f.at.Name, f.says, suggestion)
	}
	return w.leftovers(ctx)
}

// badFile is an attachment whose file is not as it should be.
type badFile struct {
	at         corpus.Attachment
	code, says string
}

// badFiles compares every attached file with its hash.
func (a *App) badFiles(ctx context.Context) ([]badFile, error) {
	named, err := a.attachedHashes(ctx)
	if err != nil {
		return nil, err
	}
	var out []badFile
	for _, h := range slices.Sorted(maps.Keys(named)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		err := a.files().Verify(h)
		switch {
		case errors.Is(err, corpus.ErrNotFound):
			out = append(out, badFile{named[h][0], "file-missing", "its file is not there"})
		case errors.Is(err, corpus.ErrDamaged):
			out = append(out, badFile{named[h][0], "file-damaged", "the bytes of its file have changed"})
		case err != nil:
			return nil, err
		}
	}
	return out, nil
}

// FileFaults says which attachments have lost their file, or have another one
// now, a line each.
func (a *App) FileFaults(ctx context.Context) ([]string, error) {
	bad, err := a.badFiles(ctx)
	var out []string
	for _, f := range bad {
		out = append(out, fmt.Sprintf("attachment %s of %s: %s", f.at.Name, f.at.Study, f.says))
	}
	return out, err
}

// leftovers finds, and removes when asked to, what nothing names. Nobody can
// be attaching a file while the lock is held.
func (w *examination) leftovers(ctx context.Context) error {
	remove := w.Fix && !w.app.DryRun
	if remove {
		release, err := w.app.hold(ctx, "doctor")
		if err != nil {
			return err
		}
		defer release()
	}
	named, err := w.app.attachedHashes(ctx)
	if err != nil {
		return err
	}
	l, err := w.app.files().List(w.app.Now())
	if err != nil {
		return fmt.Errorf("looking at attached files: %w", err)
	}
	for _, name := range l.Others {
		w.found("file-foreign", "", name, "it is not a file of the library", "move it elsewhere")
	}
	for _, h := range l.Hashes {
		if named[h] == nil {
			if err := w.leftover("file-unused", h, remove, w.app.files().Remove); err != nil {
				return err
			}
		}
	}
	for _, p := range l.Parts {
		if err := w.leftover("file-unfinished", p, remove, w.app.files().RemovePart); err != nil {
			return err
		}
	}
	return nil
}

func (w *examination) leftover(code, name string, remove bool, del func(string) error) error {
	if !w.wanted(code) {
		return nil
	}
	d, err := FindDefect(code)
	if err != nil {
		return err
	}
	f := doctor.Finding{Code: code, Level: d.Level, Value: name, Says: "nothing names it", Suggestion: "appraise doctor --fix deletes it", Fixable: true}
	if !w.Fix {
		w.done.Findings = append(w.done.Findings, f)
		return nil
	}
	if remove {
		if err := del(name); err != nil {
			return writeError(err, "deleting "+name)
		}
	}
	w.done.Fixed = append(w.done.Fixed, f)
	return nil
}

// found notes something about the library that only a person can put right.
func (w *examination) found(code string, study corpus.StudyID, value, says, suggestion string) {
	d, err := FindDefect(code)
	if err != nil || !w.wanted(code) {
		return
	}
	w.done.Findings = append(w.done.Findings, doctor.Finding{Code: code, Level: d.Level, Study: study, Value: value, Says: says, Suggestion: suggestion})
}

// syncedFolders are names of folders that programs synchronise, in small
// letters; a name that ends in * stands for all that begin so.
var syncedFolders = []string{"dropbox*", "onedrive*", "google drive", "googledrive", "my drive", "icloud drive", "mobile documents", "nextcloud", "owncloud", "box sync", "pcloud drive", "pclouddrive", "megasync", "syncthing", "seafile"}

// syncMarks are files by which such programs mark their folders.
var syncMarks = []string{".stfolder", ".dropbox", ".dropbox.cache", ".sync_*.db", "._sync_*.db", ".owncloudsync.log", ".nextcloudsync.log"}

// premises looks at where the library lies.
func (w *examination) premises() error {
	dir, err := filepath.EvalSymlinks(w.app.Dir)
	if err != nil {
		return err
	}
	if name := networkDrive(dir); name != "" {
		w.found("folder-network", "", dir, "it lies on "+name, "move it to a local disk")
	}
	if by := synced(dir); by != "" {
		w.found("folder-synced", "", dir, "it lies in "+by+", which is synchronised", "move it elsewhere")
	}
	return nil
}

// synced returns the folder at or above dir that a program synchronises.
func synced(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		name := strings.ToLower(filepath.Base(at))
		for _, s := range syncedFolders {
			if begin, open := strings.CutSuffix(s, "*"); name == s || open && strings.HasPrefix(name, begin) {
				return at
			}
		}
		for _, m := range syncMarks {
			if found, err := filepath.Glob(filepath.Join(escapeGlob(at), m)); err == nil && len(found) > 0 && isThere(found[0]) {
				return at
			}
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

// escapeGlob makes a path one that only matches itself.
func escapeGlob(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(s)
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
