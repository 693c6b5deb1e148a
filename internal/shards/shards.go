// Package shards turns readings into finished files and back. A shard is a run of pages of one archive with all that was read
// in them: the records, the pages themselves, tables of the rows, and last its manifest. A shard whose manifest stands is
// finished; one without is made again, with the same bytes.
//
// The files of a shard "8f14e45fceea/000012" are
//
//	records/8f14e45fceea/000012.jsonl.gz   a line of entente.analysis/1 for every document
//	pages/8f14e45fceea/000012.jsonl.gz     a line for every page, with its bytes
//	failed/8f14e45fceea/000012.jsonl       a line for every page that could not be read, if there was any
//	events/8f14e45fceea/000012.parquet     and so statements, figures, ties
//	manifest/8f14e45fceea/000012.json      what it was made from and with, how much is in it, the hash of every file
package shards

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente"
	"entente/internal/export"
)

// A Manifest says what a finished shard was made from and what is in it.
type Manifest struct {
	Shard    string            `json:"shard"`
	Input    string            `json:"input"`           // the archive as it was named
	State    string            `json:"state,omitempty"` // of the archive: size and time, or what its store calls its version
	Size     int               `json:"size"`            // pages that a shard of this run holds
	Chunk    int               `json:"chunk"`           // the how manieth of its archive, from 0
	Last     bool              `json:"last"`            // the archive ends with it
	Versions entente.Versions  `json:"versions"`
	Counts   Counts            `json:"counts"`
	Files    map[string]string `json:"files"` // name → "sha256:…"
}

// Counts are what a shard, or many, hold.
type Counts struct {
	Pages      int `json:"pages"`
	Unread     int `json:"unread"` // pages that could not be read at all
	Documents  int `json:"documents"`
	Failures   int `json:"failures"` // documents with a failure in their record
	Events     int `json:"events"`
	Statements int `json:"statements"`
	Figures    int `json:"figures"`
	Ties       int `json:"ties"`
}

// Add adds other counts.
func (c *Counts) Add(o Counts) {
	c.Pages, c.Unread, c.Documents, c.Failures = c.Pages+o.Pages, c.Unread+o.Unread, c.Documents+o.Documents, c.Failures+o.Failures
	c.Events, c.Statements, c.Figures, c.Ties = c.Events+o.Events, c.Statements+o.Statements, c.Figures+o.Figures, c.Ties+o.Ties
}

// Unread is a page that could not be read.
type Unread struct {
	Source string `json:"source"`
	Error  string `json:"error"`
}

// Name is the name of the n-th shard of an archive.
func Name(input string, n int) string { return fmt.Sprintf("%s/%06d", Folder(input), n) }

// Folder is the part of the name that all shards of an archive share.
func Folder(input string) string { return strings.TrimPrefix(entente.ID("a", input), "a:")[:12] }

// Write makes the files of a shard, its manifest last. m has all but the counts and hashes.
func Write(ctx context.Context, f Files, m Manifest, readings []entente.Reading, unread []Unread) (Manifest, error) {
	w := writer{ctx: ctx, files: f, m: &m}
	m.Files, m.Counts = map[string]string{}, Counts{Pages: len(readings), Unread: len(unread)}
	var records, pages, failed bytes.Buffer
	data := &export.Data{}
	for _, r := range readings {
		line, err := packPage(r)
		if err != nil {
			return m, err
		}
		pages.Write(append(line, '\n'))
		for _, a := range r.Analyses {
			line, err := entente.Encode(a)
			if err != nil {
				return m, err
			}
			records.Write(append(line, '\n'))
			data.Rows = append(data.Rows, entente.Rows(a)...)
			m.Counts.count(a)
		}
	}
	for _, u := range unread {
		line, err := json.Marshal(u)
		if err != nil {
			return m, fmt.Errorf("write shard %s: %w", m.Shard, err)
		}
		failed.Write(append(line, '\n'))
	}
	w.packed("records", records.Bytes())
	w.packed("pages", pages.Bytes())
	if failed.Len() > 0 {
		w.put("failed", ".jsonl", failed.Bytes())
	}
	for _, name := range export.Tables() {
		w.table(name, data)
	}
	if w.err != nil {
		return m, fmt.Errorf("write shard %s: %w", m.Shard, w.err)
	}
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return m, fmt.Errorf("write shard %s: %w", m.Shard, err)
	}
	return m, f.Write(ctx, "manifest/"+m.Shard+".json", append(b, '\n'))
}

func (c *Counts) count(a *entente.Analysis) {
	c.Documents++
	if len(a.Failures) > 0 {
		c.Failures++
	}
	c.Events, c.Statements, c.Figures, c.Ties = c.Events+len(a.Events), c.Statements+len(a.Statements), c.Figures+len(a.Figures), c.Ties+len(a.Ties)
}

// A writer keeps the first error.
type writer struct {
	ctx   context.Context
	files Files
	m     *Manifest
	err   error
}

func (w *writer) put(kind, extension string, b []byte) {
	if w.err != nil {
		return
	}
	name := kind + "/" + w.m.Shard + extension
	w.m.Files[name] = entente.Hash(b)
	w.err = w.files.Write(w.ctx, name, b)
}

func (w *writer) packed(kind string, b []byte) {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		w.err = cmp.Or(w.err, err)
	}
	if err := z.Close(); err != nil {
		w.err = cmp.Or(w.err, err)
	}
	w.put(kind, ".jsonl.gz", out.Bytes())
}

func (w *writer) table(name string, d *export.Data) {
	f, err := export.Find(name + "-parquet")
	var out bytes.Buffer
	if err == nil {
		err = f.Write(&out, d)
	}
	if err != nil {
		w.err = cmp.Or(w.err, err)
		return
	}
	w.put(name, f.Extension, out.Bytes())
}

// Manifests gives the manifests of the finished shards, of one archive where folder is not "", in the order of the archives and of
// the pages in them.
func Manifests(ctx context.Context, f Files, folder string) ([]Manifest, error) {
	prefix := "manifest/"
	if folder != "" {
		prefix += folder + "/"
	}
	names, err := f.List(ctx, prefix)
	if err != nil {
		return nil, err
	}
	var out []Manifest
	for _, name := range names {
		b, err := f.Read(ctx, name)
		if err != nil {
			return nil, err
		}
		var m Manifest
		if err := json.Unmarshal(b, &m); err != nil {
			return nil, fmt.Errorf("read %s: %w: %w", name, entente.ErrInvalid, err)
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Manifest) int { return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.Chunk, b.Chunk)) })
	return out, nil
}

// lines gives the lines of a packed file of a shard.
func lines(ctx context.Context, f Files, kind, shard string, each func([]byte) error) error {
	name := kind + "/" + shard + ".jsonl.gz"
	b, err := f.Read(ctx, name)
	if err != nil {
		return err
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return fmt.Errorf("read %s: %w: %w", name, entente.ErrInvalid, err)
	}
	whole, err := io.ReadAll(z)
	if err != nil {
		return fmt.Errorf("read %s: %w: %w", name, entente.ErrInvalid, err)
	}
	if err := eachLine(whole, each); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func eachLine(b []byte, each func([]byte) error) error {
	for line := range bytes.Lines(b) {
		if err := each(bytes.TrimRight(line, "\n")); err != nil {
			return err
		}
	}
	return nil
}
