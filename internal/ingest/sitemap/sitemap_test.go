package sitemap

import (
	"errors"
	"strings"
	"testing"

	"entente"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, in        string
		pages, sitemaps int
		first           Page
		kind            error
	}{
		{"pages", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> https://a.example/1 </loc><lastmod>2024-05-01</lastmod></url><url><loc>/relative</loc></url></urlset>`,
			1, 0, Page{URL: "https://a.example/1", Modified: "2024-05-01"}, nil},
		{"news", `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/n</loc><news:news><news:publication><news:name>The Example</news:name><news:language>en</news:language></news:publication><news:publication_date>2024-05-02T10:00:00Z</news:publication_date><news:title>A  visit</news:title></news:news></url></urlset>`,
			1, 0, Page{URL: "https://a.example/n", Published: "2024-05-02T10:00:00Z", Title: "A visit", Publisher: "The Example", Language: "en"}, nil},
		{"index", `<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>`, 0, 1, Page{}, nil},
		{"plain", "https://a.example/1\nnot an address\nhttps://a.example/2\n", 2, 0, Page{URL: "https://a.example/1"}, nil},
		{"cut off", `<urlset><url><loc>https://a.example/1</loc></url><url><loc>https`, 1, 0, Page{URL: "https://a.example/1"}, entente.ErrInvalid},
		{"a page", `<html><body>no</body></html>`, 0, 0, Page{}, entente.ErrInvalid},
		{"too many", "<urlset>" + strings.Repeat("<url><loc>https://a.example/1</loc></url>", MaxEntries+1) + "</urlset>", MaxEntries, 0, Page{URL: "https://a.example/1"}, entente.ErrTooLarge},
	} {
		got, err := Parse([]byte(c.in))
		if !errors.Is(err, c.kind) || len(got.Pages) != c.pages || len(got.Sitemaps) != c.sitemaps {
			t.Errorf("%s: %d pages, %d sitemaps, error %v; want %d, %d, %v", c.name, len(got.Pages), len(got.Sitemaps), err, c.pages, c.sitemaps, c.kind)
			continue
		}
		if c.pages > 0 && got.Pages[0] != c.first {
			t.Errorf("%s: got %+v, want %+v", c.name, got.Pages[0], c.first)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc>https://a.example/1</loc></url></urlset>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, _ := Parse(b)
		if len(s.Pages) > MaxEntries {
			t.Errorf("%d pages", len(s.Pages))
		}
	})
}
