package bibtex

import (
	"strings"
	"unicode/utf8"

	"appraise/corpus/markup"

	"golang.org/x/text/unicode/norm"
)

// accents lists the commands that put a mark on the next letter.
var accents = map[string]rune{
	"'": '\u0301', "`": '\u0300', "^": '\u0302', "\"": '\u0308', "~": '\u0303', "=": '\u0304', ".": '\u0307', "u": '\u0306',
	"v": '\u030c', "H": '\u030b', "c": '\u0327', "d": '\u0323', "b": '\u0331', "r": '\u030a', "k": '\u0328', "t": '\u0361',
}

// symbols lists the commands that stand for a character.
var symbols = map[string]string{
	"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ",
	"dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}",
	" ": " ", ",": " ", ";": " ", ":": " ", "!": "", "/": "", "-": "", "\\": "\n", "@": "",
	"textendash": "–", "textemdash": "—", "textquotesingle": "'", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
	"textquotedblright": "”", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°", "copyright": "©", "textcopyright": "©",
	"pounds": "£", "textsterling": "£", "S": "§", "P": "¶", "dots": "…", "ldots": "…", "textellipsis": "…", "textasciitilde": "~",
	"textasciicircum": "^", "textbackslash": "\\", "textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_",
	"textbraceleft": "{", "textbraceright": "}", "euro": "€", "texteuro": "€", "textmu": "µ", "slash": "/", "quad": " ", "qquad": " ",
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
	"iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
	"upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
	"Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥",
	"ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "cdot": "·", "rightarrow": "→", "to": "→", "leftarrow": "←", "infty": "∞",
	"circ": "°", "prime": "′", "ast": "*", "bullet": "•", "guillemotleft": "«", "guillemotright": "»", "lt": "<", "gt": ">", "langle": "⟨",
	"rangle": "⟩", "backslash": "\\", "textquotedbl": "\"", "textperiodcentered": "·",
}

// switches are commands that only change the face of the text.
var switches = map[string]bool{
	"em": true, "it": true, "bf": true, "sc": true, "rm": true, "tt": true, "sl": true, "sf": true, "bfseries": true, "itshape": true,
	"textit": true, "textbf": true, "textsc": true, "textrm": true, "texttt": true, "textsl": true, "textsf": true, "textup": true,
	"textnormal": true, "emph": true, "mathrm": true, "mathit": true, "mathbf": true, "mathsf": true, "text": true, "mbox": true, "hbox": true,
	"ensuremath": true, "uppercase": true, "lowercase": true, "relax": true, "protect": true, "url": true, "underline": true, "boldsymbol": true,
	"NoCaseChange": true, "MakeUppercase": true, "displaystyle": true, "left": true, "right": true, "limits": true, "noopsort": true,
}

// plain turns LaTeX into text.
func plain(s string) string {
	if !strings.ContainsAny(s, "\\{}$~-`'") {
		return s
	}
	c := converter{s: s}
	c.run(0)
	return norm.NFC.String(c.out.String())
}

// maxNesting is how deep braces may nest.
const maxNesting = 200

type converter struct {
	s    string
	i    int
	out  strings.Builder
	math bool
}

// run converts up to the brace that closes the group, or to the end.
func (c *converter) run(depth int) {
	for c.i < len(c.s) {
		switch ch := c.s[c.i]; {
		case ch == '}':
			c.i++
			if depth > 0 {
				return
			}
		case ch == '{':
			c.i++
			if depth < maxNesting {
				c.run(depth + 1)
			}
		case ch == '\\':
			c.command(depth)
		case ch == '$':
			c.math = !c.math
			c.i++
		case ch == '~':
			c.out.WriteByte(' ')
			c.i++
		case c.math && (ch == '^' || ch == '_'):
			c.i++
			c.script(ch, depth)
		default:
			c.text()
		}
	}
}

// ligatures are the signs that TeX makes of several.
var ligatures = []struct{ from, to string }{
	{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"},
}

func (c *converter) text() {
	for _, l := range ligatures {
		if strings.HasPrefix(c.s[c.i:], l.from) {
			c.out.WriteString(l.to)
			c.i += len(l.from)
			return
		}
	}
	c.out.WriteByte(c.s[c.i])
	c.i++
}

// script writes a superscript or subscript of a formula.
func (c *converter) script(kind byte, depth int) {
	arg := c.argument(depth)
	before, _ := utf8.DecodeLastRuneInString(c.out.String())
	if kind == '^' {
		c.out.WriteString(markup.Super(arg, before))
	} else {
		c.out.WriteString(markup.Sub(arg))
	}
}

// argument converts the next group, command or character.
func (c *converter) argument(depth int) string {
	for c.i < len(c.s) && c.s[c.i] == ' ' {
		c.i++
	}
	if c.i == len(c.s) || depth > maxNesting {
		return ""
	}
	sub := converter{s: c.s, i: c.i, math: c.math}
	switch c.s[c.i] {
	case '{':
		sub.i++
		sub.run(depth + 1)
	case '\\':
		sub.command(depth + 1)
	default:
		_, size := utf8.DecodeRuneInString(c.s[c.i:])
		sub.out.WriteString(c.s[c.i : c.i+size])
		sub.i += size
	}
	c.i = sub.i
	return sub.out.String()
}

// command converts the command at the current place.
func (c *converter) command(depth int) {
	c.i++
	if c.i == len(c.s) {
		c.out.WriteByte('\\')
		return
	}
	from := c.i
	for c.i < len(c.s) && (c.s[c.i]|0x20 >= 'a' && c.s[c.i]|0x20 <= 'z') {
		c.i++
	}
	if c.i == from {
		_, size := utf8.DecodeRuneInString(c.s[c.i:])
		c.i += size
	}
	name := c.s[from:c.i]
	if mark, ok := accents[name]; ok && (len(name) == 1) {
		c.accent(name, mark, depth)
		return
	}
	if sym, ok := symbols[name]; ok {
		c.out.WriteString(sym)
		c.swallow(name)
		return
	}
	switch {
	case switches[name]:
		c.swallow(name)
	case name == "textsuperscript" || name == "textsubscript":
		c.script(map[string]byte{"textsuperscript": '^', "textsubscript": '_'}[name], depth)
	case name == "enquote":
		c.out.WriteString("“" + c.argument(depth) + "”")
	case name == "href":
		c.argument(depth)
		c.out.WriteString(c.argument(depth))
	case name == "frac":
		c.out.WriteString(c.argument(depth) + "/" + c.argument(depth))
	default:
		c.out.WriteString("\\" + name)
	}
}

// swallow skips what ends the name of a command: spaces, or {}.
func (c *converter) swallow(name string) {
	if name[0]|0x20 < 'a' || name[0]|0x20 > 'z' {
		return
	}
	if strings.HasPrefix(c.s[c.i:], "{}") {
		c.i += 2
		return
	}
	for c.i < len(c.s) && c.s[c.i] == ' ' {
		c.i++
	}
}

// accent puts a mark on its letter; on the dotless i and j the dot stays away.
func (c *converter) accent(name string, mark rune, depth int) {
	if name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z' && c.i < len(c.s) && c.s[c.i] != '{' && c.s[c.i] != ' ' && c.s[c.i] != '\\' {
		c.out.WriteString("\\" + name) // a command that is not known here
		return
	}
	arg := c.argument(depth)
	r, size := utf8.DecodeRuneInString(arg)
	switch r {
	case 'ı':
		r = 'i'
	case 'ȷ':
		r = 'j'
	case utf8.RuneError:
		if name == "~" || name == "^" {
			c.out.WriteString(name) // \~{} is the sign itself
		}
		return
	}
	c.out.WriteRune(r)
	if r != ' ' {
		c.out.WriteRune(mark)
	}
	c.out.WriteString(arg[size:])
}

// escapes writes text so that plain gives it back.
var escapes = strings.NewReplacer(
	"\\", "\\textbackslash{}", "{", "\\textbraceleft{}", "}", "\\textbraceright{}", "$", "\\$", "&", "\\&", "#", "\\#", "_", "\\_",
	"%", "\\%", "^", "\\textasciicircum{}", "~", "\\textasciitilde{}", "--", "-{}-", "``", "`{}`", "''", "'{}'",
)

// latex writes text as LaTeX; letters beyond ASCII stay as they are.
func latex(s string) string { return verbatimLatex(markup.Escape(s)) }

// verbatimLatex writes text that is read without a look for markup.
func verbatimLatex(s string) string {
	s = escapes.Replace(s)
	for _, twice := range []string{"--", "``", "''"} {
		s = strings.ReplaceAll(s, twice, twice[:1]+"{}"+twice[1:])
	}
	return s
}
