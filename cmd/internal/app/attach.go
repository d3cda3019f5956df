package app

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/corpus/filestore"
	"appraise/corpus/sqlite"
	"appraise/index"
)

// files is where attachments lie.
func (a *App) files() *filestore.Store { return filestore.New(filepath.Join(a.Dir, filesDir)) }

// Attach stores files with a report of a study (its main report when report
// is empty) and takes their text out for searching. All of them are one event.
// A file that is attached already is read again, so that text comes in which
// could not be read before.
func (a *App) Attach(ctx context.Context, id corpus.StudyID, report corpus.ReportID, inputs []Input) ([]corpus.Attachment, error) {
	b, err := a.bundle(ctx, id)
	if err != nil {
		return nil, err
	}
	if report == "" {
		report = b.Main().ID
	}
	if !slices.ContainsFunc(b.Reports, func(r corpus.Report) bool { return r.ID == report }) {
		return nil, fmt.Errorf("report %s of %s: %w", report, b.Study.ID, corpus.ErrNotFound)
	}
	var staged []*filestore.Staged
	defer func() {
		for _, st := range staged {
			_ = st.Drop() // what stays behind after a failure is found by doctor
		}
	}()
	var out []corpus.Attachment
	for _, in := range inputs {
		at, sts, err := a.stage(ctx, in)
		staged = append(staged, sts...)
		if err != nil {
			return nil, writeError(err, "attaching "+in.Name)
		}
		at.Study, at.Report, at.ID = b.Study.ID, report, string(report)+"/"+at.SHA256
		out = append(out, at)
	}
	_, err = a.change(ctx, "attach", string(b.Study.ID)+" "+inputNames(inputs), func(tx *sqlite.Tx) error {
		for _, st := range staged {
			if a.DryRun {
				break
			}
			if err := st.Keep(); err != nil {
				return writeError(err, "storing attachments")
			}
		}
		for _, at := range out {
			if err := tx.PutAttachment(ctx, at); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func inputNames(inputs []Input) string {
	names := make([]string, len(inputs))
	for i, in := range inputs {
		names[i] = filepath.Base(in.Name)
	}
	return strings.Join(names, ", ")
}

// stage copies a file and its text beside the others of the library.
func (a *App) stage(ctx context.Context, in Input) (at corpus.Attachment, staged []*filestore.Staged, err error) {
	r, err := in.Open()
	if err != nil {
		return at, nil, err
	}
	defer r.Close()
	br := bufio.NewReaderSize(r, 64<<10)
	head, _ := br.Peek(64 << 10) // an error shows again when the file is copied
	at = corpus.Attachment{Name: filepath.Base(in.Name), By: a.Who, At: a.Now().UTC()}
	if at.MediaType, err = mediaType(head); err != nil {
		return at, nil, err
	}
	file, err := a.files().Stage(br, maxAttachment)
	if err != nil {
		return at, nil, err
	}
	staged = append(staged, file)
	at.SHA256, at.Size = file.Hash, file.Size
	text, err := readText(ctx, file.Path, at.MediaType)
	if err != nil {
		return at, staged, err
	}
	if at.NoText, at.Pages = text.missing, text.pages; text.missing != "" {
		return at, staged, nil
	}
	own, err := a.files().Stage(bytes.NewReader(text.text), maxText)
	if err != nil {
		return at, staged, err
	}
	at.Text = own.Hash
	return at, append(staged, own), nil
}

// Attachments lists the attachments of a study, or of all studies.
func (a *App) Attachments(ctx context.Context, id corpus.StudyID) ([]corpus.Attachment, error) {
	if id != "" {
		b, err := a.bundle(ctx, id)
		return append([]corpus.Attachment{}, b.Attached...), err
	}
	all, err := a.Store.Attachments(ctx)
	return append([]corpus.Attachment{}, all...), err
}

// minHash is how many digits of a hash name a file.
const minHash = 6

// Detach takes an attachment off a study, by its name or the beginning of its
// hash. The file itself stays, so that undo can bring it back; doctor --fix
// removes files that nothing names any more.
func (a *App) Detach(ctx context.Context, id corpus.StudyID, which string) (corpus.Attachment, error) {
	b, err := a.bundle(ctx, id)
	if err != nil {
		return corpus.Attachment{}, err
	}
	var found []corpus.Attachment
	for _, at := range b.Attached {
		if at.Name == which || len(which) >= minHash && strings.HasPrefix(at.SHA256, which) {
			found = append(found, at)
		}
	}
	switch len(found) {
	case 0:
		return corpus.Attachment{}, fmt.Errorf("attachment %s of %s: %w", which, b.Study.ID, corpus.ErrNotFound)
	case 1:
		_, err = a.change(ctx, "attach", "remove "+string(b.Study.ID)+" "+found[0].Name, func(tx *sqlite.Tx) error {
			return tx.Remove(ctx, "attachment", found[0].ID, b.Study.ID)
		})
		return found[0], err
	}
	return corpus.Attachment{}, fmt.Errorf("%w: %s has %d attachments called %s; name one by the beginning of its hash (attach --list)", corpus.ErrInvalid, b.Study.ID, len(found), which)
}

// pages is the text of a study's attachments for the index. A text that is
// missing or damaged is left out here; doctor reports it.
func (a *App) pages(b sqlite.Bundle) []index.Page {
	var out []index.Page
	for _, at := range b.Attached {
		if at.Text == "" {
			continue
		}
		text, err := a.files().Read(at.Text)
		if err != nil {
			continue
		}
		for i, p := range splitPages(string(text)) {
			page := index.Page{File: at.Name, Text: p}
			if at.Pages > 0 {
				page.Number = i + 1
			}
			out = append(out, page)
		}
	}
	return out
}

// attachedHashes is every file that an attachment names, and which ones.
func (a *App) attachedHashes(ctx context.Context) (map[string][]corpus.Attachment, error) {
	all, err := a.Store.Attachments(ctx)
	out := map[string][]corpus.Attachment{}
	for _, at := range all {
		out[at.SHA256] = append(out[at.SHA256], at)
		if at.Text != "" && at.Text != at.SHA256 {
			out[at.Text] = append(out[at.Text], at)
		}
	}
	return out, err
}
