package clean

import (
	"cmp"
	"net/url"
	"strings"

	"entente"
	"entente/internal/clean/markup"
)

// headOf takes what the head of a page says of it.
func (c *Cleaner) headOf(d *draft, page *markup.Page, p entente.Page) {
	h := &page.Head
	c.input(d, p)
	m := &d.meta
	if m.url == "" {
		for _, u := range []string{h.URL, h.First("og:url")} {
			if strings.HasPrefix(u, "http") {
				m.url = u
				break
			}
		}
	}
	setFirst(&m.language, h.Lang)
	setFirst(&m.language, h.First("content-language", "og:locale", "language"))
	article := c.article(h)
	c.headTitle(d, h, article)
	c.headDate(d, page, article)
	c.headDate(d, page, article)
	c.headNames(d, h, article)
	setFirst(&m.category, article.Section)
	setFirst(&m.category, h.First("article:section", "section", "og:type"))
}

// article is the item of JSON-LD that speaks of this page's article.
func (c *Cleaner) article(h *markup.Head) markup.Item {
	var best markup.Item
	for _, it := range h.LD {
		if best.Type == "" || best.Type == "WebPage" && it.Type != "WebPage" {
			page := best
			best = it
			setFirst(&best.Published, page.Published)
		}
	}
	return best
}

// headTitle settles the title: a headline that the page shows is better than one it declares, and what the title element
// adds of the site's name goes.
func (c *Cleaner) headTitle(d *draft, h *markup.Head, it markup.Item) {
	m := &d.meta
	if m.title != "" {
		return
	}
	site := strings.ToLower(h.First("og:site_name", "application-name"))
	trim := func(s string) string {
		for {
			x := siteSuffix.FindStringSubmatch(s)
			if x == nil || !(strings.EqualFold(x[2], site) || c.media.Is(x[2]) || strings.Contains(d.meta.url, strings.ToLower(strings.Join(strings.Fields(x[2]), ""))) || strings.HasPrefix(strings.TrimPrefix(s, x[1]), " |") || h.Title == s) {
				return s
			}
			s = x[1]
		}
	}
	var declared []string
	for _, s := range []string{h.First("og:title", "twitter:title", "dc.title", "citation_title", "title", "parsely-title", "sailthru.title"), it.Title, h.Title} {
		if s != "" {
			declared = append(declared, trim(s))
		}
	}
	for _, h1 := range h.H1 {
		if len(strings.Fields(h1)) > 1 && sameTitle(h1, h.Title) {
			m.title = h1
			return
		}
		for _, s := range declared {
			switch {
			case len(strings.Fields(s)) > 2 && strings.HasPrefix(h1, s):
				m.title = s
				return
			case len(strings.Fields(h1)) > 1 && alike(h1, s), len(h1) > 3 && strings.HasPrefix(s, h1+" - "), len(h1) > 3 && strings.HasPrefix(s, h1+" | "):
				m.title = h1
				return
			}
		}
	}
	for _, x := range h.H2 { // "Site | Headline"
		for _, s := range declared {
			if len(strings.Fields(x)) > 2 && strings.HasSuffix(s, x) {
				m.title = x
				return
			}
		}
	}
	if len(h.H1) == 1 && len(strings.Fields(h.H1[0])) > 3 && !strings.EqualFold(h.H1[0], site) && (len(declared) == 0 || len(strings.Fields(declared[0])) < 4 || len(h.H1[0]) > len(declared[0])) {
		m.title = h.H1[0]
		return
	}
	if len(declared) > 0 {
		m.title = declared[0]
	} else if len(h.H1) > 0 {
		m.title = h.H1[0]
	}
}

// alike reports whether two headlines share most of their words.
func alike(a, b string) bool {
	words := func(s string) map[string]bool {
		out := map[string]bool{}
		for _, w := range strings.Fields(strings.ToLower(notWord.ReplaceAllString(s, " "))) {
			out[w] = true
		}
		return out
	}
	x, y := words(a), words(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return both*10 >= 6*min(len(x), len(y)) && both*2 > 0 && both*10 >= 4*max(len(x), len(y))
}

// headNames reads authors and publisher.
func (c *Cleaner) headNames(d *draft, h *markup.Head, it markup.Item) {
	m := &d.meta
	site := cmp.Or(it.Publisher, h.First("og:site_name", "publisher", "dc.publisher", "citation_journal_title", "application-name"))
	setFirst(&m.publisher, c.media.Name(site))
	if u, err := url.Parse(m.url); err == nil && u.Host != "" {
		if name := c.media.Name(u.Host); name != strings.TrimPrefix(strings.ToLower(u.Host), "www.") || m.publisher == "" {
			m.publisher = name
		}
	}
	if len(m.authors) > 0 {
		return
	}
	names := it.Authors
	if len(names) == 0 {
		for _, k := range []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "byl", "article.author", "cxenseparse:author", "rnews:author"} {
			for _, v := range h.Meta[k] {
				if !strings.Contains(v, "://") {
					names = append(names, v)
				}
			}
			if len(names) > 0 {
				break
			}
		}
	}
	for _, n := range names {
		n = strings.TrimPrefix(strings.TrimPrefix(n, "By "), "by ")
		if n != "" && !strings.EqualFold(n, m.publisher) && !strings.EqualFold(n, site) && !c.media.Is(n) {
			c.addAuthors(d, n)
		}
	}
}
