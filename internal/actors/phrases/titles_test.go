package phrases

import (
	"testing"

	"entente/internal/gazetteer"
)

// TestTitles holds that every title of one state is in the table of roles, and its state among the states.
func TestTitles(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	titles := readTitles()
	if len(titles) == 0 {
		t.Error("titles.tsv holds no title")
	}
	for title, state := range titles {
		if g.Roles[title] == nil || g.States[state] == nil {
			t.Errorf("titles.tsv: %s\t%s", title, state)
		}
	}
}
