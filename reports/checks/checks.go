// Package checks writes the findings of number checks in the forms that
// other programs read: SARIF for editors and code hosts, JUnit for build
// servers.
package checks

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
)

// Rule is one kind of check.
type Rule struct {
	ID, Title, Help string
}

// Item is one finding about one thing.
type Item struct {
	About string // study or file: "prasad2012inversion", "article.md"
	Line  int    // in a file, from 1; 0 for studies
	Rule  string
	Level string // note, check, inconsistent
	Text  string
	Quote string
	ID    string // stable
}

// sarifLevels maps our levels to those of SARIF.
var sarifLevels = map[string]string{"note": "note", "check": "warning", "inconsistent": "error"}

type sarifText struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID    string    `json:"id"`
	Name  string    `json:"name,omitempty"`
	Short sarifText `json:"shortDescription"`
	Help  sarifText `json:"help"`
}

type sarifPlace struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	StartLine int        `json:"startLine,omitempty"`
	Snippet   *sarifText `json:"snippet,omitempty"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifPlace      `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints,omitempty"`
}

// SARIF writes items as one run in SARIF 2.1.0
// (docs.oasis-open.org/sarif/sarif/v2.1.0).
func SARIF(w io.Writer, program, version string, rules []Rule, items []Item) error {
	type driver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	type run struct {
		Tool struct {
			Driver driver `json:"driver"`
		} `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	var r run
	r.Tool.Driver = driver{Name: program, Version: version, Rules: []sarifRule{}}
	for _, rule := range rules {
		r.Tool.Driver.Rules = append(r.Tool.Driver.Rules, sarifRule{ID: rule.ID, Short: sarifText{rule.Title}, Help: sarifText{rule.Help}})
	}
	r.Results = make([]sarifResult, len(items))
	for i, it := range items {
		r.Results[i] = sarif(it)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": []run{r}})
}

// address writes the name of a study or file as a relative URI: RFC 3986 has
// no spaces, and a colon in the first part would be a scheme.
func address(name string) string {
	return (&url.URL{Path: filepath.ToSlash(name)}).String()
}

func sarif(it Item) sarifResult {
	level := sarifLevels[it.Level]
	if level == "" {
		level = "note"
	}
	var p sarifPlace
	p.Physical.Artifact.URI = address(it.About)
	if it.Line > 0 || it.Quote != "" {
		p.Physical.Region = &sarifRegion{StartLine: max(1, it.Line)}
		if it.Quote != "" {
			p.Physical.Region.Snippet = &sarifText{it.Quote}
		}
	}
	res := sarifResult{RuleID: it.Rule, Level: level, Message: sarifText{it.Text}, Locations: []sarifPlace{p}}
	if it.ID != "" {
		res.Fingerprints = map[string]string{"appraise/v1": it.ID}
	}
	return res
}

// JUnit writes a test case for each thing that was looked at: failed when a
// finding asks for a look, passed when there is none or only notes.
func JUnit(w io.Writer, name string, abouts []string, items []Item) error {
	type failure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
	type testcase struct {
		Name     string    `xml:"name,attr"`
		Class    string    `xml:"classname,attr"`
		Failures []failure `xml:"failure"`
	}
	type suite struct {
		XMLName  xml.Name   `xml:"testsuite"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Cases    []testcase `xml:"testcase"`
	}
	s := suite{Name: name, Tests: len(abouts)}
	at := map[string]int{}
	for i, a := range abouts {
		at[a] = i
		s.Cases = append(s.Cases, testcase{Name: a, Class: name})
	}
	for _, it := range items {
		i, ok := at[it.About]
		if !ok {
			return fmt.Errorf("writing JUnit: the finding %s is about %s, which was not looked at", it.ID, it.About)
		}
		if it.Level != "note" {
			s.Cases[i].Failures = append(s.Cases[i].Failures, failure{Message: it.Text, Type: it.Rule, Text: it.Quote})
		}
	}
	for _, c := range s.Cases {
		if len(c.Failures) > 0 {
			s.Failures++
		}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(s); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
