// Package markup turns a page of HTML into blocks of text that know their place in the source, and into what its head
// says about it. Neither the tokenizer nor the tree of x/net/html keeps offsets: so every piece of text is given a marker,
// a character of private use, before the page is parsed; the markers are read off the finished tree and taken out again,
// and the tree can be given to an extractor of articles as if nothing had happened.
package markup

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"entente"
	"entente/internal/clean/strand"

	"golang.org/x/net/html"
)

// Bounds of what is parsed: bytes of source, nodes of the tree.
const (
	MaxSource = 24 << 20
	MaxNodes  = 400_000
)

// A Page is a parsed page.
type Page struct {
	Doc    *html.Node
	Source string
	Blocks []Block
	Elems  []Elem
	Head   Head
	// Scripts are the stretches of the source that hold scripts and styles.
	Scripts []entente.Span

	pieces []strand.Text // by marker
	nodes  map[*html.Node][]int
	class  *Classes
}

// A Block is a block of text with its place on the page.
type Block struct {
	strand.Block
	Tag    string // of the element that holds it: p, li, h2, td …
	Region string // the reason that its place suggests, "" in the body of the page
	Main   bool   // in an article or main element
	Hidden bool
	Elem   int // the element that holds it, an index in Page.Elems

	regionAt int // the element where the region began; 0 for none
}

// An Elem is an element that holds blocks.
type Elem struct {
	Parent int    // index, -1 for the root
	Sign   string // tag and class: what elements of one make have in common
}

// Parse reads a page. Errors are of the kinds entente.ErrTooLarge and entente.ErrInvalid.
func Parse(source string, c *Classes) (*Page, error) {
	if len(source) > MaxSource {
		return nil, fmt.Errorf("a page of %d MB: %w", len(source)>>20, entente.ErrTooLarge)
	}
	p := &Page{Source: source, nodes: map[*html.Node][]int{}, class: c}
	marked, err := p.mark()
	if err != nil {
		return nil, err
	}
	if p.Doc, err = html.Parse(strings.NewReader(marked)); err != nil {
		return nil, fmt.Errorf("parse page: %w: %w", entente.ErrInvalid, err)
	}
	p.unmark(p.Doc)
	p.readHead()
	p.Elems = []Elem{{Parent: -1}}
	w := &walker{page: p}
	w.walk(p.Doc, place{})
	w.flush()
	p.doubt()
	return p, nil
}

// doubt takes a region back that would hold most of the running text: then its class was no hint of what it is.
func (p *Page) doubt() {
	words, all := map[int]int{}, 0
	for _, b := range p.Blocks {
		if n := len(strings.Fields(b.S)); n >= 12 && b.Links < 0.3 {
			all += n
			words[b.regionAt] += n
		}
	}
	no := func(region string, at int) bool {
		return region != "" && region != "comment" && words[at]*10 > all*4 && all > 100
	}
	for i := range p.Blocks {
		if b := &p.Blocks[i]; no(b.Region, b.regionAt) {
			b.Region = ""
		}
	}
	for i := range p.Head.Times {
		if t := &p.Head.Times[i]; no(t.Region, t.regionAt) {
			t.Region = ""
		}
	}
}

// Article is the outermost article element that an element lies in; 0 for none.
func (p *Page) Article(elem int) int {
	found := 0
	for e := elem; e > 0; e = p.Elems[e].Parent {
		if strings.HasPrefix(p.Elems[e].Sign, "article.") {
			found = e
		}
	}
	return found
}

// mark puts a marker before every piece of text that is not mere white space.
func (p *Page) mark() (string, error) {
	z := html.NewTokenizer(strings.NewReader(p.Source))
	z.SetMaxBuf(0)
	var out strings.Builder
	out.Grow(len(p.Source) + len(p.Source)/8)
	at, tokens := 0, 0
	raw := "" // the element whose content is no text
	for {
		t := z.Next()
		piece := z.Raw()
		if t == html.ErrorToken {
			break
		}
		if tokens++; tokens > 2*MaxNodes {
			return "", fmt.Errorf("a page of more than %d pieces: %w", 2*MaxNodes, entente.ErrTooLarge)
		}
		start := at
		at += len(piece)
		s := string(piece)
		switch t {
		case html.StartTagToken:
			name, _ := z.TagName()
			if raw = ""; unread2(string(name)) {
				raw = string(name)
			}
		case html.EndTagToken:
			raw = ""
		case html.TextToken:
			if raw != "" {
				p.Scripts = append(p.Scripts, entente.Span{Start: start, End: at})
				break
			}
			s = p.markText(s, start)
		}
		out.WriteString(s)
	}
	return out.String(), nil
}

func unread2(tag string) bool {
	switch tag {
	case "script", "style", "noscript", "iframe", "noembed", "noframes", "xmp", "plaintext":
		return true
	}
	return false
}

func (p *Page) markText(s string, at int) string {
	text := strings.TrimLeft(s, " \t\r\n\f")
	if text == "" || len(p.pieces) >= maxMarks {
		return s
	}
	p.pieces = append(p.pieces, decode(s, at))
	lead := s[:len(s)-len(text)]
	if marks(text) {
		text = strings.Map(func(r rune) rune {
			if isMark(r) {
				return utf8.RuneError
			}
			return r
		}, text)
	}
	return lead + string(rune(firstMark+len(p.pieces)-1)) + text
}

// marks reports whether there may be a marker in s.
func marks(s string) bool { return strings.IndexByte(s, 0xF3) >= 0 || strings.IndexByte(s, 0xF4) >= 0 }

// unmark reads the markers off the text nodes and takes them out.
func (p *Page) unmark(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			if marks(c.Data) {
				p.readMarks(c)
			}
			continue
		}
		p.unmark(c)
	}
}

func (p *Page) readMarks(n *html.Node) {
	var found []int
	n.Data = strings.Map(func(r rune) rune {
		if isMark(r) {
			if i := int(r) - firstMark; i < len(p.pieces) {
				found = append(found, i)
			}
			return -1
		}
		return r
	}, n.Data)
	p.nodes[n] = found
}

// text is what a text node holds, with its place in the source; white space alone is one space from nowhere.
func (p *Page) text(n *html.Node) strand.Text {
	at := p.nodes[n]
	if len(at) == 0 {
		if strings.TrimSpace(n.Data) == "" && n.Data != "" {
			return strand.Put(" ")
		}
		return strand.Text{}
	}
	if len(at) == 1 {
		return p.pieces[at[0]]
	}
	var b strand.Builder
	for _, i := range at {
		b.Add(p.pieces[i])
	}
	return b.Text()
}

//go:embed regions.tsv
var regionTable string

// Classes are the words of classes and ids that give regions away.
type Classes struct{ reason map[string]string }

// NewClasses parses the embedded table.
func NewClasses() *Classes {
	c := &Classes{map[string]string{}}
	for _, line := range strings.Split(regionTable, "\n") {
		reason, words, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(words) {
			c.reason[w] = reason
		}
	}
	return c
}

// Table is the embedded table, for the version of the tables.
func Table() string { return regionTable }
