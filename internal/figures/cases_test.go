package figures

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"entente"
	"entente/internal/dates"
	"entente/internal/syntax"
)

// read finds the figures of a sentence published in the middle of a year; with a parser, on its tree.
func read(t testing.TB, f *Finder, d *dates.Finder, p *syntax.Parser, year, text string) (*entente.Analysis, []entente.Figure) {
	t.Helper()
	day := year + "-06-15"
	a := &entente.Analysis{Document: entente.Document{Text: text, Published: &entente.Date{EDTF: day, Start: day, End: day, Precision: "day"}}}
	a.Sentences = []entente.Sentence{{Span: entente.Span{Start: 0, End: len(text)}}}
	if p != nil {
		a.Sentences = p.Parse(text, nil)
	}
	a.Dates = d.Find(a)
	return a, f.Find(a)
}

// show writes figures as the case files do: ‹span› op value unit form measure modality period.
func show(a *entente.Analysis, fs []entente.Figure) string {
	var out []string
	for _, f := range fs {
		v := f.Value
		if v == "" {
			v = f.Low + ".." + f.High
		}
		unit := f.Unit
		if f.Per != "" {
			unit += "/" + f.Per
		}
		s := fmt.Sprintf("‹%s› %s%s %s %s", f.Span.In(a.Document.Text), strings.TrimPrefix(f.Op, "="), v, unit, f.Form)
		if f.Measure != "" {
			s += " " + f.Measure
		}
		if f.Of != "" {
			s += " of " + f.Of
		}
		if f.Modality != "actual" {
			s += " " + f.Modality
		}
		if f.Period != nil {
			s += " in " + f.Period.EDTF
		}
		if f.Converts != "" {
			s += " converts"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

var update = flag.Bool("update", false, "write what is found into the cases; read the difference before it is kept")

func TestCases(t *testing.T) {
	b, err := os.ReadFile("testdata/figures.txt")
	if err != nil {
		t.Fatal(err)
	}
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	d := dates.New()
	p, err := syntax.New()
	if err != nil {
		t.Fatal(err)
	}
	misses, cases, parsed := false, 0, 0
	var out strings.Builder
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "#") || line == "" {
			misses = misses || line == "# known misses"
			out.WriteString(line + "\n")
			continue
		}
		left, want, ok := strings.Cut(line, " =>")
		year, text, ok2 := strings.Cut(left, " | ")
		if !ok || !ok2 {
			t.Fatalf("not a case: %q", line)
		}
		want = strings.TrimSpace(want)
		a, fs := read(t, f, d, nil, year, text)
		got := show(a, fs)
		cases += max(1, len(fs))
		if *update && !misses {
			want = got
		}
		out.WriteString(strings.TrimSpace(left+" => "+want) + "\n")
		if tree, ft := read(t, f, d, p, year, text); show(tree, ft) == want {
			parsed++
		} else if !misses && testing.Verbose() {
			t.Logf("on the tree: %s\n got %s\nwant %s", text, show(tree, ft), want)
		}
		switch {
		case !misses && got != want:
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		case misses && got == want:
			t.Errorf("%s: no longer a miss; move it up", text)
		case misses:
			t.Logf("known miss: %s\n got %s\nwant %s", text, got, want)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/figures.txt", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if cases < 250 {
		t.Errorf("%d cases, want 250", cases)
	}
	t.Logf("%d cases; %d sentences as wanted on their trees", cases, parsed)
}
