package feed

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente"
)

const rss = `<?xml version="1.0" encoding="windows-1252"?><rss version="2.0"><channel><title>Example</title><link>https://a.example/</link><language>en</language>
<item><title>A  visit to K` + "\xf6" + `ln</title><link>/news/1</link><pubDate>Tue, 06 May 2025 10:30:00 +0200</pubDate><description>&lt;p&gt;Short.&lt;/p&gt;</description><author>desk@a.example (The Desk)</author></item>
<item><title>No link</title><guid>https://a.example/2</guid></item></channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry><id>urn:1</id><title>Talks</title><link href="https://a.example/3"/><updated>2025-05-07T00:00:00Z</updated><content type="html">&lt;p&gt;Whole text.&lt;/p&gt;</content></entry></feed>`

const json = `{"version":"https://jsonfeed.org/version/1.1","title":"Example","items":[{"id":"4","url":"https://a.example/4","content_text":"Text","date_published":"2025-05-08T09:00:00Z"}]}`

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []Item
	}{
		{"RSS in windows-1252", rss, []Item{{ID: "https://a.example/news/1", URL: "https://a.example/news/1", Title: "A visit to Köln", Published: "2025-05-06T08:30", HTML: "<p>Short.</p>", Authors: []string{"The Desk"}},
			{ID: "https://a.example/2", URL: "https://a.example/2", Title: "No link"}}},
		{"Atom", atom, []Item{{ID: "urn:1", URL: "https://a.example/3", Title: "Talks", Published: "2025-05-07", HTML: "<p>Whole text.</p>"}}},
		{"JSON Feed", json, []Item{{ID: "4", URL: "https://a.example/4", Published: "2025-05-08T09:00", HTML: "Text"}}},
	} {
		got, err := Parse([]byte(c.in), "")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !slices.EqualFunc(got.Items, c.want, func(a, b Item) bool {
			return a.ID == b.ID && a.URL == b.URL && a.Title == b.Title && a.Published == b.Published && a.HTML == b.HTML && slices.Equal(a.Authors, b.Authors)
		}) {
			t.Errorf("%s: got %+v, want %+v", c.name, got.Items, c.want)
		}
	}
}

// TestCutFeed reads the items before the place where a feed was cut off, and says that it was.
func TestCutFeed(t *testing.T) {
	rest := `<item><title>A third that is cut`
	for name, in := range map[string]string{"RSS": strings.TrimSuffix(rss, "</channel></rss>") + rest, "Atom": strings.TrimSuffix(atom, "</feed>") + `<entry><title>Cut`} {
		feed, err := Parse([]byte(in), "")
		if want := strings.Count(in, "</item>") + strings.Count(in, "</entry>"); len(feed.Items) != want || !errors.Is(err, entente.ErrInvalid) {
			t.Errorf("%s: %d items, error %v; want %d and one of kind invalid", name, len(feed.Items), err, want)
		}
	}
}

// TestMediaDescription takes the words that a feed of films gives to its items.
func TestMediaDescription(t *testing.T) {
	feed, err := Parse([]byte(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Films</title><entry><id>1</id><title>Talks</title><media:group><media:description>The ministers &amp; their talks</media:description></media:group></entry></feed>`), "")
	if err != nil || len(feed.Items) != 1 || feed.Items[0].HTML != "The ministers &amp; their talks" {
		t.Errorf("got %+v, %v", feed.Items, err)
	}
}

func TestWhatIsNoFeed(t *testing.T) {
	for _, in := range []string{"", "<html></html>", "{}x", "<rss><channel><item>"} {
		if _, err := Parse([]byte(in), ""); err != nil && !errors.Is(err, entente.ErrInvalid) {
			t.Errorf("%q: %v, want an error of kind invalid", in, err)
		}
	}
}

// TestGold reads the feeds of other libraries' tests, where they are present.
func TestGold(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/gold/feeds/*")
	if len(files) == 0 {
		t.Skip("no gold feeds beside the project")
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		feed, err := Parse(b, "")
		if bad := strings.Contains(f, "invalid"); bad != (err != nil) {
			t.Errorf("%s: %d items, error %v", filepath.Base(f), len(feed.Items), err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{rss, atom, json} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) { Parse(b, "https://a.example/") })
}
