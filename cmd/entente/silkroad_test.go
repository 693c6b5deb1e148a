package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/stores"
)

// TestSilkRoad holds what many documents give of examples/silk-road against testdata/silk-road.golden: the ladder of levels,
// what became of what was planned, what several documents tell of once, and what is remembered. UPDATE=1 writes it anew.
func TestSilkRoad(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "a.db")
	ask := func(args ...string) [][]string {
		t.Helper()
		code, stdout, stderr := call(t, "", append(args, "--db", db)...)
		if code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, stderr)
		}
		if args[0] == "read" {
			return nil
		}
		rows, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	ask("read", "-q", "../../examples/silk-road")
	var b strings.Builder
	b.WriteString("# levels\n")
	columns(&b, ask("agreements", "KAZ", "CHN", "--format", "csv"), func(r map[string]string) bool { return r["kind"] == "partnership" || r["kind"] == "relations" },
		"kind", "from", "name", "status", "documents")
	happened := ask("chronology", "KAZ", "CHN", "--format", "csv")
	b.WriteString("\n# the visit of 2022\n")
	columns(&b, happened, func(r map[string]string) bool {
		return strings.HasSuffix(r["kind"], "visit") && strings.HasPrefix(r["date"], "2022")
	}, "id", "date", "status", "actors", "recipients", "kind")
	b.WriteString("\n# what became of plans\n")
	columns(&b, ask("calendar", "--format", "csv"), func(r map[string]string) bool { return r["outcome"] != "" }, "id", "date", "status", "kind", "outcome")
	b.WriteString("\n# told several times\n")
	columns(&b, happened, func(r map[string]string) bool { return r["tellings"] != "1" }, "id", "date", "status", "kind", "stories", "tellings", "why")
	b.WriteString("\n# anniversaries and what they mark\n")
	for _, l := range linked(t, db, [2]string{"KAZ", "CHN"}) {
		if l.Kind == "anniversary" {
			b.WriteString(l.From + " | " + l.To + " | " + l.Why + "\n")
		}
	}
	golden(t, "testdata/silk-road.golden", b.String())
}

// linked are the links between what happened between two.
func linked(t *testing.T, db string, dyad [2]string) []entente.Link {
	t.Helper()
	s, err := stores.OpenExisting(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, links, err := s.(entente.Shelf).Happenings(t.Context(), entente.Filter{Dyad: dyad})
	if err != nil {
		t.Fatal(err)
	}
	return links
}

// columns writes some columns of the rows that keep lets through.
func columns(b *strings.Builder, rows [][]string, keep func(map[string]string) bool, names ...string) {
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, name := range rows[0] {
			r[name] = row[i]
		}
		if !keep(r) {
			continue
		}
		var cells []string
		for _, n := range names {
			cells = append(cells, r[n])
		}
		b.WriteString(strings.Join(cells, " | ") + "\n")
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", path, d)
	}
}
