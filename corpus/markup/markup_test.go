package markup_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"appraise/corpus/markup"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"plain title", "plain title"},
		{"10<sup>6</sup> cells", "10⁶ cells"},
		{"1.73 m<sup>2</sup>", "1.73 m²"},
		{"CO<sub>2</sub> and H<SUB>2</SUB>O", "CO₂ and H₂O"},
		{"2 x 10<sup>-3</sup>", "2 x 10⁻³"},
		{"10<sup>0.5</sup>", "10^(0.5)"},
		{"body<sup>a,b</sup>", "body^(a,b)"},
		{"C<sub>max</sub> and VO<sub>2max</sub>", "Cmax and VO₂max"},
		{"t<sub>0.5</sub>", "t_(0.5)"},
		{"Drug<sup>®</sup> and Name<sup>TM</sup>", "Drug® and Name™"},
		{"the 21<sup>st</sup> century", "the 21st century"},
		{"<sup><i>n</i></sup>", "ⁿ"},
		{"<i>E. coli</i> and <b>S.</b> <em>aureus</em>", "E. coli and S. aureus"},
		{"a<b, then c>d", "a<b, then c>d"},
		{"p<0.05 and q>0.1", "p<0.05 and q>0.1"},
		{"x <i and j> y", "x <i and j> y"},
		{"if a < b", "if a < b"},
		{"Health &amp; Place", "Health & Place"},
		{"&amp;lt;5", "&lt;5"},
		{"AT&T; R&D", "AT&T; R&D"},
		{"5 &lt; 6 &alpha; &#945; &#x3b1;", "5 < 6 α α α"},
		{"unclosed <sup>2", "unclosed ²"},
		{"stray</i> end", "stray end"},
		{"<jats:italic>x</jats:italic>", "x"},
		{`<mml:math alttext="x = 3"><mml:mi>x</mml:mi></mml:math>`, "x = 3"},
		{`<mml:math><mml:msup><mml:mn>10</mml:mn><mml:mn>6</mml:mn></mml:msup></mml:math>`, "10⁶"},
		{`<math><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac></math>`, "1/(a+b)"},
		{"a\u00a0b\tc\r\n d", "a b c d"},
		{"cafe\u0301", "café"},
		{"bad\x00\x1fchars\x0bhere", "badchars here"},
		{"<!-- note -->x", "x"},
		{"ends <", "ends <"},
		{"<sup></sup>x", "x"},
	} {
		if got := markup.Text(c.in); got != c.want {
			t.Errorf("Text(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestBlock(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<h4>BACKGROUND</h4>One.<h4>METHODS:</h4>Two.", "BACKGROUND: One.\nMETHODS: Two."},
		{"<jats:sec><jats:title>Aim</jats:title>\n<jats:p>One</jats:p></jats:sec><jats:p>Two</jats:p>", "Aim: One\nTwo"},
		{"<p>a</p><p>b</p>", "a\nb"},
		{"a<br/>b", "a\nb"},
		{"one\r\n\r\ntwo", "one\ntwo"},
		{"<jats:title>Abstract</jats:title><jats:p>x</jats:p>", "x"},
	} {
		if got := markup.Block(c.in); got != c.want {
			t.Errorf("Block(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestXML(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a <unknown x='1'>b</unknown>", "a b"},
		{"<![CDATA[a<b]]> &amp; c", "a<b & c"},
		{"&lt;sup&gt;2&lt;/sup&gt;", "<sup>2</sup>"},
		{"a<?pi x?>b", "ab"},
	} {
		if got := markup.XML(c.in); got != c.want {
			t.Errorf("XML(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// Text that is written with Escape is read back as it was.
func TestEscapeGoesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"a", "<", ">", "&", "amp;", "lt;", "sup", "</sup>", "<sup>", "2", " ", "<i>", "ü", "#945;", "x=\"1\"", "<p>", "\n"})).Draw(t, "parts")
		text := markup.CleanBlock(strings.Join(parts, ""))
		if got := markup.Block(markup.Escape(text)); got != text {
			t.Fatalf("%q was written as %q and read as %q", text, markup.Escape(text), got)
		}
	})
}

// A value of a list is read back whatever the sign between the values is.
func TestEscapeItemGoesBack(t *testing.T) {
	for _, text := range []string{"a", "a;b", "R&D", "x &and", "x &and;", "&#59", "a < b", "<i>", "&amp"} {
		written := markup.EscapeItem(text, ";")
		first, _, _ := strings.Cut(written+"; next", ";")
		if strings.ContainsRune(written, '&') {
			first = written // its entities hold the sign
		}
		if got := markup.Block(first); got != markup.Clean(text) || !strings.Contains(markup.Block(written+"; next"), markup.Clean(text)+"; next") {
			t.Errorf("%q was written as %q and read as %q", text, written, got)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"10<sup>6</sup>", "a<b, then c>d", "<mml:math><mml:mi>x", "&amp;&#0;&#x110000;", strings.Repeat("<i>", 200), "<sup><sub><sup>1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, got := range []string{markup.Text(s), markup.Block(s), markup.XML(s)} {
			if utf8.ValidString(s) && !utf8.ValidString(got) {
				t.Errorf("%q became invalid: %q", s, got)
			}
			for _, r := range got {
				if r < ' ' && r != '\n' {
					t.Errorf("%q kept the control character %q", s, r)
				}
			}
			if again := markup.Block(markup.Escape(got)); again != got {
				t.Errorf("%q became %q, which is written as %q and read as %q", s, got, markup.Escape(got), again)
			}
			if again := markup.Block(markup.EscapeItem(got, ";,")); again != got {
				t.Errorf("%q became %q, which is written in a list as %q and read as %q", s, got, markup.EscapeItem(got, ";,"), again)
			}
			if markup.CleanBlock(got) != got {
				t.Errorf("%q became %q, which is not clean", s, got)
			}
		}
	})
}
