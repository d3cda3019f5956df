package pool

// HarmonicMean is the harmonic mean of the sample sizes of the effects; 0
// when one is not known.
func HarmonicMean(es []Effect) float64 {
	sum := 0.0
	for _, e := range es {
		if !(e.N > 0) {
			return 0
		}
		sum += 1 / e.N
	}
	return float64(len(es)) / sum
}
