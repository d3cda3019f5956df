package figure

import "fmt"

// Color is a colour of the house palette.
type Color int

// The palette. Contrast on white, by the WCAG formula: Ink 16.0, Muted 6.4,
// Accent 8.2, Rust 7.0. Accent is the one colour of the page and Rust the
// one for harms; the risk colours always come with a sign.
const (
	None Color = iota
	Ink
	Muted
	Rule
	Hair
	Tint
	Accent
	AccentTint
	Rust
	RustPale
	Off
	White
	RiskLow
	RiskSome
	RiskHigh
	RiskNone
	RiskCritical
	Grey
	GreyPale
	Alert
)

var palette = [...][3]int{
	None:       {255, 255, 255},
	Ink:        {0x1A, 0x22, 0x2C},
	Muted:      {0x54, 0x60, 0x6E},
	Rule:       {0xB9, 0xC3, 0xCC},
	Hair:       {0xDD, 0xE3, 0xE8},
	Tint:       {0xF2, 0xF6, 0xF8},
	Accent:     {0x0B, 0x55, 0x73},
	AccentTint: {0xE4, 0xEF, 0xF4},
	Rust:       {0x9A, 0x3B, 0x12},
	RustPale:   {0xEB, 0xCF, 0xC2},
	Off:        {0xDC, 0xE2, 0xE7},
	White:      {255, 255, 255},
	// Okabe and Ito's green, yellow and vermilion.
	RiskLow:      {0x00, 0x9E, 0x73},
	RiskSome:     {0xF0, 0xC9, 0x3A},
	RiskHigh:     {0xD5, 0x5E, 0x00},
	RiskNone:     {0xC3, 0xCB, 0xD3},
	RiskCritical: {0x6B, 0x1F, 0x00},
	Grey:         {0xA9, 0xB4, 0xBE},
	GreyPale:     {0xE9, 0xED, 0xF0},
	Alert:        {0xB0, 0x00, 0x20},
}

// RGB returns the parts of the colour, 0 to 255 each.
func (c Color) RGB() (r, g, b int) {
	if c < 0 || int(c) >= len(palette) {
		c = Ink
	}
	p := palette[c]
	return p[0], p[1], p[2]
}

// Hex returns the colour as #1a222c.
func (c Color) Hex() string {
	r, g, b := c.RGB()
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}
