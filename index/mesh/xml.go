package mesh

import (
	"bufio"
	"encoding/xml"
	"io"
	"iter"
	"slices"
	"strings"
)

// xmlRecord is what is taken of a DescriptorRecord.
type xmlRecord struct {
	UI    string   `xml:"DescriptorUI"`
	Name  string   `xml:"DescriptorName>String"`
	Trees []string `xml:"TreeNumberList>TreeNumber"`
	Terms []string `xml:"ConceptList>Concept>TermList>Term>String"`
}

// readXML reads one DescriptorRecord after the other. Entities other than
// those of XML itself are refused, so that none can be made to grow.
func readXML(b *bufio.Reader) iter.Seq2[Descriptor, error] {
	return func(yield func(Descriptor, error) bool) {
		dec := xml.NewDecoder(b)
		for {
			token, err := dec.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Descriptor{}, err)
				return
			}
			start, ok := token.(xml.StartElement)
			if !ok || start.Name.Local != "DescriptorRecord" {
				continue
			}
			var r xmlRecord
			if err := dec.DecodeElement(&r, &start); err != nil {
				yield(Descriptor{}, err)
				return
			}
			if d := r.descriptor(); d.Name != "" && !yield(d, nil) {
				return
			}
		}
	}
}

func (r *xmlRecord) descriptor() Descriptor {
	d := Descriptor{UI: strings.TrimSpace(r.UI), Name: strings.TrimSpace(r.Name)}
	for _, t := range r.Trees {
		if t = strings.TrimSpace(t); t != "" {
			d.Trees = append(d.Trees, t)
		}
	}
	for _, t := range r.Terms {
		if t = strings.TrimSpace(t); t != "" && t != d.Name && !slices.Contains(d.Entries, t) {
			d.Entries = append(d.Entries, t)
		}
	}
	return d
}
