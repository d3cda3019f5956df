package xmlscan_test

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"appraise/corpus/xmlscan"
)

// oracle is the tree of elements as encoding/xml reads it, false where it
// refuses the text.
func oracle(s string) (string, bool) {
	d := xml.NewDecoder(strings.NewReader(s))
	var out strings.Builder
	var open []xml.Name
	for {
		tok, err := d.RawToken()
		if err != nil {
			return out.String(), err == io.EOF && len(open) == 0
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if open = append(open, tok.Name); len(open) > 60 {
				return "", false
			}
			out.WriteString(printed(tok.Name) + "(")
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != tok.Name {
				return "", false
			}
			open = open[:len(open)-1]
			out.WriteString(")")
		}
	}
}

func printed(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// tree is the same by Scanner: by Children alone, or by Inner and Children.
func tree(x *xmlscan.Scanner, inner bool) string {
	var out strings.Builder
	x.Children(func(name, _ string) {
		below := x
		if inner {
			below = &xmlscan.Scanner{S: x.Inner()}
		}
		out.WriteString(name + "(" + tree(below, inner) + ")")
		if below.Err != nil {
			x.Err = below.Err
		}
	})
	return out.String()
}

// What encoding/xml takes is read by Scanner to the same elements.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{
		`<a><b x="1>2">t</b><c/><!-- <d> --><![CDATA[<e>]]><?p?></a>`, "<a\n b='\"'/><a ></a >", "<n:a xmlns:n='u'>&lt;</n:a>", "<!DOCTYPE a><a>x<b/>y</a>", "<ü/>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, ok := oracle(s)
		for _, inner := range []bool{false, true} {
			x := xmlscan.Scanner{S: s}
			if got := tree(&x, inner); ok && (got != want || x.Err != nil) {
				t.Fatalf("%q is %s, by Inner %t %s (%v)", s, want, inner, got, x.Err)
			}
		}
	})
}
