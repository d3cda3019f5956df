package refs

import (
	"strings"

	"appraise/corpus"
)

// writer collects the runs of one reference.
type writer struct {
	it     corpus.Item
	ama    bool
	status status
	runs   []Run
}

// add appends text to the last run when both are plain.
func (w *writer) add(parts ...string) {
	text := typographic(strings.Join(parts, ""))
	if text == "" {
		return
	}
	if n := len(w.runs); n > 0 && !w.runs[n-1].Italic && w.runs[n-1].URL == "" {
		w.runs[n-1].Text += text
		return
	}
	w.runs = append(w.runs, Run{Text: text})
}

func (w *writer) italic(text string) {
	if text != "" {
		w.runs = append(w.runs, Run{Text: typographic(text), Italic: true})
	}
}

func (w *writer) link(text, url string) { w.runs = append(w.runs, Run{Text: text, URL: url}) }

// sentence adds text and closes it with a full stop unless it ends in one.
func (w *writer) sentence(text string) {
	if text = strings.TrimSpace(text); text != "" {
		w.add(w.gap(), closed(text))
	}
}

// gap is the space between two sentences, and nothing at the start.
func (w *writer) gap() string {
	if len(w.runs) == 0 {
		return ""
	}
	return " "
}

// closed ends a sentence.
func closed(s string) string {
	switch {
	case s == "", strings.HasSuffix(s, "."), strings.HasSuffix(s, "?"), strings.HasSuffix(s, "!"):
		return s
	}
	return s + "."
}

// typographic sets apostrophes and quotation marks as they are printed.
func typographic(s string) string {
	if !strings.ContainsAny(s, `'"`) {
		return s
	}
	var b strings.Builder
	open := true
	prev := ' '
	for _, r := range s {
		switch {
		case r == '\'' && (prev == ' ' || prev == '('):
			r = '‘'
		case r == '\'':
			r = '’'
		case r == '"' && open:
			r, open = '“', false
		case r == '"':
			r, open = '”', true
		}
		b.WriteRune(r)
		prev = r
	}
	return b.String()
}

// names lists people as the style wants: AMA prints up to six, else three and
// "et al"; NLM prints six and "et al".
func (w *writer) names(people []corpus.Author) string {
	keep := 6
	more := len(people) > 6
	if w.ama && more {
		keep = 3
	}
	var out []string
	for _, a := range people {
		if others[strings.ToLower(strings.Trim(a.String(), "[]. "))] {
			more = true
			continue
		}
		if name := a.String(); name != "" && len(out) < keep {
			out = append(out, name)
		}
	}
	if more {
		out = append(out, "et al")
	}
	return strings.Join(out, ", ")
}

// others are entries that sources put for the authors they left out.
var others = map[string]bool{"and others": true, "others": true, "et al": true}

// authors writes who wrote it, or who edited it.
func (w *writer) authors() {
	if len(w.it.Authors) > 0 {
		w.sentence(w.names(w.it.Authors))
		return
	}
	if len(w.it.Editors) > 0 && w.it.Kind == corpus.KindBook {
		w.sentence(w.editors())
	}
}

func (w *writer) editors() string {
	if len(w.it.Editors) == 0 {
		return ""
	}
	word := "editor"
	if w.ama {
		word = "ed"
	}
	if len(w.it.Editors) > 1 {
		word += "s"
	}
	return w.names(w.it.Editors) + ", " + word
}

// title writes the title with the mark of a retraction behind it; heading
// titles (books, reports, theses) are capitalised in AMA style.
func (w *writer) title(heading bool, tail ...string) {
	t := strings.TrimSpace(w.it.Title)
	if t == "" {
		t = strings.TrimSpace(w.it.OriginalTitle)
	}
	if t == "" {
		t = "[title not known]"
	}
	if !w.ama && w.status.text != "" {
		tail = append([]string{" [" + w.status.text + "]"}, tail...)
	}
	if len(tail) > 0 {
		t = strings.TrimSuffix(t, ".") + strings.Join(tail, "")
	}
	if !w.ama || !heading {
		w.sentence(t)
		return
	}
	w.add(w.gap())
	w.italic(closed(titleCase(t)))
}

// doi ends the reference with its DOI, or else with the address.
func (w *writer) doi() {
	if w.it.DOI == "" {
		return
	}
	w.add(" ")
	w.link("doi:"+string(w.it.DOI), "https://doi.org/"+string(w.it.DOI))
}

// retraction adds what AMA prints after the citation.
func (w *writer) retraction() {
	if w.ama && w.status.text != "" {
		w.sentence(upperFirst(w.status.text))
	}
}
