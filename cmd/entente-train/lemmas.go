package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"entente/internal/syntax/train"
)

// lemmas learns the lemmas of a syntax model again from a treebank.
func lemmas(args []string, log io.Writer) error {
	fs := flag.NewFlagSet("entente-train lemmas", flag.ContinueOnError)
	gold := fs.String("train", "../shared/gold/ud/train.conllu.gz", "treebank to learn from")
	model := fs.String("model", "internal/syntax/syntax.model", "model file to change")
	out := fs.String("out", "internal/syntax/syntax.model", "file to write")
	if err := fs.Parse(args); err != nil {
		return err
	}
	trees, err := read(*gold)
	if err != nil {
		return err
	}
	b, err := os.ReadFile(*model)
	if err != nil {
		return err
	}
	changed, err := train.Relemma(b, trees)
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "entente-train: %d bytes, %d before: %s\n", len(changed), len(b), *out)
	return os.WriteFile(*out, changed, 0o644)
}
