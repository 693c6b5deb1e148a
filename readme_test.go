package entente_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeShowsTheScores holds the figures of the README against the rows of eval/scores.txt that they name. UPDATE=1 writes them anew.
func TestReadmeShowsTheScores(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	scores, err := os.ReadFile("eval/scores.txt")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(`(?m)^(\| .* \| )([0-9.]+)( \| ([a-z]+); ([^;|]+); ([^;|]+) \|)$`)
	shown := 0
	want := row.ReplaceAllStringFunc(string(readme), func(line string) string {
		shown++
		m := row.FindStringSubmatch(line)
		score := regexp.MustCompile(`(?m)^` + m[4] + ` +` + regexp.QuoteMeta(m[5]) + `  +` + regexp.QuoteMeta(m[6]) + `  +([0-9.]+)`).FindStringSubmatch(string(scores))
		if score == nil {
			t.Errorf("eval/scores.txt has no row for %s", strings.Trim(m[3], " |"))
			return line
		}
		return m[1] + score[1] + m[3]
	})
	if shown < 10 {
		t.Errorf("%d figures of the README were looked at, want 10 at least", shown)
	}
	if want == string(readme) {
		return
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error("README.md has other figures than eval/scores.txt; UPDATE=1 go test -run Scores . writes them anew")
}
