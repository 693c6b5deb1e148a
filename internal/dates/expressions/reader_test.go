package expressions

import (
	"strings"
	"testing"
)

// TestTables holds the embedded tables against what reads them.
func TestTables(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rows(wordTable) {
		k := r[0] + " " + r[1]
		if seen[k] {
			t.Errorf("words.tsv: %s stands twice", k)
		}
		seen[k] = true
		if _, ok := classNames[strings.ToUpper(r[1])]; !ok && !strings.Contains("earlier later some dozen that half", r[1]) {
			t.Errorf("words.tsv: %s: no class %s", r[0], r[1])
		}
	}
	if _, err := NewReader(); err != nil {
		t.Error(err)
	}
	if _, err := readGrammar("1\tMON\tno-such-action\n", actions()); err == nil {
		t.Error("a row with an unknown action was taken")
	}
}
