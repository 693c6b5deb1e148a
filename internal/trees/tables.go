package trees

import (
	_ "embed"
	"fmt"
	"strings"

	"entente"
)

//go:embed governors.tsv
var governorRows string

//go:embed lights.tsv
var lightRows string

// A Grammar holds the word tables that reading a tree needs: which words make their complement a plan, a wish or a denial,
// and which verbs lend a noun their subject.
type Grammar struct {
	effects  map[string]string    // lemma → happened, ongoing, planned, hypothetical, denied
	controls map[string]string    // lemma → subject or object
	lights   map[[2]string]string // lemma and place → status, "-" for the verb's own
}

// Load reads the embedded tables.
func Load() (*Grammar, error) {
	g := &Grammar{effects: map[string]string{}, controls: map[string]string{}, lights: map[[2]string]string{}}
	if err := rows(governorRows, func(f []string) {
		if f[1] != "-" {
			g.effects[f[0]] = f[1]
		}
		if f[2] != "-" {
			g.controls[f[0]] = f[2]
		}
	}); err != nil {
		return nil, fmt.Errorf("governors.tsv: %w", err)
	}
	if err := rows(lightRows, func(f []string) { g.lights[[2]string{f[0], f[1]}] = f[2] }); err != nil {
		return nil, fmt.Errorf("lights.tsv: %w", err)
	}
	return g, nil
}

// Version names the state of the tables.
func (g *Grammar) Version() string { return entente.Version([]byte(governorRows), []byte(lightRows)) }

func rows(table string, row func([]string)) error {
	for n, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return fmt.Errorf("line %d has %d columns, want 3: %w", n+1, len(f), entente.ErrInvalid)
		}
		row(f)
	}
	return nil
}
