package ties

import (
	_ "embed"
	"fmt"
	"strings"

	"entente"
)

//go:embed levels.tsv
var levelRows string

//go:embed treaties.tsv
var treatyRows string

//go:embed steps.tsv
var stepRows string

// A level is a word that can stand in the name of a partnership level.
type level struct {
	as     string
	formal bool
}

func (f *Finder) load() error {
	f.levels, f.treaties, f.steps = map[string]level{}, map[string]string{}, map[string]string{}
	if err := rows(levelRows, 3, func(c []string) {
		l := level{as: c[0], formal: c[2] == "formal"}
		if c[1] != "-" {
			l.as = c[1]
		}
		f.levels[c[0]] = l
	}); err != nil {
		return fmt.Errorf("levels.tsv: %w", err)
	}
	if err := rows(treatyRows, 2, func(c []string) { f.treaties[c[0]] = c[1] }); err != nil {
		return fmt.Errorf("treaties.tsv: %w", err)
	}
	if err := rows(stepRows, 2, func(c []string) { f.steps[c[0]] = c[1] }); err != nil {
		return fmt.Errorf("steps.tsv: %w", err)
	}
	return nil
}

// Version names the state of the tables.
func (f *Finder) Version() string {
	return entente.Version([]byte(levelRows), []byte(treatyRows), []byte(stepRows), []byte(f.grammar.Version()))
}

func rows(table string, columns int, row func([]string)) error {
	for n, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != columns {
			return fmt.Errorf("line %d has %d columns, want %d: %w", n+1, len(c), columns, entente.ErrInvalid)
		}
		row(c)
	}
	return nil
}
