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
	for _, n := range d.Notes {
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
