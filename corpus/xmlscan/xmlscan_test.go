package xmlscan_test

import (
	"strings"
	"testing"
	"testing/iotest"

	"appraise/corpus/xmlscan"
)

func TestSplitter(t *testing.T) {
	in := "<set>\n<a>1</a><ab>no</ab>\n<a x='1'>2\n</a>\n<a>open <a>3</a>\n<b>4</b><a>cut"
	for _, name := range []string{"whole", "by bytes"} {
		src := iotest.DataErrReader(strings.NewReader(in))
		if name == "by bytes" {
			src = iotest.OneByteReader(strings.NewReader(in))
		}
		sp := xmlscan.NewSplitter(src, "a", "b")
		var got []string
		for {
			el, ok := sp.Next()
			if !ok {
				break
			}
			text := string(el.Text)
			if el.Err != nil {
				text = "error"
			}
			got = append(got, text)
		}
		want := "<a>1</a>|<a x='1'>2\n</a>|error|<a>3</a>|<b>4</b>|error"
		if strings.Join(got, "|") != want || sp.Failed() != nil {
			t.Errorf("%s: got %q, %v, want %q", name, strings.Join(got, "|"), sp.Failed(), want)
		}
	}
}

// Records are found however their tags are written, and not in comments.
func TestSplitterTags(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<a >1</a ><a>2</a\n>", "<a >1</a >|<a>2</a\n>"},
		{"<a/><a x='/>'>1</a><a />", "<a/>|<a x='/>'>1</a>|<a />"},
		{"<!-- <a>1</a> --><a>2</a>", "<a>2</a>"},
		{"<!-- <a>1</a><a>2</a>", "<a>1</a>|<a>2</a>"},
		{"<a>1</as></a>", "<a>1</as></a>"},
		{strings.Repeat("<!--", 1_000_000) + "<a>1</a>", "<a>1</a>"},
	} {
		sp := xmlscan.NewSplitter(strings.NewReader(c.in), "a", "b")
		var got []string
		for {
			el, ok := sp.Next()
			if !ok {
				break
			}
			got = append(got, string(el.Text))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%.60s: got %q, want %q", c.in, got, c.want)
		}
	}
}

// walk prints the tree of elements.
func walk(x *xmlscan.Scanner) string {
	var out []string
	x.Children(func(name, attrs string) {
		switch name {
		case "leaf":
			out = append(out, name+"="+x.Inner())
		case "skip":
		default:
			out = append(out, name+"["+attrs+"]("+walk(x)+")")
		}
	})
	return strings.Join(out, " ")
}

func TestScanner(t *testing.T) {
	for _, c := range []struct{ in, want, err string }{
		{`<a><leaf>1</leaf><skip><leaf>2</leaf></skip><b y="2 > 1"/><leaf/></a>`, `a[](leaf=1 b[y="2 > 1"]() leaf=)`, ""},
		{`<a><!-- <b> --><?pi?><leaf>x <i>y</i> z</leaf><![CDATA[<c>]]></a>`, `a[](leaf=x <i>y</i> z)`, ""},
		{`<a><b></a></b>`, "", "closes nothing"},
		{`<a><leaf>1`, "", "not closed"},
		{`<a><1></a>`, "", "not a tag"},
		{`<a b="1></a>`, "", "not closed"},
		{strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100), "", "deeper"},
		{`</a>`, "", "closes nothing"},
		{``, "", ""},
	} {
		x := xmlscan.Scanner{S: c.in}
		got := walk(&x)
		switch {
		case c.err == "" && (x.Err != nil || got != c.want):
			t.Errorf("%.40s: got %s, %v, want %s", c.in, got, x.Err, c.want)
		case c.err != "" && (x.Err == nil || !strings.Contains(x.Err.Error(), c.err)):
			t.Errorf("%.40s: got %v, want an error with %q", c.in, x.Err, c.err)
		}
	}
}
