// Package sitemap turns a sitemap (an index, a list of pages, with the news extension or without) into addresses with their
// dates.
//
// Source: sitemaps.org protocol 0.9; Google News sitemap extension 0.9.
package sitemap

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"entente"

	"golang.org/x/net/html/charset"
)

// MaxEntries is what the protocol allows in one file.
const MaxEntries = 50000

// A Sitemap is either a list of pages or a list of further sitemaps.
type Sitemap struct {
	Pages    []Page
	Sitemaps []Page
}

// A Page is an address, with the date of its last change and what the news extension says of it.
type Page struct {
	URL       string
	Modified  string // as written, W3C date
	Published string
	Title     string
	Publisher string
	Language  string
}

type entry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Date        string `xml:"publication_date"`
		Title       string `xml:"title"`
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
	} `xml:"news"`
}

// Parse reads a sitemap in XML, or one that is a plain list of addresses. What was read before a fault is returned with the error.
func Parse(b []byte) (Sitemap, error) {
	if trimmed := bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))); bytes.HasPrefix(trimmed, []byte("http")) {
		return plain(string(trimmed)), nil
	}
	var out Sitemap
	d := xml.NewDecoder(bytes.NewReader(b))
	d.CharsetReader = charset.NewReaderLabel
	known := false
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			if !known {
				return out, fmt.Errorf("read sitemap: no urlset and no sitemapindex in it: %w", entente.ErrInvalid)
			}
			return out, nil
		}
		if err != nil {
			return out, fmt.Errorf("read sitemap: %w: %w", entente.ErrInvalid, err)
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "urlset", "sitemapindex":
			known = true
		case "url", "sitemap":
			var e entry
			if err := d.DecodeElement(&e, &start); err != nil {
				return out, fmt.Errorf("read sitemap: %w: %w", entente.ErrInvalid, err)
			}
			if len(out.Pages)+len(out.Sitemaps) == MaxEntries {
				return out, fmt.Errorf("read sitemap: more than %d entries: %w", MaxEntries, entente.ErrTooLarge)
			}
			out.add(e, start.Name.Local == "sitemap")
		}
	}
}

func (s *Sitemap) add(e entry, index bool) {
	p := Page{URL: address(e.Loc), Modified: strings.TrimSpace(e.LastMod), Published: strings.TrimSpace(e.News.Date), Title: strings.Join(strings.Fields(e.News.Title), " "),
		Publisher: strings.TrimSpace(e.News.Publication.Name), Language: strings.TrimSpace(e.News.Publication.Language)}
	switch {
	case p.URL == "":
	case index:
		s.Sitemaps = append(s.Sitemaps, p)
	default:
		s.Pages = append(s.Pages, p)
	}
}

func plain(text string) Sitemap {
	var s Sitemap
	for line := range strings.Lines(text) {
		if u := address(line); u != "" && len(s.Pages) < MaxEntries {
			s.Pages = append(s.Pages, Page{URL: u})
		}
	}
	return s
}

func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
