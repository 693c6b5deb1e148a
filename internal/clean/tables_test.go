package clean

import (
	"slices"
	"strings"
	"testing"

	"entente/internal/clean/media"
)

// TestTables lints the tables: columns, keys once each, reasons and fields that exist, rules that compile and that do not
// drop what reads as plain text.
func TestTables(t *testing.T) {
	reasons := strings.Fields("header label navigation teaser related subscription credit caption-repeat cookie comment script date-line end-mark duplicate hint")
	for _, x := range []struct {
		name, table string
		columns     int
		values      []string // allowed in the second column
		sorted      bool
	}{
		{"headers.tsv", headerTable, 2, strings.Fields("author category country dateline language publisher published speaker text title updated url -"), true},
		{"labels.tsv", labelTable, 2, strings.Fields("asks answers speaks media not"), false},
		{"rules.tsv", ruleTable, 3, strings.Fields("block foot span long"), false},
		{"media.tsv", media.Table(), 3, nil, false},
	} {
		seen, last := map[string]bool{}, ""
		for i, line := range strings.Split(strings.TrimRight(x.table, "\n"), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			f := strings.Split(line, "\t")
			if len(f) != x.columns {
				t.Errorf("%s:%d: %d columns, want %d: %s", x.name, i+1, len(f), x.columns, line)
				continue
			}
			key := f[0]
			if x.name == "rules.tsv" {
				key = f[2]
				if !slices.Contains(reasons, f[0]) {
					t.Errorf("%s:%d: reason %q", x.name, i+1, f[0])
				}
			}
			if seen[key] {
				t.Errorf("%s:%d: %q stands twice", x.name, i+1, key)
			}
			seen[key] = true
			if x.values != nil && !slices.Contains(x.values, f[1]) {
				t.Errorf("%s:%d: %q", x.name, i+1, f[1])
			}
			if x.sorted && key < last {
				t.Errorf("%s:%d: %q after %q", x.name, i+1, key, last)
			}
			last = key
		}
	}
	c := cleaner(t)
	for _, s := range []string{"The minister arrived on Monday.", "He shared the view of his hosts.", "Photo agencies lost a third of their income in 2009.", "The search went on until the next morning, and no one was found.",
		"Sign languages were recognised by law in May.", "Source countries asked for help.", "Home affairs ministers will meet in June.", "Norvania", "They will follow us on the path of peace, he said.", "Related parties were named in the report.", "Print runs fell.", "The end of the war came in May.", "Join our hands for peace, she said.", "Become a member of the alliance, and you are safe, they were told.", "12.50", "No comment."} {
		for _, r := range c.t.rules {
			if r.where != "span" && r.re.MatchString(s) {
				t.Errorf("a rule of %q drops %q", r.reason, s)
			}
		}
	}
}
