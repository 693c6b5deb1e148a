package phrases

import (
	_ "embed"
	"strings"

	"entente/internal/actors/draft"
)

//go:embed titles.tsv
var titleTable string

// Table is the embedded table, for the version.
func Table() string { return titleTable }

// readTitles reads the titles that one state alone has, and the state of each.
func readTitles() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(titleTable) {
		if title, state, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
			out[title] = state
		}
	}
	return out
}

// titled gives an office that nothing beside it says the state of the state that alone has the title: "Home Secretary Ann
// Lorimer". A shadow minister holds no office.
func (d *composer) titled(s *draft.Sentence, w0, w1 int, m *draft.Mention) {
	title := s.Words.Key(w0, w1)
	if m.Of == "" && s.Capital(w0) {
		m.Of = d.titles[title]
	}
	if w0 > 0 && s.Key(w0-1) == "shadow" && s.Near(w0-1) {
		m.Role, m.Class, m.Sectors = "legislator", "legislator", []string{"OPP", "LEG"}
	}
}
