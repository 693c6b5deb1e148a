package watch

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"entente"
)

// A Source is an address that is asked again and again: a feed, a sitemap, or a page with links to what is new.
type Source struct {
	Address string
	Every   time.Duration
}

// Shortest and Usual are how often a source is asked at most, and where nothing is said.
const (
	Shortest = time.Minute
	Usual    = time.Hour
)

// Sources reads a list of sources: lines of an address and how often it is asked ("30m", "6h", "1d"), "#" before remarks; or
// OPML, as readers of feeds export it (Winer, 2.0), whose feeds are asked every hour. The error names the line.
func Sources(b []byte) ([]Source, error) {
	if head := bytes.TrimSpace(bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))); bytes.HasPrefix(head, []byte("<")) {
		return opml(head)
	}
	var out []Source
	seen := map[string]int{}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		line, _, _ = strings.Cut(strings.TrimPrefix(line, "\uFEFF"), " #")
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		s := Source{Address: fields[0], Every: Usual}
		err := checkAddress(s.Address)
		if err == nil && len(fields) > 1 {
			s.Every, err = interval(fields[1])
		}
		if err == nil && len(fields) > 2 {
			err = fmt.Errorf("more than an address and how often it is asked: %w", entente.ErrInvalid)
		}
		if before := seen[s.Address]; err == nil && before > 0 {
			err = fmt.Errorf("the address stands in line %d already: %w", before, entente.ErrInvalid)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		seen[s.Address] = n
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no source in it; a line is an address and how often it is asked, as in: https://news.example/feed.xml 30m: %w", entente.ErrInvalid)
	}
	return out, nil
}

func checkAddress(a string) error {
	u, err := url.Parse(a)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is no address of http or https: %w", a, entente.ErrInvalid)
	}
	return nil
}

// interval reads "30m", "6h", "1d", "1w".
func interval(s string) (time.Duration, error) {
	d, err := time.ParseDuration(s)
	if err != nil && len(s) > 1 {
		if n, broken := strconv.Atoi(s[:len(s)-1]); broken == nil && n > 0 && n <= 3650 {
			switch s[len(s)-1] {
			case 'd':
				d, err = time.Duration(n)*24*time.Hour, nil
			case 'w':
				d, err = time.Duration(n)*7*24*time.Hour, nil
			}
		}
	}
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q is no time; write 30m, 6h, 1d: %w", s, entente.ErrInvalid)
	case d < Shortest:
		return 0, fmt.Errorf("%s is too often; a source is asked once a minute at most: %w", s, entente.ErrInvalid)
	}
	return d.Round(time.Second), nil
}

// opml collects the feeds of all outlines, however deep.
func opml(b []byte) ([]Source, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var out []Source
	seen := map[string]bool{}
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("the list is XML, but no OPML: %w: %w", entente.ErrInvalid, err)
		}
		e, is := t.(xml.StartElement)
		if !is || !strings.EqualFold(e.Name.Local, "outline") {
			continue
		}
		for _, a := range e.Attr {
			if strings.EqualFold(a.Name.Local, "xmlUrl") && checkAddress(a.Value) == nil && !seen[a.Value] {
				seen[a.Value] = true
				out = append(out, Source{a.Value, Usual})
			}
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no feed in it (an outline with xmlUrl): %w", entente.ErrInvalid)
	}
	return out, nil
}
