package markup

import (
	"strings"
	"unicode"

	"entente"
	"entente/internal/clean/strand"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A place is where in the page the walk stands.
type place struct {
	tag, region  string
	main, hidden bool
	kind         string
	pre, link    bool
	bold         bool
	depth        int
	elem         int
	regionAt     int
}

// A walker gathers the text of a tree into blocks.
type walker struct {
	page  *Page
	b     strand.Builder
	bold  []entente.Span
	links int // bytes in links
	place place
	gap   int
	rows  *html.Node // the table of the last row
	open  bool       // the block has text
	table int
}

func (w *walker) walk(n *html.Node, at place) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c, at)
		case html.ElementNode:
			w.element(c, at)
		case html.DocumentNode:
			w.walk(c, at)
		}
	}
}

func (w *walker) text(n *html.Node, at place) {
	t := w.page.text(n)
	if t.S == "" {
		return
	}
	blank := strings.TrimFunc(t.S, unicode.IsSpace) == ""
	if !w.open {
		if blank {
			return
		}
		w.place = at
	}
	w.open = true
	from := w.b.Len()
	w.b.Add(t)
	if blank {
		return
	}
	if at.bold {
		if n := len(w.bold); n > 0 && strings.TrimSpace(w.b.String()[w.bold[n-1].End:from]) == "" {
			w.bold[n-1].End = w.b.Len()
		} else {
			w.bold = append(w.bold, entente.Span{Start: from, End: w.b.Len()})
		}
	}
	if at.link {
		w.links += w.b.Len() - from
	}
}

func (w *walker) element(n *html.Node, at place) {
	if at.depth++; at.depth > 600 {
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg, atom.Math, atom.Object, atom.Select, atom.Textarea, atom.Button, atom.Audio, atom.Video, atom.Canvas:
		if n.DataAtom != atom.Button {
			return
		}
		at.region, at.tag = first(at.region, "navigation"), "button"
	case atom.Br:
		if at.pre {
			w.b.Add(strand.Put("\n"))
			return
		}
		w.flush()
		w.gap++
		return
	case atom.Hr:
		w.flush()
		w.gap += 2
		return
	case atom.Tr:
		w.row(n, at)
		return
	}
	at = w.enter(n, at)
	block := isBlock(n.DataAtom)
	if !block && aside(n) {
		w.apart(n, at)
		return
	}
	if block {
		w.flush()
		w.gap = max(w.gap, 1)
	}
	w.walk(n, at)
	if block {
		w.flush()
		w.gap = max(w.gap, 1)
	}
}

// enter is the place inside an element.
func (w *walker) enter(n *html.Node, at place) (in place) {
	before := at.region
	defer func() {
		if before != in.region {
			in.regionAt = in.elem
		}
	}()
	switch n.DataAtom {
	case atom.A:
		at.link = true
	case atom.B, atom.Strong:
		at.bold = true
	case atom.Pre:
		at.pre = true
	case atom.Article, atom.Main:
		at.main = true
	case atom.Nav:
		at.region = first(at.region, "navigation")
	case atom.Footer:
		if !at.main {
			at.region = first(at.region, "navigation")
		}
	case atom.Aside:
		at.region = first(at.region, "related")
	case atom.Form, atom.Dialog:
		if len(w.page.Source) > 0 && n.DataAtom == atom.Dialog {
			at.region = first(at.region, "script")
		}
	case atom.Figcaption, atom.Caption:
		at.kind = "caption"
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		at.kind = "heading"
	case atom.Li:
		at.kind = "list"
	case atom.Time:
		w.time(n, at)
	}
	if isBlock(n.DataAtom) {
		at.tag = n.Data
		w.page.Elems = append(w.page.Elems, Elem{at.elem, n.Data + "." + attr(n, "class")})
		at.elem = len(w.page.Elems) - 1
	}
	w.told(n, &at)
	return at
}

// told takes from the attributes of an element what they tell of its place.
func (w *walker) told(n *html.Node, at *place) {
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "role", "data-testid":
			if r := w.page.class.region(a.Val); r == "caption" {
				at.kind = r
			} else if r != "" && n.DataAtom != atom.Body && n.DataAtom != atom.Html {
				if at.region = first(at.region, r); r == "comment" {
					at.region = r
				}
			}
			if a.Key == "role" && a.Val == "main" || a.Val == "articleBody" {
				at.main = true
			}
		case "itemprop":
			at.main = at.main || a.Val == "articleBody"
		case "hidden":
			at.hidden = true
		case "aria-hidden":
			at.hidden = at.hidden || a.Val == "true"
		case "style":
			s := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			at.hidden = at.hidden || strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
		}
	}
}

// time notes a time element with its place.
func (w *walker) time(n *html.Node, at place) {
	class := attr(n, "class") + " " + attr(n, "itemprop")
	if n.Parent != nil {
		class += " " + attr(n.Parent, "class")
	}
	w.page.Head.Times = append(w.page.Head.Times, Time{Value: attr(n, "datetime"), Text: squeeze(content(n)), Class: class,
		Region: at.region, Block: len(w.page.Blocks), regionAt: at.regionAt})
}

// aside reports whether an element inside a paragraph is no part of what it says: a tooltip, a text for readers of the
// screen alone.
func aside(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "class" && len(a.Val) < 400 {
			low := strings.ToLower(a.Val)
			for _, w := range []string{"tooltip", "popover", "screen-reader", "sr-only", "visually-hidden", "visuallyhidden", "assistive-text", "offscreen"} {
				if strings.Contains(low, w) {
					return true
				}
			}
		}
	}
	return false
}

// apart walks an element as blocks of their own, and goes on with the block that it interrupts.
func (w *walker) apart(n *html.Node, at place) {
	at.hidden = true
	x := &walker{page: w.page}
	x.walk(n, at)
	x.flush()
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// row makes a row of a table one line, its cells parted by tabs, where the cells are short; a cell that holds paragraphs
// is layout, and walked as such.
func (w *walker) row(n *html.Node, at place) {
	at = w.enter(n, at)
	w.flush()
	var cells []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
		}
	}
	if len(cells) < 2 || !short(cells) {
		w.walk(n, at)
		w.flush()
		return
	}
	var texts []strand.Text
	for _, c := range cells {
		x := &walker{page: w.page}
		x.walk(c, x.page.inCell(at))
		t := strand.Tidy(x.b.Text()).Trim()
		texts = append(texts, t)
		w.links += x.links
	}
	t := strand.Join(texts, "\t")
	if strings.TrimSpace(t.S) == "" {
		return
	}
	blocks := w.page.Blocks
	if k := len(blocks) - 1; k >= 0 && blocks[k].Kind == "table" && (w.gap == 0 || w.rows == tableOf(n)) && !strings.Contains(blocks[k].S, "\x00") && blocks[k].Region == at.region {
		blocks[k].Block = blocks[k].WithText(strand.Join([]strand.Text{blocks[k].Text, t}, "\n"))
		return
	}
	at.kind, at.tag = "table", "tr"
	w.put(t, t.S, at)
	w.rows = tableOf(n)
}

// tableOf is the table that a row stands in, nil for none.
func tableOf(row *html.Node) *html.Node {
	for p := row.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Table {
			return p
		}
	}
	return nil
}

func (p *Page) inCell(at place) place { at.tag = "td"; return at }

// short reports whether the cells of a row are those of a table of data: no blocks of text in them.
func short(cells []*html.Node) bool {
	for _, c := range cells {
		size, blocks := 0, 0
		var count func(*html.Node)
		count = func(n *html.Node) {
			for c := n.FirstChild; c != nil && size < 400; c = c.NextSibling {
				if c.Type == html.TextNode {
					size += len(strings.TrimSpace(c.Data))
				} else if c.Type == html.ElementNode {
					switch c.DataAtom {
					case atom.Table, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.Form, atom.Article:
						blocks += 2
					case atom.P, atom.Div:
						blocks++
					}
					count(c)
				}
			}
		}
		count(c)
		if size >= 300 || blocks > 1 {
			return false
		}
	}
	return true
}

// flush ends the block that is open.
func (w *walker) flush() {
	if !w.open {
		return
	}
	t := w.b.Text()
	at := w.place
	if at.pre {
		for i, l := range t.Lines() {
			if s := strand.Tidy(l).Trim(); s.S != "" {
				if i > 0 && w.gap > 1 {
					w.gap = 1
				}
				w.emit(s, at)
			} else {
				w.gap++
			}
		}
	} else {
		w.emit(t, at)
	}
	w.b, w.bold, w.links, w.open = strand.Builder{}, nil, 0, false
}

func (w *walker) emit(t strand.Text, at place) {
	tidy := strand.Tidy(t).Trim()
	if tidy.S == "" {
		return
	}
	w.put(tidy, t.S, at)
}

// put adds a block of tidy text; raw is what it was before.
func (w *walker) put(tidy strand.Text, raw string, at place) {
	b := Block{Block: strand.Block{Text: tidy, Kind: at.kind, Hard: at.kind != "" && at.kind != "list", Gap: w.gap}, Tag: at.tag, Region: at.region, Main: at.main, Hidden: at.hidden, Elem: at.elem, regionAt: at.regionAt}
	b.Links = float64(w.links) / float64(max(len(raw), 1))
	if len(w.bold) > 0 {
		lead := len(raw) - len(strings.TrimLeftFunc(raw, unicode.IsSpace))
		for _, s := range w.bold { // Tidy moves little: the ends are cut to fit
			s.Start, s.End = max(0, s.Start-lead), min(len(tidy.S), s.End-lead)
			if !s.Empty() {
				b.Bold = append(b.Bold, s)
			}
		}
	}
	w.gap = 0
	w.page.Blocks = append(w.page.Blocks, b)
}

// region is the reason that the words of a class or id give.
func (c *Classes) region(value string) string {
	if len(value) > 400 {
		return ""
	}
	from := 0
	lower := false
	for i, r := range value {
		word := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		up := r >= 'A' && r <= 'Z'
		if !word || up && lower {
			if reason := c.reason[strings.ToLower(value[from:i])]; reason != "" {
				return reason
			}
			if from = i; !word {
				from = i + 1
			}
		}
		lower = word && !up
	}
	return c.reason[strings.ToLower(value[from:])]
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Td, atom.Th, atom.Tbody, atom.Thead,
		atom.Blockquote, atom.Figcaption, atom.Figure, atom.Pre, atom.Dt, atom.Dd, atom.Dl, atom.Article, atom.Section, atom.Header, atom.Footer, atom.Nav, atom.Aside,
		atom.Main, atom.Form, atom.Fieldset, atom.Address, atom.Body, atom.Details, atom.Summary, atom.Center, atom.Caption, atom.Button, atom.Label, atom.Option, atom.Hgroup:
		return true
	}
	return false
}
