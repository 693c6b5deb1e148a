package export

import (
	_ "embed"
	"strings"
)

//go:embed fips.tsv
var fipsTable string

// fips gives the FIPS 10-4 code of a country, "" where it has none.
func fips(code string) string {
	for line := range strings.Lines(fipsTable) {
		if c, f, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && c == code {
			return f
		}
	}
	return ""
}
