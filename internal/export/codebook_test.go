package export

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestTheCodebookPageIsInStep holds docs/codebook.md against the columns that are written. UPDATE=1 writes the page anew.
func TestTheCodebookPageIsInStep(t *testing.T) {
	const path = "../../docs/codebook.md"
	want := codebookPage()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("docs/codebook.md is not what the columns are (%v); UPDATE=1 go test ./internal/export writes it anew", err)
	}
}

// codebookPage is the codebook for people: formats, then the columns of each table.
func codebookPage() string {
	var b strings.Builder
	b.WriteString("# Codebook\n\nWhat `entente export` writes. The same rows stand in `entente export codebook` (tab-separated) and on the last sheet of `entente export xlsx`.\n\n" +
		"Lists in a cell are joined by `;`. An empty cell means that nothing was read, never zero. Dates are EDTF (ISO 8601-2), with first and last day beside them where they have columns of their own.\n" +
		"Codes are strings: `010` is not `10`. States are ISO 3166-1 alpha-3, former ones ISO 3166-3; bodies, persons and groups have slugs (`org:SCO`).\n\n" +
		"A text that a spreadsheet would take for a formula (one that begins with `=`, `+`, `-`, `@`, a tab or a line break and is no number, date or lone sign) has an apostrophe before\n" +
		"it in every CSV and tab-separated file, those of the listings and pages too; JSON Lines, Parquet and XLSX have it as it was read. To have it back in R:\n" +
		"`sub(\"^'(?='*[=+@＝＋－＠\\t\\r\\n-])\", \"\", x, perl = TRUE)`; in Python: `re.sub(r\"^'(?='*[=+@＝＋－＠\\t\\r\\n-])\", \"\", x)`.\n\n## Formats\n\n| format | ending | what it holds |\n|---|---|---|\n")
	for _, f := range Formats() {
		fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", f.Name, f.Extension, f.About)
	}
	table := ""
	for _, c := range Codebook() {
		if c.Table != table {
			table = c.Table
			fmt.Fprintf(&b, "\n## %s\n\n| column | type | what it says |\n|---|---|---|\n", table)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, c.Type, strings.ReplaceAll(c.About, "|", "\\|"))
	}
	return b.String()
}
