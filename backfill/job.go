package backfill

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"entente"
	"entente/internal/pipeline"
	"entente/internal/shards"
)

// A Job is what a backfill is asked to do. It travels to the workers as JSON.
type Job struct {
	Inputs   []string // paths, folders and patterns; "s3://bucket/prefix*?region=…", "gs://bucket/prefix*"
	Out      string   // a folder that all workers see, or a bucket with a prefix
	Pages    int      // in a shard
	Parts    int      // files of each kind of corpus row
	Workers  int      // documents under way at once in one shard
	Date     string   // of documents that carry none
	Reader   pipeline.Options
	Versions entente.Versions // of the reader; a worker with others refuses
}

// An Execute runs one Beam pipeline to its end.
type Execute func(ctx context.Context, name string, p *beam.Pipeline) error

// A Report says what stands when a job has ended.
type Report struct {
	Shards, Made int // finished, and how many of them by this run
	Counts       shards.Counts
	Corpus       string // where the corpus rows lie under Out
	Stories      int    // of more than one document
	Happenings   int
	Links        int
	Panel        int
}

// Check fills in what was left out and says what is wrong.
func (j *Job) Check() error {
	for _, n := range []struct {
		value *int
		usual int
	}{{&j.Pages, 256}, {&j.Parts, 8}, {&j.Workers, 1}} {
		if *n.value == 0 {
			*n.value = n.usual
		}
		if *n.value < 0 {
			return fmt.Errorf("pages, parts and workers are positive numbers: %w", entente.ErrInvalid)
		}
	}
	if len(j.Inputs) == 0 || j.Out == "" {
		return fmt.Errorf("a backfill needs archives to read and a place to write to: %w", entente.ErrInvalid)
	}
	p, err := reader(j.Reader)
	if err != nil {
		return err
	}
	j.Versions = p.Versions()
	return nil
}

// Run does what is not done yet.
func (j *Job) Run(ctx context.Context, execute Execute) (Report, error) {
	var r Report
	if err := j.Check(); err != nil {
		return r, err
	}
	out, err := Open(ctx, j.Out)
	if err != nil {
		return r, err
	}
	before, err := shards.Manifests(ctx, out, "")
	if err != nil {
		return r, err
	}
	had := map[string]string{}
	for _, m := range before {
		had[m.Shard] = key([]shards.Manifest{m})
	}
	if err := execute(ctx, "entente-read", j.readPipeline()); err != nil {
		return r, fmt.Errorf("read: %w; what is finished stays, the same command goes on from there", err)
	}
	finished, err := shards.Manifests(ctx, out, "")
	if err != nil {
		return r, err
	}
	for _, m := range finished {
		r.Shards++
		r.Counts.Add(m.Counts)
		if had[m.Shard] != key([]shards.Manifest{m}) {
			r.Made++
		}
	}
	if len(finished) == 0 {
		return r, fmt.Errorf("nothing was found at %q: %w", j.Inputs, entente.ErrNotFound)
	}
	r.Corpus = "corpus/" + key(finished)
	return r, j.across(ctx, out, execute, &r)
}

// across makes the corpus rows of all finished shards, each step once.
func (j *Job) across(ctx context.Context, out shards.Files, execute Execute, r *Report) error {
	c := corpusJob{Job: *j, At: r.Corpus}
	for _, step := range []struct {
		name string
		run  func() error
	}{
		{"like", func() error { return execute(ctx, "entente-like", c.likePipeline()) }},
		{"stories", func() error { return c.stories(ctx, out) }},
		{"happenings", func() error { return execute(ctx, "entente-happenings", c.happeningsPipeline()) }},
	} {
		done := c.At + "/" + step.name + ".done"
		if _, err := out.Read(ctx, done); err == nil {
			continue
		} else if !errors.Is(err, entente.ErrNotFound) {
			return err
		}
		if err := step.run(); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
		if err := out.Write(ctx, done, nil); err != nil {
			return err
		}
	}
	for kind, n := range map[string]*int{"stories": &r.Stories, "happenings": &r.Happenings, "links": &r.Links, "panel": &r.Panel} {
		if err := eachFile(ctx, out, c.At+"/"+kind+"/", func([]byte) error { *n++; return nil }); err != nil {
			return err
		}
	}
	return nil
}

// key names what a set of shards holds.
func key(m []shards.Manifest) string {
	var all []string
	for _, x := range m {
		all = append(all, x.Shard+" "+x.Files["records/"+x.Shard+".jsonl.gz"])
	}
	slices.Sort(all)
	b, _ := json.Marshal(all) // strings only
	return entente.Version(b)
}

// part is the file, of n, that a line or key belongs into.
func part(s string, n int) int {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return int(h % uint32(n))
}

// A writeFn writes the lines of a part, sorted and each once, so that a second try writes the same file.
type writeFn struct {
	Out, Kind string
}

func (f *writeFn) ProcessElement(ctx context.Context, n int, lines func(*[]byte) bool) error {
	out, err := Open(ctx, f.Out)
	if err != nil {
		return err
	}
	var all []string
	var line []byte
	for lines(&line) {
		all = append(all, string(line))
	}
	slices.Sort(all)
	var b []byte
	for _, l := range slices.Compact(all) {
		b = append(append(b, l...), '\n')
	}
	return out.Write(ctx, f.Kind+"/"+pad(n)+".jsonl", b)
}

func pad(n int) string {
	s := strconv.Itoa(n)
	return "00000"[:max(0, 5-len(s))] + s
}

// write sends lines keyed by part into files of a kind.
func write(s beam.Scope, out, kind string, lines beam.PCollection) {
	s = s.Scope("write " + kind)
	beam.ParDo0(s, &writeFn{Out: out, Kind: kind}, beam.GroupByKey(s, lines))
}

// Beam finds the functions of a worker, and what they hand on, by these names. They are called by reflection: what each does is so
// much more than a call that wrappers would not be felt.
func init() {
	for _, f := range []any{
		writeFn{}, matchFn{}, cutFn{}, analyseFn{},
		shardsFn{}, sketchFn{}, sameFn{}, bandFn{}, leastFn{}, least{}, pairFn{}, enoughFn{}, sendFn{}, compareFn{},
		rowsFn{}, storiesFn{}, tellFn{}, joinFn{}, sumFn{}, panelFn{}, tableFn{},
	} {
		beam.RegisterType(reflect.TypeOf(f))
	}
}
