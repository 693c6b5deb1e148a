package main

import (
	"context"
	"io"
	"strings"
	"testing"

	"entente"
	"entente/internal/dossier"
)

// TestFootnotesLeadToTheirCharacters reads the examples, writes the dossier of Kazakhstan and China, and follows every note to
// the passage in the record of its document, and from there to the bytes of its source.
func TestFootnotesLeadToTheirCharacters(t *testing.T) {
	ctx := context.Background()
	a := &app{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, db: t.TempDir() + "/a.db"}
	if err := a.read(ctx, []string{"../../examples"}, 2, "", true); err != nil {
		t.Fatal(err)
	}
	s, err := a.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	in := dossier.Input{A: "KAZ", B: "CHN"}
	if err := a.gather(ctx, s, &in); err != nil {
		t.Fatal(err)
	}
	d := dossier.Build(in)
	if len(d.Notes) < 20 {
		t.Errorf("%d notes, want 20 at least", len(d.Notes))
	}
	inEveryForm(t, &d)
	originals, err := a.pipeline()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range d.Notes {
		page, err := s.Page(ctx, n.Source.ID)
		if err != nil {
			t.Fatal(err)
		}
		docs, _ := originals.Documents(page)
		inTheOriginal(t, n, docs)
		x, err := s.Document(ctx, n.Source.ID)
		if err != nil {
			t.Fatal(err)
		}
		passage := n.Span.In(x.Document.Text)
		for _, piece := range strings.Split(n.Quote, " … ") {
			if !strings.Contains(passage, piece) {
				t.Errorf("%s: %q does not stand in its passage %q", n.Row, piece, passage)
			}
		}
		if b, err := s.Source(ctx, n.Source.Raw); err != nil || len(b) == 0 {
			t.Errorf("%s: the source is not kept: %v", n.Row, err)
		}
		if r, err := s.Row(ctx, n.Row); err != nil || r.Document.ID != n.Source.ID {
			t.Errorf("%s: the row is not in its document: %v", n.Row, err)
		}
	}
	for _, section := range d.Sections {
		for _, l := range section.Lines {
			if len(l.Notes) == 0 {
				t.Errorf("%s: %q has no note", section.Heading, l.Text)
			}
		}
	}
	everyStateVisit(t, in.Rows)
}

// everyStateVisit holds what must be read in the examples whatever else is: the visit of September 2022.
func everyStateVisit(t *testing.T, rows []entente.Row) {
	t.Helper()
	for _, r := range rows {
		if r.Event != nil && strings.Contains(r.Event.Kind, "visit") && r.Event.Status == "happened" && r.Event.Date != nil && r.Event.Date.Start == "2022-09-14" {
			return
		}
	}
	t.Error("the visit of 14 September 2022 was not read")
}

// inTheOriginal follows a note through the map of its document to the characters of the page as it was found: all letters of the
// passage must stand there, but for the few that were repaired.
func inTheOriginal(t *testing.T, n dossier.Note, docs []entente.Document) {
	t.Helper()
	for _, d := range docs {
		if d.ID != n.Source.ID {
			continue
		}
		same := 0
		for _, r := range d.Map {
			from, to := max(r.Text, n.Span.Start), min(r.Text+r.Len, n.Span.End)
			if from >= to || r.SourceLength != r.Len {
				continue
			}
			at := r.Source + from - r.Text
			if got, want := d.Decoded[at:at+to-from], d.Text[from:to]; got != want {
				t.Errorf("%s: the map leads to %q, want %q", n.Row, got, want)
			}
			same += to - from
		}
		if same*100 < n.Span.Len()*90 {
			t.Errorf("%s: %d of %d bytes of the passage stand in the original", n.Row, same, n.Span.Len())
		}
		return
	}
	t.Errorf("%s: the kept page does not give its document %s", n.Row, n.Source.ID)
}
