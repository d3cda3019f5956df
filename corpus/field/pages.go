package field

import (
	"strings"

	"appraise/corpus/markup"
)

// noPages are values that stand where no pages are known.
var noPages = map[string]bool{
	"no-specified": true, "no": true, "specified": true, "not specified": true, "n/a": true, "-": true, "--": true,
	"no pagination": true, "no page specified": true, "unknown": true, "none": true,
}

// dashes are the signs that stand between first and last page.
var dashes = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-", "‑", "-", "--", "-", " - ", "-", " -", "-", "- ", "-")

// Pages returns page numbers in full: "6913-7" is "6913-6917", "S12-9" is
// "S12-S19". Words that mean "not known" are "".
func Pages(s string) string {
	s = markup.Clean(s)
	if s == "" || noPages[strings.ToLower(s)] {
		return ""
	}
	for {
		dashed := strings.TrimSpace(dashes.Replace(s))
		if dashed == s {
			break
		}
		s = dashed
	}
	s = withoutMark(s)
	parts := strings.Split(s, ",")
	for i, p := range parts {
		parts[i] = expand(strings.TrimSpace(p))
	}
	if s = strings.Join(parts, ", "); noPages[strings.ToLower(s)] {
		return ""
	}
	return s
}

// withoutMark drops "pp." and the like from the beginning, however often.
func withoutMark(s string) string {
	for cut := true; cut; {
		cut = false
		for _, mark := range []string{"pp.", "pp ", "p."} {
			if rest, ok := strings.CutPrefix(s, mark); ok {
				s, cut = strings.TrimSpace(rest), true
			}
		}
	}
	return s
}

// expand completes one range.
func expand(s string) string {
	first, last, ok := strings.Cut(s, "-")
	if !ok || first == "" || last == "" || strings.ContainsAny(last, "- ") {
		return s
	}
	prefix, start := letters(first)
	lastPrefix, end := letters(last)
	_, isStart := number(start)
	_, isEnd := number(end)
	switch {
	case first == last:
		return first
	case !isStart || !isEnd || lastPrefix != "" && lastPrefix != prefix || len(end) > len(start):
		return s
	case len(end) < len(start):
		full := start[:len(start)-len(end)] + end
		if full <= start {
			return s
		}
		end = full
	}
	if lastPrefix == "" && prefix != "" && end <= start {
		return s
	}
	return prefix + start + "-" + prefix + end
}

// letters splits "S12" into "S" and "12".
func letters(s string) (prefix, rest string) {
	i := strings.IndexAny(s, "0123456789")
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}

// JoinPages returns the pages of a source that gives first and last in two
// fields; either may hold a whole range.
func JoinPages(first, last string) string {
	first, last = markup.Clean(first), markup.Clean(last)
	switch {
	case noPages[strings.ToLower(first)] && noPages[strings.ToLower(last)]:
		return ""
	case last == "" || first == last || strings.Contains(dashes.Replace(first), "-"):
		return Pages(first)
	case first == "":
		return Pages(last)
	}
	return Pages(first + "-" + last)
}

// SplitPages returns first and last page of a plain range, else all in first.
func SplitPages(pages string) (first, last string) {
	a, b, ok := strings.Cut(pages, "-")
	if !ok || a == "" || b == "" || strings.ContainsAny(pages, ", ") || strings.Contains(b, "-") || JoinPages(a, b) != pages {
		return pages, ""
	}
	return a, b
}
