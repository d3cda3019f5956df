package reports

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"appraise/corpus"
)

// maxLogo bounds the side of a logo in pixels.
const maxLogo = 4000

// LogoPNG returns the house's logo as a plain PNG: 8 bits a channel, without
// transparency and interlacing, so that every renderer takes it. It returns
// nil when there is none.
func (h House) LogoPNG() (data []byte, width, height int, err error) {
	if len(h.Logo) == 0 {
		return nil, 0, 0, nil
	}
	size, err := png.DecodeConfig(bytes.NewReader(h.Logo))
	if err != nil {
		return nil, 0, 0, fmt.Errorf("%w: the logo is not a PNG (%v)", corpus.ErrInvalid, err)
	}
	if size.Width < 1 || size.Height < 1 || size.Width > maxLogo || size.Height > maxLogo {
		return nil, 0, 0, fmt.Errorf("%w: the logo has %d × %d pixels; at most %d a side are taken", corpus.ErrInvalid, size.Width, size.Height, maxLogo)
	}
	img, err := png.Decode(bytes.NewReader(h.Logo))
	if err != nil {
		return nil, 0, 0, fmt.Errorf("%w: the logo is damaged (%v)", corpus.ErrInvalid, err)
	}
	flat := image.NewRGBA(image.Rect(0, 0, size.Width, size.Height))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Over)
	var out bytes.Buffer
	if err := png.Encode(&out, flat); err != nil {
		return nil, 0, 0, fmt.Errorf("writing the logo: %w", err)
	}
	return out.Bytes(), size.Width, size.Height, nil
}
