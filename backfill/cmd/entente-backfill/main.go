// Command entente-backfill reads archives of web archives and JSON Lines that outgrow a machine, on Apache Beam: in one process on
// Prism, on Flink or Spark through a job server, on Dataflow. What it writes, entente load takes into a store.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/exec/optimized" // of the functions of Beam itself
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/flink"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/spark"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal"

	"entente"
	"entente/backfill"
	"entente/internal/pipeline"
)

const usage = `entente-backfill [flags] ARCHIVE…

reads archives into finished shards under --out and joins what is told in all of them. Run again with the same flags, it
goes on where it was stopped: finished shards and finished steps are passed over.

  entente-backfill --out out news/*.warc.gz
  entente-backfill --out out --runner flink --endpoint localhost:8099 --environment_type PROCESS \
      --environment_config '{"command": "/opt/entente/entente-backfill"}' --parallelism 8 news/*.warc.gz
  entente-backfill --out 's3://mine/out?region=eu-central-1' 's3://commoncrawl/crawl-data/CC-NEWS/2024/01/*?region=us-east-1&anonymous=true'
  entente load out --db archive.db

An ARCHIVE is a path, a folder, a pattern, or s3:// or gs:// with a bucket and a pattern; their queries name region,
endpoint, use_path_style and anonymous. All that entente read takes from a file is read.

`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if err := start(ctx, args, stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "entente-backfill:", err)
		if errors.Is(err, entente.ErrInvalid) {
			return 2
		}
		return 1
	}
	return 0
}

func start(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if id, endpoint, ok := backfill.Provisioned(args); ok {
		beam.Init() // so that the functions are known
		return backfill.Work(ctx, id, endpoint)
	}
	var j backfill.Job
	var gazetteer, patterns string
	flag.StringVar(&j.Out, "out", "", "folder that all workers see, or s3:// or gs:// with a prefix, to write to")
	flag.IntVar(&j.Pages, "pages", 256, "pages in a shard")
	flag.IntVar(&j.Parts, "parts", 8, "files of each kind of corpus row")
	flag.IntVar(&j.Workers, "workers", 1, "documents under way at once in one shard")
	flag.StringVar(&j.Date, "date", "", "date of documents that carry none, 2022-06-21")
	flag.StringVar(&gazetteer, "gazetteer", "", "folders with tables of your own, joined by commas; the same on all workers")
	flag.StringVar(&patterns, "patterns", "", "folders with patterns of your own, joined by commas; the same on all workers")
	pool := flag.Int("pool", 0, "serve workers on this port of the loopback interface, for the EXTERNAL environment, and do nothing else")
	server := flag.Int("job-server", 0, "serve Prism as a job server on this port, and do nothing else")
	flag.Usage = func() {
		fmt.Fprint(stderr, usage)
		flag.PrintDefaults()
	}
	flag.CommandLine.Parse(args)
	beam.Init()
	switch {
	case *pool != 0:
		return backfill.Pool(ctx, *pool)
	case *server != 0:
		if _, err := prism.CreateJobServer(ctx, prism.Options{Port: *server}); err != nil {
			return fmt.Errorf("job server on port %d: %w", *server, err)
		}
		<-ctx.Done()
		return nil
	}
	if self, err := os.Executable(); err == nil && *jobopts.WorkerBinary == "" {
		*jobopts.WorkerBinary = self // what a runner of containers starts; else Beam builds one from the sources
	}
	j.Inputs, j.Reader = flag.Args(), pipeline.Options{Gazetteer: list(gazetteer), Patterns: list(patterns)}
	r, err := j.Run(ctx, func(ctx context.Context, name string, p *beam.Pipeline) error { return execute(ctx, stderr, name, p) })
	if err != nil {
		return err
	}
	c := r.Counts
	fmt.Fprintf(stdout, "%d shards, %d of them made now: %d pages, %d unread, %d documents, %d with failures; %d events, %d statements, %d figures, %d ties\n",
		r.Shards, r.Made, c.Pages, c.Unread, c.Documents, c.Failures, c.Events, c.Statements, c.Figures, c.Ties)
	fmt.Fprintf(stdout, "%d stories of more than one document, %d happenings, %d links, %d months of dyads: %s/%s\n", r.Stories, r.Happenings, r.Links, r.Panel, j.Out, r.Corpus)
	return nil
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// execute runs one pipeline on the runner of the flags and says what was counted.
func execute(ctx context.Context, stderr io.Writer, name string, p *beam.Pipeline) error {
	fmt.Fprintln(stderr, "job", name)
	r, err := beam.Run(ctx, cmp.Or(*runners.Runner, "prism"), p)
	if err != nil {
		return err
	}
	if r == nil {
		return nil
	}
	for _, c := range r.Metrics().AllMetrics().Counters() {
		if c.Key.Namespace == "entente" {
			fmt.Fprintf(stderr, "  %s: %d\n", c.Key.Name, c.Result())
		}
	}
	return nil
}
