package pdf

import "fmt"

// node is an element of the structure tree, or, as a leaf, a stretch of
// marked content on a page.
type node struct {
	kind   string // "P", "TH", …
	alt    string
	attr   string
	kids   []*node
	leaf   bool
	page   int
	mcid   int
	annot  int // index into tags.annots, from 1; 0: none
	object int // number in the file, given by finish
}

// annotation is a link on a page.
type annotation struct {
	node     *node
	contents string
	page     int
	object   int
}

// tags collects the structure tree while the document is drawn.
type tags struct {
	root   *node
	stack  []*node
	next   map[int]int     // page → next MCID
	owners map[int][]*node // page → the element that owns each MCID
	annots []*annotation
	open   bool // marked content is open
	aside  bool // … and it is decoration
}

func newTags() *tags {
	root := &node{kind: "Document"}
	return &tags{root: root, stack: []*node{root}, next: map[int]int{}, owners: map[int][]*node{}}
}

func (t *tags) top() *node { return t.stack[len(t.stack)-1] }

// group is an element whose parts are drawn one after another, also on
// several pages: a list, a table.
type group struct {
	kind string
	attr string
	node *node
}

// within draws parts of a group.
func (c *canvas) within(g *group, draw func()) {
	if c.tags.open {
		draw()
		return
	}
	if g.node == nil {
		g.node = &node{kind: g.kind, attr: g.attr}
		top := c.tags.top()
		top.kids = append(top.kids, g.node)
	}
	c.tags.stack = append(c.tags.stack, g.node)
	draw()
	c.tags.stack = c.tags.stack[:len(c.tags.stack)-1]
}

// start opens marked content for the innermost element.
func (c *canvas) start(properties string) {
	top := c.tags.top()
	id := c.tags.next[c.page]
	c.tags.next[c.page]++
	top.kids = append(top.kids, &node{leaf: true, page: c.page, mcid: id})
	c.tags.owners[c.page] = append(c.tags.owners[c.page], top)
	c.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d%s>> BDC", top.kind, id, properties))
	c.tags.open = true
}

func (c *canvas) stop() {
	c.pdf.RawWriteStr("EMC")
	c.tags.open = false
}

// element draws content as an element of its own.
func (c *canvas) element(kind string, draw func()) *node {
	return c.elementOf(&group{kind: kind}, draw)
}

// elementOf draws content of a group that may go on later.
func (c *canvas) elementOf(g *group, draw func()) *node {
	if c.tags.open {
		draw()
		return nil
	}
	c.within(g, func() {
		c.start("")
		draw()
		c.stop()
	})
	return g.node
}

// decoration draws what a reader by ear does not need; inside open content
// it just draws.
func (c *canvas) decoration(draw func()) {
	if c.tags.open {
		draw()
		return
	}
	c.pdf.RawWriteStr("/Artifact BMC")
	c.tags.open, c.tags.aside = true, true
	draw()
	c.tags.open, c.tags.aside = false, false
	c.pdf.RawWriteStr("EMC")
}

// inner interrupts the open content, draws inside an element of its own, and
// goes on.
func (c *canvas) inner(kind, properties string, draw func(n *node)) {
	if !c.tags.open || c.tags.aside {
		draw(nil)
		return
	}
	c.stop()
	c.within(&group{kind: kind}, func() {
		c.start(properties)
		draw(c.tags.top())
		c.stop()
	})
	c.start("")
}

// link draws linked text; draw makes exactly one annotation.
func (c *canvas) link(contents string, draw func()) {
	rec := &annotation{contents: contents, page: c.page}
	c.inner("Link", "", func(n *node) {
		c.tags.annots = append(c.tags.annots, rec)
		rec.node = n
		if n != nil {
			n.annot = len(c.tags.annots)
		}
		draw()
	})
}
