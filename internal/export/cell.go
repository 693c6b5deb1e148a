package export

import (
	"encoding/csv"
	"io"
	"regexp"
	"strings"
)

// A CSV writes rows of cells (RFC 4180), none of which a spreadsheet takes for a formula.
type CSV struct{ w *csv.Writer }

// NewCSV makes a writer. What goes wrong is kept until Close.
func NewCSV(w io.Writer) CSV { return CSV{csv.NewWriter(w)} }

// Write writes a row.
func (c CSV) Write(cells ...string) {
	row := make([]string, len(cells))
	for i, s := range cells {
		row[i] = Cell(s)
	}
	_ = c.w.Write(row) // kept until Close
}

// Close ends the table and says what went wrong with it; what it was written to stays open.
func (c CSV) Close() error {
	c.w.Flush()
	return c.w.Error()
}

// signed is a number or a date of EDTF with its sign: -3, +2.5, -0043-03-15.
var signed = regexp.MustCompile(`^[+-][0-9][0-9X.,:/~?%e+-]*$`)

// Cell is a text as it stands in a cell. One that begins with =, +, -, @ (or their full-width forms), a tab or a line break would be
// computed by a spreadsheet that opens the file, and may have been written by anybody: an apostrophe goes before it (OWASP, "CSV
// Injection"). Numbers, dates and lone signs stay as they are. A text that begins with apostrophes and then such a character gets one
// more, so that taking one away wherever such a character follows gives back every text (docs/codebook.md says how).
func Cell(s string) string {
	rest := strings.TrimLeft(s, "'")
	if strings.IndexAny(rest, "=+-@\t\r\n＝＋－＠") != 0 || rest == s && (len(s) == 1 || signed.MatchString(s)) {
		return s
	}
	return "'" + s
}
