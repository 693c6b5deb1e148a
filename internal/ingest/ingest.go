// Package ingest turns what a caller points at into pages, bytes with their origin: files, folders, standard input, and
// records of JSON Lines or CSV, each of which is a page of its own. What a file is, its bytes say, not its name.
package ingest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"entente"
)

// MaxFile and MaxLine bound what is read into memory at once, in bytes, after decompression.
const (
	MaxFile = 64 << 20
	MaxLine = 16 << 20
)

// A Reader reads what paths name.
type Reader struct {
	// Stdin is what "-" names.
	Stdin io.Reader
	// Web fetches the paths that are addresses; nil refuses them.
	Web *Fetcher
	// Pace bounds how the hosts of a list of addresses are asked.
	Pace Pace
	// Before is what was read before; the zero value knows nothing.
	Before Before

	depth int            // how many feeds and sitemaps led here
	later func([]string) // takes addresses in place of their being fetched
}

// Before is what earlier runs know, asked so that nothing is fetched or read again for nothing. Any of its functions may be nil.
type Before struct {
	// Validators are what a server said of an address when it was fetched last. A page that did not change since comes
	// with ErrUnchanged.
	Validators func(address string) entente.Validators
	// Bookmark is the offset in a web archive of the last page that was read from it, 0 where none was. Reading goes on
	// there, if Had says that the page at that place was read indeed; else from the beginning.
	Bookmark func(archive string) int64
	Had      func(entente.Page) bool
}

// Pages yields the pages of files, folders (in the order of their names, hidden ones left out), "-" for standard input,
// and addresses. A page that cannot be read is yielded with its source and an error, and the rest follows; errors are of
// the kinds entente.ErrNotFound, ErrInvalid, ErrTooLarge, ErrForbidden. A path's "/" is kept in Source on every system.
func Pages(ctx context.Context, paths ...string) iter.Seq2[entente.Page, error] {
	return Reader{Stdin: os.Stdin}.Pages(ctx, paths...)
}

// Pages is as the function of that name, with the reader's settings.
func (r Reader) Pages(ctx context.Context, paths ...string) iter.Seq2[entente.Page, error] {
	return func(yield func(entente.Page, error) bool) {
		for _, path := range paths {
			if !r.path(ctx, path, yield) {
				return
			}
		}
	}
}

// Stream yields the pages of what is read from in, as Pages does of a file named source.
func (r Reader) Stream(ctx context.Context, source string, in io.Reader) iter.Seq2[entente.Page, error] {
	return func(yield func(entente.Page, error) bool) { r.stream(ctx, source, in, yield) }
}

// Fetched yields what a page from the web holds: itself, or the items of a feed with the text that it carries. The addresses
// that a feed or sitemap leads to are not fetched but given to later.
func (r Reader) Fetched(ctx context.Context, page entente.Page, later func(addresses []string)) iter.Seq2[entente.Page, error] {
	r.depth, r.later = 1, later
	return func(yield func(entente.Page, error) bool) {
		if IsFeed(page.Raw) {
			r.readFeed(ctx, page.Source, bufio.NewReader(bytes.NewReader(page.Raw)), yield)
			return
		}
		yield(page, nil)
	}
}

type yield = func(entente.Page, error) bool

func (r Reader) path(ctx context.Context, path string, yield yield) bool {
	switch {
	case ctx.Err() != nil:
		return false
	case path == "-":
		return r.stream(ctx, "-", r.Stdin, yield)
	case strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://"):
		return r.fetch(ctx, path, []string{path}, yield)
	}
	info, err := os.Stat(path)
	if err != nil {
		return yield(entente.Page{Source: filepath.ToSlash(path)}, kind("read "+path, err))
	}
	if !info.IsDir() {
		return r.file(ctx, path, yield)
	}
	more := true
	err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			more = yield(entente.Page{Source: filepath.ToSlash(p)}, kind("read "+p, err))
		case p != path && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.Type().IsRegular():
			more = r.file(ctx, p, yield)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	return more && err == nil
}

func (r Reader) file(ctx context.Context, path string, yield yield) bool {
	source := filepath.ToSlash(path)
	f, err := os.Open(path)
	if err != nil {
		return yield(entente.Page{Source: source}, kind("read "+path, err))
	}
	defer f.Close()
	if at := r.bookmark(ctx, source, f); at > 0 {
		return readWebArchive(ctx, source, f, at, yield)
	}
	return r.stream(ctx, source, f, yield)
}

// bookmark is the offset at which reading of a file goes on, with the file set to it: that of the last page read before,
// where the file is a web archive that still has that page there, else 0.
func (r Reader) bookmark(ctx context.Context, source string, f io.ReadSeeker) int64 {
	if r.Before.Bookmark == nil || r.Before.Had == nil {
		return 0
	}
	at := r.Before.Bookmark(source)
	if at <= 0 {
		return 0
	}
	head := make([]byte, 1<<12)
	n, _ := io.ReadFull(f, head)
	if _, err := f.Seek(at, io.SeekStart); err != nil || !isWebArchive(head[:n]) {
		at = 0
	}
	if at > 0 {
		had := false
		readWebArchive(ctx, source, f, at, func(p entente.Page, err error) bool {
			had = err == nil && r.Before.Had(p)
			return false
		})
		if !had {
			at = 0
		}
	}
	if _, err := f.Seek(at, io.SeekStart); err != nil {
		return 0
	}
	return at
}

// stream reads one file or standard input: records become a page each, everything else one page.
func (r Reader) stream(ctx context.Context, source string, in io.Reader, yield yield) bool {
	if in == nil {
		return yield(entente.Page{Source: source}, fmt.Errorf("read %s: nothing to read from: %w", source, entente.ErrInvalid))
	}
	b := bufio.NewReaderSize(in, 1<<16)
	if head, _ := b.Peek(1 << 12); isWebArchive(head) {
		return readWebArchive(ctx, source, b, 0, yield)
	}
	if magic, _ := b.Peek(2); bytes.Equal(magic, []byte{0x1F, 0x8B}) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return yield(entente.Page{Source: source}, fmt.Errorf("unpack %s: %w: %w", source, entente.ErrInvalid, err))
		}
		b = bufio.NewReaderSize(z, 1<<16)
	}
	head, err := b.Peek(1 << 16)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return yield(entente.Page{Source: source}, kind("read "+source, err))
	}
	switch {
	case isZip(head):
		return r.readZip(ctx, source, b, yield)
	case isTar(head):
		return r.readTar(ctx, source, b, yield)
	case IsFeed(head):
		return r.readFeed(ctx, source, b, yield)
	case isAddresses(head):
		return r.readAddresses(ctx, source, b, yield)
	}
	switch recordKind(head) {
	case jsonLines:
		return readLines(ctx, source, b, yield)
	case jsonArray:
		return readArray(ctx, source, b, yield)
	case csvTable:
		return readCSV(ctx, source, b, yield)
	}
	raw, err := bounded(b, MaxFile)
	page := entente.Page{Source: source, Raw: raw}
	if err != nil {
		page.Raw = nil
		return yield(page, fmt.Errorf("read %s: %w", source, err))
	}
	return yield(page, nil)
}

// bounded reads all there is, up to a limit in bytes.
func bounded(in io.Reader, limit int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) > limit {
		return nil, fmt.Errorf("more than %d MB: %w", limit>>20, entente.ErrTooLarge)
	}
	return raw, nil
}

// kind gives an error of the file system the kind that commands know.
func kind(what string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", what, entente.ErrNotFound)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: %w", what, entente.ErrForbidden)
	}
	return fmt.Errorf("%s: %w", what, err)
}
