package score

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Write prints the rows as an aligned table, a line each; stages that could not be scored are named with what they lack.
func Write(w io.Writer, rows []Row, lacking []string) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "stage\tset\tmeasure\tvalue\tcounts")
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%s\t%s\t%.3f\t%s\n", r.Stage, r.Set, r.Measure, r.Value, r.Counts)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write scores: %w", err)
	}
	for _, l := range lacking {
		if _, err := fmt.Fprintln(w, "# not scored: "+strings.ReplaceAll(l, "\n", " ")); err != nil {
			return fmt.Errorf("write scores: %w", err)
		}
	}
	return nil
}
