package eval

import "fmt"

// A tenths value counts rows, and those that are right, by how sure the program is of them, in tenths.
type tenths struct {
	right, all [10]int
	sum        float64
}

func (r *tenths) add(confidence float64, right bool) {
	k := min(max(int(confidence*10+1e-9), 0), 9)
	r.all[k]++
	r.right[k] += count(right)
	r.sum += confidence
}

func (r *tenths) join(o *tenths) {
	for k := range o.all {
		r.all[k] += o.all[k]
		r.right[k] += o.right[k]
	}
	r.sum += o.sum
}

// rows say how many are right in each tenth, and by how much the mean confidence misses the share that is right.
func (r *tenths) rows(stage, set string) []Row {
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
