package classify

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"
)

// An Example is a relation whose class is known. Weight is what it counts for, 1 for a plain row.
type Example struct {
	Input  Input
	Class  string
	Weight float64
}

// Options of Fit.
type Options struct {
	Cost    float64         // of an example on the wrong side
	Groups  [groups]float32 // lengths of the groups of features
	Rounds  int
	Seed    uint64
	Balance float64 // how far rare classes are made up for: an example's cost grows with (largest class / its class) to this power
}

// Defaults are the options that cross-validation on the training rows chose.
func Defaults() Options {
	return Options{Cost: 0.5, Groups: [groups]float32{1.2, 0.4, 1, 1, 0.7}, Rounds: 60, Seed: 1, Balance: 0.3}
}

// Fit fits one plane a class by dual coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan 2008, "A dual
// coordinate descent method for large-scale linear SVM", squared hinge loss). The same rows and options give the same model.
func (c *Classifier) Fit(rows []Example, o Options) *Model {
	vectors := make([]vector, len(rows))
	for i := range rows {
		vectors[i] = c.features(&rows[i].Input)
	}
	m := fit(vectors, rows, o)
	m.Slope = slope(vectors, rows, o)
	return m
}

// slope chooses how sure margins are: the value that gives the left-out thirds of the rows the least log loss.
func slope(vectors []vector, rows []Example, o Options) float64 {
	const parts = 3
	var margins [][]float64
	var right []int
	for part := range parts {
		var vs []vector
		var es []Example
		for i := range rows {
			if i%parts != part {
				vs, es = append(vs, vectors[i]), append(es, rows[i])
			}
		}
		if len(es) == 0 {
			continue
		}
		m := fit(vs, es, o)
		for i := range rows {
			if k := slices.Index(m.Classes, rows[i].Class); i%parts == part && k >= 0 {
				margins, right = append(margins, m.margins(m.sparse(&vectors[i]))), append(right, k)
			}
		}
	}
	best, least := 3.0, math.Inf(1)
	for try := 1.0; try <= 8; try += 0.25 {
		loss := 0.0
		m := &Model{Slope: try}
		for i := range margins {
			loss -= math.Log(m.probabilities(margins[i])[right[i]] + 1e-9)
		}
		if loss < least {
			best, least = try, loss
		}
	}
	return best
}

func fit(vectors []vector, rows []Example, o Options) *Model {
	m := &Model{Groups: o.Groups, Rarity: rarity(vectors), Slope: 3}
	count := map[string]int{}
	for _, r := range rows {
		count[r.Class]++
	}
	most := 0
	for name, n := range count {
		m.Classes = append(m.Classes, name)
		most = max(most, n)
	}
	sort.Strings(m.Classes)
	xs := make([][]feature, len(rows))
	costs := make([]float64, len(rows))
	for i := range rows {
		xs[i] = m.sparse(&vectors[i])
		w := rows[i].Weight
		if w == 0 {
			w = 1
		}
		costs[i] = o.Cost * w * math.Pow(float64(most)/float64(count[rows[i].Class]), o.Balance)
	}
	for _, class := range m.Classes {
		w, bias := plane(xs, costs, func(i int) bool { return rows[i].Class == class }, o)
		q, scale := quantise(w)
		m.Weights, m.Scale, m.Bias = append(m.Weights, q), append(m.Scale, scale), append(m.Bias, float32(bias))
	}
	return m
}

// rarity is the inverse document frequency of each feature, in tenths.
func rarity(vectors []vector) []uint8 {
	seen := make([]int, size)
	for i := range vectors {
		for g := range vectors[i] {
			list := slices.Clone(vectors[i][g])
			slices.Sort(list)
			for _, at := range slices.Compact(list) {
				seen[int(at)+g*buckets]++
			}
		}
	}
	out := make([]uint8, size)
	for i, n := range seen {
		if n > 0 {
			out[i] = uint8(math.Round(10 * (1 + math.Log(float64(len(vectors)+1)/float64(n+1)))))
		}
	}
	return out
}

// plane fits one class against the rest.
func plane(xs [][]feature, costs []float64, positive func(int) bool, o Options) ([]float64, float64) {
	w := make([]float64, size)
	bias := 0.0
	alpha := make([]float64, len(xs))
	order := make([]int, len(xs))
	norm := make([]float64, len(xs))
	y := make([]float64, len(xs))
	for i := range xs {
		order[i], y[i] = i, -1
		if positive(i) {
			y[i] = 1
		}
		norm[i] = 1 + 1/(2*costs[i])
		for _, f := range xs[i] {
			norm[i] += float64(f.value) * float64(f.value)
		}
	}
	r := rand.New(rand.NewPCG(o.Seed, 1))
	for range o.Rounds {
		r.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		moved := 0.0
		for _, i := range order {
			dot := bias
			for _, f := range xs[i] {
				dot += w[f.at] * float64(f.value)
			}
			gradient := y[i]*dot - 1 + alpha[i]/(2*costs[i])
			was := alpha[i]
			alpha[i] = max(0, was-gradient/norm[i])
			step := (alpha[i] - was) * y[i]
			if step == 0 {
				continue
			}
			moved = max(moved, math.Abs(step))
			bias += step
			for _, f := range xs[i] {
				w[f.at] += step * float64(f.value)
			}
		}
		if moved < 1e-4 {
			break
		}
	}
	return w, bias
}

// quantise writes weights as whole multiples of a scale.
func quantise(w []float64) ([]int8, float32) {
	top := 0.0
	for _, x := range w {
		top = max(top, math.Abs(x))
	}
	out := make([]int8, len(w))
	if top == 0 {
		return out, 1
	}
	scale := float32(top / 127)
	for i, x := range w {
		out[i] = int8(math.Round(x / float64(scale)))
	}
	return out, scale
}
