package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// june is told three months before the visit that examples/silk-road tells of.
const june = "Published: June 10, 2022\n\nChinese President Xi Jinping may visit Kazakhstan in September. No date has been set.\n"

// TestSilkRoad holds what many documents give of examples/silk-road against testdata/silk-road.golden: the ladder of levels,
// what became of what was planned, and what several documents tell of once. UPDATE=1 writes it anew.
func TestSilkRoad(t *testing.T) {
	dir := t.TempDir()
	db, before := filepath.Join(dir, "a.db"), filepath.Join(dir, "june.txt")
	if err := os.WriteFile(before, []byte(june), 0o644); err != nil {
		t.Fatal(err)
	}
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
	ask("read", "-q", "../../examples/silk-road", before)
	var b strings.Builder
	b.WriteString("# levels\n")
	columns(&b, ask("agreements", "KAZ", "CHN", "--format", "csv"), func(r map[string]string) bool { return r["kind"] == "partnership" || r["kind"] == "relations" },
		"kind", "from", "name", "status")
	happened := ask("chronology", "KAZ", "CHN", "--format", "csv")
	b.WriteString("\n# the visit of 2022\n")
	columns(&b, happened, func(r map[string]string) bool {
		return strings.HasSuffix(r["kind"], "visit") && strings.HasPrefix(r["date"], "2022")
	}, "id", "date", "status", "actors", "recipients", "kind")
	b.WriteString("\n# what became of plans\n")
	columns(&b, ask("calendar", "--format", "csv"), func(r map[string]string) bool { return r["outcome"] != "" }, "id", "date", "status", "kind", "outcome")
	b.WriteString("\n# told several times\n")
	columns(&b, happened, func(r map[string]string) bool { return r["tellings"] != "1" }, "date", "status", "kind", "stories", "tellings", "why")
	golden(t, "testdata/silk-road.golden", b.String())
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
