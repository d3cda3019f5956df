package pdf

import (
	"fmt"
	"strings"
)

// number gives every element of the structure tree an object.
func (f *file) number(n *node) {
	if n.leaf {
		return
	}
	n.object = f.add(nil)
	for _, k := range n.kids {
		f.number(k)
	}
}

// pageObject is where gofpdf puts page p: 3, 5, 7, …
func pageObject(p int) int { return 1 + 2*p }

// pages turns the link annotations into objects with a description, and ties
// pages and links to the structure tree.
func (f *file) pages(c *canvas, opt Options) error {
	next := 0
	for p := 1; p <= c.page; p++ {
		o := string(f.objects[pageObject(p)])
		extra := fmt.Sprintf("/StructParents %d\n", p-1)
		if !opt.PDFA1b {
			extra += "/Tabs /S\n"
		}
		if i := strings.Index(o, "/Annots ["); i >= 0 {
			j := strings.LastIndex(o, "]\n/")
			var objs []string
			for _, dict := range dictionaries(o[i+9 : j]) {
				if next >= len(c.tags.annots) || c.tags.annots[next].page != p {
					return fmt.Errorf("page %d has a link nobody recorded", p)
				}
				rec := c.tags.annots[next]
				next++
				dict = strings.TrimSuffix(dict, ">>") + fmt.Sprintf(" /F 4 /Contents %s", hexText(rec.contents))
				if rec.node != nil {
					dict += fmt.Sprintf(" /StructParent %d", c.page+next-1)
				}
				rec.object = f.add([]byte(dict + ">>"))
				objs = append(objs, fmt.Sprintf("%d 0 R", rec.object))
			}
			o = o[:i] + "/Annots [" + strings.Join(objs, " ") + o[j:]
		}
		f.objects[pageObject(p)] = []byte(strings.Replace(o, "/Type /Page\n", "/Type /Page\n"+extra, 1))
	}
	if next != len(c.tags.annots) {
		return fmt.Errorf("%d links are in the file, %d were drawn", next, len(c.tags.annots))
	}
	return nil
}

// dictionaries splits "<<…>><<…>>", minding nesting and strings.
func dictionaries(s string) []string {
	var out []string
	depth, begin, brackets := 0, 0, 0
	for i := 0; i < len(s); i++ {
		two := ""
		if i+1 < len(s) {
			two = s[i : i+2]
		}
		switch {
		case brackets > 0 && s[i] == '\\':
			i++
		case s[i] == '(':
			brackets++
		case brackets > 0 && s[i] == ')':
			brackets--
		case brackets > 0:
		case two == "<<":
			if depth == 0 {
				begin = i
			}
			depth++
			i++
		case two == ">>":
			depth--
			i++
			if depth == 0 {
				out = append(out, s[begin:i+1])
			}
		}
	}
	return out
}

// structure writes the elements and the table from marked content to them.
func (f *file) structure(c *canvas, root int) {
	notes := 0
	var emit func(n *node, parent int)
	emit = func(n *node, parent int) {
		var s strings.Builder
		fmt.Fprintf(&s, "<</Type /StructElem /S /%s /P %d 0 R", n.kind, parent)
		if n.alt != "" {
			fmt.Fprintf(&s, " /Alt %s", hexText(n.alt))
		}
		if n.attr != "" {
			fmt.Fprintf(&s, " /A <<%s>>", n.attr)
		}
		if n.kind == "Note" {
			notes++
			fmt.Fprintf(&s, " /ID (note%d)", notes)
		}
		s.WriteString(" /K [")
		for _, k := range n.kids {
			if k.leaf {
				fmt.Fprintf(&s, "<</Type /MCR /Pg %d 0 R /MCID %d>>", pageObject(k.page), k.mcid)
			} else {
				fmt.Fprintf(&s, "%d 0 R ", k.object)
			}
		}
		if n.annot > 0 {
			r := c.tags.annots[n.annot-1]
			fmt.Fprintf(&s, "<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>>", pageObject(r.page), r.object)
		}
		s.WriteString("]>>")
		f.objects[n.object] = []byte(s.String())
		for _, k := range n.kids {
			if !k.leaf {
				emit(k, n.object)
			}
		}
	}
	emit(c.tags.root, root)
	var nums strings.Builder
	for p := 1; p <= c.page; p++ {
		fmt.Fprintf(&nums, "%d [", p-1)
		for _, n := range c.tags.owners[p] {
			fmt.Fprintf(&nums, "%d 0 R ", n.object)
		}
		nums.WriteString("] ")
	}
	for i, a := range c.tags.annots {
		if a.node != nil {
			fmt.Fprintf(&nums, "%d %d 0 R ", c.page+i, a.node.object)
		}
	}
	parents := f.add([]byte("<</Nums [" + nums.String() + "]>>"))
	f.objects[root] = fmt.Appendf(nil, "<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>", c.tags.root.object, parents, c.page+len(c.tags.annots))
}
