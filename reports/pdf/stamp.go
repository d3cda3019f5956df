package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"

	"appraise/reports"
)

// Stamp travels inside a document, so that it can be rebuilt from its
// library, or compared with another.
type Stamp struct {
	reports.Summary
	Paper      string          `json:"paper,omitempty"`
	Numbers    reports.Numbers `json:"numbers,omitempty"`
	References string          `json:"reference_style,omitempty"`
	HouseTitle string          `json:"house_title,omitempty"`
	Kicker     string          `json:"kicker,omitempty"`
	Authors    []string        `json:"house_authors,omitempty"`
	Lang       string          `json:"lang,omitempty"`
	Logo       []byte          `json:"logo,omitempty"`
	Draft      bool            `json:"draft,omitempty"`
	PDFA1b     bool            `json:"pdfa1b,omitempty"`
}

// ErrNoStamp is returned for a PDF that this program did not write.
var ErrNoStamp = errors.New("the PDF was not written by this program")

// stampLimit bounds how much a stamp may unpack to.
const stampLimit = 16 << 20

func newStamp(b reports.Briefing, opt Options) Stamp {
	h := b.House
	return Stamp{Summary: reports.Summarise(b), Paper: h.Paper, Numbers: h.Numbers, References: h.References, HouseTitle: h.Title, Kicker: h.Kicker, Authors: h.Authors, Lang: h.Lang, Logo: h.Logo, Draft: b.Draft, PDFA1b: opt.PDFA1b}
}

// House returns the house details the document was made with.
func (s Stamp) House() reports.House {
	return reports.House{Paper: s.Paper, Numbers: s.Numbers, References: s.References, Title: s.HouseTitle, Kicker: s.Kicker, Authors: s.Authors, Lang: s.Lang, Logo: s.Logo}
}

// stamp adds the stamp as a stream and returns its object.
func (f *file) stamp(b reports.Briefing, opt Options) (int, error) {
	raw, err := json.Marshal(newStamp(b, opt))
	if err != nil {
		return 0, fmt.Errorf("writing the stamp: %w", err)
	}
	z := deflate(raw)
	return f.add(append(fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d>>\nstream\n", len(z)), append(z, "\nendstream"...)...)), nil
}

var stampKey = regexp.MustCompile(`/AppraiseStamp (\d+) 0 R`)

// ReadStamp reads the stamp of a document this program wrote.
func ReadStamp(data []byte) (stamp Stamp, err error) {
	defer func() {
		if recover() != nil { // a damaged file
			stamp, err = Stamp{}, ErrNoStamp
		}
	}()
	f, perr := parse(data)
	if perr != nil {
		return Stamp{}, fmt.Errorf("%w (%v)", ErrNoStamp, perr)
	}
	o := f.objects[key(stampKey, string(f.objects[f.root]))]
	i := bytes.Index(o, []byte("stream\n"))
	if i < 0 {
		return Stamp{}, ErrNoStamp
	}
	r, err := zlib.NewReader(bytes.NewReader(o[i+7:]))
	if err != nil {
		return Stamp{}, ErrNoStamp
	}
	if err := json.NewDecoder(io.LimitReader(r, stampLimit)).Decode(&stamp); err != nil {
		return Stamp{}, ErrNoStamp
	}
	return stamp, nil
}
