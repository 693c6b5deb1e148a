package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/export"
	"entente/internal/gazetteer"
	"entente/internal/ingest/warc"
	"entente/internal/ontology"
	"entente/internal/pipeline"
)

func (a *app) exportCommand() *cobra.Command {
	q, out, archive := &question{}, "", false
	var list strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&list, "  %-19s %s\n", f.Name, f.About)
	}
	fmt.Fprintf(&list, "  %-19s %s\n", "warc", "the kept sources as a web archive")
	fmt.Fprintf(&list, "  %-19s %s\n", "codebook", "what the columns of the tables mean")
	c := &cobra.Command{
		Use:   "export FORMAT | export --warc",
		Short: "rows and sources in the forms that others read: CSV, Parquet, XLSX, GDELT, GeoJSON, BibTeX …",
		Long: "export writes what a filter lets through in one of these forms:\n\n" + list.String() +
			"\nDenied and hypothetical events stay in the tables and are left out of the coded formats, which have no place for a status.",
		Example: "  entente export xlsx --dyad KAZ,CHN --out kaz-chn.xlsx\n  entente export gdelt --since 2020 > events.CSV\n  entente export --warc --out sources.warc",
		Args: func(c *cobra.Command, args []string) error {
			if archive && len(args) == 0 {
				return nil
			}
			return exactly("FORMAT")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if archive {
				if args = append(args, "warc"); args[0] != "warc" {
					return usage("--warc is a form of its own: leave %s away", args[0])
				}
			}
			if err := a.settle(q); err != nil {
				return err
			}
			return a.to(out, func(w io.Writer) error { return a.export(c.Context(), args[0], q, w) })
		},
	}
	q.flags(c, true)
	c.Flags().MarkHidden("format")
	c.Flags().BoolVar(&archive, "warc", false, "the kept sources as a web archive, as the form warc")
	c.Flags().StringVar(&out, "out", "", "file to write to (standard output)")
	return c
}

// to writes to a file, which appears only when it is whole, or to standard output.
func (a *app) to(path string, f func(io.Writer) error) error {
	if path == "" {
		w := bufio.NewWriter(a.stdout)
		if err := f(w); err != nil {
			return err
		}
		return w.Flush()
	}
	file, err := os.CreateTemp(dirOf(path), ".entente-*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write %s: there is no folder %s: %w", path, filepath.Clean(dirOf(path)), entente.ErrNotFound)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(file.Name())
	w := bufio.NewWriter(file)
	if err := f(w); err != nil {
		file.Close()
		return err
	}
	if err := w.Flush(); err != nil {
		file.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Chmod(file.Name(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(file.Name(), path)
}

func dirOf(path string) string {
	if i := strings.LastIndexAny(path, `/\`); i >= 0 {
		return path[:i+1]
	}
	return "."
}

func (a *app) export(ctx context.Context, format string, q *question, w io.Writer) error {
	if format == "codebook" {
		for _, c := range export.Codebook() {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", c.Table, c.Name, c.Type, c.About)
		}
		return nil
	}
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if format == "warc" {
		return a.exportSources(ctx, s, q.Filter, w)
	}
	f, err := export.Find(format)
	if err != nil {
		return err
	}
	d, err := a.data(ctx, s, q.Filter)
	if err != nil {
		return err
	}
	return f.Write(w, d)
}

// data gathers what the formats write.
func (a *app) data(ctx context.Context, s entente.Store, f entente.Filter) (*export.Data, error) {
	g, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	scheme, err := ontology.Load()
	if err != nil {
		return nil, err
	}
	d := &export.Data{Version: pipeline.Release, Countries: states{g}, CAMEO: cameo{scheme}}
	if d.Rows, err = s.Rows(ctx, f); err != nil {
		return nil, err
	}
	if d.Documents, err = s.Documents(ctx, f); err != nil {
		return nil, err
	}
	records := map[string]*entente.Analysis{}
	record := func(id string) *entente.Analysis {
		if records[id] == nil {
			x, err := s.Document(ctx, id)
			if err != nil {
				x = &entente.Analysis{} // a row without its text
			}
			records[id] = &entente.Analysis{Document: entente.Document{Text: x.Document.Text}, Sentences: x.Sentences}
		}
		return records[id]
	}
	d.Text = func(id string) string { return record(id).Document.Text }
	d.Sentences = func(id string) (out []entente.Span) {
		for _, x := range record(id).Sentences {
			out = append(out, x.Span)
		}
		return out
	}
	return d, nil
}

// cameo gives the exports what they need of the crosswalk.
type cameo struct{ o *ontology.Ontology }

func (c cameo) Label(code string) string {
	x, _ := c.o.Code(code)
	return x.Label
}

func (c cameo) Goldstein(code string) (float64, bool) {
	x, ok := c.o.Code(code)
	return x.Goldstein, ok
}

// exportSources writes the kept sources of the documents that a filter lets through, each once, as a web archive.
func (a *app) exportSources(ctx context.Context, s entente.Store, f entente.Filter, w io.Writer) error {
	docs, err := s.Documents(ctx, f)
	if err != nil {
		return err
	}
	out, err := warc.NewWriter(w, "entente "+pipeline.Release, "2000-01-01T00:00:00Z")
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, d := range docs {
		if done[d.Raw] {
			continue
		}
		done[d.Raw] = true
		b, err := s.Source(ctx, d.Raw)
		if err != nil {
			return err
		}
		seen, err := s.Sightings(ctx, d.Raw)
		if err != nil {
			return err
		}
		uri, at := d.Source, "2000-01-01T00:00:00Z"
		if d.URL != "" {
			uri = d.URL
		}
		if len(seen) > 0 && seen[0].At != "" {
			at = seen[0].At
		}
		if !strings.Contains(uri, "://") {
			uri = "file:///" + strings.TrimPrefix(uri, "/")
		}
		if err := out.Resource(uri, at, "application/octet-stream", b); err != nil {
			return err
		}
	}
	return nil
}

// states gives the exports what they need of the gazetteer.
type states struct{ g *gazetteer.Gazetteer }

func (s states) Name(code string) string {
	if x := s.g.States[code]; x != nil {
		return x.Name
	}
	if x := s.g.Organisations[code]; x != nil {
		return x.Name
	}
	return ""
}

func (s states) COW(code string) string {
	if x := s.g.States[code]; x != nil && x.COW != 0 {
		return strconv.Itoa(x.COW)
	}
	return ""
}
