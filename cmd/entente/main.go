// Command entente reads what is written about the relations between states and keeps a record that can be checked.
//
// Flags and configuration live here and nowhere else; run is the whole program with its streams given, so that tests call
// what a shell calls.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"entente/internal/stores"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run executes one command line and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot(&app{stdin: stdin, stdout: stdout, stderr: stderr})
	root.SetArgs(args)
	if _, _, err := root.Find(args); err != nil {
		fmt.Fprintln(stderr, "entente: "+strings.TrimSpace(err.Error())+"\nentente --help lists the commands")
		return exitCode(errUsage)
	}
	err := stores.Explained(root.ExecuteContext(ctx))
	if err == nil {
		return 0
	}
	if errors.Is(err, syscall.EPIPE) {
		return 0 // the reader of our output has seen enough
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(stderr, "entente: stopped; what was read is kept, and the same command takes up from there")
		return exitCode(err)
	}
	fmt.Fprintln(stderr, "entente: "+strings.TrimSpace(err.Error()))
	if do := advice(err); do != "" {
		fmt.Fprintln(stderr, "entente: "+do)
	}
	return exitCode(err)
}
