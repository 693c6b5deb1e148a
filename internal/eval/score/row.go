// Package score is what the measures of all stages share: rows of the score file, gold data read from its folder, and texts laid
// out for a stage that is scored alone.
package score

import "fmt"

// A Row is one line of the score file: a stage, the data set, the measure, its value and the counts behind it.
type Row struct {
	Stage, Set, Measure string
	Value               float64 // 0–1 for rates
	Counts              string  // "812 of 900"
}

// Value is a row with a value that is no rate.
func Value(stage, set, measure string, value float64, counts string) Row {
	return Row{stage, set, measure, value, counts}
}

// Short says of each measure that lies under the floor wanted of it how far it falls short.
func Short(rows []Row, want map[string]float64) (short []string) {
	for _, r := range rows {
		if f, ok := want[r.Measure]; ok && r.Value < f {
			short = append(short, fmt.Sprintf("%s %s %s is %.3f, want at least %.2f", r.Stage, r.Set, r.Measure, r.Value, f))
		}
	}
	return short
}

// Rate is the row of k hits in n.
func Rate(stage, set, measure string, k, n int) Row {
	return Row{stage, set, measure, Share(k, n), fmt.Sprintf("%d of %d", k, n)}
}

// PRF gives the three rows of a measure with right predictions, all predictions and all gold rows.
func PRF(stage, set, measure string, right, predicted, found, gold int) []Row {
	p, r := Share(right, predicted), Share(found, gold)
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

// Share is k of n, 0 of none.
func Share(k, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(k) / float64(n)
}
