// Command entente-train fits the models that are embedded: with `syntax` the tagger and parser from treebanks, with
// `classify` the relation classifier from PLOVER relation data.
package main

import (
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	commands := map[string]func([]string, io.Writer) error{"syntax": neural, "classify": relations, "lemmas": lemmas}
	if len(args) == 0 || commands[args[0]] == nil {
		fmt.Fprintln(stderr, "usage: entente-train syntax|classify [flags]")
		return 2
	}
	if err := commands[args[0]](args[1:], stderr); err != nil {
		fmt.Fprintln(stderr, "entente-train:", err)
		return 1
	}
	return 0
}
