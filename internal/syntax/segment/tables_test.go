package segment

import (
	"strings"
	"testing"
)

// TestTables: rows of the embedded tables are sorted and stand once.
func TestTables(t *testing.T) {
	for name, table := range map[string]string{"prefixes.tsv": prefixRows, "syllables.tsv": syllableRows, "stops.tsv": stopRows, "address.tsv": addressRows} {
		last := ""
		for n, row := range strings.Split(strings.TrimSpace(table), "\n") {
			if row[0] == '#' {
				continue
			}
			if row <= last || row != strings.ToLower(strings.TrimSpace(row)) {
				t.Errorf("%s:%d: %q after %q, want sorted rows in small letters", name, n+1, row, last)
			}
			last = row
		}
	}
}
