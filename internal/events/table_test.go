package events

import (
	"testing"

	"entente/internal/ontology"
)

func table(t *testing.T) *Table {
	t.Helper()
	files, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	tab, err := NewTable(files)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// TestTable lints the embedded patterns: every row must be able to match.
func TestTable(t *testing.T) {
	tab := table(t)
	if len(tab.Patterns) < 300 {
		t.Errorf("%d patterns, want at least 300", len(tab.Patterns))
	}
	words, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range tab.Check(words) {
		t.Error(problem)
	}
}
