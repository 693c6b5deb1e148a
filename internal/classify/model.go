package classify

import (
	"bytes"
	"compress/gzip"
	"encoding/gob"
	"fmt"
	"io"
	"math"
	"slices"
)

// A Model is the fitted weights.
type Model struct {
	Classes []string
	Groups  [groups]float32 // the length each group of features is brought to
	// Rarity is, for each feature, the inverse document frequency in tenths, 0 for a feature that was not seen.
	Rarity []uint8
	// Weights are those of each class, one after the other, in units of Scale.
	Weights [][]int8
	Scale   []float32
	Bias    []float32
	// Slope turns margins into probabilities: the larger, the surer.
	Slope float64
}

// size is the number of features of all groups.
const size = groups * buckets

// A feature is an index and its value.
type feature struct {
	at    uint32
	value float32
}

// sparse weighs a vector: every feature once, rare ones more, each group to its length.
func (m *Model) sparse(v *vector) []feature {
	var out []feature
	for g := range v {
		if m.Groups[g] == 0 {
			continue
		}
		list := slices.Clone(v[g])
		slices.Sort(list)
		from, sum := len(out), 0.0
		for _, at := range slices.Compact(list) {
			at += uint32(g * buckets)
			if r := m.Rarity[at]; r > 0 {
				x := float64(r) / 10
				out = append(out, feature{at, float32(x)})
				sum += x * x
			}
		}
		if sum == 0 {
			continue
		}
		by := m.Groups[g] / float32(math.Sqrt(sum))
		for i := from; i < len(out); i++ {
			out[i].value *= by
		}
	}
	return out
}

// margins are the distances to the plane of each class.
func (m *Model) margins(x []feature) []float64 {
	out := make([]float64, len(m.Classes))
	for c := range out {
		sum := 0.0
		w := m.Weights[c]
		for _, f := range x {
			sum += float64(w[f.at]) * float64(f.value)
		}
		out[c] = sum*float64(m.Scale[c]) + float64(m.Bias[c])
	}
	return out
}

// probabilities turns margins into numbers that sum to one.
func (m *Model) probabilities(margins []float64) []float64 {
	top := slices.Max(margins)
	sum := 0.0
	out := make([]float64, len(margins))
	for i, x := range margins {
		out[i] = math.Exp(m.Slope * (x - top))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// Write writes the model, compressed.
func (m *Model) Write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(z).Encode(m); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return z.Close()
}

// ReadModel reads what Write wrote.
func ReadModel(b []byte) (*Model, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	m := &Model{}
	if err := gob.NewDecoder(z).Decode(m); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	return m, nil
}
