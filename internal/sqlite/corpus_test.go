package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"entente"
	"entente/internal/corpus/conform"
)

func TestCorpus(t *testing.T) {
	conform.Run(t, func(t *testing.T) entente.Store {
		s, err := Open(context.Background(), filepath.Join(t.TempDir(), "corpus.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}

func TestCrowdedCorpus(t *testing.T) {
	conform.Dense(t, func(t *testing.T) entente.Store {
		s, err := Open(context.Background(), filepath.Join(t.TempDir(), "corpus.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}

func TestFormulas(t *testing.T) {
	conform.Crowd(t, func(t *testing.T) entente.Store {
		s, err := Open(context.Background(), filepath.Join(t.TempDir(), "corpus.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}
