package conformance

import (
	"context"
	"errors"
	"testing"

	"entente"
)

// fetches keeps every time an address was asked, with what the server said of the version, and finds the place in an archive
// at which reading goes on.
func fetches(t *testing.T, open func(*testing.T) entente.Store) {
	s, ctx := open(t), context.Background()
	const address = "https://news.example/a"
	if v, err := s.Validators(ctx, address); err != nil || v != (entente.Validators{}) {
		t.Errorf("an address never asked: %+v, %v; want nothing", v, err)
	}
	if err := s.Unchanged(ctx, address, "2025-05-06T10:00:00Z"); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("unchanged before it was fetched: %v, want not found", err)
	}
	r := readings()[0]
	r.Page.Source, r.At, r.Page.Validators = address, "2025-05-06T10:00:00Z", entente.Validators{ETag: `"v1"`, Modified: "Tue, 06 May 2025 09:00:00 GMT"}
	if err := s.Put(ctx, r); err != nil {
		t.Fatal(err)
	}
	if v, err := s.Validators(ctx, address); err != nil || v != r.Page.Validators {
		t.Errorf("validators %+v, %v; want %+v", v, err, r.Page.Validators)
	}
	if err := s.Unchanged(ctx, address, "2025-05-07T10:00:00Z"); err != nil {
		t.Error(err)
	}
	seen, err := s.Sightings(ctx, entente.Hash(r.Page.Raw))
	if err != nil || len(seen) != 2 || seen[1].At != "2025-05-07T10:00:00Z" || seen[1].ETag != `"v1"` {
		t.Errorf("sightings %+v, %v; want two, the later one unchanged", seen, err)
	}
	if got := documents(t, s, entente.Filter{}); len(got) != 1 {
		t.Errorf("%d documents, want 1", len(got))
	}
	bookmarks(t, s)
}

func bookmarks(t *testing.T, s entente.Store) {
	ctx := context.Background()
	if _, _, err := s.Bookmark(ctx, "a.warc.gz", versions); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("an archive never read: %v, want not found", err)
	}
	want := ""
	for i, r := range readings()[1:] {
		r.Page.Source = []string{"a.warc.gz!99", "a.warc.gz!1000.1", "a.warc.gz.old!5000"}[i%3]
		if err := s.Put(ctx, r); err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			want = entente.Hash(r.Page.Raw)
		}
	}
	offset, hash, err := s.Bookmark(ctx, "a.warc.gz", versions)
	if want != "" && (offset != 1000 || hash != want || err != nil) {
		t.Errorf("bookmark %d %s, %v; want 1000 %s", offset, hash, err, want)
	}
	if _, _, err := s.Bookmark(ctx, "a.warc.gz", entente.Versions{Entente: "another"}); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("read with other versions: %v, want not found", err)
	}
}
