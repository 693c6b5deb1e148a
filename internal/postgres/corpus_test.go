package postgres

import (
	"context"
	"testing"

	"entente"
	"entente/internal/corpus/conform"
)

func TestCorpus(t *testing.T) { conform.Run(t, fresh) }

func TestCrowdedCorpus(t *testing.T) { conform.Dense(t, fresh) }

func TestFormulas(t *testing.T) { conform.Crowd(t, fresh) }

func TestWideStory(t *testing.T) { conform.Wide(t, fresh) }

// fresh is an empty store of its own.
func fresh(t *testing.T) entente.Store {
	t.Helper()
	s, err := Open(context.Background(), schema(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
