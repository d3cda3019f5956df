package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"appraise/corpus"
	"appraise/corpus/sqlite"
)

// pinHash is the hash of a passage's words: case, spaces, hyphens at the end of
// lines and punctuation are left out, so that another extraction of the same
// page gives the same hash.
func pinHash(s string) string {
	sum := sha256.Sum256([]byte(strings.Join(pinWords(s), " ")))
	return hex.EncodeToString(sum[:16])
}

func pinWords(s string) []string {
	words := wordSpans(s)
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.text
	}
	return out
}

// wordSpan is a word in lower case and where it stands.
type wordSpan struct {
	text       string
	start, end int
}

// wordSpans cuts a text into words of letters and digits. A word that is
// hyphenated over the end of a line is one word.
func wordSpans(s string) []wordSpan {
	var out []wordSpan
	var b strings.Builder
	start := -1
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
			b.WriteRune(unicode.ToLower(r))
		case r == '\u00ad':
		case r == '-' && start >= 0 && strings.HasPrefix(s[i+n:], "\n"):
			n++
		case start >= 0:
			out = append(out, wordSpan{b.String(), start, i})
			start = -1
			b.Reset()
		}
		i += n
	}
	if start >= 0 {
		out = append(out, wordSpan{b.String(), start, len(s)})
	}
	return out
}

// findPassages returns where the words of a quote stand in a text.
func findPassages(text, quote string) [][2]int {
	want := pinWords(quote)
	if len(want) == 0 {
		return nil
	}
	words := wordSpans(text)
	var out [][2]int
next:
	for i := 0; i+len(want) <= len(words); i++ {
		for k, w := range want {
			if words[i+k].text != w {
				continue next
			}
		}
		out = append(out, [2]int{words[i].start, words[i+len(want)-1].end})
	}
	return out
}

// pinned is one text of a study in which a quote can stand.
type pinned struct {
	report corpus.ReportID
	file   string // SHA-256 of the attachment
	name   string // "abstract", "summary by appraise", "paper.pdf"
	page   int
	text   string
}

// textsOf lists the texts of a study: of its reports, then of its files page by
// page.
func (a *App) textsOf(b sqlite.Bundle) []pinned {
	var out []pinned
	for _, r := range b.Reports {
		if text, by := r.Text(); text != "" {
			name := "abstract"
			if by != "" {
				name = "summary by " + by
			}
			out = append(out, pinned{report: r.ID, name: name, text: text})
		}
		if r.Item.Title != "" {
			out = append(out, pinned{report: r.ID, name: "title", text: r.Item.Title})
		}
	}
	for _, at := range b.Attached {
		if at.Text == "" {
			continue
		}
		text, err := a.files().Read(at.Text)
		if err != nil {
			continue // doctor reports files that are missing or damaged
		}
		for i, p := range splitPages(string(text)) {
			page := pinned{report: at.Report, file: at.SHA256, name: at.Name, text: p}
			if at.Pages > 0 {
				page.page, page.name = i+1, fmt.Sprintf("%s, page %d", at.Name, i+1)
			}
			out = append(out, page)
		}
	}
	return out
}

// pin finds a quote in the texts of a study and fixes it there. A page narrows
// the search to the files; 0 is any.
func (a *App) pin(b sqlite.Bundle, quote string, page int) (corpus.Quote, corpus.Pin, error) {
	for _, t := range a.textsOf(b) {
		if page != 0 && t.page != page {
			continue
		}
		if at := findPassages(t.text, quote); len(at) > 0 {
			q := corpus.Quote{Text: strings.TrimSpace(quote), Place: t.name}
			if !strings.Contains(t.text, q.Text) {
				q.Text = t.text[at[0][0]:at[0][1]] // the words as they stand there
			}
			return q, corpus.Pin{Report: t.report, File: t.file, Page: t.page, Start: at[0][0], End: at[0][1], Hash: pinHash(quote)}, nil
		}
	}
	where := "the texts"
	if page != 0 {
		where = fmt.Sprintf("page %d", page)
	}
	return corpus.Quote{}, corpus.Pin{}, fmt.Errorf("%w: the quote “%s” does not stand in %s of %s; quote its words, or attach the file they are from", corpus.ErrInvalid, shorten(quote), where, b.Study.ID)
}

// pinFault says what became of a pinned quote; "" when it stands where it
// stood.
func (a *App) pinFault(b sqlite.Bundle, l corpus.Link) string {
	if l.Pin == nil || l.Quote == nil {
		return ""
	}
	p := *l.Pin
	if pinHash(l.Quote.Text) != p.Hash {
		return "was changed after it was pinned"
	}
	texts := a.textsOf(b)
	same := func(t pinned) bool {
		return t.report == p.Report && t.file == p.File && t.page == p.Page && t.name != "title"
	}
	there := false
	for _, t := range texts {
		if !same(t) && !(t.name == "title" && l.Quote.Place == "title" && t.report == p.Report) {
			continue
		}
		there = true
		if p.Start >= 0 && p.Start <= p.End && p.End <= len(t.text) && pinHash(t.text[p.Start:p.End]) == p.Hash {
			return ""
		}
	}
	for _, t := range texts {
		if at := findPassages(t.text, l.Quote.Text); len(at) > 0 {
			return fmt.Sprintf("has moved: it stands in %s now, from byte %d (pinned in %s, from byte %d)", t.name, at[0][0], l.Quote.Place, p.Start)
		}
	}
	if there {
		return fmt.Sprintf("is lost: the text of %s was changed and does not hold it any more", l.Quote.Place)
	}
	return fmt.Sprintf("is lost: %s is no longer there", l.Quote.Place)
}

// verifyPins looks for every pinned quote again.
func (a *App) verifyPins(ctx context.Context) ([]string, error) {
	list, err := a.Store.Claims(ctx)
	if err != nil {
		return nil, err
	}
	bundles := map[corpus.StudyID]sqlite.Bundle{}
	var out []string
	for _, c := range list {
		for _, l := range c.Links {
			if l.Pin == nil {
				continue
			}
			b, ok := bundles[l.Study]
			if !ok {
				if b, err = a.bundle(ctx, l.Study); err != nil {
					return out, fmt.Errorf("claim %s: %w", c.ID, err)
				}
				bundles[l.Study] = b
			}
			if f := a.pinFault(b, l); f != "" {
				out = append(out, fmt.Sprintf("claim %s: the quote from %s “%s” %s", c.ID, l.Study, shorten(l.Quote.Text), f))
			}
		}
	}
	return out, nil
}
