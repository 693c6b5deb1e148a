package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"entente"
)

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

// advice is what can be done about an error that comes from the machine, "" where the error says enough.
func advice(err error) string {
	var name *net.DNSError
	switch {
	case errors.As(err, &name):
		return "is the name right, and is there a network?"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "is there a network?"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing listens there; is the port right?"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "make room, and give the same command again: it takes up where it stopped"
	case errors.Is(err, syscall.EFBIG):
		return "files of that size are not allowed here (ulimit -f)"
	}
	return ""
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
