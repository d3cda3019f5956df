package power

import (
	"math"

	"appraise/grading/effect"
)

// Risks are the assumed risks of two arms, to be compared at a two-sided
// alpha.
type Risks struct {
	P1, P2 float64 // between 0 and 1, different
	Alpha  float64 // between 0 and 1, mostly [Alpha]
}

func (r Risks) validate() error {
	if err := first(inside("risk of the first arm", r.P1), inside("risk of the second arm", r.P2), inside("alpha", r.Alpha)); err != nil {
		return err
	}
	if r.P1 == r.P2 {
		return inputError("risk of the second arm", r.P2, "a risk that differs from that of the first arm")
	}
	return nil
}

func (r Risks) gap() float64 { return math.Abs(r.P1 - r.P2) }

// apart is the sum of the binomial variances of both arms.
func (r Risks) apart() float64 { return r.P1*(1-r.P1) + r.P2*(1-r.P2) }

// SampleSize returns participants per arm by the normal approximation,
// variance pooled under no effect: the form of R's power.prop.test, which in
// closed form is (z_α·√(2·p̄·q̄) + z_β·√(p1·q1 + p2·q2))²/(p1 - p2)².
//
// Fleiss JL, Levin B, Paik MC. Statistical methods for rates and proportions.
// 3rd ed. 2003.
func (r Risks) SampleSize(power float64) (Size, error) { return r.unequal(1, power, ByPooledNormal) }

// SampleSizeUnequal is SampleSize with ratio participants in the second arm
// for each in the first.
func (r Risks) SampleSizeUnequal(ratio, power float64) (Size, error) {
	return r.unequal(ratio, power, ByPooledNormal)
}

// SampleSizeFleiss is SampleSizeUnequal with continuity correction, near to
// what Fisher's exact test needs.
//
// Fleiss JL, Tytun A, Ury HK. Biometrics 1980;36:343–346.
func (r Risks) SampleSizeFleiss(ratio, power float64) (Size, error) {
	s, err := r.unequal(ratio, power, ByPooledNormal)
	if err != nil {
		return Size{}, err
	}
	root := 1 + math.Sqrt(1+2*(ratio+1)/(s.N1*ratio*r.gap()))
	n := s.N1 / 4 * root * root
	return size(ByFleiss, n, n*ratio)
}

func (r Risks) unequal(ratio, power float64, f Formula) (Size, error) {
	if err := first(r.validate(), errorRates(r.Alpha, power), positive("ratio of the arms", ratio)); err != nil {
		return Size{}, err
	}
	za, zb := upper(r.Alpha/2), upper(1-power)
	mean := (r.P1 + ratio*r.P2) / (1 + ratio)
	root := za*math.Sqrt((1+1/ratio)*mean*(1-mean)) + zb*math.Sqrt(r.P1*(1-r.P1)+r.P2*(1-r.P2)/ratio)
	if root <= 0 {
		return Size{}, &effect.UndefinedError{Quantity: "sample size", Because: "the power asked for is reached without participants"}
	}
	n := root * root / (r.gap() * r.gap())
	return size(f, n, n*ratio)
}

// SampleSizeUnpooled returns participants per arm with the variance not
// pooled: (z_α + z_β)²·(p1·q1 + p2·q2)/(p1 - p2)².
func (r Risks) SampleSizeUnpooled(power float64) (Size, error) {
	if err := first(r.validate(), errorRates(r.Alpha, power)); err != nil {
		return Size{}, err
	}
	z := upper(r.Alpha/2) + upper(1-power)
	n := z * z * r.apart() / (r.gap() * r.gap())
	return size(ByUnpooledNormal, n, n)
}

// SampleSizeArcsine returns participants per arm on Cohen's scale:
// 2·((z_α + z_β)/h)², h the difference of 2·asin√p.
//
// Cohen J. Statistical power analysis for the behavioral sciences. 2nd ed. 1988.
func (r Risks) SampleSizeArcsine(power float64) (Size, error) {
	if err := first(r.validate(), errorRates(r.Alpha, power)); err != nil {
		return Size{}, err
	}
	z := (upper(r.Alpha/2) + upper(1-power)) / r.cohenH()
	return size(ByArcsine, 2*z*z, 2*z*z)
}

// SampleSizeArcsineStrict is SampleSizeArcsine counting also the chance of a
// result in the wrong direction, as pwr.2p.test does.
func (r Risks) SampleSizeArcsineStrict(power float64) (Size, error) {
	if err := first(r.validate(), errorRates(r.Alpha, power)); err != nil {
		return Size{}, err
	}
	za, h := upper(r.Alpha/2), r.cohenH()
	n, ok := rise(func(n float64) float64 {
		shift := h * math.Sqrt(n/2)
		return normalCDF(shift-za) + normalCDF(-shift-za) - power
	}, 1e-6, maxSize)
	if !ok {
		n = 2 * maxSize
	}
	return size(ByArcsineStrict, n, n)
}

func (r Risks) cohenH() float64 {
	return 2 * math.Abs(math.Asin(math.Sqrt(r.P1))-math.Asin(math.Sqrt(r.P2)))
}

// Power returns the power of n participants per arm by the normal
// approximation, leaving out the chance of a result in the wrong
// direction.
func (r Risks) Power(n float64) (Power, error) {
	p, err := r.normalPower(n, false)
	if err != nil {
		return Power{}, err
	}
	return probability(ByPooledNormal, p)
}

// PowerStrict is Power with both tails.
func (r Risks) PowerStrict(n float64) (Power, error) {
	p, err := r.normalPower(n, true)
	if err != nil {
		return Power{}, err
	}
	return probability(ByStrictNormal, p)
}

func (r Risks) normalPower(n float64, strict bool) (float64, error) {
	if err := first(r.validate(), people("participants per arm", n, 1)); err != nil {
		return 0, err
	}
	mean := (r.P1 + r.P2) / 2
	reach, null, spread := math.Sqrt(n)*r.gap(), upper(r.Alpha/2)*math.Sqrt(2*mean*(1-mean)), math.Sqrt(r.apart())
	p := normalCDF((reach - null) / spread)
	if strict {
		p += normalCDF((-reach - null) / spread)
	}
	return p, nil
}
