package checks_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"

	"appraise/reports/checks"
)

var items = []checks.Item{
	{About: "a2012b", Rule: "percent-arm", Level: "check", Text: "22.2 % does not fit <2 of 11>", Quote: "two (22.2%)", ID: "f1"},
	{About: "a2012b", Rule: "flow", Level: "note", Text: "a note"},
	{About: "c2013d", Rule: "interval", Level: "inconsistent", Text: "no", Line: 7},
}

func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	if err := checks.SARIF(&b, "appraise", "1", []checks.Rule{{ID: "percent-arm", Title: "x"}}, items); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Version string
		Runs    []struct {
			Results []struct {
				RuleID, Level string
				Locations     []struct {
					PhysicalLocation struct {
						Region struct{ StartLine int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Version != "2.1.0" || len(doc.Runs) != 1 || len(doc.Runs[0].Results) != 3 {
		t.Fatalf("%s", b.String())
	}
	want := []string{"warning", "note", "error"}
	for i, r := range doc.Runs[0].Results {
		if r.Level != want[i] {
			t.Errorf("finding %d has level %s, want %s", i, r.Level, want[i])
		}
	}
	if got := doc.Runs[0].Results[2].Locations[0].PhysicalLocation.Region.StartLine; got != 7 {
		t.Errorf("line %d, want 7", got)
	}
}

// TestSARIFAddresses: names of files and studies become references that a
// reader of SARIF can parse, and that name the same.
func TestSARIFAddresses(t *testing.T) {
	for _, name := range []string{"a2012b", "draft two.md", "ärzte/50 % off.md", "c:draft.md", "a#b?c.txt", "x\"<y>.md"} {
		var b bytes.Buffer
		if err := checks.SARIF(&b, "appraise", "1", nil, []checks.Item{{About: name, Rule: "r", Level: "note", Text: "x"}}); err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Runs []struct {
				Results []struct {
					Locations []struct {
						PhysicalLocation struct {
							ArtifactLocation struct{ URI string }
						}
					}
				}
			}
		}
		if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
			t.Fatal(err)
		}
		uri := doc.Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI
		u, err := url.Parse(uri)
		if err != nil || u.Scheme != "" || strings.TrimPrefix(u.Path, "./") != name || strings.ContainsAny(uri, " <>\"") {
			t.Errorf("%q became %q (%v)", name, uri, err)
		}
	}
}

func TestJUnit(t *testing.T) {
	var b bytes.Buffer
	if err := checks.JUnit(&b, "numbers", []string{"a2012b", "c2013d", "e2014f"}, items); err != nil {
		t.Fatal(err)
	}
	var s struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
	}
	if err := xml.Unmarshal(b.Bytes(), &s); err != nil || s.Tests != 3 || s.Failures != 2 {
		t.Errorf("%d tests, %d failures (%v), want 3 and 2\n%s", s.Tests, s.Failures, err, b.String())
	}
	if strings.Contains(b.String(), "<2 of") {
		t.Error("text is not escaped")
	}
	if err := checks.JUnit(&b, "numbers", nil, items); err == nil {
		t.Error("a finding about nothing is accepted")
	}
}
