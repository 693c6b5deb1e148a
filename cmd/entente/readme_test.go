package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestSilkRoadInTheReadme holds the excerpt of the README against the dossier that make demo prints. UPDATE=1 writes it anew.
func TestSilkRoadInTheReadme(t *testing.T) {
	const path = "../../README.md"
	db := t.TempDir() + "/a.db"
	if code, _, stderr := call(t, "", "read", "-q", "../../examples/silk-road", "--db", db); code != 0 {
		t.Fatal(stderr)
	}
	code, dossier, stderr := call(t, "", "dossier", "KAZ", "CHN", "--db", db)
	if code != 0 {
		t.Fatal(stderr)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	begin, rest, found := strings.Cut(string(b), "From the dossier of Kazakhstan and China")
	_, end, closed := strings.Cut(rest, "\n```\n")
	if !found || !closed {
		t.Fatal("README.md shows no dossier")
	}
	want := begin + excerpt(dossier) + "\n```\n" + end
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(b) {
		t.Error("README.md shows another dossier than make demo prints; UPDATE=1 go test ./cmd/entente -run TestSilkRoad writes it anew")
	}
}

// excerpt is what the README shows of a dossier: its head, three sections, and the first notes of the lines that stand first.
func excerpt(dossier string) string {
	parts := strings.Split(dossier, "\n## ")
	_, notes, _ := strings.Cut(parts[len(parts)-1], "\n[^1]:")
	all := strings.Split(strings.TrimSpace("[^1]:"+notes), "\n")
	out, marks := strings.TrimSpace(parts[0])+"\n", []string{}
	for i, p := range parts[1:] {
		heading, lines, _ := strings.Cut(p, "\n")
		if !slices.Contains([]string{"In brief", "State of relations", "Figures"}, heading) {
			continue
		}
		if i > 1 {
			out += "\n…\n"
		}
		out += "\n## " + heading + "\n" + strings.TrimRight(lines, "\n") + "\n"
		for k, m := range regexp.MustCompile(`(?m)^- [^\[]*(\[\^\d+\])`).FindAllStringSubmatch(lines, -1) {
			if i == 0 || i == 1 && k == 0 {
				marks = append(marks, m[1])
			}
		}
	}
	out += "\n…\n"
	shown := 0
	for _, n := range all {
		mark, _, _ := strings.Cut(n, ":")
		if slices.Contains(marks, mark) {
			out += "\n" + n
			shown++
		}
	}
	return fmt.Sprintf("From the dossier of Kazakhstan and China that `make demo` prints, with %d of its %d footnotes:\n\n```markdown\n%s", shown, len(all), out)
}
