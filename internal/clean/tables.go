package clean

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
)

var (
	//go:embed tables/rules.tsv
	ruleTable string
	//go:embed tables/headers.tsv
	headerTable string
	//go:embed tables/labels.tsv
	labelTable string
)

// A rule is a row of rules.tsv: what is left out, why, and where it may stand.
type rule struct {
	reason, where string
	re            *regexp.Regexp
}

// tables is the knowledge of the package, parsed.
type tables struct {
	rules   []rule
	hints   []string          // literals of which running text that a rule would drop holds one
	headers map[string]string // key of a header block → field
	labels  map[string]string // word of a turn label → asks, answers, speaks, media, not
}

func readTables() (*tables, error) {
	t := &tables{headers: map[string]string{}, labels: map[string]string{}}
	for _, f := range rows(ruleTable, 3) {
		if f[0] == "hint" {
			t.hints = strings.Split(f[2], "|")
			continue
		}
		pattern := `(?is)` + f[2]
		if f[1] != "span" {
			pattern = `(?is)^(?:` + f[2] + `)$`
		}
		re, err := regexp.Compile(pattern)
		if err != nil {
			return nil, fmt.Errorf("rules.tsv: %w", err)
		}
		t.rules = append(t.rules, rule{f[0], f[1], re})
	}
	for _, f := range rows(headerTable, 2) {
		t.headers[f[0]] = f[1]
	}
	for _, f := range rows(labelTable, 2) {
		t.labels[f[0]] = f[1]
	}
	return t, nil
}

// rows are the lines of a table with n columns, without comments.
func rows(table string, n int) [][]string {
	var out [][]string
	for _, line := range strings.Split(table, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if f := strings.Split(line, "\t"); len(f) == n {
			out = append(out, f)
		}
	}
	return out
}
