package backfill

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"entente"
	"entente/internal/ingest"
	"entente/internal/pipeline"
	"entente/internal/shards"
)

// readPipeline reads archives into shards. An archive cannot be split, so the pages are dealt out again after it is opened.
func (j *Job) readPipeline() *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	s = s.Scope("read")
	archives := beam.Reshuffle(s, beam.ParDo(s, &matchFn{}, beam.CreateList(s, j.Inputs)))
	runs := beam.Reshuffle(s, beam.ParDo(s, &cutFn{*j}, archives))
	beam.ParDo0(s, &analyseFn{*j}, runs)
	return p
}

// A matchFn turns a pattern into archives.
type matchFn struct{}

func (*matchFn) ProcessElement(ctx context.Context, pattern string, emit func(string)) error {
	found, err := Match(ctx, pattern)
	if err != nil {
		return err
	}
	for _, in := range found {
		b, err := json.Marshal(in)
		if err != nil {
			return err
		}
		emit(string(b))
	}
	return nil
}

// A run is the pages of a shard that is still to be made.
type run struct {
	Manifest shards.Manifest
	Items    []item
}

// An item is a page, or why it could not be had.
type item struct {
	Page entente.Page
	Err  string
}

// A cutFn cuts an archive into runs of pages and passes on those of which no finished shard stands.
type cutFn struct{ Job Job }

var (
	passed  = beam.NewCounter("entente", "shards passed over")
	made    = beam.NewCounter("entente", "shards made")
	pages   = beam.NewCounter("entente", "pages")
	unread  = beam.NewCounter("entente", "pages unread")
	texts   = beam.NewCounter("entente", "documents")
	failed  = beam.NewCounter("entente", "documents with failures")
	eventsC = beam.NewCounter("entente", "events")
)

func (f *cutFn) ProcessElement(ctx context.Context, element string, emit func(string, []byte)) error {
	var in Input
	if err := json.Unmarshal([]byte(element), &in); err != nil {
		return err
	}
	finished, whole, err := f.finished(ctx, in)
	if err != nil {
		return err
	}
	if whole {
		passed.Inc(ctx, int64(len(finished)))
		return nil
	}
	r, err := in.stream(ctx)
	if err != nil {
		return fmt.Errorf("open %s: %w", in.Name, err)
	}
	defer r.Close()
	watched := &watched{r: r}
	var held *run
	pass := func(last bool) error {
		if held == nil || finished[held.Manifest.Chunk] {
			return nil
		}
		held.Manifest.Last = last
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(held); err != nil {
			return fmt.Errorf("pack pages of %s: %w", in.Name, err)
		}
		emit(held.Manifest.Shard, b.Bytes())
		return nil
	}
	n := 0
	for page, err := range (ingest.Reader{}).Stream(ctx, in.Name, watched) {
		if n%f.Job.Pages == 0 {
			if err := pass(false); err != nil {
				return err
			}
			held = f.start(in, n/f.Job.Pages)
		}
		n++
		if finished[held.Manifest.Chunk] {
			continue
		}
		x := item{Page: page}
		x.Page.Input.DateElse = f.Job.Date
		if err != nil {
			x.Err = err.Error()
		}
		held.Items = append(held.Items, x)
	}
	if err := errors.Join(ctx.Err(), watched.err); err != nil {
		return fmt.Errorf("read %s: %w", in.Name, err) // may pass; the runner tries again
	}
	if held == nil {
		held = f.start(in, 0)
	}
	passed.Inc(ctx, int64(len(finished)))
	return pass(true)
}

func (f *cutFn) start(in Input, n int) *run {
	return &run{Manifest: shards.Manifest{Shard: shards.Name(in.Name, n), Input: in.Name, State: in.State, Size: f.Job.Pages, Chunk: n, Versions: f.Job.Versions}}
}

// finished gives the shards of an archive that stand, made from the same bytes with the same versions; whole says that these are
// all.
func (f *cutFn) finished(ctx context.Context, in Input) (done map[int]bool, whole bool, err error) {
	out, err := Open(ctx, f.Job.Out)
	if err != nil {
		return nil, false, err
	}
	kept, err := shards.Manifests(ctx, out, shards.Folder(in.Name))
	if err != nil {
		return nil, false, err
	}
	done = map[int]bool{}
	last := -1
	for _, m := range kept {
		if m.Input != in.Name || m.State != in.State || m.Size != f.Job.Pages || m.Versions != f.Job.Versions {
			continue
		}
		done[m.Chunk] = true
		if m.Last {
			last = m.Chunk
		}
	}
	return done, last >= 0 && len(done) == last+1, nil
}

// watched notes the error of a stream that is not its end.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// An analyseFn reads the pages of a shard and writes it.
type analyseFn struct{ Job Job }

func (f *analyseFn) ProcessElement(ctx context.Context, shard string, b []byte) error {
	var r run
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&r); err != nil {
		return fmt.Errorf("unpack pages of %s: %w", shard, err)
	}
	p, err := reader(f.Job.Reader)
	if err != nil {
		return err
	}
	if p.Versions() != r.Manifest.Versions {
		return fmt.Errorf("this worker reads with %+v, the job with %+v: %w", p.Versions(), r.Manifest.Versions, entente.ErrConflict)
	}
	out, err := Open(ctx, f.Job.Out)
	if err != nil {
		return err
	}
	var readings []entente.Reading
	var missed []shards.Unread
	err = p.Run(ctx, r.pages, f.Job.Workers, func(x pipeline.Result) error {
		if x.Err != nil {
			missed = append(missed, shards.Unread{Source: x.Page.Source, Error: x.Err.Error()})
			return nil
		}
		readings = append(readings, entente.Reading{Page: x.Page, Versions: r.Manifest.Versions, Analyses: x.Analyses})
		return nil
	})
	if err != nil {
		return err
	}
	m, err := shards.Write(ctx, out, r.Manifest, readings, missed)
	if err != nil {
		return err
	}
	made.Inc(ctx, 1)
	pages.Inc(ctx, int64(m.Counts.Pages))
	unread.Inc(ctx, int64(m.Counts.Unread))
	texts.Inc(ctx, int64(m.Counts.Documents))
	failed.Inc(ctx, int64(m.Counts.Failures))
	eventsC.Inc(ctx, int64(m.Counts.Events))
	return nil
}

// pages gives the pages of a run in their order.
func (r *run) pages(yield func(entente.Page, error) bool) {
	for _, x := range r.Items {
		var err error
		if x.Err != "" {
			err = errors.New(x.Err)
		}
		if !yield(x.Page, err) {
			return
		}
	}
}
