package pdf

import (
	"encoding/binary"
	"strings"
	"time"

	"appraise/reports"
)

var xmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// xmp is the metadata stream. It says the same as the information
// dictionary; a conformance is named only when it was asked for.
func xmp(b reports.Briefing, opt Options) string {
	when := b.At.UTC()
	if when.IsZero() {
		when = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	e := func(s string) string { return xmlText.Replace(plain(s)) }
	var s strings.Builder
	s.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + e(b.Title) + `</rdf:li></rdf:Alt></dc:title>` +
		`<dc:creator><rdf:Seq><rdf:li>` + e(strings.Join(b.Authors, "; ")) + `</rdf:li></rdf:Seq></dc:creator>` +
		`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">` + e(b.Subject) + `</rdf:li></rdf:Alt></dc:description></rdf:Description>` + "\n" +
		`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>` + when.Format("2006-01-02T15:04:05Z") +
		`</xmp:CreateDate><xmp:ModifyDate>` + when.Format("2006-01-02T15:04:05Z") + `</xmp:ModifyDate><xmp:CreatorTool>` + e(b.Program) + `</xmp:CreatorTool></rdf:Description>` + "\n" +
		`<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>gofpdf 1.16.2</pdf:Producer><pdf:Keywords>` +
		e(strings.Join(b.Keywords, "; ")) + `</pdf:Keywords></rdf:Description>` + "\n")
	if opt.PDFA1b {
		s.WriteString(`<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>` + "\n")
	}
	s.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return s.String()
}

// sRGB makes a small ICC version 2 matrix profile: the primaries of sRGB
// (IEC 61966-2-1, adapted to D50) and a gamma of 2.2.
func sRGB() []byte {
	fixed := func(v float64) uint32 { return uint32(int32(v*65536 + 0.5)) }
	xyz := func(x, y, z float64) []byte {
		b := append([]byte("XYZ "), make([]byte, 16)...)
		for i, v := range []float64{x, y, z} {
			binary.BigEndian.PutUint32(b[8+4*i:], fixed(v))
		}
		return b
	}
	name := "sRGB\x00"
	desc := append([]byte("desc\x00\x00\x00\x00\x00\x00\x00"), byte(len(name)))
	desc = append(append(desc, name...), make([]byte, 4+4+2+1+67)...)
	curve := []byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00")
	parts := []struct {
		sign string
		data []byte
		same int // the part whose data it shares, from 1
	}{
		{"desc", desc, 0}, {"cprt", []byte("text\x00\x00\x00\x00CC0\x00"), 0}, {"wtpt", xyz(0.9642, 1, 0.8249), 0},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392), 0}, {"gXYZ", xyz(0.38515, 0.71687, 0.09708), 0}, {"bXYZ", xyz(0.14307, 0.06061, 0.71410), 0},
		{"rTRC", curve, 0}, {"gTRC", nil, 7}, {"bTRC", nil, 7},
	}
	head, table := make([]byte, 128), make([]byte, 4+12*len(parts))
	binary.BigEndian.PutUint32(table, uint32(len(parts)))
	var data []byte
	offsets := make([][2]int, len(parts))
	for i, p := range parts {
		offsets[i] = [2]int{128 + len(table) + len(data), len(p.data)}
		if p.same > 0 {
			offsets[i] = offsets[p.same-1]
		}
		data = append(data, p.data...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
		copy(table[4+12*i:], p.sign)
		binary.BigEndian.PutUint32(table[8+12*i:], uint32(offsets[i][0]))
		binary.BigEndian.PutUint32(table[12+12*i:], uint32(offsets[i][1]))
	}
	binary.BigEndian.PutUint32(head, uint32(128+len(table)+len(data)))
	binary.BigEndian.PutUint32(head[8:], 0x02100000)
	copy(head[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2025, 1, 1, 0, 0, 0} {
		binary.BigEndian.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	for i, v := range []uint32{0xF6D6, 0x10000, 0xD32D} {
		binary.BigEndian.PutUint32(head[68+4*i:], v)
	}
	return append(append(head, table...), data...)
}
