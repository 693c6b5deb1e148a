package postgres

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/conformance"
)

// TestManyWriteAtOnce lets eight connections put the same readings in any order: nothing twice, nothing lost.
func TestManyWriteAtOnce(t *testing.T) {
	ctx, address := context.Background(), schema(t)
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			s, err := Open(ctx, address)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			all := conformance.Readings()
			for i := range all {
				r := all[(i+n)%len(all)]
				if n%2 == 1 && i == 0 {
					r.Versions.Entente = "0.0.2"
					for _, a := range r.Analyses {
						a.Versions = r.Versions
					}
				}
				if err := s.Put(ctx, r); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	s, err := OpenExisting(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c, err := s.Check(ctx, func(f string) { t.Error(f) })
	if err != nil || c.Documents != 4 || c.Sources != 4 {
		t.Errorf("checked %+v, %v; want four documents and sources", c, err)
	}
}

func TestWhatIsNoStoreIsSaid(t *testing.T) {
	ctx := context.Background()
	address := schema(t)
	for _, c := range []struct {
		address string
		kind    error
		says    string
	}{
		{address, entente.ErrNotFound, "no record"},
		{strings.Replace(address, "/postgres?", "/nowhere?", 1), entente.ErrNotFound, "createdb"},
		{"postgres://somebody:secret@127.0.0.1:1/x?connect_timeout=2", entente.ErrNotFound, "no server"},
		{"postgres://somebody:secret@127.0.0.1:port/x", entente.ErrInvalid, "address"},
		{address + "_none", entente.ErrNotFound, "schema"},
	} {
		_, err := OpenExisting(ctx, c.address)
		if c.says == "schema" {
			_, err = Open(ctx, c.address)
		}
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, want %v that says %q and no password", c.address, err, c.kind, c.says)
		}
	}
}

// TestOddBytes keeps what a text column cannot hold.
func TestOddBytes(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, schema(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := conformance.Readings()[0]
	r.Page.Source = "odd\xff\x00" + strings.Repeat("x", 9000) + ".txt"
	r.Page.Raw = []byte("\x00\xff raw")
	d := &r.Analyses[0].Document
	d.Source, d.Raw, d.Title = r.Page.Source, entente.Hash(r.Page.Raw), "A\x00title"
	if err := s.Put(ctx, r); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(ctx, r); err != nil {
		t.Fatal(err)
	}
	b, err := s.Source(ctx, d.Raw)
	if err != nil || string(b) != "\x00\xff raw" {
		t.Errorf("source %q, %v", b, err)
	}
	if rows, err := s.Rows(ctx, entente.Filter{}); err != nil || len(rows) != 3 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestLongTextsAreIndexed(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, schema(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := conformance.Readings()[0]
	d := &r.Analyses[0].Document
	var b strings.Builder
	b.WriteString(d.Text)
	for i := range 120_000 {
		b.WriteString(" w" + strings.Repeat(string(rune('a'+i%26)), 1+i%5) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)) + string(rune('a'+i/17576)))
	}
	d.Text = b.String() + " Númenor"
	if err := s.Put(ctx, r); err != nil {
		t.Fatal(err)
	}
	if hits, err := s.Search(ctx, "alliance", entente.Filter{}); err != nil || len(hits) != 1 {
		t.Errorf("got %v, %v; want the document", hits, err)
	}
}

func TestBind(t *testing.T) {
	for query, want := range map[string]string{
		"a = ? AND b IN (?, ?)":      "a = $1 AND b IN ($2, $3)",
		"a = ?1 OR b = ?2 OR c = ?1": "a = $1 OR b = $2 OR c = $1",
		"none":                       "none",
	} {
		if got, _ := (dialect{}).Bind(query, nil); got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
	_, args := (dialect{}).Bind("", []any{"a\x00b\xff", 1})
	if d := cmp.Diff([]any{"a\uFFFDb\uFFFD", 1}, args); d != "" {
		t.Error(d)
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{"Türkiye's  O’Neill, 12.5%": "turkiye s o neill 12 5", "Пу́тин": "путин", "中国 外交部": "中国 外交部", "—": ""} {
		if got := plain(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
