package score

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente"
)

func TestRows(t *testing.T) {
	rows := PRF("events", "made up", "type", 3, 4, 3, 6)
	var got bytes.Buffer
	if err := Write(&got, rows, []string{"syntax: no trees\nthere"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"stage set measure value counts", "events made up type P 0.750 3 of 4 predicted", "events made up type R 0.500 3 of 6 gold", "events made up type F1 0.600", "# not scored: syntax: no trees there"}
	var lines []string
	for _, l := range strings.Split(strings.TrimSpace(got.String()), "\n") {
		lines = append(lines, strings.Join(strings.Fields(l), " "))
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got  %q\nwant %q", lines, want)
	}
	if r := PRF("events", "made up", "type", 0, 0, 0, 0); r[2].Value != 0 {
		t.Errorf("F1 of nothing is %v, want 0", r[2].Value)
	}
}

func TestShort(t *testing.T) {
	rows := []Row{Rate("dates", "made up", "value", 8, 10), Value("dates", "made up", "mean", .5, "")}
	if got := Short(rows, map[string]float64{"value": .8, "mean": .5, "another": 1}); got != nil {
		t.Errorf("what reaches its floor is short: %q", got)
	}
	if got := Short(rows, map[string]float64{"value": .81}); len(got) != 1 || !strings.Contains(got[0], "0.800, want at least 0.81") {
		t.Errorf("got %q", got)
	}
}

func TestTenths(t *testing.T) {
	var a Tenths
	a.Add(.3, true) // falls into .3–.4, whatever the rounding of the machine
	a.Add(1, false)
	var got []string
	for _, r := range a.Rows("events", "made up") {
		got = append(got, r.Measure+" "+r.Counts)
	}
	want := []string{"right where confidence is 0.3–0.4 1 of 1", "right where confidence is 0.9–1.0 0 of 1", "mean confidence 1 of 2 right"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if rows := (&Tenths{}).Rows("events", "made up"); rows != nil {
		t.Errorf("rows of nothing: %v", rows)
	}
}

func TestEachLine(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.jsonl"), []byte("{\"ID\": \"a\"}\n\n{\"ID\": \"b\"}\n{\"ID\": \"c\"}"), 0o644); err != nil {
		t.Fatal(err)
	}
	type row struct{ ID string }
	var got []string
	if err := EachLine(dir, "a.jsonl", func(r row) bool { got = append(got, r.ID); return r.ID != "b" }); err != nil || !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("got %q, %v", got, err)
	}
	if err := EachLine(dir, "none.jsonl", func(row) bool { return true }); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("of a file that is not there: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "bad.jsonl"), []byte("{\"ID\": \n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := EachLine(dir, "bad.jsonl", func(row) bool { return true }); err == nil {
		t.Error("a broken line is no error")
	}
}

func TestTexts(t *testing.T) {
	const text = "Él vino.\n\nElla se fue.\n"
	if got := ByteOffsets("Él"); !slices.Equal(got, []int{0, 2, 3}) {
		t.Errorf("bytes of code points: %v", got)
	}
	if got := Points(text, 0, 2); got != "Él" {
		t.Errorf("points: %q", got)
	}
	for _, p := range Paragraphs(text) {
		if s := strings.TrimSpace(p.In(text)); s != "Él vino." && s != "Ella se fue." {
			t.Errorf("paragraph %q", s)
		}
	}
	if got := LineSentences(text, nil); len(got) != 2 || got[1].In(text) != "Ella se fue." {
		t.Errorf("lines: %v", got)
	}
	if d := DayDate(""); d != nil {
		t.Errorf("date of nothing: %v", d)
	}
}
