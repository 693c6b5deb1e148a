package reading_test

import (
	"context"
	"strings"
	"testing"

	"entente"
	"entente/internal/views/reading"
	"entente/internal/views/viewstest"
)

// TestReadings holds every document laid out against its text: the segments of a part are its text, the stretches the
// source, and every row has one place.
func TestReadings(t *testing.T) {
	d, ctx := viewstest.Open(t), context.Background()
	all, err := d.Store.Documents(ctx, entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	dropped := 0
	for _, b := range all {
		a, err := d.Store.Document(ctx, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		x, err := reading.Of(ctx, d.Desk, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		if x.Outdated {
			t.Errorf("%s: the source reads otherwise than a moment ago", b.Title)
		}
		anchors := map[string]int{}
		for i, p := range x.Parts {
			var text strings.Builder
			for _, s := range p.Segments {
				text.WriteString(s.Text)
				for _, id := range s.Anchors {
					anchors[id]++
				}
			}
			if got, want := text.String(), a.Document.Parts[i].In(a.Document.Text); got != want {
				t.Errorf("%s, part %d: got %q, want %q", b.Title, i, got, want)
			}
		}
		for _, r := range x.Rows {
			if anchors[r.ID] != 1 {
				t.Errorf("%s: %s %q has %d places, want 1", b.Title, r.ID, r.What, anchors[r.ID])
			}
		}
		for _, s := range x.Raw {
			if s.Reason != "" {
				dropped++
			}
		}
		if len(x.Raw) == 0 {
			t.Errorf("%s: no source beside it", b.Title)
		}
	}
	if dropped < 5 {
		t.Errorf("%d stretches were left out in all examples, want some of the web page", dropped)
	}
}
