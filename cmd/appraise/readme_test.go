package main

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the pictures of the README")

// pictureTolerance is the mean difference of two pictures, of 255, that other
// versions of the renderer may cause.
const pictureTolerance = 2.0

// demoEpoch is 22 November 2026, the day the README's output is of.
const demoEpoch = "1795305600"

// TestREADMEPictures compares the pictures in the README with what the demo
// prints now.
func TestREADMEPictures(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("pdftoppm is not installed (package poppler-utils): the README's pictures are not compared")
	}
	dir := t.TempDir()
	runDemo(t, dir)
	if out, err := exec.Command("pdftoppm", "-r", "60", "-png", filepath.Join(dir, "d", "inversion-therapy.pdf"), filepath.Join(dir, "page")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	for page := 1; page <= 2; page++ {
		got, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("page-%d.png", page)))
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join("..", "..", "testdata", "readme", fmt.Sprintf("briefing-%d.png", page))
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatalf("%v (go test ./cmd/appraise -run README -update makes it)", err)
		}
		if d := difference(t, got, want); d > pictureTolerance {
			t.Errorf("page %d differs from the README's picture by %.1f of 255: look at it, then go test ./cmd/appraise -run README -update", page, d)
		}
	}
}

func runDemo(t *testing.T, dir string) string {
	t.Helper()
	t.Setenv("SOURCE_DATE_EPOCH", demoEpoch)
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"demo", filepath.Join(dir, "d")}, bytes.NewReader(nil), &out, &errs); code != 0 {
		t.Fatalf("demo: exit %d: %s", code, errs.String())
	}
	return out.String()
}

// difference is the mean absolute difference of the grey values of two
// pictures; pictures of different sizes are as different as can be.
func difference(t *testing.T, a, b []byte) float64 {
	t.Helper()
	x, err := png.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	y, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if x.Bounds() != y.Bounds() {
		return 255
	}
	sum := 0.0
	r := x.Bounds()
	for i := r.Min.X; i < r.Max.X; i++ {
		for j := r.Min.Y; j < r.Max.Y; j++ {
			sum += math.Abs(grey(x, i, j) - grey(y, i, j))
		}
	}
	return sum / float64(r.Dx()*r.Dy())
}

func grey(m image.Image, x, y int) float64 {
	r, g, b, _ := m.At(x, y).RGBA()
	return float64(r+g+b) / 3 / 257
}

// TestREADMETour runs the commands that the README shows and looks for each
// line of output it prints below them.
func TestREADMETour(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOURCE_DATE_EPOCH", demoEpoch)
	t.Setenv("APPRAISE_USER", "editor")
	t.Setenv("NO_COLOR", "1")
	t.Chdir(t.TempDir())
	shown := 0
	for block := range strings.SplitSeq(string(text), "```console\n") {
		block, _, ok := strings.Cut(block, "```")
		if !ok || !strings.HasPrefix(block, "$ appraise ") {
			continue
		}
		shown++
		command, want, _ := strings.Cut(block, "\n")
		got := shell(t, strings.TrimPrefix(command, "$ appraise "))
		for line := range strings.SplitSeq(want, "\n") {
			if line = strings.TrimSpace(line); line != "" && line != "…" && !strings.Contains(got, line) {
				t.Errorf("%s\ndoes not print: %s\nbut:\n%s", command, line, got)
			}
		}
		if strings.HasPrefix(command, "$ appraise demo") {
			t.Chdir("appraise-demo")
		}
	}
	if shown < 5 {
		t.Errorf("the README shows %d commands with their output, want at least 5", shown)
	}
}

// shell runs the arguments of a command as a shell would split them.
func shell(t *testing.T, line string) string {
	t.Helper()
	var args []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			args = append(args, part)
		} else {
			args = append(args, strings.Fields(part)...)
		}
	}
	var out bytes.Buffer
	code := run(t.Context(), args, bytes.NewReader(nil), &out, &out)
	if code != 0 && code != exitFindings {
		t.Fatalf("appraise %s: exit %d: %s", line, code, out.String())
	}
	return out.String()
}
