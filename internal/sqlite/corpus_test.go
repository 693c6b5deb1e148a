package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente"
	"entente/internal/conformance"
	"entente/internal/corpus"
	"entente/internal/corpus/conform"
	"entente/internal/ontology"
)

func TestCorpus(t *testing.T) { conform.Run(t, fresh) }

func TestCrowdedCorpus(t *testing.T) { conform.Dense(t, fresh) }

func TestFormulas(t *testing.T) { conform.Crowd(t, fresh) }

func TestWideStory(t *testing.T) { conform.Wide(t, fresh) }

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

// TestStillAnswers asks a file that may not be written and whose corpus rows are out of date: the answers are those of a file that is
// brought up to date.
func TestStillAnswers(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "still.db")
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 150 {
		if err := s.Put(ctx, conformance.Reading(i)); err != nil {
			t.Fatal(err)
		}
	}
	copied := path + ".copy"
	if err := errors.Join(s.Backup(ctx, copied), s.Close()); err != nil {
		t.Fatal(err)
	}
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := corpus.KindsOf(o)
	if err != nil {
		t.Fatal(err)
	}
	still, err := openStill(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer still.Close()
	if err := still.Backup(ctx, path+".second"); err != nil {
		t.Errorf("a file that may not be written cannot be copied: %v", err)
	}
	if s, err = Open(ctx, copied); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, f := range []entente.Filter{{}, {Actor: "ALFA"}, {Dyad: [2]string{"ALFA", "BRAV"}}, {Dyad: [2]string{"ALFA", "BRAV"}, Since: "1992-01-01", Until: "2022-12-31", Limit: 3, Skip: 1},
		{Actor: "ECHO", Newest: true, Limit: 5}, {Class: []string{"visit"}, Status: []string{"denied"}}} {
		want, err := corpus.Of(ctx, s, kinds, f)
		if err != nil {
			t.Fatal(err)
		}
		got, err := corpus.Of(ctx, still, kinds, f)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%+v: the file that may not be written answers otherwise:\n%s", f, d)
		}
		if len(f.Status) == 0 && len(want.Happenings) == 0 {
			t.Errorf("%+v: nothing is tested", f)
		}
	}
}
