package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/eval"
	"entente/internal/eval/score"
)

func (a *app) evalCommand() *cobra.Command {
	var gold, out string
	var only []string
	c := &cobra.Command{
		Use:   "eval",
		Short: "precision, recall and F1 of every stage on gold data",
		Long: `eval runs the stages over the gold data in a folder and writes a table of scores. What lacks its data, or a program
that it needs, is named at the end of the table and not scored.`,
		Example: "  entente eval --gold ../shared/gold --out eval/scores.txt\n  entente eval --gold ../shared/gold --only dates,figures",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			stages, unknown := eval.Select(eval.Stages(p), only)
			if unknown != "" {
				var names []string
				for _, s := range eval.Stages(p) {
					names = append(names, s.Name)
				}
				return usage("no stage %q; there are %s", unknown, strings.Join(names, ", "))
			}
			if _, err := os.Stat(gold); errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("no gold data at %s; the table in %s stays as it is: %w", gold, "eval/scores.txt", entente.ErrNotFound)
			}
			rows, lacking := eval.Run(stages, gold, a.stderr)
			for i := range lacking { // the table is the same wherever the data lie
				lacking[i] = strings.ReplaceAll(lacking[i], gold, "the gold data")
			}
			var table bytes.Buffer
			if err := score.Write(&table, rows, lacking); err != nil {
				return err
			}
			if out == "" {
				_, err := a.stdout.Write(table.Bytes())
				return err
			}
			return os.WriteFile(out, table.Bytes(), 0o644)
		},
	}
	c.Flags().StringVar(&gold, "gold", "../shared/gold", "folder of the gold data")
	c.Flags().StringVar(&out, "out", "", "file to write to (standard output)")
	c.Flags().StringSliceVar(&only, "only", nil, "stages to run, all if none")
	return c
}
