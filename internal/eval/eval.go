// Package eval runs the stages over gold data and turns predictions into scores: one committed file, so that a change
// of quality is a diff in review.
package eval

import "fmt"

// A Row is one line of the score file: a stage, the data set, the measure, its value and the counts behind it.
type Row struct {
	Stage, Set, Measure string
	Value               float64 // 0–1 for rates
	Counts              string  // "812 of 900"
}

// Rate is the row of k hits in n.
func Rate(stage, set, measure string, k, n int) Row {
	return Row{stage, set, measure, share(k, n), fmt.Sprintf("%d of %d", k, n)}
}

// PRF gives the three rows of a measure with right predictions, all predictions and all gold rows.
func PRF(stage, set, measure string, right, predicted, found, gold int) []Row {
	p, r := share(right, predicted), share(found, gold)
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return []Row{
		{stage, set, measure + " P", p, fmt.Sprintf("%d of %d predicted", right, predicted)},
		{stage, set, measure + " R", r, fmt.Sprintf("%d of %d gold", found, gold)},
		{stage, set, measure + " F1", f, ""},
	}
}

func share(k, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(k) / float64(n)
}
