package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/eval"
	"entente/internal/pipeline"
)

func (a *app) evalCommand() *cobra.Command {
	var gold, out string
	c := &cobra.Command{
		Use:   "eval [STAGE…]",
		Short: "scores the stages on gold data",
		Long: `eval runs the stages over the gold data in a folder and prints precision, recall and F1 with the counts behind them.
What the folder lacks is named and passed over.`,
		Example: "  entente eval --gold gold/ --out eval/scores.txt\n  entente eval dates figures --gold gold/",
		RunE: func(c *cobra.Command, args []string) error {
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			stages, unknown := eval.Select(evalStages(c.Context(), p), args)
			if unknown != "" {
				return usage("no stage %q; there are %s", unknown, stageNames(evalStages(c.Context(), p)))
			}
			rows, lacking := eval.Run(stages, gold, a.stderr)
			var b bytes.Buffer
			if err := eval.Write(&b, rows, lacking); err != nil {
				return err
			}
			if out != "" {
				if err := os.WriteFile(out, b.Bytes(), 0o644); err != nil {
					return fmt.Errorf("write scores: %w", err)
				}
			}
			_, err = a.stdout.Write(b.Bytes())
			return err
		},
	}
	c.Flags().StringVar(&gold, "gold", "../shared/gold", "folder with the gold data")
	c.Flags().StringVar(&out, "out", "", "file to write the scores to, besides standard output")
	return c
}

// evalStages are the stages that can be scored, in the order of the pipeline.
func evalStages(ctx context.Context, p *pipeline.Pipeline) []eval.Stage {
	parse := p.Parser().Parse
	analyze := func(d entente.Document) (*entente.Analysis, error) { return p.Analyze(ctx, d) }
	read := func(page entente.Page) ([]*entente.Analysis, error) {
		var out []*entente.Analysis
		err := p.Run(ctx, func(yield func(entente.Page, error) bool) { yield(page, nil) }, 1, func(r pipeline.Result) error {
			out = r.Analyses
			return r.Err
		})
		return out, err
	}
	return []eval.Stage{
		{Name: "duplicates", Score: eval.Duplicates},
		{Name: "syntax", Score: eval.Syntax},
		{Name: "dates", Score: func(gold string) ([]eval.Row, error) { return eval.Dates(gold, parse) }},
		{Name: "figures", Score: func(gold string) ([]eval.Row, error) { return eval.Figures(gold, parse) }},
		{Name: "events", Score: func(gold string) ([]eval.Row, error) { return eval.Events(gold, parse) }},
		{Name: "classify", Score: eval.Classify},
		{Name: "statements", Score: func(gold string) ([]eval.Row, error) { return eval.Statements(gold, analyze) }},
		{Name: "twelve", Score: func(gold string) ([]eval.Row, error) { return eval.Twelve(gold, analyze) }},
		{Name: "texts", Score: func(gold string) ([]eval.Row, error) { return eval.Texts(gold, read) }},
	}
}

func stageNames(stages []eval.Stage) string {
	s := ""
	for i, x := range stages {
		if i > 0 {
			s += ", "
		}
		s += x.Name
	}
	return s
}
