// Package eval runs the stages over gold data and turns predictions into scores: one committed file, so that a change
// of quality is a diff in review. The measures of the stages lie below it: pages, who, said, done.
package eval

import (
	"fmt"
	"io"
	"strings"

	"entente/internal/eval/score"
)

// A Stage scores one part of the program on the gold data in a folder. It returns an error that wraps
// entente.ErrNotFound where the data (or a program it needs) is not there.
type Stage struct {
	Name  string
	Score func(gold string) ([]score.Row, error)
}

// Run scores the stages in their order, naming each on progress. What cannot be scored is returned in words.
func Run(stages []Stage, gold string, progress io.Writer) (rows []score.Row, lacking []string) {
	for _, s := range stages {
		fmt.Fprintf(progress, "eval: %s\n", s.Name)
		got, err := s.Score(gold)
		if err != nil {
			lacking = append(lacking, fmt.Sprintf("%s: %v", s.Name, err))
		}
		rows = append(rows, got...)
	}
	return rows, lacking
}

// Select keeps the stages whose names are asked for; no names keep all. An unknown name is returned.
func Select(stages []Stage, names []string) (kept []Stage, unknown string) {
	if len(names) == 0 {
		return stages, ""
	}
	for _, n := range names {
		found := false
		for _, s := range stages {
			if strings.EqualFold(s.Name, n) {
				kept, found = append(kept, s), true
			}
		}
		if !found {
			return nil, n
		}
	}
	return kept, ""
}
