package score

import "fmt"

// A Tenths value counts rows, and those that are right, by how sure the program is of them, in tenths.
type Tenths struct {
	right, all [10]int
	sum        float64
}

// Add counts a row.
func (r *Tenths) Add(confidence float64, right bool) {
	k := min(max(int(confidence*10+1e-9), 0), 9)
	r.all[k]++
	r.right[k] += Count(right)
	r.sum += confidence
}

// Rows say how many are right in each tenth, and by how much the mean confidence misses the share that is right.
func (r *Tenths) Rows(stage, set string) []Row {
	var out []Row
	right, all := 0, 0
	for k := range r.all {
		right, all = right+r.right[k], all+r.all[k]
		if r.all[k] > 0 {
			out = append(out, Rate(stage, set, fmt.Sprintf("right where confidence is %.1f–%.1f", float64(k)/10, float64(k+1)/10), r.right[k], r.all[k]))
		}
	}
	if all == 0 {
		return nil
	}
	return append(out, Row{stage, set, "mean confidence", r.sum / float64(all), fmt.Sprintf("%d of %d right", right, all)})
}
