package postgres

import (
	"context"
	"testing"

	"entente"
	"entente/internal/conformance"
	"entente/internal/postgres/cluster"
)

func TestMain(m *testing.M) { cluster.Main(m) }

// schema is the address of an empty schema.
func schema(t testing.TB) string {
	t.Helper()
	return cluster.Schema(t)
}

func TestConformance(t *testing.T) {
	conformance.Run(t, func(t *testing.T) entente.Store {
		t.Helper()
		s, err := Open(context.Background(), schema(t))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}
