package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/classify"
	"entente/internal/pipeline"
)

func (a *app) classifyCommand() *cobra.Command {
	var n int
	var model string
	c := &cobra.Command{
		Use:   "classify [FILE|-]",
		Short: "the PLOVER relation between two given mentions",
		Long: `classify reads JSON Lines {"id", "text", "source": [start, end], "target": [start, end]} with spans in code points, either of which may
be null, and writes a line {"id", "type", "mode", "quad", "scores"} for each: always one of the sixteen PLOVER types, with the
probability of each. A line that cannot be read becomes a line with its failure, in its place.`,
		Example: `  echo '{"id": 1, "text": "Oslo recognised Palestine.", "source": [0, 4], "target": [16, 25]}' | entente classify`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("classify takes one file, or - for standard input")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			r, err := relator(model)
			if err != nil {
				return err
			}
			in, err := a.input(args)
			if err != nil {
				return err
			}
			defer in.Close()
			return lines(c.Context(), in, a.stdout, n, func(line []byte) ([]byte, error) { return relate(r, line) })
		},
	}
	c.Flags().IntVar(&n, "workers", workers(), "lines under way at once")
	c.Flags().StringVar(&model, "model", "", "a model that entente-train classify wrote, in place of the embedded one")
	return c
}

// relator reads the model of a file, the embedded one for "".
func relator(file string) (*pipeline.Relator, error) {
	if file == "" {
		m, err := classify.Embedded()
		if err != nil {
			return nil, err
		}
		return pipeline.NewRelator(m)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, told{err.Error(), entente.ErrNotFound}
	}
	m, err := classify.ReadModel(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return pipeline.NewRelator(m)
}

// relate answers one line.
func relate(r *pipeline.Relator, line []byte) ([]byte, error) {
	var q struct {
		ID             json.RawMessage
		Text           string
		Source, Target []int
	}
	if err := json.Unmarshal(line, &q); err != nil {
		return failed(nil, "the line is not JSON of the form asked for: "+err.Error()), nil
	}
	q.Text = strings.ToValidUTF8(q.Text, "\uFFFD")
	source, ok1 := bytesOf(q.Text, q.Source)
	target, ok2 := bytesOf(q.Text, q.Target)
	if !ok1 || !ok2 {
		return failed(q.ID, "source or target is not a span [start, end] of the text"), nil
	}
	x, quad := r.Relation(q.Text, source, target)
	for typ, p := range x.Scores {
		x.Scores[typ] = math.Round(p*1e4) / 1e4
	}
	return json.Marshal(struct {
		ID     json.RawMessage    `json:"id,omitempty"`
		Type   string             `json:"type"`
		Mode   string             `json:"mode,omitempty"`
		Quad   int                `json:"quad"`
		Scores map[string]float64 `json:"scores"`
	}{q.ID, x.Type, x.Mode, quad, x.Scores})
}

// bytesOf turns a span of code points into one of bytes; nil for none; false for one that does not lie in the text.
func bytesOf(text string, points []int) (*entente.Span, bool) {
	if points == nil {
		return nil, true
	}
	if len(points) != 2 || points[0] < 0 || points[0] > points[1] || points[1] > utf8.RuneCountInString(text) {
		return nil, false
	}
	at := func(n int) int {
		b := 0
		for ; n > 0; n-- {
			_, size := utf8.DecodeRuneInString(text[b:])
			b += size
		}
		return b
	}
	return &entente.Span{Start: at(points[0]), End: at(points[1])}, true
}
