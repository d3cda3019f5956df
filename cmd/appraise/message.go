package main

import (
	"errors"
	"io/fs"
	"regexp"
	"strings"
)

// kindWords are kinds of error that the sentence behind them makes clear.
var kindWords = []string{"invalid", "conflict"}

// countedArgs are the words of the command-line library on how many arguments
// a command takes.
var countedArgs = regexp.MustCompile(`(requires at least|accepts at most|accepts between|accepts) ([0-9]+(?: and [0-9]+)?) arg\(s\),(?: only)? received ([0-9]+)`)

var takes = strings.NewReplacer("requires at least", "takes at least", "accepts at most", "takes at most", "accepts between", "takes between", "accepts", "takes")

// oneLine says an error in one line that reads as a sentence.
func oneLine(err error) string {
	text := strings.Replace(err.Error(), "\n\nDid you mean this?\n\t", "; did you mean: ", 1)
	if p, ok := errors.AsType[*fs.PathError](err); ok && strings.Count(text, p.Path) > 1 {
		text = strings.Replace(text, p.Op+" "+p.Path+": ", "", 1)
	}
	text = strings.Join(strings.Fields(text), " ")
	for again := true; again; {
		before := text
		for _, kind := range kindWords {
			text = strings.ReplaceAll(strings.TrimPrefix(text, kind+": "), ": "+kind+": ", ": ")
		}
		again = text != before
	}
	if m := countedArgs.FindStringSubmatch(text); m != nil {
		text = strings.Replace(text, m[0], "the command "+takes.Replace(m[1])+" "+arguments(m[2])+", not "+m[3], 1)
	}
	return text
}

func arguments(n string) string {
	if n == "1" {
		return "1 argument"
	}
	return n + " arguments"
}
