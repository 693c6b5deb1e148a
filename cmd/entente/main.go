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

	"entente"
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
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	if _, _, err := root.Find(args); err != nil {
		fmt.Fprintln(stderr, "entente: "+strings.TrimSpace(err.Error())+"\nentente --help lists the commands")
		return exitCode(errUsage)
	}
	err := root.ExecuteContext(ctx)
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
	return exitCode(err)
}

// errUsage marks a command line that cannot be understood.
var errUsage = errors.New("usage")

// exits is the table of error kinds and exit codes. The first kind that an error is decides.
var exits = []struct {
	kind error
	code int
	says string
}{
	{errUsage, 2, "the command line is not understood"},
	{entente.ErrNotFound, 3, "a file, row, name or store is not there"},
	{entente.ErrInvalid, 4, "the input is damaged or of another form"},
	{entente.ErrUnsupported, 5, "the input cannot be read yet"},
	{entente.ErrTooLarge, 6, "the input is too large"},
	{entente.ErrForbidden, 7, "not allowed"},
	{entente.ErrConflict, 8, "something else stands against it"},
	{context.Canceled, 130, "interrupted"},
}

func exitCode(err error) int {
	for _, x := range exits {
		if errors.Is(err, x.kind) {
			return x.code
		}
	}
	return 1
}

// usage makes an error of the command line, which says what to do.
func usage(format string, args ...any) error {
	return told{fmt.Sprintf(format, args...), errUsage}
}

// told is an error with its own words and a kind that only exit codes see.
type told struct {
	words string
	kind  error
}

func (t told) Error() string { return t.words }
func (t told) Unwrap() error { return t.kind }
