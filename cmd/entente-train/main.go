// Command entente-train fits the models that are embedded: of syntax from treebanks, with `classify` that of relations from
// PLOVER relation data.
package main

import (
	"compress/gzip"
	"encoding/gob"
	"flag"
	"fmt"
	"io"
	"os"

	"entente/internal/syntax"
	"entente/internal/syntax/train"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	others := map[string]func([]string, io.Writer) error{"neural": neural, "classify": relations}
	if len(args) > 0 && others[args[0]] != nil {
		if err := others[args[0]](args[1:], stderr); err != nil {
			fmt.Fprintln(stderr, "entente-train:", err)
			return 1
		}
		return 0
	}
	fs := flag.NewFlagSet("entente-train", flag.ContinueOnError)
	gold := fs.String("train", "../shared/gold/ud/train.conllu.gz", "treebank to learn from")
	out := fs.String("out", "internal/syntax/linear.model", "file to write")
	epochs := fs.Int("epochs", 10, "rounds over the treebank")
	seed := fs.Uint64("seed", 1, "seed of the order of sentences")
	if err := fs.Parse(args); err != nil {
		return 2
	}
	if err := fit(*gold, *out, *epochs, *seed, stderr); err != nil {
		fmt.Fprintln(stderr, "entente-train:", err)
		return 1
	}
	return 0
}

func fit(gold, out string, epochs int, seed uint64, log io.Writer) error {
	f, err := os.Open(gold)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	trees, err := syntax.ReadCoNLLU(z)
	if err != nil {
		return fmt.Errorf("read %s: %w", gold, err)
	}
	m := train.Linear(trees, epochs, seed, log)
	w, err := os.Create(out)
	if err != nil {
		return err
	}
	gz, _ := gzip.NewWriterLevel(w, 9)
	if err := gob.NewEncoder(gz).Encode(m); err != nil {
		return err
	}
	if err := gz.Close(); err != nil {
		return err
	}
	return w.Close()
}
