package watch

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"entente"
)

// mostLinks bounds the links that are taken from one page, headline the length of what is taken for one (in bytes).
const (
	mostLinks = 200
	headline  = 25
)

// links are the addresses that a page of a site leads to: the feed that it names, if it names one; else the pages of the same
// host whose links read like headlines.
func links(page entente.Page) []string {
	base, err := url.Parse(page.Source)
	if err != nil {
		return nil
	}
	var feeds, pages []string
	seen := map[string]bool{strings.TrimSuffix(page.Source, "/"): true}
	add := func(list *[]string, href string) {
		u, err := base.Parse(strings.TrimSpace(href))
		if err != nil || u.Scheme != "http" && u.Scheme != "https" {
			return
		}
		u.Fragment = ""
		if a := u.String(); !seen[strings.TrimSuffix(a, "/")] && len(*list) < mostLinks {
			seen[strings.TrimSuffix(a, "/")] = true
			*list = append(*list, a)
		}
	}
	z := html.NewTokenizer(bytes.NewReader(page.Raw))
	z.SetMaxBuf(1 << 20)
	href, text := "", ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(feeds) > 0 {
				return feeds[:1]
			}
			return pages
		case html.TextToken:
			if href != "" && len(text) < headline {
				text = strings.Join(strings.Fields(text+" "+string(z.Text())), " ")
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" && href != "" {
				if u, err := base.Parse(href); err == nil && u.Host == base.Host && len(text) >= headline {
					add(&pages, href)
				}
				href, text = "", ""
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			a := attributes(z, more)
			switch string(name) {
			case "a":
				href, text = a["href"], ""
			case "link":
				if kind := a["type"]; strings.Contains(a["rel"], "alternate") && (strings.Contains(kind, "rss") || strings.Contains(kind, "atom") || kind == "application/feed+json") {
					add(&feeds, a["href"])
				}
			}
		}
	}
}

func attributes(z *html.Tokenizer, more bool) map[string]string {
	out := map[string]string{}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		out[string(k)] = string(v)
	}
	return out
}
