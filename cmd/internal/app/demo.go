package app

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"appraise/corpus"
	"appraise/grading"
	"appraise/grading/instrument"
	"appraise/index"
)

//go:embed demo/library.json
var demoLibrary []byte

// demoWho is named in the events of the example library.
const demoWho = "appraise demo"

// demoContent is the example library as it is written down.
type demoContent struct {
	About      string            `json:"about"`
	Studies    []Manual          `json:"studies"`
	Results    []corpus.Result   `json:"results"`
	Appraisals []demoAppraisal   `json:"appraisals"`
	Question   corpus.Question   `json:"question"`
	Decisions  []corpus.Decision `json:"decisions"`
	Claims     []corpus.Claim    `json:"claims"`
}

type demoAppraisal struct {
	Study      corpus.StudyID    `json:"study"`
	Instrument string            `json:"instrument"`
	Outcome    string            `json:"outcome"`
	Effect     string            `json:"effect"`
	Basis      string            `json:"basis"`
	Answers    map[string]string `json:"answers"`
}

// Demo tells what the demo did and found.
type Demo struct {
	Dir        string             `json:"dir"`
	PDF        string             `json:"pdf"`
	Pages      int                `json:"pages"`
	Studies    int                `json:"studies"`
	Claims     int                `json:"claims"`
	Search     Found              `json:"search"`
	Trial      StudyGrade         `json:"trial"`
	Assessment grading.Assessment `json:"assessment"`
	Guideline  []corpus.Notice    `json:"guideline_notices"`
}

// demoQuery is what the demo searches for.
const demoQuery = "inversion AND surgery"

// RunDemo builds the example library in dir, which must be empty or new, then
// searches, grades and prints the briefing. It uses the same methods that the
// commands use.
func RunDemo(ctx context.Context, dir string, prepare func(*App)) (Demo, error) {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return Demo{}, fmt.Errorf("%w: the folder %s is not empty; name another one: appraise demo DIR", corpus.ErrConflict, dir)
	}
	if err := Init(ctx, dir); err != nil {
		return Demo{}, err
	}
	a, err := Open(ctx, dir)
	if err != nil {
		return Demo{}, err
	}
	defer a.Close()
	prepare(a)
	a.Who = demoWho
	var c demoContent
	dec := json.NewDecoder(bytes.NewReader(demoLibrary))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return Demo{}, fmt.Errorf("reading the example library: %w", err)
	}
	if err := a.fillDemo(ctx, c); err != nil {
		return Demo{}, fmt.Errorf("building the example library: %w", err)
	}
	return a.showDemo(ctx, dir, c)
}

// fillDemo enters the example library.
func (a *App) fillDemo(ctx context.Context, c demoContent) error {
	for _, m := range c.Studies {
		if _, err := a.AddManual(ctx, m); err != nil {
			return err
		}
	}
	for _, r := range c.Results {
		if _, err := a.AddResult(ctx, r); err != nil {
			return err
		}
	}
	for _, d := range c.Appraisals {
		answers := map[string]corpus.Answer{}
		for item, code := range d.Answers {
			answers[item] = corpus.Answer{Code: code}
		}
		pack, err := instrument.Find(d.Instrument)
		if err != nil {
			return err
		}
		if _, err := a.Assess(ctx, Assessing{Study: d.Study, Pack: pack, Outcome: d.Outcome, Effect: d.Effect, Basis: d.Basis, Answers: answers, Example: true}); err != nil {
			return err
		}
	}
	if _, err := a.AddQuestion(ctx, c.Question); err != nil {
		return err
	}
	for _, d := range c.Decisions {
		if _, err := a.Decide(ctx, c.Question.ID, d.Outcome, d.Domain, d.Levels, d.Rationale, true); err != nil {
			return err
		}
	}
	for _, cl := range c.Claims {
		cl.Example = true
		if _, err := a.AddClaim(ctx, cl); err != nil {
			return err
		}
	}
	return nil
}

// showDemo searches, grades and prints.
func (a *App) showDemo(ctx context.Context, dir string, c demoContent) (Demo, error) {
	d := Demo{Dir: dir, PDF: filepath.Join(dir, "inversion-therapy.pdf"), Studies: len(c.Studies), Claims: len(c.Claims)}
	var err error
	if d.Search, err = a.Search(ctx, demoQuery, index.Options{Limit: 5}); err != nil {
		return d, err
	}
	if d.Trial, err = a.GradeStudy(ctx, c.Results[0].Study); err != nil {
		return d, err
	}
	if d.Assessment, err = a.GradeQuestion(ctx, c.Question.ID); err != nil {
		return d, err
	}
	views, err := a.List(ctx)
	if err != nil {
		return d, err
	}
	for _, v := range views {
		for _, n := range v.Notices {
			if n.Type == corpus.Expired {
				d.Guideline = append(d.Guideline, n)
			}
		}
	}
	b, err := a.Compile(ctx, Printing{Subject: c.Question.ID, At: Day(a.Now())})
	if err != nil {
		return d, err
	}
	res, err := WriteFile(d.PDF, func(f *os.File) (Written, error) { return Write(f, b, "pdf", false) })
	d.Pages = res.Pages
	return d, err
}

// Day is the beginning of a day in universal time: what documents are about.
func Day(t time.Time) time.Time {
	t = t.UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// WriteFile writes path by way of a file beside it, so that a failure leaves
// what was there before.
func WriteFile[T any](path string, write func(*os.File) (T, error)) (T, error) {
	var zero T
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return writeDevice(path, write)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".appraise-*")
	if err != nil {
		return zero, writeError(err, "writing "+path)
	}
	defer os.Remove(f.Name())
	v, err := write(f)
	if err != nil {
		f.Close()
		return zero, writeError(err, "writing "+path)
	}
	if err := f.Close(); err != nil {
		return zero, writeError(err, "writing "+path)
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return zero, writeError(err, "writing "+path)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return zero, writeError(err, "writing "+path)
	}
	return v, nil
}

// writeDevice writes to what is there and must stay what it is: a device, a
// named pipe.
func writeDevice[T any](path string, write func(*os.File) (T, error)) (T, error) {
	var zero T
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return zero, writeError(err, "writing "+path)
	}
	v, err := write(f)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return zero, writeError(err, "writing "+path)
	}
	return v, nil
}
