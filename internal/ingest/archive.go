package ingest

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"path"
	"strconv"
	"strings"

	"entente"
	"entente/internal/ingest/feed"
	"entente/internal/ingest/sitemap"
	"entente/internal/ingest/warc"
)

// MaxMembers bounds the files that are taken from one zip or tar archive.
const MaxMembers = 1_000_000

// isWebArchive tells a web archive by its first bytes, gzipped or not.
func isWebArchive(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return false
		}
		start := make([]byte, 16)
		n, _ := io.ReadFull(z, start)
		head = start[:n]
	}
	return bytes.HasPrefix(head, []byte("WARC/")) || bytes.HasPrefix(head, []byte("filedesc://"))
}

func isTar(head []byte) bool { return len(head) > 262 && string(head[257:262]) == "ustar" }

// isZip tells a zip archive of files from the formats that are zip archives themselves (DOCX, EPUB …), whose first member is
// named by their standards.
func isZip(head []byte) bool {
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) || len(head) < 30 {
		return false
	}
	n := int(head[26]) | int(head[27])<<8
	name := string(head[30:min(len(head), 30+n)])
	return name != "[Content_Types].xml" && name != "mimetype" && !strings.HasPrefix(name, "word/") && !strings.HasPrefix(name, "_rels/") && !strings.HasPrefix(name, "docProps/")
}

// IsFeed tells RSS, Atom, JSON feeds and sitemaps.
func IsFeed(head []byte) bool {
	head = head[:min(len(head), 2048)]
	for _, mark := range []string{"<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex", "//jsonfeed.org/version/", `\/\/jsonfeed.org\/version\/`} {
		if bytes.Contains(head, []byte(mark)) {
			return !bytes.Contains(bytes.ToLower(head), []byte("<html"))
		}
	}
	return false
}

// readWebArchive yields the pages of a WARC or ARC file from the offset on at which in stands; their sources carry the offset of the record: "news.warc.gz!1024".
func readWebArchive(ctx context.Context, source string, in io.Reader, base int64, yield yield) bool {
	x, err := warc.NewReader(in, base)
	if err != nil {
		return yield(entente.Page{Source: source}, fmt.Errorf("read %s: %w", source, err))
	}
	x.MaxBody = MaxFile
	for ctx.Err() == nil {
		r, err := x.Next()
		var broken *warc.Error
		switch {
		case errors.Is(err, io.EOF):
			return true
		case errors.As(err, &broken): // what could be read of the record follows its error
			if !yield(entente.Page{Source: source + "!" + strconv.FormatInt(broken.Offset, 10)}, fmt.Errorf("read %s: %w", source, err)) {
				return false
			}
			if !r.Page() || len(r.Body) == 0 {
				continue
			}
		case err != nil:
			return yield(entente.Page{Source: source}, fmt.Errorf("read %s: %w", source, err))
		case !r.Page() || len(r.Body) == 0:
			continue
		}
		at := source + "!" + strconv.FormatInt(r.Offset, 10)
		if r.Nth > 0 {
			at += "." + strconv.Itoa(r.Nth)
		}
		if !yield(entente.Page{Source: at, Raw: r.Body, ContentType: r.ContentType, Input: entente.Input{URI: r.URI}}, nil) {
			return false
		}
	}
	return false
}

// readZip needs the whole file, for the directory of a zip archive stands at its end.
func (r Reader) readZip(ctx context.Context, source string, in io.Reader, yield yield) bool {
	raw, err := bounded(in, 16*MaxFile)
	if err != nil {
		return yield(entente.Page{Source: source}, fmt.Errorf("read %s: %w", source, err))
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return yield(entente.Page{Source: source}, fmt.Errorf("read %s: %w: %w", source, entente.ErrInvalid, err))
	}
	for i, f := range z.File {
		name := source + "/" + inside(f.Name)
		if f.FileInfo().IsDir() || hidden(f.Name) || inside(f.Name) == "" {
			continue
		}
		if i >= MaxMembers {
			return yield(entente.Page{Source: source}, fmt.Errorf("read %s: more than %d files in it: %w", source, MaxMembers, entente.ErrTooLarge))
		}
		member, err := f.Open()
		if err != nil {
			if !yield(entente.Page{Source: name}, fmt.Errorf("read %s: %w: %w", name, entente.ErrInvalid, err)) {
				return false
			}
			continue
		}
		more := r.stream(ctx, name, io.LimitReader(member, 4*MaxFile), yield)
		member.Close()
		if !more || ctx.Err() != nil {
			return false
		}
	}
	return true
}

func (r Reader) readTar(ctx context.Context, source string, in io.Reader, yield yield) bool {
	t := tar.NewReader(in)
	for i := 0; ctx.Err() == nil; i++ {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return yield(entente.Page{Source: source}, fmt.Errorf("read %s: %w: %w", source, entente.ErrInvalid, err))
		case i >= MaxMembers:
			return yield(entente.Page{Source: source}, fmt.Errorf("read %s: more than %d files in it: %w", source, MaxMembers, entente.ErrTooLarge))
		case h.Typeflag != tar.TypeReg || hidden(h.Name) || inside(h.Name) == "":
			continue
		}
		if !r.stream(ctx, source+"/"+inside(h.Name), io.LimitReader(t, 4*MaxFile), yield) {
			return false
		}
	}
	return false
}

// inside is the name of a member without anything that leads out of the archive.
func inside(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/")
}

func hidden(name string) bool {
	for _, p := range strings.Split(inside(name), "/") {
		if strings.HasPrefix(p, ".") || p == "__MACOSX" {
			return true
		}
	}
	return false
}

// readFeed yields the items of a feed as pages, with the text that the feed carries. A feed or sitemap that came
// from the web is followed; one in a file is not, for what lies on a disk must not decide what is fetched.
func (r Reader) readFeed(ctx context.Context, source string, in *bufio.Reader, yield yield) bool {
	raw, err := bounded(in, MaxFile)
	if err != nil {
		return yield(entente.Page{Source: source}, fmt.Errorf("read %s: %w", source, err))
	}
	if bytes.Contains(raw[:min(len(raw), 2048)], []byte("<urlset")) || bytes.Contains(raw[:min(len(raw), 2048)], []byte("<sitemapindex")) {
		s, err := sitemap.Parse(raw)
		if err != nil {
			return yield(entente.Page{Source: source, Raw: raw}, fmt.Errorf("read %s: %w", source, err))
		}
		var list []string
		for _, p := range append(s.Pages, s.Sitemaps...) {
			list = append(list, p.URL)
		}
		if r.depth == 0 { // a file: nothing goes out to the network for it
			return yield(entente.Page{Source: source}, fmt.Errorf("read %s: a sitemap in a file is not followed; give its address or a list of addresses: %w", source, entente.ErrForbidden))
		}
		return r.fetch(ctx, source, list, yield)
	}
	f, err := feed.Parse(raw, "")
	if err != nil && !yield(entente.Page{Source: source, Raw: raw}, fmt.Errorf("read %s: %w", source, err)) {
		return false // what could be read follows
	}
	var linked []string
	for i, it := range f.Items {
		if ctx.Err() != nil {
			return false
		}
		if r.depth > 0 && it.URL != "" && len(it.HTML) < teaser {
			linked = append(linked, it.URL)
			continue
		}
		if strings.TrimSpace(it.HTML) == "" { // a headline alone
			if it.HTML = html.EscapeString(it.Title); it.HTML == "" {
				continue
			}
		}
		date, _, _ := strings.Cut(it.Published, "T")
		page := entente.Page{Source: source + "#" + strconv.Itoa(i+1), Raw: []byte("<article>" + it.HTML + "</article>"), ContentType: "text/html; charset=utf-8",
			Input: entente.Input{ID: it.ID, Title: it.Title, Date: date, Publisher: f.Title, URI: it.URL, Authors: it.Authors}}
		if !yield(page, nil) {
			return false
		}
	}
	return len(linked) == 0 || r.fetch(ctx, source, linked, yield)
}

// teaser is the length in bytes under which the text that a feed carries is taken for a teaser of the page it links to.
const teaser = 1500
