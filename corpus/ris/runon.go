package ris

import (
	"strings"

	"appraise/corpus/tagline"
)

// splitRunOn separates tags that an exporter wrote on one line without a line
// break, as Web of Science and Rayyan do: "…(SCI-EXPANDED)AN  - WOS:0000".
func splitRunOn(fields []tagline.Field) []tagline.Field {
	split := false
	for _, f := range fields {
		split = split || strings.Contains(f.Value, "  - ")
	}
	if !split {
		return fields
	}
	var out []tagline.Field
	for _, f := range fields {
		for {
			at := runOn(f.Value)
			if at < 0 {
				break
			}
			next := tagline.Field{Tag: f.Value[at : at+2], Value: strings.TrimSpace(f.Value[at+6:]), Line: f.Line}
			f.Value = strings.TrimSpace(f.Value[:at])
			out = append(out, f)
			f = next
		}
		out = append(out, f)
	}
	return out
}

// runOn finds a known tag inside a value.
func runOn(value string) int {
	for from := 0; ; {
		at := strings.Index(value[from:], "  - ")
		if at < 0 {
			return -1
		}
		at += from
		if at >= 3 && strings.Contains(runOnTags, " "+value[at-2:at]+" ") {
			return at - 2
		}
		from = at + 4
	}
}

// runOnTags are the tags met inside lines.
const runOnTags = " AD AN AU A1 AB C1 C3 CY DA DB DO EP FU FX IS J9 JI JF JO KW LA LK M3 N1 N2 PA PB PI PU PY SN SP T1 T2 TI U2 UR VL WE Y1 Y2 "
