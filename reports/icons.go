package reports

import "appraise/reports/figure"

// IconFigure draws two arrays of 100 people, filled row by row from the top
// left in the same order. Pale dots are the people between the estimate and
// the upper end of its interval.
func IconFigure(s *Icons, width float64) figure.Figure {
	const gap, top = 6.0, 4.6
	array := (width - gap) / 2
	step := array / 10
	pitch := step * 0.94
	f := figure.Figure{Width: width, Height: top + pitch*10 + 5.4, Title: s.Title,
		Alt:  "Two arrays of 100 people. " + s.Labels[0].Text() + ": " + s.Counts[0].Text() + ". " + s.Labels[1].Text() + ": " + s.Counts[1].Text() + ".",
		Data: [][]string{{"Group", "People"}, {s.Labels[0].Text(), s.Counts[0].Text()}, {s.Labels[1].Text(), s.Counts[1].Text()}}}
	sets := []struct{ n, high int }{{s.Without, s.Without}, {s.With, s.High}}
	for k, set := range sets {
		x := float64(k) * (array + gap)
		f.Add(figure.Text{At: figure.Point{X: x, Y: 2.6}, Words: s.Labels[k].Text(), Size: 8, Strong: true, Color: figure.Ink})
		for i := range 100 {
			color := figure.Off
			switch {
			case i < set.n:
				color = figure.Rust
			case i < set.high:
				color = figure.RustPale
			}
			at := figure.Point{X: x + step*(float64(i%10)+0.36), Y: top + pitch*(float64(i/10)+0.5)}
			f.Add(figure.Disc{Center: at, R: step * 0.36, Fill: color})
		}
		f.Add(figure.Text{At: figure.Point{X: x, Y: top + pitch*10 + 3.6}, Words: s.Counts[k].Text(), Size: 8, Strong: true, Color: figure.Rust})
	}
	return f
}
