package reports

import (
	"slices"
	"strings"

	"appraise/corpus"
)

// Span is a stretch of a sentence set in one way. Refs are the numbers of
// references; they are set as superscripts after the text.
type Span struct {
	Text   string `json:"text,omitempty"`
	Strong bool   `json:"strong,omitempty"`
	Italic bool   `json:"italic,omitempty"`
	Muted  bool   `json:"muted,omitempty"`
	Raised bool   `json:"raised,omitempty"` // superscript that is not a reference: a footnote letter
	Refs   []int  `json:"refs,omitempty"`
	URL    string `json:"url,omitempty"`
}

// Sentence is the smallest thing a document says, with what it rests on.
type Sentence struct {
	Spans   []Span  `json:"spans"`
	Support Support `json:"support"`
	Fault   string  `json:"fault,omitempty"` // why a final document would be refused; drafts only
}

// Text returns the words without references.
func (s Sentence) Text() string {
	var b strings.Builder
	for _, span := range s.Spans {
		b.WriteString(span.Text)
	}
	return b.String()
}

// Empty reports whether there is nothing to print.
func (s Sentence) Empty() bool { return len(s.Spans) == 0 }

// say makes a sentence of plain words.
func say(sup Support, text string) Sentence {
	if text == "" {
		return Sentence{}
	}
	return Sentence{Spans: []Span{{Text: text}}, Support: sup}
}

// strong, muted and cite add to a sentence.
func (s Sentence) strong(text string) Sentence { return s.with(Span{Text: text, Strong: true}) }
func (s Sentence) plain(text string) Sentence  { return s.with(Span{Text: text}) }
func (s Sentence) muted(text string) Sentence  { return s.with(Span{Text: text, Muted: true}) }
func (s Sentence) cite(refs ...int) Sentence   { return s.with(Span{Refs: refs}) }

func (s Sentence) with(span Span) Sentence {
	if span.Text == "" && len(span.Refs) == 0 {
		return s
	}
	s.Spans = append(slices.Clone(s.Spans), span)
	return s
}

// marked appends what a reader has to know about where it comes from, once.
func (s Sentence) marked(marks ...string) Sentence {
	for _, m := range marks {
		if m != "" && !strings.Contains(s.Text(), "["+m+"]") {
			s = s.muted(" [" + m + "]")
		}
	}
	return s
}

// Support lists the ids a sentence or number rests on.
type Support struct {
	Studies    []corpus.StudyID `json:"studies,omitempty"`
	Results    []string         `json:"results,omitempty"`
	Facts      []string         `json:"facts,omitempty"`
	Appraisals []string         `json:"appraisals,omitempty"`
	Decisions  []string         `json:"decisions,omitempty"`
	Findings   []string         `json:"findings,omitempty"`
	Notices    []string         `json:"notices,omitempty"`
	Claims     []string         `json:"claims,omitempty"`
	Question   string           `json:"question,omitempty"` // the question's own record
	Author     string           `json:"author,omitempty"`   // a statement of a person
	Library    string           `json:"library,omitempty"`  // a statement about the library itself, or about the method
}

// Empty reports whether there is nothing to rest on.
func (s Support) Empty() bool {
	return len(s.Studies)+len(s.Results)+len(s.Facts)+len(s.Appraisals)+len(s.Decisions)+len(s.Findings)+len(s.Notices)+len(s.Claims) == 0 &&
		s.Question == "" && s.Author == "" && s.Library == ""
}

// IDs lists everything it rests on, each with its kind: "study:prasad2012".
func (s Support) IDs() []string {
	var out []string
	for _, id := range s.Studies {
		out = append(out, "study:"+string(id))
	}
	for _, list := range []struct {
		kind string
		ids  []string
	}{{"result", s.Results}, {"fact", s.Facts}, {"appraisal", s.Appraisals}, {"decision", s.Decisions}, {"finding", s.Findings}, {"notice", s.Notices}, {"claim", s.Claims}} {
		for _, id := range list.ids {
			out = append(out, list.kind+":"+id)
		}
	}
	for _, one := range [][2]string{{"question", s.Question}, {"author", s.Author}, {"library", s.Library}} {
		if one[1] != "" {
			out = append(out, one[0]+":"+one[1])
		}
	}
	return out
}

// and joins two supports without repeats.
func (s Support) and(o Support) Support {
	return Support{
		Studies: union(s.Studies, o.Studies), Results: union(s.Results, o.Results), Facts: union(s.Facts, o.Facts),
		Appraisals: union(s.Appraisals, o.Appraisals), Decisions: union(s.Decisions, o.Decisions), Findings: union(s.Findings, o.Findings),
		Notices: union(s.Notices, o.Notices), Claims: union(s.Claims, o.Claims),
		Question: first(s.Question, o.Question), Author: first(s.Author, o.Author), Library: first(s.Library, o.Library),
	}
}

func union[T comparable](a, b []T) []T {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

func first(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

func onStudies(ids ...corpus.StudyID) Support { return Support{Studies: union(nil, ids)} }
