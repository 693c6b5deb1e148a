package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"entente/internal/classify"
	"entente/internal/eval/done"
	"entente/internal/pipeline"
)

// relations fits the relation classifier on rows of PLOVER relation data and writes the file that package classify embeds,
// or one that entente classify takes with --model. The same rows give the same bytes.
func relations(args []string, log io.Writer) error {
	fs := flag.NewFlagSet("entente-train classify", flag.ContinueOnError)
	rows := fs.String("train", "../shared/gold/plover/plv-train.jsonl", `JSON Lines {"text", "source", "target", "type"} to learn from`)
	out := fs.String("out", "internal/classify/relations.model", "file to write")
	if err := fs.Parse(args); err != nil {
		return err
	}
	data, err := done.Relations(*rows)
	if err != nil {
		return err
	}
	r, err := pipeline.NewRelator(nil)
	if err != nil {
		return err
	}
	seeds, err := done.Seeds(r)
	if err != nil {
		return err
	}
	m := r.Classifier.Fit(append(seeds, done.Examples(r, data)...), classify.Defaults())
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	if err := m.Write(f); err != nil {
		return err
	}
	fmt.Fprintf(log, "entente-train: %d rows, %d classes, slope %.2f: %s\n", len(data), len(m.Classes), m.Slope, *out)
	return f.Close()
}
