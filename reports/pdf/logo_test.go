package pdf_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/reports"
	"appraise/reports/html"
	"appraise/reports/pdf"
	"appraise/reports/testkit"
)

func logo(t *testing.T) []byte {
	t.Helper()
	img := image.NewNRGBA64(image.Rect(0, 0, 120, 40)) // 16 bits and transparent: what gofpdf refuses
	for x := range 120 {
		for y := range 40 {
			img.Set(x, y, color.NRGBA64{R: uint16(x * 500), G: 0x4000, B: 0x8000, A: uint16(y * 1600)})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestLogo(t *testing.T) {
	in := testkit.Inversion()
	in.House.Logo = logo(t)
	data, res := write(t, "logo", in, pdf.Options{})
	if res.Pages != 2 || !bytes.Contains(data, []byte("/Subtype /Image")) {
		t.Errorf("%d pages, with an image: %v", res.Pages, bytes.Contains(data, []byte("/Subtype /Image")))
	}
	b, err := reports.Compile(in)
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := html.Write(&page, b); err != nil || !strings.Contains(page.String(), `src="data:image/png;base64,`) {
		t.Errorf("the logo is not in the page: %v", err)
	}
	for _, bad := range [][]byte{[]byte("GIF89a"), logo(t)[:60]} {
		b.House.Logo = bad
		if _, err := pdf.Write(&bytes.Buffer{}, b, pdf.Options{}); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("%d bytes of something else as a logo: %v", len(bad), err)
		}
	}
}
