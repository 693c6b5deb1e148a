package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"entente"
	"entente/internal/corpus/conform"
)

func TestCorpus(t *testing.T) { conform.Run(t, fresh) }

func TestCrowdedCorpus(t *testing.T) { conform.Dense(t, fresh) }

func TestFormulas(t *testing.T) { conform.Crowd(t, fresh) }

// fresh is an empty store of its own.
func fresh(t *testing.T) entente.Store {
	t.Helper()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "corpus.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
