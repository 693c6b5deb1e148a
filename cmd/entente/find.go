package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/clean/pubdate"
	"entente/internal/pipeline"
)

var findParts = []string{"actors", "places", "dates", "events", "statements", "figures"}

func (a *app) findCommand() *cobra.Command {
	var n int
	var date string
	c := &cobra.Command{
		Use:   "find PART [FILE|-|TEXT]",
		Short: "one part alone over texts as they are: actors, places, dates, events, statements or figures",
		Long: `find reads JSON Lines {"id", "text", "date"} and writes a line {"id", "mentions"|"places"|"dates"|"events"|"statements"|
"figures": […]} for each, with spans in code points. Nothing is cleaned. date is the day of the text, 2022-06-21, which
"last Friday" counts from. A line that cannot be read becomes a line with its failure, in its place.

Of a text given on the command line, in quotation marks, or of a file of plain text, it shows what was found in its place, and
the reason of each.`,
		Example: `  entente find dates "They met in Astana last Friday." --date 2022-06-21
  echo '{"id": 1, "text": "They met in Astana last Friday.", "date": "2022-06-21"}' | entente find dates`,
		ValidArgs: findParts,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) > 2 || !slices.Contains(findParts, args[0]) {
				return usage("find takes what to find (%s) and a file, - for standard input, or a text in quotation marks", strings.Join(findParts, ", "))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 2 && isText(args[1]) {
				return a.findText(c.Context(), args[0], args[1], date)
			}
			in, err := a.input(args[1:])
			if err != nil {
				return err
			}
			defer in.Close()
			r := bufio.NewReader(in)
			if len(args) == 2 && args[1] != "-" {
				plain, err := plainText(args[1], r)
				if err != nil {
					return err
				}
				if plain {
					return a.findFile(c.Context(), args[0], r, date)
				}
			}
			return a.find(c.Context(), args[0], r, n)
		},
	}
	c.Flags().IntVar(&n, "workers", workers(), "lines under way at once")
	c.Flags().StringVar(&date, "date", "", "the day of a text given on the command line or as a file of plain text, 2022-06-21")
	return c
}

// input opens the file that an optional argument names, standard input where it is "-" or missing; an argument that is a
// text is itself the input.
func (a *app) input(args []string) (io.ReadCloser, error) {
	if len(args) == 0 || args[0] == "-" {
		return io.NopCloser(a.stdin), nil
	}
	if isText(args[0]) {
		return io.NopCloser(strings.NewReader(args[0])), nil
	}
	f, err := os.Open(args[0])
	if err != nil {
		return nil, told{fmt.Sprintf("%v; a text is given in quotation marks and has two words at least", err), entente.ErrNotFound}
	}
	return f, nil
}

func (a *app) find(ctx context.Context, part string, in io.Reader, n int) error {
	p, err := a.pipeline()
	if err != nil {
		return err
	}
	days := pubdate.New()
	return lines(ctx, in, a.stdout, n, func(line []byte) ([]byte, error) { return findLine(ctx, p, days, part, line) })
}

// findLine answers one line.
func findLine(ctx context.Context, p *pipeline.Pipeline, days *pubdate.Reader, part string, line []byte) ([]byte, error) {
	var q struct {
		ID   json.RawMessage
		Text string
		Date string
	}
	if err := json.Unmarshal(line, &q); err != nil {
		return failed(nil, "the line is not JSON: "+err.Error()), nil
	}
	d := entente.Document{ID: entente.ID("d", string(line)), Text: strings.ToValidUTF8(q.Text, "\uFFFD")}
	if q.Date != "" {
		f, ok := days.First(q.Date)
		if !ok {
			return failed(q.ID, fmt.Sprintf("date %q is not a day", q.Date)), nil
		}
		d.Published = f.Date("input")
	}
	x, err := p.Upto(ctx, d, part)
	if err != nil {
		return nil, err
	}
	return entente.EncodeFound(q.ID, part, x)
}

// failed is the line of a line that could not be read.
func failed(id json.RawMessage, why string) []byte {
	out, err := json.Marshal(struct {
		ID       json.RawMessage   `json:"id,omitempty"`
		Failures []entente.Failure `json:"failures"`
	}{id, []entente.Failure{{Stage: "input", Kind: "invalid", Error: why}}})
	if err != nil { // an id that is no JSON
		return failed(nil, why)
	}
	return out
}

// A job is a line with its answer, once done is closed.
type job struct {
	line []byte
	done chan struct{}
	out  []byte
	err  error
}

// hand puts the lines of a stream into both queues until it ends or the context does.
func hand(ctx context.Context, in io.Reader, queues ...chan<- *job) error {
	r := bufio.NewReaderSize(in, 1<<16)
	for ctx.Err() == nil {
		line, err := r.ReadBytes('\n')
		if trimmed := strings.TrimSpace(string(line)); trimmed != "" {
			j := &job{line: []byte(trimmed), done: make(chan struct{})}
			for _, q := range queues {
				q <- j
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lines answers the lines of a stream on a number of workers, in their order; empty lines are passed over.
func lines(ctx context.Context, in io.Reader, out io.Writer, workers int, answer func([]byte) ([]byte, error)) error {
	if workers < 1 {
		return usage("--workers must be 1 or more, got %d", workers)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs, queue := make(chan *job), make(chan *job, 8*workers)
	var readErr error
	go func() {
		defer close(queue)
		defer close(jobs)
		readErr = hand(ctx, in, queue, jobs)
	}()
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for j := range jobs {
				j.out, j.err = answer(j.line)
				close(j.done)
			}
		})
	}
	w := bufio.NewWriterSize(out, 1<<16)
	var first error
	for j := range queue {
		<-j.done
		if first == nil {
			if first = j.err; first == nil {
				_, first = w.Write(append(j.out, '\n'))
			}
			if first != nil {
				cancel()
			}
		}
	}
	group.Wait()
	if first == nil {
		first = readErr
	}
	if err := w.Flush(); first == nil && err != nil {
		first = fmt.Errorf("write lines: %w", err)
	}
	return first
}
