package ties_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"entente"
	"entente/internal/pipeline"
)

var update = flag.Bool("update", false, "write what the finder finds into the cases")

// TestCases reads every case as a document of its own: "sentence => kind PARTIES role name status; …", the known misses after
// a line of their own.
func TestCases(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const path = "testdata/cases.txt"
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(b), "\n"), "\n")
	cases, misses, missing := 0, 0, false
	for n, line := range lines {
		if line == "" || line[0] == '#' {
			continue
		}
		if line == "== known misses" {
			missing = true
			continue
		}
		text, want, _ := strings.Cut(line, " => ")
		got := find(t, p, text)
		cases++
		switch {
		case missing:
			misses++
			if got == want && !*update {
				t.Errorf("%s:%d: a known miss passes now; move it up: %s", path, n+1, text)
			}
		case *update:
			lines[n] = text + " => " + got
		case got != want:
			t.Errorf("%s:%d: %s\n  got  %s\n  want %s", path, n+1, text, got, want)
		}
	}
	t.Logf("%d cases, %d known misses", cases, misses)
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func find(t *testing.T, p *pipeline.Pipeline, text string) string {
	t.Helper()
	before, last, ok := strings.Cut(text, " | ")
	if !ok {
		before, last = "", text
	}
	d := entente.Document{ID: "d:case", Language: "en", Genre: "news", Text: strings.TrimSpace(before + " " + last)}
	d.Parts = []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(d.Text)}}}
	d.Published = &entente.Date{EDTF: "2023-06-15", Start: "2023-06-15", End: "2023-06-15", Precision: "day", Basis: "input"}
	a, err := p.Analyze(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, x := range a.Ties {
		if x.Kind == "office" || x.Evidence.End <= len(d.Text)-len(last) {
			continue
		}
		s := fmt.Sprintf("%s %s %s %q %s", x.Kind, strings.Join(x.Parties, "+"), x.Role, x.Name, x.Status)
		if x.From != nil {
			s += " from " + x.From.EDTF
		}
		if x.Until != nil {
			s += " until " + x.Until.EDTF
		}
		out = append(out, strings.Join(strings.Fields(s), " "))
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, "; ")
}
