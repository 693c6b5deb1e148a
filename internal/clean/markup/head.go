package markup

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Head is what a page says about itself outside its text.
type Head struct {
	Title string              // of the title element
	Lang  string              // of the html element
	URL   string              // canonical
	Meta  map[string][]string // by name, property or itemprop, in lower case
	Times []Time
	LD    []Item
	H1    []string
	H2    []string // the first few
}

// A Time is a time element with its machine-readable form.
type Time struct {
	Value, Text, Class string
	Region             string // as that of blocks
	Block              int    // the block it stands in or before, an index in Page.Blocks

	regionAt int
}

// An Item is what JSON-LD says of an article.
type Item struct {
	Type, Title, Published, Modified, Publisher, Section, URL, Lang string
	Authors                                                         []string
	Live                                                            bool
}

func (p *Page) readHead() {
	p.Head.Meta = map[string][]string{}
	p.head(p.Doc, 0)
}

func (p *Page) head(n *html.Node, depth int) {
	if depth > 600 {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		h := &p.Head
		switch c.DataAtom {
		case atom.Html:
			if h.Lang = attr(c, "lang"); h.Lang == "" {
				h.Lang = attr(c, "xml:lang")
			}
		case atom.Title:
			if h.Title == "" && c.Parent != nil && c.Parent.DataAtom == atom.Head {
				h.Title = squeeze(content(c))
			}
		case atom.Meta:
			p.meta(c)
		case atom.Link:
			if attr(c, "rel") == "canonical" && h.URL == "" {
				h.URL = attr(c, "href")
			}
		case atom.H1:
			h.H1 = append(h.H1, squeeze(content(c)))
		case atom.H2:
			if len(h.H2) < 6 {
				h.H2 = append(h.H2, squeeze(content(c)))
			}
		case atom.Script:
			if t := attr(c, "type"); strings.HasPrefix(t, "application/ld+json") && len(h.LD) < 30 {
				p.jsonLD(content(c))
			}
			continue
		case atom.Style:
			continue
		}
		p.head(c, depth+1)
	}
}

func (p *Page) meta(n *html.Node) {
	value := strings.TrimSpace(attr(n, "content"))
	if value == "" || len(value) > 2000 {
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		if k := strings.ToLower(attr(n, key)); k != "" && len(p.Head.Meta[k]) < 20 {
			p.Head.Meta[k] = append(p.Head.Meta[k], squeeze(value))
		}
	}
}

// First is the first value of the first key that has one.
func (h *Head) First(keys ...string) string {
	for _, k := range keys {
		if v := h.Meta[k]; len(v) > 0 && v[0] != "" {
			return v[0]
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// content is the text in a node.
func content(n *html.Node) string {
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return c.Data
	}
	var b strings.Builder
	var add func(*html.Node, int)
	add = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && depth < 100 && b.Len() < 10000; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			} else if c.Type == html.ElementNode && c.DataAtom != atom.Script && c.DataAtom != atom.Style {
				b.WriteString(" ")
				add(c, depth+1)
			}
		}
	}
	add(n, 0)
	return b.String()
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// jsonLD reads the articles out of a block of JSON-LD. Broken JSON is passed over.
func (p *Page) jsonLD(s string) {
	if len(s) > 1<<20 {
		return
	}
	var v any
	s = strings.NewReplacer("\n", " ", "\t", " ", "\r", " ", "<!--", "", "-->", "").Replace(s)
	if json.Unmarshal([]byte(s), &v) != nil {
		return
	}
	p.items(v, 0)
}

func (p *Page) items(v any, depth int) {
	if depth > 6 || len(p.Head.LD) > 50 {
		return
	}
	switch x := v.(type) {
	case []any:
		for _, y := range x {
			p.items(y, depth+1)
		}
	case map[string]any:
		kind := word(x["@type"])
		if isArticle(kind) {
			it := Item{Type: kind, Title: first(word(x["headline"]), word(x["name"])), Published: first(word(x["datePublished"]), word(x["dateCreated"])), Modified: word(x["dateModified"]),
				Publisher: names(x["publisher"], 1), Section: word(x["articleSection"]), URL: first(word(x["url"]), word(x["mainEntityOfPage"])), Lang: word(x["inLanguage"]), Live: kind == "LiveBlogPosting"}
			if a := names(x["author"], 10); a != "" {
				it.Authors = strings.Split(a, "\x00")
			} else if a := names(x["creator"], 10); a != "" {
				it.Authors = strings.Split(a, "\x00")
			}
			p.Head.LD = append(p.Head.LD, it)
		}
		for _, key := range []string{"@graph", "mainEntity", "itemListElement", "mainEntityOfPage", "item"} {
			if y, ok := x[key]; ok {
				p.items(y, depth+1)
			}
		}
	}
}

func isArticle(kind string) bool {
	return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") || kind == "WebPage" || kind == "Report" || kind == "Recipe" || kind == "Review"
}

// word is a value as a string: itself, the first of a list, the "@id" or name of an object.
func word(v any) string {
	switch x := v.(type) {
	case string:
		return html.UnescapeString(squeeze(x))
	case []any:
		for _, y := range x {
			if s := word(y); s != "" {
				return s
			}
		}
	case map[string]any:
		if s := word(x["name"]); s != "" {
			return s
		}
		return word(x["@id"])
	}
	return ""
}

// names are the names of one or more persons or bodies, at most n, parted by NUL.
func names(v any, n int) string {
	var out []string
	var add func(any)
	add = func(v any) {
		switch x := v.(type) {
		case []any:
			for _, y := range x {
				add(y)
			}
		default:
			if s := word(x); s != "" && len(out) < n && !strings.HasPrefix(s, "http") && !strings.HasPrefix(s, "#") {
				out = append(out, s)
			}
		}
	}
	add(v)
	return strings.Join(out, "\x00")
}
