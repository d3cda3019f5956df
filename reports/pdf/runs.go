package pdf

import (
	"strings"
	"unicode"

	"appraise/reports"
	"appraise/reports/figure"
	"appraise/reports/refs"
)

// run is a stretch of text set in one way.
type run struct {
	text string
	st   style
	rise float64 // points above the baseline
	url  string
	ref  int // internal link to this reference; 0: none
}

// sentenceRuns turns a sentence into runs in a base style.
func sentenceRuns(s reports.Sentence, base style) []run {
	var out []run
	for _, span := range s.Spans {
		st := base
		switch {
		case span.Strong:
			st.face = base.strong()
		case span.Italic:
			st.face = italic
		}
		if span.Muted {
			st.color = figure.Muted
		}
		if span.Text != "" {
			r := run{text: span.Text, st: st, url: span.URL}
			if span.Raised {
				r.st, r.rise = raised(base)
			}
			if span.URL != "" {
				r.st.color = figure.Accent
			}
			out = append(out, r)
		}
		if n := len(out); n > 0 && len(span.Refs) > 0 && endsInDigit(out[n-1].text) {
			// without a space the year 2012 and the reference 1 extract as 20121
			out = append(out, run{text: "\u00a0", st: base.at(base.size*0.85, base.lead), rise: 0.01})
		}
		out = append(out, refRuns(span.Refs, base)...)
	}
	if s.Fault != "" {
		st := base.in(figure.Alert)
		st.face = base.strong()
		out = append(out, run{text: " [draft: " + s.Fault + "]", st: st})
	}
	return out
}

func endsInDigit(s string) bool {
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// raised is the style of a superscript and how far it is raised.
func raised(base style) (style, float64) {
	s := base
	s.size = base.size * 0.66
	return s, base.size * 0.34
}

// refRuns sets reference numbers as linked superscripts; three or more that
// follow each other become a range.
func refRuns(nums []int, base style) []run {
	st, rise := raised(base)
	var out []run
	sep := func(s string) {
		if len(out) > 0 {
			out = append(out, run{text: s, st: st, rise: rise})
		}
	}
	for i := 0; i < len(nums); {
		j := i
		for j+1 < len(nums) && nums[j+1] == nums[j]+1 {
			j++
		}
		sep(",")
		out = append(out, run{text: refLabel(nums[i]), st: st, rise: rise, ref: nums[i]})
		switch {
		case j > i+1:
			sep("–")
			out = append(out, run{text: refLabel(nums[j]), st: st, rise: rise, ref: nums[j]})
		case j == i+1:
			sep(",")
			out = append(out, run{text: refLabel(nums[j]), st: st, rise: rise, ref: nums[j]})
		}
		i = j + 1
	}
	return out
}

// referenceRuns sets a reference: the journal in italics, the DOI linked.
func referenceRuns(r refs.Reference, base style) []run {
	var out []run
	for _, x := range r.Runs {
		st := base
		if x.Italic {
			st.face = italic
		}
		if x.URL != "" {
			st.color = figure.Accent
		}
		out = append(out, run{text: x.Text, st: st, url: x.URL})
	}
	return out
}

func textRun(text string, st style) []run { return []run{{text: text, st: st}} }

// atom is what is never broken: a word, or a part of one up to a hyphen.
type atom struct {
	runs  []run
	space bool // a space comes before it
	width float64
}

// atoms cuts runs at spaces, and inside words where a break does no harm.
func (c *canvas) atoms(runs []run) []atom {
	var out []atom
	cur := atom{}
	space := false
	flush := func() {
		if len(cur.runs) > 0 {
			for _, r := range cur.runs {
				cur.width += c.width(r.text, r.st)
			}
			out = append(out, cur)
		}
		cur = atom{}
	}
	for _, r := range runs {
		text := strings.ReplaceAll(fit(r.text, c.faces[r.st.face], c.lost), " %", "\u00a0%")
		for len(text) > 0 {
			if text[0] == ' ' {
				flush()
				space = true
				text = strings.TrimLeft(text, " ")
				continue
			}
			n, breaks := wordEnd(text, r.url != "")
			part := r
			part.text = text[:n]
			if len(cur.runs) == 0 {
				cur.space = space
				space = false
			}
			cur.runs = append(cur.runs, part)
			text = text[n:]
			if breaks {
				flush()
			}
		}
	}
	flush()
	return out
}

// wordEnd finds the end of the first atom of text, and whether a line may
// end there without a space.
func wordEnd(text string, address bool) (n int, breaks bool) {
	rs := []rune(text)
	pos := 0
	for i, r := range rs {
		if r == ' ' {
			return pos, false
		}
		pos += len(string(r))
		if i < 1 || i+1 >= len(rs) || rs[i+1] == ' ' {
			continue
		}
		letters := unicode.IsLetter(rs[i-1]) && unicode.IsLetter(rs[i+1])
		switch {
		case address && i > 6 && (r == '/' || r == '.' || r == '-' || r == '_' || r == '?' || r == '='),
			letters && (r == '-' || r == '/' || r == '–' || r == '—'):
			return pos, true
		}
	}
	return pos, false
}

// split breaks an atom that is wider than a line by force, rune by rune.
func (c *canvas) split(a atom, width float64) []atom {
	var out []atom
	cur := atom{space: a.space}
	for _, r := range a.runs {
		for _, x := range r.text {
			w := c.width(string(x), r.st)
			if cur.width+w > width && len(cur.runs) > 0 {
				out = append(out, cur)
				cur = atom{}
			}
			if n := len(cur.runs); n > 0 && cur.runs[n-1].st == r.st && cur.runs[n-1].rise == r.rise && cur.runs[n-1].ref == r.ref && cur.runs[n-1].url == r.url {
				cur.runs[n-1].text += string(x)
			} else {
				part := r
				part.text = string(x)
				cur.runs = append(cur.runs, part)
			}
			cur.width += w
		}
	}
	return append(out, cur)
}
