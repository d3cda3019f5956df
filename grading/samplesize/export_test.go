package samplesize

// Numbers returns the whole numbers that the scanner sees in a text.
func Numbers(t Text) map[int]bool {
	m := map[int]bool{}
	for _, tok := range scan(t).toks {
		if tok.kind == numberToken && !tok.opaque {
			m[int(tok.value)] = true
		}
	}
	return m
}
