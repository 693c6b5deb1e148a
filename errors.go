package entente

import "errors"

// The kinds of errors, to be tested with errors.Is. Commands turn them into exit codes, the web into HTTP status.
var (
	ErrNotFound    = errors.New("not found")
	ErrInvalid     = errors.New("invalid input")
	ErrUnsupported = errors.New("cannot be read yet")
	ErrTooLarge    = errors.New("too large")
	ErrForbidden   = errors.New("not allowed")
	ErrConflict    = errors.New("conflict")
)
