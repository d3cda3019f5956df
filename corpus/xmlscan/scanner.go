// Package xmlscan reads large XML files of records: it cuts them into records
// without holding more than one, and walks through a record by its elements.
// It knows no definitions of entities, and a record that is not well-formed
// costs that record only. The XML formats share it.
package xmlscan

import (
	"fmt"
	"strings"
)

// maxDepth is how deep elements may nest.
const maxDepth = 64

// Scanner walks through the elements of one record. After an error nothing
// more comes.
type Scanner struct {
	S     string
	i     int
	open  [maxDepth]string // names of the open elements
	depth int
	empty bool // the element just opened has no content: <PMID/>
	Err   error
}

func (x *Scanner) fail(format string, args ...any) {
	if x.Err == nil {
		x.Err = fmt.Errorf(format, args...)
	}
	x.i = len(x.S)
}

// Children calls visit for each child of the element that is open, or for
// each element at the top. visit may read the child with Inner or Children;
// what it does not read is passed over.
func (x *Scanner) Children(visit func(name, attrs string)) {
	if x.empty {
		x.empty = false
		x.depth--
		return
	}
	base := x.depth
	for x.Err == nil {
		name, attrs, ok := x.start()
		if !ok {
			return
		}
		visit(name, attrs)
		for x.Err == nil && x.depth > base {
			x.Inner()
		}
	}
}

// start moves to the next start tag of the open element. At its end tag, which
// is read, and at the end of the record, it returns false.
func (x *Scanner) start() (name, attrs string, ok bool) {
	for {
		at := strings.IndexByte(x.S[x.i:], '<')
		if at < 0 {
			if x.depth > 0 {
				x.fail("<%s> is not closed", x.open[x.depth-1])
			}
			return "", "", false
		}
		x.i += at
		rest := x.S[x.i:]
		switch {
		case strings.HasPrefix(rest, "</"):
			x.end()
			return "", "", false
		case strings.HasPrefix(rest, "<!--"):
			x.skip("-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			x.skip("]]>")
		case strings.HasPrefix(rest, "<?"):
			x.skip("?>")
		case strings.HasPrefix(rest, "<!"):
			x.skip(">")
		default:
			return x.push()
		}
		if x.Err != nil {
			return "", "", false
		}
	}
}

// skip moves behind the next mark.
func (x *Scanner) skip(mark string) {
	at := strings.Index(x.S[x.i:], mark)
	if at < 0 {
		x.fail("%q is missing", mark)
		return
	}
	x.i += at + len(mark)
}

// push reads the start tag at the current place.
func (x *Scanner) push() (name, attrs string, ok bool) {
	size := tagSize(x.S[x.i:])
	if size == 0 {
		x.fail("the tag at %s is not closed", quote(x.S[x.i:]))
		return "", "", false
	}
	tag := x.S[x.i+1 : x.i+size-1]
	x.i += size
	x.empty = strings.HasSuffix(tag, "/")
	tag = strings.TrimSuffix(tag, "/")
	if sp := strings.IndexAny(tag, " \t\r\n"); sp >= 0 {
		tag, attrs = tag[:sp], tag[sp+1:]
	}
	if tag == "" || !isNameStart(tag[0]) {
		x.fail("<%s is not a tag", tag)
		return "", "", false
	}
	if x.depth == maxDepth {
		x.fail("elements nest deeper than %d", maxDepth)
		return "", "", false
	}
	x.open[x.depth] = tag
	x.depth++
	return tag, attrs, true
}

// tagSize returns the length of the tag at the start of s, with its brackets.
func tagSize(s string) int {
	end := strings.IndexByte(s, '>')
	if end < 0 {
		return 0
	}
	if strings.IndexByte(s[:end], '"') < 0 && strings.IndexByte(s[:end], '\'') < 0 {
		return end + 1
	}
	var quote byte
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		case c == '<':
			return 0
		}
	}
	return 0
}

// end reads the end tag at the current place.
func (x *Scanner) end() {
	end := strings.IndexByte(x.S[x.i:], '>')
	if end < 0 {
		x.fail("an end tag is not closed")
		return
	}
	name := x.S[x.i+2 : x.i+end]
	if n := len(name); n > 0 && name[n-1] <= ' ' {
		name = strings.TrimRight(name, " \t\r\n")
	}
	if x.depth == 0 || x.open[x.depth-1] != name {
		x.fail("</%s> closes nothing", name)
		return
	}
	x.depth--
	x.i += end + 1
}

// Inner returns the content of the open element as it stands, and closes it.
func (x *Scanner) Inner() string {
	if x.empty {
		x.empty = false
		x.depth--
		return ""
	}
	from := x.i
	if at := strings.IndexByte(x.S[from:], '<'); at >= 0 && strings.HasPrefix(x.S[from+at:], "</") {
		x.i = from + at
		x.end()
		return x.S[from : from+at]
	}
	base := x.depth
	to := from
	for x.Err == nil && x.depth >= base {
		if _, _, ok := x.start(); ok && x.empty {
			x.empty = false
			x.depth--
		} else if !ok && x.depth < base {
			to = strings.LastIndex(x.S[:x.i], "</")
		}
	}
	if x.Err != nil {
		return ""
	}
	return x.S[from:to]
}

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func quote(s string) string { return fmt.Sprintf("%.20q", s) }
