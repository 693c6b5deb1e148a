package imports

import (
	"cmp"
	"math"
	"slices"
)

// fewest is the number of cells below which a correlation says nothing.
const fewest = 5

// spearman is the correlation of the ranks of ours and theirs over the cells, ties given their mean rank; false where there
// are too few cells, or one side is the same in all.
func spearman(cells []Cell) (float64, bool) {
	if len(cells) < fewest {
		return 0, false
	}
	ours, theirs := make([]int, len(cells)), make([]int, len(cells))
	for i, c := range cells {
		ours[i], theirs[i] = c.Ours, c.Theirs
	}
	x, y := ranks(ours), ranks(theirs)
	mean := float64(len(cells)+1) / 2
	var xy, xx, yy float64
	for i := range x {
		xy += (x[i] - mean) * (y[i] - mean)
		xx += (x[i] - mean) * (x[i] - mean)
		yy += (y[i] - mean) * (y[i] - mean)
	}
	if xx == 0 || yy == 0 {
		return 0, false
	}
	return xy / math.Sqrt(xx*yy), true
}

func ranks(v []int) []float64 {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(v[a], v[b]) })
	out := make([]float64, len(v))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && v[order[j]] == v[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return out
}
