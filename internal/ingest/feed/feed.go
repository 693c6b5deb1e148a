// Package feed turns an RSS, Atom or JSON feed into its items: where each lies, when it came out, and the text that the feed
// itself carries.
package feed

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"time"

	"entente"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"
)

// MaxItems bounds the items that are taken from one feed.
const MaxItems = 10000

// A Feed is a channel and its items in the order of the file.
type Feed struct {
	Title, Language string
	Items           []Item
}

// An Item is one entry. HTML is the longest text that the entry carries, often only a teaser.
type Item struct {
	ID, URL, Title string
	Published      string // "2006-01-02" or with a time "2006-01-02T15:04", UTC; "" where it is not known
	Authors        []string
	HTML           string
}

// Parse reads a feed. base is the address that it came from, against which relative links are resolved; "" for none. Of a
// feed that is cut off or broken somewhere the items before that come with the error.
func Parse(b []byte, base string) (Feed, error) {
	b = whole(utf8(b))
	f, err := gofeed.NewParser().Parse(bytes.NewReader(b))
	if err != nil {
		err = fmt.Errorf("read feed: %w: %w", entente.ErrInvalid, err)
		var broken error
		if f, broken = gofeed.NewParser().Parse(bytes.NewReader(closed(b))); broken != nil {
			return Feed{}, err
		}
	}
	return items(f, base), err
}

// closed ends a feed behind its last whole item.
func closed(b []byte) []byte {
	for _, form := range []struct{ item, rest string }{{"</item>", "</channel></rss>"}, {"</entry>", "</feed>"}, {"</item>", "</rdf:RDF>"}} {
		at := bytes.LastIndex(b, []byte(form.item))
		if at < 0 || form.rest == "</rdf:RDF>" != bytes.Contains(b, []byte("<rdf:RDF")) {
			continue
		}
		return slices.Concat(b[:at+len(form.item)], []byte(form.rest))
	}
	return nil
}

func items(f *gofeed.Feed, base string) Feed {
	root, _ := url.Parse(base)
	if link, err := url.Parse(f.Link); err == nil && link.IsAbs() && (root == nil || !root.IsAbs()) {
		root = link
	}
	feed := Feed{Title: squeeze(f.Title), Language: f.Language}
	for _, it := range f.Items[:min(len(f.Items), MaxItems)] {
		feed.Items = append(feed.Items, item(it, root))
	}
	return feed
}

func item(it *gofeed.Item, root *url.URL) Item {
	out := Item{ID: strings.TrimSpace(it.GUID), URL: resolve(it.Link, root), Title: squeeze(it.Title), HTML: it.Content}
	if out.URL == "" && strings.HasPrefix(out.ID, "http") {
		out.URL = out.ID
	}
	if out.ID == "" {
		out.ID = out.URL
	}
	if len(it.Description) > len(out.HTML) {
		out.HTML = it.Description
	}
	if strings.TrimSpace(out.HTML) == "" {
		out.HTML = html.EscapeString(described(it))
	}
	when := it.PublishedParsed
	if when == nil {
		when = it.UpdatedParsed
	}
	if when != nil && when.Year() > 1900 {
		out.Published = day(when.UTC())
	}
	for _, a := range it.Authors {
		if a != nil && squeeze(a.Name) != "" {
			out.Authors = append(out.Authors, squeeze(a.Name))
		}
	}
	return out
}

// described is the description that a video or picture carries (Media RSS 1.5.1).
func described(it *gofeed.Item) string {
	media := it.Extensions["media"]
	for _, e := range media["description"] {
		return e.Value
	}
	for _, g := range media["group"] {
		for _, e := range g.Children["description"] {
			return e.Value
		}
	}
	return ""
}

func day(t time.Time) string {
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02T15:04")
}

func resolve(link string, root *url.URL) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || link == "" {
		return ""
	}
	if root != nil {
		u = root.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// utf8 turns a feed whose XML declaration or byte order mark names another encoding into UTF-8.
func utf8(b []byte) []byte {
	if bytes.HasPrefix(b, []byte("\xfe\xff")) || bytes.HasPrefix(b, []byte("\xff\xfe")) {
		if r, err := charset.NewReader(bytes.NewReader(b), "text/xml"); err == nil {
			var out bytes.Buffer
			if _, err := out.ReadFrom(r); err == nil {
				return out.Bytes()
			}
		}
	}
	return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
}

// whole puts a document that is a single Atom entry into a feed.
func whole(b []byte) []byte {
	at := bytes.Index(b, []byte("<entry"))
	if at < 0 || bytes.Contains(b[:at], []byte("<feed")) || bytes.Contains(b[:at], []byte("<rss")) || bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		return b
	}
	return slices.Concat(b[:at], []byte(`<feed xmlns="http://www.w3.org/2005/Atom">`), b[at:], []byte("</feed>"))
}
