package postgres

import (
	"context"
	"testing"

	"entente"
	"entente/internal/corpus/conform"
)

func TestCorpus(t *testing.T) {
	conform.Run(t, func(t *testing.T) entente.Store {
		t.Helper()
		s, err := Open(context.Background(), schema(t))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}

func TestCrowdedCorpus(t *testing.T) {
	conform.Dense(t, func(t *testing.T) entente.Store {
		t.Helper()
		s, err := Open(context.Background(), schema(t))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}

func TestFormulas(t *testing.T) {
	conform.Crowd(t, func(t *testing.T) entente.Store {
		t.Helper()
		s, err := Open(context.Background(), schema(t))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}
