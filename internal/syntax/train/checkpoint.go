package train

import (
	"encoding/gob"
	"fmt"
	"os"
)

type checkpoint struct {
	Sizes   Sizes
	Voc     *Vocabulary
	Weights map[string][]float32
}

func (n *Net) names() map[string]*param {
	m := map[string]*param{"embed": n.embed}
	for _, p := range n.all {
		m[p.name] = p
	}
	return m
}

// Save writes the weights in floating point, to go on from.
func (n *Net) Save(path string) error {
	c := checkpoint{n.Sizes, n.Voc, map[string][]float32{}}
	for name, p := range n.names() {
		c.Weights[name] = p.w
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := gob.NewEncoder(f).Encode(c); err != nil {
		return err
	}
	return f.Close()
}

// Load reads weights that Save wrote into a network of the same sizes; what only one of the two has is left.
func (n *Net) Load(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var c checkpoint
	if err := gob.NewDecoder(f).Decode(&c); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	for name, p := range n.names() {
		if w, ok := c.Weights[name]; ok && len(w) == len(p.w) {
			copy(p.w, w)
		}
	}
	return nil
}
