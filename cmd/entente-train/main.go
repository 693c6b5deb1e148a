// Command entente-train fits the syntax model from treebanks and writes the file that package syntax embeds.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "entente-train:", err)
		os.Exit(1)
	}
}
