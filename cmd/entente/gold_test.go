package main

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente"
	"entente/internal/views/opinions"
)

// TestReviewedAsGold exports what was reviewed and evaluates on it: rows that were let stand are found again, a row whose status was
// corrected is not right in it, and a rejected one is found still, for the program is the same.
func TestReviewedAsGold(t *testing.T) {
	db := examplesStore(t)
	ctx := context.Background()
	v, s, err := (&app{db: db}).reviews(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows, err := s.Rows(ctx, entente.Filter{Kinds: []string{"event"}, Limit: 20})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		act := opinions.Act{Row: rows[i].ID(), Field: "confirmed", Value: "true"}
		switch {
		case i%5 == 1:
			act.Field = "rejected"
		case i%5 == 2:
			act.Field, act.Value = "status", "hypothetical"
		}
		if _, err := v.Say(ctx, "ann", act); err != nil {
			t.Fatal(err)
		}
	}
	gold := filepath.Join(t.TempDir(), "gold")
	if code, _, stderr := call(t, "", "review", "export", "--db", db, "--out", gold); code != 0 {
		t.Fatalf("export: exit %d: %s", code, stderr)
	}
	code, stdout, stderr := call(t, "", "eval", "--gold", gold, "--only", "reviewed")
	if code != 0 {
		t.Fatalf("eval: exit %d: %s", code, stderr)
	}
	for what, want := range map[string]string{"events found": "16 of 16", "events: type": "16 of 16", "events: status": "12 of 16", "rejected, still there": "4 of 4"} {
		if line := regexp.MustCompile(`(?m)^.*` + what + `.*$`).FindString(stdout); !strings.Contains(line, want) {
			t.Errorf("%s: got %q, want %s\n%s", what, line, want, stdout)
		}
	}
}
