package draft

import (
	"strings"
	"testing"
)

// TestWords holds that the rows of words.tsv are sorted, stand once, and have a class that is known.
func TestWords(t *testing.T) {
	last, seen := "", map[string]bool{}
	for line := range strings.Lines(wordTable) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 2 && len(f) != 3 || classes[f[0]] == 0 || f[1] == "" || f[1] != strings.ToLower(f[1]) {
			t.Errorf("words.tsv: %q is no row", line)
			continue
		}
		if k := f[0] + "\t" + f[1]; seen[k] || k < last {
			t.Errorf("words.tsv: %q stands twice or out of order", line)
		} else {
			seen[k], last = true, k
		}
	}
	for name, c := range classes {
		if !ReadLexicon().some(c) {
			t.Errorf("words.tsv has no word of class %s", name)
		}
	}
}

func (l Lexicon) some(c Class) bool {
	for _, e := range l {
		if e.class&c != 0 {
			return true
		}
	}
	return false
}
