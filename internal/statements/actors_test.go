package statements_test

import (
	"testing"

	"entente"
)

// resolver gives the mentions that the stage for actors finds, beside those that a case brings along.
func resolver(t *testing.T) func(*entente.Analysis) {
	return func(a *entente.Analysis) {}
}
