package query_test

import (
	"testing"

	"appraise/index/query"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, in string
		code     query.Code
		level    query.Level
		line     int
		pos      int
	}{
		{"unbalanced", "(a OR b", query.CodeUnbalanced, query.Error, 1, 0},
		{"unbalanced quotation", `"a b`, query.CodeUnbalanced, query.Error, 1, 0},
		{"unknown tag", "pain[tiba]", query.CodeUnknownTag, query.Error, 1, 4},
		{"unknown Ovid field", "pain.tw.\nfever.qq.", query.CodeUnknownTag, query.Error, 2, 5},
		{"lower case, a word", "pain or ache[ti]", query.CodeLowerCase, query.Warning, 1, 5},
		{"lower case, an operator", "pain[ti] or ache[ti]", query.CodeLowerCase, query.Warning, 1, 9},
		{"NOT animals", "pain[ti] NOT animals[mh]", query.CodeNotThrowsAway, query.Warning, 1, 13},
		{"NOT words", "pain[ti] NOT child*[ti]", query.CodeNotThrowsAway, query.Warning, 1, 13},
		{"short truncation", "CT$.tw.", query.CodeShortStem, query.Warning, 1, 0},
		{"proximity with truncation", `"pain* back"[tiab:~3]`, query.CodeNearTruncated, query.Info, 1, 0},
		{"line never used", "pain.tw.\nache.tw.\nfever.tw.\n1 and 2", query.CodeUnused, query.Warning, 3, 0},
		{"missing group", "pain[ti] OR ache[ti] AND back[ti]", query.CodeMissingGroup, query.Warning, 1, 21},
		{"duplicate term", "(tumor or cancer or tumor).tw.", query.CodeDuplicate, query.Warning, 1, 20},
		{"duplicate line", "pain.tw.\npain.tw.\n1 or 2", query.CodeDuplicate, query.Info, 2, 0},
		{"phrase not quoted", "back pain OR lumbago[ti]", query.CodeUnquoted, query.Warning, 1, 0},
		{"no field", "pain OR lumbago[ti]", query.CodeNoField, query.Info, 1, 0},
		{"no field in Ovid", "pain\nlumbago.ti.\n1 or 2", query.CodeNoField, query.Info, 1, 0},
		{"years", "pain.tw.\nlimit 1 to yr=\"2010-Current\"", query.CodeDateLimit, query.Info, 2, 11},
		{"language", "pain[ti] AND english[la]", query.CodeLanguageLimit, query.Info, 1, 13},
		{"no such line", "pain.tw.\n1 and 7", query.CodeDangling, query.Error, 2, 6},
		{"itself", "pain.tw.\n1 and 2", query.CodeDangling, query.Error, 2, 6},
		{"later", "2 or 3\npain.tw.\nache.tw.", query.CodeDangling, query.Warning, 1, 0},
		{"unknown subheading", "1. foolishness[sh]", query.CodeSubheading, query.Error, 1, 3},
	} {
		found := false
		all := query.Check(c.in, query.Auto)
		for _, l := range all {
			found = found || l.Code == c.code && l.Level == c.level && l.Line == c.line && l.Pos == c.pos
		}
		if !found {
			t.Errorf("%s: Check(%q) has no %s (%v) at %d:%d: %+v", c.name, c.in, c.code, c.level, c.line, c.pos, all)
		}
	}
}

// Searches as they should be give no warning.
func TestCheckIsQuiet(t *testing.T) {
	for _, in := range []string{
		"inversion therapy and surgery", `("back pain"[tiab] OR lumbago[tiab]) AND traction[tiab]`,
		"pain[ti] NOT (animals[mh] NOT humans[mh])", "pain.tw.\nexp animals/ not humans.sh.\n1 not 2",
		"pain.tw.\nexp animals/\nexp humans/\n2 not (2 and 3)\n1 not 4", "exp Back Pain/\nsciatica$.ti,ab.\nor/1-2",
	} {
		for _, l := range query.Check(in, query.Auto) {
			if l.Level > query.Info {
				t.Errorf("Check(%q): %+v", in, l)
			}
		}
	}
}
